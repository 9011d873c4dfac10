import type * as vscode from 'vscode';
import type { Plan } from '../core/model.ts';
import type { ParsePlan } from './ports.ts';

/** Loads the parser when the first plan is read, and reads each version of a document once. */
export class PlanParser {
  #parse: Promise<ParsePlan> | undefined;
  readonly #read = new WeakMap<vscode.TextDocument, { readonly version: number; readonly plan: Plan }>();

  /** The parse function itself, for who has to read a text and act on it in the same tick. */
  load(): Promise<ParsePlan> {
    this.#parse ??= import('../core/parse/parser.ts').then(({ parsePlan }) => parsePlan);
    return this.#parse;
  }

  async ofText(path: string, text: string): Promise<Plan> {
    return (await this.load())(path, text);
  }

  /** The plan of a document's present text, kept until the text changes. */
  async ofDocument(path: string, document: vscode.TextDocument): Promise<Plan> {
    const parse = await this.load();
    const known = this.#read.get(document);
    if (known?.version === document.version && known.plan.path === path) return known.plan;
    const plan = parse(path, document.getText());
    this.#read.set(document, { version: document.version, plan });
    return plan;
  }
}
