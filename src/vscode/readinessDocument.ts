import * as vscode from 'vscode';
import { assess } from '../core/readiness/assess.ts';
import { explainWorkspace } from '../core/readiness/explainReadiness.ts';
import { linkTarget } from '../core/readiness/markdownText.ts';
import { editorCommands, readinessScheme } from './contributions.ts';
import type { PlanEntry } from './planEntry.ts';
import type { ReadinessModel } from './readinessModel.ts';

/** One document for all: the next one takes the place of the last. */
const shownUri = vscode.Uri.from({ scheme: readinessScheme, path: 'Readiness.md' });

/** *Explain Readiness*: the number with every term, as a read-only markdown document that follows the plans. */
export class ReadinessDocument implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #model: ReadinessModel;
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #disposables: readonly { dispose(): unknown }[];
  /** Of which plan; undefined: of all. */
  #of: string | undefined;
  #shown = false;

  readonly onDidChange = this.#changed.event;

  constructor(model: ReadinessModel) {
    this.#model = model;
    this.#disposables = [
      this.#changed,
      vscode.workspace.registerTextDocumentContentProvider(readinessScheme, this),
      model.onDidChange(() => {
        if (this.#shown) this.#changed.fire(shownUri);
      }),
    ];
  }

  /** @param of the plan; without it, all of them */
  async show(of: vscode.Uri | undefined): Promise<void> {
    this.#of = of && this.#model.get(of)?.kind === 'plan' ? of.toString() : undefined;
    this.#shown = true;
    this.#changed.fire(shownUri);
    const document = await vscode.workspace.openTextDocument(shownUri);
    try {
      await vscode.commands.executeCommand(editorCommands.showPreview, shownUri);
    } catch {
      // Without the built-in markdown support the text itself adds up just as well.
      await vscode.window.showTextDocument(document, { preview: true });
    }
  }

  provideTextDocumentContent(): string {
    const meant = this.#model.plans.filter(({ entry }) => this.#of === undefined || entry.uri.toString() === this.#of);
    if (meant.length === 0) return vscode.l10n.t('There is no plan whose readiness could be explained.');
    const all = meant.map(({ entry }) => {
      const { plan } = entry;
      const { known } = this.#model.factsOf(entry.folder);
      return assess(plan, known, this.#model.givenFor(entry, plan)).readiness;
    });
    return meant.reduce((text, { entry }) => withPlaces(text, entry), explainWorkspace(all));
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }
}

/** Links lead to the file wherever this document is shown. */
function withPlaces(text: string, { uri, path }: PlanEntry): string {
  const relative = linkTarget(path, 0).replace(/#L1$/, '#L');
  return text.replaceAll(`](${relative}`, `](${uri.toString()}#L`);
}
