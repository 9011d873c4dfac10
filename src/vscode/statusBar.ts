import * as vscode from 'vscode';
import { percentDone, progressOf, totalWork } from '../core/show/progress.ts';
import { commands } from './contributions.ts';
import type { PlanStore } from './planStore.ts';

/** The share of the work that is done, over all plans; not there without plans. */
export function registerStatusBar(store: PlanStore): { readonly item: vscode.StatusBarItem; dispose(): void } {
  const item = vscode.window.createStatusBarItem('work', vscode.StatusBarAlignment.Left, 50);
  item.name = 'Runsheet';
  item.command = commands.openPlans;
  const update = (): void => {
    const { plans } = store;
    if (plans.length === 0) {
      item.hide();
      return;
    }
    const work = totalWork(plans.map(({ plan }) => plan));
    const percent = percentDone(work);
    item.text = percent === undefined ? '$(checklist) –' : `$(checklist) ${percent}%`;
    item.tooltip = hover(store);
    item.accessibilityInformation = {
      label:
        percent === undefined
          ? vscode.l10n.t('Plans without work')
          : vscode.l10n.t('{0} percent of the planned work is done', percent),
    };
    item.show();
  };
  update();
  const changes = store.onDidChange(update);
  return {
    item,
    dispose: () => {
      changes.dispose();
      item.dispose();
    },
  };
}

/** Titles come from files: as text, never as markdown. */
function hover({ plans }: PlanStore): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  text.appendText(vscode.l10n.t('Work done in the plans of this workspace'));
  for (const { plan, path } of plans) {
    const progress = progressOf(plan);
    const counted = progress ? `${progress.count.done}/${progress.count.total}` : vscode.l10n.t('no checkboxes');
    text.appendMarkdown('\n\n').appendText(`${counted}  ${plan.title} (${path})`);
  }
  return text;
}
