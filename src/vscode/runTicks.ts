import * as vscode from 'vscode';
import { tickableTask } from '../core/run/tickableTask.ts';
import { nodeLabel } from '../core/show/nodeLabel.ts';
import { settings } from './contributions.ts';
import type { Runner } from './runner.ts';
import type { RunPlaces } from './runPlaces.ts';
import type { AgreedRun } from './runPreparation.ts';
import type { RunResults } from './runResults.ts';
import type { TaskToggler } from './taskToggler.ts';

/** Ticks a task whose commands have all passed: never, after a question, or always. */
export function registerRunTicks(
  runner: Runner,
  results: RunResults,
  places: RunPlaces,
  toggler: TaskToggler,
): vscode.Disposable {
  return runner.onDidEnd(({ agreed, record }) => {
    if (record.state === 'passed' && agreed.part.kind === 'whole') void tick(agreed, results, places, toggler);
  });
}

async function tick(
  { target: { uri }, runnable }: AgreedRun,
  results: RunResults,
  places: RunPlaces,
  toggler: TaskToggler,
): Promise<void> {
  const configuration = vscode.workspace.getConfiguration(settings.section, uri);
  const setting = configuration.get<string>(settings.tickOnSuccess, 'ask');
  if (setting === 'never') return;
  const plan = await places.present(uri);
  const node = plan && tickableTask(plan, runnable, (each) => results.get(uri, each)?.state === 'passed');
  if (!node) return;
  if (setting !== 'always') {
    const yes = vscode.l10n.t('Tick');
    const always = vscode.l10n.t('Always');
    const never = vscode.l10n.t('Never');
    const question = vscode.l10n.t('The command passed. Tick "{0}"?', nodeLabel(node));
    const answer = await vscode.window.showInformationMessage(question, yes, always, never);
    if (answer === always || answer === never)
      await configuration.update(settings.tickOnSuccess, answer === always ? 'always' : 'never', true);
    if (answer !== yes && answer !== always) return;
  }
  const path = vscode.workspace.asRelativePath(uri, false);
  await toggler.toggle({ uri, path, seen: plan, key: node.key }, true);
}
