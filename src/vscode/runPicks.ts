import * as vscode from 'vscode';
import type { Plan, Runnable } from '../core/model.ts';
import type { RunTarget } from './runTarget.ts';

/** One of several commands; a single one is not asked for. */
export async function pickRunnable(runnables: readonly Runnable[]): Promise<Runnable | undefined> {
  if (runnables.length < 2) return runnables[0];
  const items = runnables.map((runnable) => {
    const [first = '', ...rest] = runnable.text.split('\n');
    return { label: runnable.label ?? first, description: rest.length > 0 ? '…' : '', runnable };
  });
  const picked = await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t('Which command?') });
  return picked?.runnable;
}

/** The command of a block on a line, 0-based, or the whole of one that has only one. */
export async function pickLine(
  runnables: readonly Runnable[],
  line: number,
): Promise<{ readonly runnable: Runnable; readonly part?: RunTarget['part'] } | undefined> {
  for (const runnable of runnables) {
    const index = runnable.lines.findIndex((each) => each.line <= line && line < each.endLine);
    if (index >= 0) return { runnable, part: { kind: 'line', index } };
  }
  const runnable = await pickRunnable(runnables.filter(({ lines }) => lines.length === 0));
  return runnable && { runnable };
}

/** The phase around the cursor, else one of the plan's. */
export async function pickPhase(plan: Plan, line: number | undefined): Promise<string | undefined> {
  // What stands above the phases is none that can be run by itself.
  const phases = plan.phases.filter(({ key }) => key !== '');
  const items = phases.map(({ key, title, kind, id, line: start }) => ({
    label: [kind, id].filter(Boolean).join(' '),
    description: title,
    key,
    start,
  }));
  const here = line === undefined ? undefined : items.findLast(({ start }) => start <= line);
  const sorted = here ? [here, ...items.filter((item) => item !== here)] : items;
  return (await vscode.window.showQuickPick(sorted, { placeHolder: vscode.l10n.t('Which phase?') }))?.key;
}
