import * as vscode from 'vscode';
import { isFiltering, mergeOwners, noFilter, type PlanFilter, type PlanOrder } from '../core/show/filterNodes.ts';
import { contextKeys } from './contributions.ts';
import type { PlanStore } from './planStore.ts';

const storageKey = 'plansFilter';

interface Kept {
  readonly filter: PlanFilter;
  readonly order: PlanOrder;
}

type Choice = vscode.QuickPickItem & {
  readonly what?: 'open' | 'p0' | 'runnable' | 'priority';
  readonly owner?: string;
};

/** Filter and order of the view *Plans*, kept for each workspace. */
export class PlanFilters implements vscode.Disposable {
  readonly #memento: vscode.Memento;
  readonly #changed = new vscode.EventEmitter<void>();
  #kept: Kept;

  readonly onDidChange = this.#changed.event;

  constructor(memento: vscode.Memento) {
    this.#memento = memento;
    const { filter, order } = memento.get<Partial<Kept>>(storageKey, {});
    this.#kept = { filter: { ...noFilter, ...filter }, order: order ?? 'document' };
    this.#tellContext();
  }

  get filter(): PlanFilter {
    return this.#kept.filter;
  }

  get order(): PlanOrder {
    return this.#kept.order;
  }

  get active(): boolean {
    return isFiltering(this.#kept.filter);
  }

  async set(filter: PlanFilter, order: PlanOrder = this.order): Promise<void> {
    this.#kept = { filter, order };
    this.#tellContext();
    this.#changed.fire();
    await this.#memento.update(storageKey, this.#kept);
  }

  /** The order stays. */
  clear(): Promise<void> {
    return this.set(noFilter);
  }

  /** Lets the user choose filter and order from one list. */
  async choose(store: PlanStore): Promise<void> {
    const { filter, order } = this;
    const named = mergeOwners(store.plans.map(({ summary }) => summary.owners));
    const gone = filter.owners.filter((owner) => !named.includes(owner));
    const items: Choice[] = [
      heading(vscode.l10n.t('Show only')),
      { label: vscode.l10n.t('Open work'), what: 'open', picked: filter.open },
      { label: 'P0', what: 'p0', picked: filter.p0 },
      { label: vscode.l10n.t('What can be run'), what: 'runnable', picked: filter.runnable },
      ...(named.length + gone.length > 0 ? [heading(vscode.l10n.t('Of these owners'))] : []),
      ...[...named, ...gone].map((owner) => ({
        label: `$(person) ${owner}`,
        owner,
        picked: filter.owners.includes(owner),
      })),
      heading(vscode.l10n.t('Order')),
      { label: vscode.l10n.t('Sort by priority'), what: 'priority', picked: order === 'priority' },
    ];
    const picked = await vscode.window.showQuickPick(items, {
      canPickMany: true,
      title: vscode.l10n.t('Filter Plans'),
      placeHolder: vscode.l10n.t('What shall the view show? Nothing chosen: everything.'),
    });
    if (!picked) return;
    const has = (what: Choice['what']): boolean => picked.some((item) => item.what === what);
    const owners = picked.flatMap(({ owner }) => (owner === undefined ? [] : [owner]));
    await this.set(
      { open: has('open'), p0: has('p0'), runnable: has('runnable'), owners },
      has('priority') ? 'priority' : 'document',
    );
  }

  /** What is filtered and how much that hides; `undefined` where nothing is. */
  sentence(hidden: number): string | undefined {
    if (!this.active) return undefined;
    const { open, p0, runnable, owners } = this.filter;
    const shown = [
      open ? vscode.l10n.t('open work') : '',
      p0 ? 'P0' : '',
      runnable ? vscode.l10n.t('what can be run') : '',
      owners.join(vscode.l10n.t(' or ')),
    ].filter(Boolean);
    return hidden === 1
      ? vscode.l10n.t('Only {0}. 1 row is hidden.', shown.join(', '))
      : vscode.l10n.t('Only {0}. {1} rows are hidden.', shown.join(', '), hidden);
  }

  #tellContext(): void {
    void vscode.commands.executeCommand('setContext', contextKeys.filtered, this.active);
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

function heading(label: string): Choice {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}
