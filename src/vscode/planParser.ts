import * as vscode from 'vscode';
import type { ReadOptions } from '../core/config/config.ts';
import type { Plan } from '../core/model.ts';
import type { ParsePlan } from './ports.ts';

interface ReadDocument {
  readonly version: number;
  readonly options: ReadOptions;
  readonly plan: Plan;
}

const noOptions: ReadOptions = { marks: {}, roles: {} };

/** Loads the parser when the first plan is read, and reads each version of a document once. */
export class PlanParser {
  #module: Promise<typeof import('../core/parse/parser.ts')> | undefined;
  readonly #read = new WeakMap<vscode.TextDocument, ReadDocument>();
  /** By the URI of the workspace folder. */
  readonly #options = new Map<string, ReadOptions>();

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
    const options = this.#optionsOf(uri);
    return (path, text) => parsePlan(path, text, options);
  }

  async ofText(uri: vscode.Uri, path: string, text: string): Promise<Plan> {
    return (await this.load(uri))(path, text);
  }

  /** The plan of a document's present text, kept until the text changes. */
  async ofDocument(path: string, document: vscode.TextDocument): Promise<Plan> {
    const parse = await this.load(document.uri);
    const options = this.#optionsOf(document.uri);
    const known = this.#read.get(document);
    if (known?.version === document.version && known.plan.path === path && known.options === options) return known.plan;
    const plan = parse(path, document.getText());
    this.#read.set(document, { version: document.version, options, plan });
    return plan;
  }

  #optionsOf(uri: vscode.Uri): ReadOptions {
    const folder = vscode.workspace.getWorkspaceFolder(uri);
    return (folder && this.#options.get(folder.uri.toString())) ?? noOptions;
  }
}
