import * as vscode from 'vscode';
import type { RunRecord } from '../core/run/runRecord.ts';
import { commands, editorCommands } from './contributions.ts';
import type { PlanStore } from './planStore.ts';
import { resultIcon, resultText } from './resultText.ts';
import type { ActiveRun, Runner } from './runner.ts';
import type { RunResults } from './runResults.ts';

export interface RunStatus {
  readonly item: vscode.StatusBarItem;
  isVisible(): boolean;
  /** Whether a timer draws it anew. */
  isTicking(): boolean;
  dispose(): void;
}

/**
 * What is running, with its time, in the status bar; else, without a timer, what ended last, as long as its command stands
 * in the plan as it was.
 */
export function registerRunStatus(runner: Runner, results: RunResults, store: PlanStore): RunStatus {
  const item = vscode.window.createStatusBarItem('running', vscode.StatusBarAlignment.Left, 49);
  item.name = vscode.l10n.t('Runsheet: running commands');
  let timer: ReturnType<typeof setInterval> | undefined;
  const draw = (): void => {
    const { active } = runner;
    const ending = active.filter(({ server }) => !server);
    const [first] = ending;
    const servers = active.length - ending.length;
    const texts = [
      first && `$(sync~spin) ${shortTitle(first)} ${elapsed(Date.now() - first.startedAt)}`,
      ending.length > 1 && `+${ending.length - 1}`,
      servers > 0 && `$(server-process) ${servers}`,
    ];
    item.text = texts.filter(Boolean).join(' ');
    item.tooltip = tooltip(active);
    item.command = commands.stopAll;
    drawn = undefined;
  };
  let drawn: string | undefined;
  let visible = false;
  /** Asked with every key that changes a plan: nothing is drawn twice. */
  const drawLast = (): boolean => {
    const last = results.newest();
    const entry = last && store.get(last.uri);
    const plan = entry?.kind === 'plan' ? entry.plan : undefined;
    // The key has the text in it.
    const runnable = plan?.runnables.find(({ key }) => key === last?.record.runnableKey);
    if (!last || !runnable) return false;
    const { uri, record } = last;
    const state = JSON.stringify([record.runnableKey, record.startedAt, runnable.line]);
    if (drawn === state) return true;
    drawn = state;
    item.text = `$(${resultIcon(record)}) ${shortTitle(titleOf(record))}`;
    item.tooltip = plainText([resultText(record).split(' · ')[0], titleOf(record).title, entry?.path]);
    const at = new vscode.Position(runnable.line, 0);
    const selection = new vscode.Range(at, at);
    item.command = { command: editorCommands.open, title: '', arguments: [uri, { selection }] };
    return true;
  };
  const update = (): void => {
    const { active } = runner;
    const counts = active.some(({ server }) => !server);
    if (counts) timer ??= setInterval(draw, 1000);
    else {
      clearInterval(timer);
      timer = undefined;
    }
    if (active.length > 0) draw();
    const wanted = active.length > 0 || drawLast();
    if (!wanted) drawn = undefined;
    if (wanted && !visible) item.show();
    else if (!wanted && visible) item.hide();
    visible = wanted;
  };
  const idle = (): void => {
    if (runner.active.length === 0) update();
  };
  const changes = vscode.Disposable.from(
    runner.onDidChange(update),
    results.onDidChange(idle),
    store.onDidChange(idle),
  );
  return {
    item,
    isVisible: () => visible,
    isTicking: () => timer !== undefined,
    dispose: () => {
      clearInterval(timer);
      changes.dispose();
      item.dispose();
    },
  };
}

/** Lets the user see the terminal of a running command, or stop it. */
export function chooseRunning(runner: Runner): void {
  const { active } = runner;
  if (active.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Nothing is running.'));
    return;
  }
  const stop = { iconPath: new vscode.ThemeIcon('debug-stop'), tooltip: vscode.l10n.t('Stop') };
  const pick = vscode.window.createQuickPick<vscode.QuickPickItem & { readonly run: ActiveRun }>();
  pick.placeholder = vscode.l10n.t('Running commands: choose one to see its terminal');
  pick.items = active.map((run) => ({
    label: run.title,
    description: run.server ? vscode.l10n.t('started') : elapsed(Date.now() - run.startedAt),
    buttons: [stop],
    run,
  }));
  pick.onDidTriggerItemButton(({ item }) => {
    item.run.stop();
    pick.hide();
  });
  pick.onDidAccept(() => {
    pick.selectedItems[0]?.run.show();
    pick.hide();
  });
  pick.onDidHide(() => pick.dispose());
  pick.show();
}

function tooltip(active: readonly ActiveRun[]): vscode.MarkdownString {
  return plainText(
    active.map(({ title, server }) => `${server ? vscode.l10n.t('started') : vscode.l10n.t('running')}: ${title}`),
  );
}

/** A paragraph for each; what stands in a plan is no markup. */
function plainText(paragraphs: readonly (string | undefined)[]): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  for (const paragraph of paragraphs) {
    if (text.value !== '') text.appendMarkdown('\n\n');
    text.appendText(paragraph ?? '');
  }
  return text;
}

function titleOf({ label, text }: RunRecord): Pick<ActiveRun, 'title'> {
  return { title: label ?? text.split('\n', 1)[0] ?? '' };
}

/** Titles of commands can be long, and the status bar is not. */
function shortTitle({ title }: Pick<ActiveRun, 'title'>): string {
  const plain = title.replaceAll('$(', '$ (');
  return plain.length > 24 ? `${plain.slice(0, 23)}…` : plain;
}

/** `0:07`, `12:40`, `1:02:03`. */
function elapsed(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const two = (value: number): string => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}
