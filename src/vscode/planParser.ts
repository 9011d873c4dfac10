import * as vscode from 'vscode';
import type { ReadOptions } from '../core/config/config.ts';
import type { Plan } from '../core/model.ts';
import type { Change } from '../core/parse/lineChanges.ts';
import type { PlanReading } from '../core/parse/planReading.ts';
import type { ParsePlan } from './ports.ts';
import type { Stretches } from './stretches.ts';
import { Turn } from './turn.ts';

/** A reading that follows an open document. */
interface ReadDocument {
  readonly path: string;
  /** The version of which the whole text was asked for. */
  readonly begunAt: number;
  /** Of the last change that is known. */
  version: number;
  readonly options: ReadOptions;
  readonly reading: PlanReading;
  /** Changes that are not read yet. */
  changes: Change[];
  /** Until all of its text is read. */
  reads?: Promise<void> | undefined;
}

/** Beyond that the whole text is read again when somebody asks. */
const mostChanges = 1000;

const noOptions: ReadOptions = { marks: {}, roles: {}, folders: {} };

/**
 * Loads the parser when the first plan is read, and reads each version of a document once: an open document is followed
 * by its changes, and its text is asked for only when it is read first, or when a change was missed.
 */
export class PlanParser implements vscode.Disposable {
  #module: Promise<typeof import('../core/parse/parser.ts')> | undefined;
  readonly #read = new WeakMap<vscode.TextDocument, ReadDocument>();
  /** By the URI of the workspace folder. */
  readonly #options = new Map<string, ReadOptions>();

  readonly #stretches: Stretches;
  readonly #changes = vscode.workspace.onDidChangeTextDocument((event) => this.#follow(event));

  constructor(stretches: Stretches) {
    this.#stretches = stretches;
  }

  /** True where the plans of the folder read differently from now on. */
  setOptions(folder: vscode.WorkspaceFolder, options: ReadOptions): boolean {
    const key = folder.uri.toString();
    if (JSON.stringify(this.#options.get(key) ?? noOptions) === JSON.stringify(options)) return false;
    this.#options.set(key, options);
    return true;
  }

  /** The parse function itself, for who has to read a text of that file and act on it in the same tick. */
  async load(uri: vscode.Uri): Promise<ParsePlan> {
    this.#module ??= import('../core/parse/parser.ts');
    const { parsePlan } = await this.#module;
    const options = this.optionsOf(uri);
    return (path, text) => parsePlan(path, text, options);
  }

  /** The plan of a document's present text where the document is followed already: for who cannot wait. */
  followed(path: string, document: vscode.TextDocument): Plan | undefined {
    const known = this.#read.get(document);
    return known?.path === path ? this.#presentPlan(known, document) : undefined;
  }

  /** The plan of a document's present text, kept until the text changes. A long text is read in stretches. */
  async ofDocument(path: string, document: vscode.TextDocument): Promise<Plan> {
    this.#module ??= import('../core/parse/parser.ts');
    const { PlanReading } = await this.#module;
    for (;;) {
      let known = this.#read.get(document);
      if (known?.path !== path || !this.#isPresent(known, document)) {
        const { version } = document;
        const options = this.optionsOf(document.uri);
        const reading = new PlanReading(path, document.getText(), options);
        known = { path, begunAt: version, version, options, reading, changes: [] };
        this.#read.set(document, known);
      }
      const reads = (known.reads ??= this.#readAll(document, known));
      try {
        await reads;
      } finally {
        if (known.reads === reads) known.reads = undefined;
      }
      const plan = this.#presentPlan(known, document);
      if (plan) return plan;
      if (this.#read.get(document) === known) this.#read.delete(document);
    }
  }

  /** Whether it knows of every change of the document, and of what the configuration says now. */
  #isPresent({ version, options }: ReadDocument, document: vscode.TextDocument): boolean {
    return version === document.version && options === this.optionsOf(document.uri);
  }

  #presentPlan(known: ReadDocument, document: vscode.TextDocument): Plan | undefined {
    if (!this.#isPresent(known, document)) return undefined;
    const plan = known.reading.edit(known.changes.splice(0));
    return plan.lineCount === document.lineCount || known.begunAt === known.version ? plan : undefined;
  }

  /** Reads the text and what has changed meanwhile. */
  async #readAll(document: vscode.TextDocument, known: ReadDocument): Promise<void> {
    const { reading } = known;
    const turn = new Turn();
    const isEnough = (): boolean => turn.isOver;
    const readOn = (): boolean => {
      if (!reading.readOn(isEnough)) return false;
      reading.change(known.changes.splice(0));
      return reading.readOn(isEnough) !== undefined;
    };
    try {
      while (!this.#stretches.run('reading a document', readOn)) await turn.next();
    } catch (error) {
      if (this.#read.get(document) === known) this.#read.delete(document);
      throw error;
    }
  }

  #follow({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    const known = this.#read.get(document);
    if (!known || known.version === document.version) return;
    if (document.version !== known.version + 1 || known.changes.length > mostChanges) {
      this.#read.delete(document);
      return;
    }
    known.version = document.version;
    for (const { range, text } of contentChanges)
      known.changes.push({
        line: range.start.line,
        column: range.start.character,
        endLine: range.end.line,
        endColumn: range.end.character,
        text,
      });
  }

  dispose(): void {
    this.#changes.dispose();
  }

  /** What the configuration says that marks mean. */
  marksOf(uri: vscode.Uri): NonNullable<ReadOptions['marks']> {
    return this.optionsOf(uri).marks ?? {};
  }

  /** Where the configuration has the commands of plans run, by glob. */
  foldersOf(uri: vscode.Uri): NonNullable<ReadOptions['folders']> {
    return this.optionsOf(uri).folders ?? {};
  }

  /** How the plans of the folder of that file are read. */
  optionsOf(uri: vscode.Uri): ReadOptions {
    const folder = vscode.workspace.getWorkspaceFolder(uri);
    return (folder && this.#options.get(folder.uri.toString())) ?? noOptions;
  }
}
