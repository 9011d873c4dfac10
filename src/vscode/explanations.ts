import * as vscode from 'vscode';
import { fileExplanationText, lineExplanationText } from '../core/outline/explanation.ts';
import { plainStyle } from '../core/outline/style.ts';
import { explanationLanguage, explanationScheme } from './contributions.ts';
import type { PlanParser } from './planParser.ts';
import { isDocumentRow, isFileRow, isNodeRow } from './planRow.ts';
import type { PlanStore } from './planStore.ts';
import type { ScoreFile } from './ports.ts';

interface Subject {
  readonly what: 'line' | 'file';
  readonly uri: vscode.Uri;
  /** 0-based; it moves with the text. */
  line: number;
}

const updateDelay = 150;
/** One document for all explanations: the next one takes the place of the last. */
const shownUri = vscode.Uri.from({ scheme: explanationScheme, path: 'Explanation' });

/** *Explain This Line* and *Explain This File*: a plain read-only text beside the plan, true while the plan changes. */
export class Explanations implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #parser: PlanParser;
  readonly #score: ScoreFile;
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #disposables: readonly { dispose(): unknown }[];
  #subject: Subject | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  readonly onDidChange = this.#changed.event;

  constructor(store: PlanStore, parser: PlanParser, score: ScoreFile) {
    this.#parser = parser;
    this.#score = score;
    const soon = (): void => this.#updateSoon();
    this.#disposables = [
      this.#changed,
      vscode.workspace.registerTextDocumentContentProvider(explanationScheme, this),
      vscode.workspace.onDidChangeTextDocument((event) => this.#follow(event)),
      vscode.workspace.onDidSaveTextDocument(soon),
      store.onDidChange(soon),
      // Closed tabs come back with the text that they had.
      vscode.window.tabGroups.onDidChangeTabs(({ opened }) => {
        if (opened.some(showsExplanation)) soon();
      }),
    ];
  }

  /** @param argument a row of the tree, or what the menu of a line number hands over; else the cursor says the line */
  async explainLine(argument: unknown): Promise<void> {
    const place = isNodeRow(argument)
      ? { uri: argument.document.entry.uri, line: argument.node.line }
      : (clickedLine(argument) ?? cursorLine());
    if (place) await this.#show({ what: 'line', ...place });
    else say(vscode.l10n.t('There is no line to explain. Put the cursor into a markdown file.'));
  }

  /** @param argument a row of the tree; else the document in the editor is meant */
  async explainFile(argument: unknown): Promise<void> {
    const uri =
      isDocumentRow(argument) || isFileRow(argument)
        ? argument.entry.uri
        : isNodeRow(argument)
          ? argument.document.entry.uri
          : cursorLine()?.uri;
    if (uri) await this.#show({ what: 'file', uri, line: 0 });
    else say(vscode.l10n.t('There is no file to explain. Open a markdown file.'));
  }

  async provideTextDocumentContent(): Promise<string> {
    const subject = this.#subject;
    if (!subject) return '';
    const document = await vscode.workspace.openTextDocument(subject.uri);
    const path = vscode.workspace.asRelativePath(subject.uri, false);
    const root = vscode.workspace.getWorkspaceFolder(subject.uri)?.uri;
    if (subject.what === 'file') {
      const score = await this.#score(root, path, document.getText());
      return fileExplanationText({ root: root?.fsPath ?? '', path, score }, plainStyle);
    }
    const plan = await this.#parser.ofDocument(path, document);
    const { explainLine } = await import('../core/parse/parser.ts');
    const line = Math.min(subject.line, document.lineCount - 1);
    const facts = explainLine(plan, document.getText(), line);
    const text = document.lineAt(line).text;
    return lineExplanationText({ root: root?.fsPath ?? '', path, line: line + 1, text, facts }, plainStyle);
  }

  async #show(subject: Subject): Promise<void> {
    this.#subject = subject;
    this.#changed.fire(shownUri);
    const opened = await vscode.workspace.openTextDocument(shownUri);
    const document =
      opened.languageId === explanationLanguage
        ? opened
        : await vscode.languages.setTextDocumentLanguage(opened, explanationLanguage);
    const shown = vscode.window.visibleTextEditors.find((editor) => editor.document.uri.scheme === explanationScheme);
    const viewColumn = shown?.viewColumn ?? vscode.ViewColumn.Beside;
    await vscode.window.showTextDocument(document, { viewColumn, preserveFocus: true, preview: true });
  }

  /** Lines that come or go above the explained one move it. */
  #follow({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    const subject = this.#subject;
    if (subject?.uri.toString() !== document.uri.toString() || contentChanges.length === 0) return;
    for (const { range, text } of contentChanges) {
      const added = text.split('\n').length - 1 - (range.end.line - range.start.line);
      const above =
        range.end.line < subject.line ||
        (range.end.line === subject.line && range.end.character === 0 && text.endsWith('\n'));
      if (above) subject.line = Math.max(0, subject.line + added);
    }
    this.#updateSoon();
  }

  #updateSoon(): void {
    if (!this.#subject) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      // VS Code keeps the document for minutes after its tab was closed, and would ask for the text all that time.
      if (vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(showsExplanation))) this.#changed.fire(shownUri);
    }, updateDelay);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const disposable of this.#disposables) disposable.dispose();
  }
}

/** What VS Code hands to a command in the menu of the line numbers: `{ lineNumber, uri }`, 1-based. */
export function clickedLine(argument: unknown): { readonly uri: vscode.Uri; readonly line: number } | undefined {
  if (typeof argument !== 'object' || argument === null) return undefined;
  const { lineNumber, uri } = argument as { readonly lineNumber?: unknown; readonly uri?: unknown };
  return typeof lineNumber === 'number' && uri instanceof vscode.Uri ? { uri, line: lineNumber - 1 } : undefined;
}

function cursorLine(): { readonly uri: vscode.Uri; readonly line: number } | undefined {
  const editor = vscode.window.activeTextEditor;
  if (!editor || editor.document.uri.scheme === explanationScheme) return undefined;
  return { uri: editor.document.uri, line: editor.selection.active.line };
}

function showsExplanation({ input }: vscode.Tab): boolean {
  return input instanceof vscode.TabInputText && input.uri.scheme === explanationScheme;
}

function say(sentence: string): void {
  void vscode.window.showInformationMessage(sentence);
}
