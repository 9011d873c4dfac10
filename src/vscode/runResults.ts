import * as vscode from 'vscode';
import type { Plan, PlanNode, Runnable } from '../core/model.ts';
import { textHash } from '../core/run/textHash.ts';
import { resultText } from './resultText.ts';

export type RunState = 'running' | 'passed' | 'failed' | 'unknown' | 'stopped';

/** The last run of a runnable. Plain data: it outlives the window. Instants are epoch milliseconds. */
export interface RunRecord {
  readonly state: RunState;
  /** Of the text that was run: a changed command has no result. */
  readonly hash: string;
  readonly exitCode?: number;
  readonly startedAt: number;
  readonly endedAt?: number;
  /** Folder of the run in the script lane, by which a window that was reloaded finds it again. */
  readonly folder: string;
}

/** A result as a row or lens shows it. */
export interface ShownResult {
  readonly text: string;
  readonly running: boolean;
}

const storageKey = 'runs';
const keptRecords = 500;

/** The last result of each runnable, by document and key, kept in the workspace's state. */
export class RunResults implements vscode.Disposable {
  readonly #memento: vscode.Memento;
  readonly #records: Map<string, RunRecord>;
  readonly #changed = new vscode.EventEmitter<string>();

  /** The URI, as text, of the document whose results changed. */
  readonly onDidChange = this.#changed.event;

  constructor(memento: vscode.Memento) {
    this.#memento = memento;
    this.#records = new Map(memento.get<readonly (readonly [string, RunRecord])[]>(storageKey, []));
  }

  get(uri: vscode.Uri, runnable: Runnable): RunRecord | undefined {
    const record = this.#records.get(idOf(uri, runnable.key));
    return record?.hash === textHash(runnable.text) ? record : undefined;
  }

  /** Newest last. */
  async set(uri: vscode.Uri, key: string, record: RunRecord): Promise<void> {
    const id = idOf(uri, key);
    this.#records.delete(id);
    this.#records.set(id, record);
    this.#changed.fire(uri.toString());
    await this.#memento.update(storageKey, [...this.#records].slice(-keptRecords));
  }

  /** Runs that had not ended when the window was closed. */
  unfinished(): readonly { readonly uri: vscode.Uri; readonly key: string; readonly record: RunRecord }[] {
    return [...this.#records].flatMap(([id, record]) => {
      const { uri, key } = JSON.parse(id) as { uri: string; key: string };
      return record.state === 'running' ? [{ uri: vscode.Uri.parse(uri), key, record }] : [];
    });
  }

  /** What stands in a node: a run that is on, else the one that ended last. */
  ofNode({ uri, plan }: { readonly uri: vscode.Uri; readonly plan: Plan }, node: PlanNode): ShownResult | undefined {
    let last: RunRecord | undefined;
    for (const index of node.runnables) {
      const runnable = plan.runnables[index];
      const record = runnable && this.get(uri, runnable);
      if (record && (!last || newness(record) > newness(last))) last = record;
    }
    return last && { text: resultText(last), running: last.state === 'running' };
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

function idOf(uri: vscode.Uri, key: string): string {
  return JSON.stringify({ uri: uri.toString(), key });
}

function newness({ state, endedAt, startedAt }: RunRecord): number {
  return state === 'running' ? Infinity : (endedAt ?? startedAt);
}
