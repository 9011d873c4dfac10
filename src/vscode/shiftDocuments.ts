import * as vscode from 'vscode';
import { visibleText } from '../core/run/lane/visibleText.ts';
import type { ProcedureEvent } from '../core/shifts/procedure.ts';
import { explanationLanguage, shiftScheme } from './contributions.ts';
import { inEditorWords } from './shiftWords.ts';

const statusUri = vscode.Uri.from({ scheme: shiftScheme, path: 'Status Check' });
const marks = { done: '✓', warned: '!', skipped: '-', stopped: '✗' } as const;

/** What starts, ends and status checks have to say at length: steps in an output channel, the status as a document. */
export class ShiftDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #registration: vscode.Disposable;
  #channel: vscode.OutputChannel | undefined;
  #status = '';
  readonly #steps: string[] = [];

  readonly onDidChange = this.#changed.event;

  constructor() {
    this.#registration = vscode.workspace.registerTextDocumentContentProvider(shiftScheme, this);
  }

  /** The lines of the last start or end, for tests. */
  get steps(): readonly string[] {
    return this.#steps;
  }

  /** A start or an end begins. */
  begin(title: string): void {
    this.#steps.length = 0;
    if (this.#channel) this.#channel.appendLine('');
    this.line(`${title} · ${new Date().toLocaleString()}`);
  }

  /** A step with its outcome; why one was skipped stands beside it. */
  step(event: ProcedureEvent): void {
    if (event.kind === 'begun') return;
    const { title, outcome, earlier } = event;
    const mark = marks[outcome.kind];
    if (outcome.kind === 'stopped') {
      for (const [index, text] of outcome.stop.sentence.split('\n').entries())
        this.line(index === 0 ? `${mark} ${title}: ${text}` : `    ${text}`);
      this.line(`    ${inEditorWords(outcome.stop.remedy)}`);
      return;
    }
    const before = earlier ? vscode.l10n.t('done before.') + ' ' : '';
    this.line(`${mark} ${title}: ${before}${inEditorWords(outcome.text)}`);
    if (!earlier) for (const line of outcome.detail ?? []) this.line(`    ${line}`);
  }

  line(text: string): void {
    this.#channel ??= vscode.window.createOutputChannel('Runsheet Shift');
    this.#channel.appendLine(visibleText(text));
    this.#steps.push(visibleText(text));
  }

  showSteps(): void {
    this.#channel?.show(true);
  }

  async showStatus(text: string): Promise<void> {
    this.#status = text;
    this.#changed.fire(statusUri);
    const opened = await vscode.workspace.openTextDocument(statusUri);
    const document =
      opened.languageId === explanationLanguage
        ? opened
        : await vscode.languages.setTextDocumentLanguage(opened, explanationLanguage);
    await vscode.window.showTextDocument(document, { preview: true });
  }

  provideTextDocumentContent(): string {
    return inEditorWords(this.#status);
  }

  dispose(): void {
    this.#channel?.dispose();
    this.#registration.dispose();
    this.#changed.dispose();
  }
}
