import * as vscode from 'vscode';
import { decoratePreview, type PreviewToken } from '../core/preview/decoratePreview.ts';
import { editorCommands } from './contributions.ts';
import { progressWords, statusWord } from './planWords.ts';
import type { PlanStore } from './planStore.ts';
import { resultText } from './resultText.ts';
import type { RunResults } from './runResults.ts';

/** What is used of the markdown-it of the built-in preview. */
export interface PreviewEngine {
  readonly renderer: {
    render(tokens: readonly PreviewToken[], options: unknown, env: unknown): string;
  };
}

const refreshDelay = 300;

/** Boxes, progress and results of runs in the built-in preview of markdown; it shows, and changes nothing. */
export class PlanPreview implements vscode.Disposable {
  readonly #store: PlanStore;
  readonly #results: RunResults;
  readonly #disposables: readonly vscode.Disposable[];
  #isUsed = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(store: PlanStore, results: RunResults) {
    this.#store = store;
    this.#results = results;
    this.#disposables = [
      store.onDidChange((changed) => {
        if ([...this.#shown].some((uri) => changed.has(uri))) this.#refreshSoon();
      }),
      results.onDidChange((uri) => {
        if (this.#shown.has(uri)) this.#refreshSoon();
      }),
    ];
  }

  readonly #shown = new Set<string>();

  /** Called by VS Code when the first preview opens, see `markdown.markdownItPlugins` of the manifest. */
  extend<T extends PreviewEngine>(engine: T): T {
    this.#isUsed = true;
    const render = engine.renderer.render.bind(engine.renderer);
    engine.renderer.render = (tokens, options, env) => render(this.#decorated(tokens, env), options, env);
    return engine;
  }

  #decorated(tokens: readonly PreviewToken[], env: unknown): readonly PreviewToken[] {
    const uri = (env as { readonly currentDocument?: unknown } | undefined)?.currentDocument;
    if (!(uri instanceof vscode.Uri)) return tokens;
    this.#shown.add(uri.toString());
    const entry = this.#store.get(uri);
    if (entry?.kind !== 'plan') return tokens;
    return decoratePreview(tokens, entry.plan, {
      status: (status) => statusWord(status) ?? '',
      optional: vscode.l10n.t('optional'),
      progress: progressWords,
      result: (runnable) => {
        const record = this.#results.get(uri, runnable);
        return record && { state: record.state, text: resultText(record) };
      },
    });
  }

  #refreshSoon(): void {
    if (!this.#isUsed) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void vscode.commands.executeCommand(editorCommands.refreshPreview), refreshDelay);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const disposable of this.#disposables) disposable.dispose();
  }
}
