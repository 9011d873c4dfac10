import * as vscode from 'vscode';
import { clockText, spanText } from '../core/shifts/instant.ts';
import { statusAdvice } from '../core/shifts/statusAdvice.ts';
import type { Looked, StatusFacts } from '../core/shifts/statusFacts.ts';
import { progressBar } from '../core/shifts/trackerText.ts';
import type { RootBoard } from './shiftBoards.ts';
import { idOf, opens, row, type RowText, type ShiftRow } from './shiftRow.ts';
import { inEditorWords } from './shiftWords.ts';

/**
 * What the last *Status Check* of this window found, with its time: score, services, health, pool, frontend, git, results
 * and what to do next. Shift, tasks, blockers and handoffs have rows of their own, which are never older than the files.
 */
export function statusRows(root: RootBoard): readonly ShiftRow[] {
  const { status } = root;
  if (!status) return [];
  const below = (name: string, text: Omit<RowText, 'id'>): ShiftRow =>
    row({ id: `${idOf(root)} status ${name}`, ...text });
  const children = [
    ...scoreRows(status).map((text, index) => below(`score ${index}`, text)),
    ...lookedRows(status).map((text, index) => below(`looked ${index}`, text)),
    ...gitRows(status).map((text, index) => below(`git ${index}`, text)),
    ...resultRows(root, status).map((text, index) => below(`result ${index}`, text)),
    ...statusAdvice(status).map((sentence, index) => below(`next ${index}`, adviceRow(root, sentence))),
  ];
  return [
    below('all', {
      label: vscode.l10n.t('Status check'),
      description: new Date(status.nowMs).toLocaleTimeString(),
      tooltip: [vscode.l10n.t('As it was at {0} UTC; Status Check looks again.', clockText(status.nowMs))],
      icon: new vscode.ThemeIcon('inspect'),
      children,
      isOpen: true,
    }),
  ];
}

type Told = Omit<RowText, 'id'>;

function scoreRows({ score }: StatusFacts): readonly Told[] {
  const { proven, declared } = score ?? {};
  const icon = new vscode.ThemeIcon('dashboard');
  const rows: Told[] = [];
  if (proven !== undefined) {
    const percent = Math.floor(proven);
    rows.push({ label: vscode.l10n.t('{0}% proven', percent), description: progressBar(proven), icon });
  }
  if (declared !== undefined)
    rows.push({ label: vscode.l10n.t('{0}% declared', declared), description: vscode.l10n.t('score file'), icon });
  return rows;
}

function lookedRows({ services, health, pool, frontend }: StatusFacts): readonly Told[] {
  const all: readonly Looked[] = [...services, ...health, ...(pool ? [pool] : []), ...(frontend ? [frontend] : [])];
  const words = { good: vscode.l10n.t('ok'), bad: vscode.l10n.t('FAILED'), unknown: vscode.l10n.t('unknown') } as const;
  return all.map(({ name, outcome, detail }) => ({
    // What tells addresses apart has to be seen in a narrow side bar.
    label: name.replace(/^https?:\/\//, ''),
    description: [words[outcome], detail].filter((text) => text !== '').join(' · '),
    tooltip: [name, detail],
    icon: outcomeIcon(outcome),
  }));
}

function outcomeIcon(outcome: Looked['outcome']): vscode.ThemeIcon {
  switch (outcome) {
    case 'good':
      return new vscode.ThemeIcon('pass', new vscode.ThemeColor('testing.iconPassed'));
    case 'bad':
      return new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground'));
    case 'unknown':
      return new vscode.ThemeIcon('question');
  }
}

function gitRows({ git }: StatusFacts): readonly Told[] {
  const icon = new vscode.ThemeIcon('git-commit');
  if (typeof git === 'string') return [{ label: 'git', description: git, tooltip: [git], icon }];
  const { branch, commit, changed, untracked, ahead = 0, behind = 0, recent } = git;
  const beside = [
    changed > 0 ? vscode.l10n.t('{0} changed', changed) : '',
    untracked > 0 ? vscode.l10n.t('{0} new', untracked) : '',
    ahead > 0 ? vscode.l10n.t('{0} to push', ahead) : '',
    behind > 0 ? vscode.l10n.t('{0} to bring in', behind) : '',
  ].filter((text) => text !== '');
  const at = `${branch ?? vscode.l10n.t('no branch')} ${commit ?? ''}`.trim();
  const state = beside.length === 0 ? vscode.l10n.t('nothing changed') : beside.join(', ');
  return [{ label: at, description: state, tooltip: recent.map((each) => `${each.commit} ${each.subject}`), icon }];
}

function resultRows(root: RootBoard, { suites, results, nowMs }: StatusFacts): readonly Told[] {
  const outcomes = { passed: 'good', failed: 'bad', unknown: 'unknown' } as const;
  const counts = (passed: number | undefined, total: number | undefined): string =>
    passed === undefined || total === undefined ? '' : ` ${passed}/${total}`;
  return [
    ...suites.map(({ name, outcome, passed, total }) => ({
      label: `${name}${counts(passed, total)}`,
      description: vscode.l10n.t('at the last end'),
      icon: outcomeIcon(outcomes[outcome]),
    })),
    ...results.map(({ path, atMs, passed, total }) => ({
      label: `${path.slice(path.lastIndexOf('/') + 1)}${counts(passed, total)}`,
      description: vscode.l10n.t('{0} before', spanText(Math.max(0, nowMs - atMs))),
      tooltip: [path],
      icon: new vscode.ThemeIcon('output'),
      command: opens(root, path, 0),
    })),
  ];
}

/** A sentence ends with the line it is about, where it is about one: a click goes there. */
function adviceRow(root: RootBoard, sentence: string): Told {
  const [, path, line] = /: ([^\s:][^:]{0,200}):(\d{1,7})\.$/.exec(sentence) ?? [];
  return {
    label: inEditorWords(sentence),
    tooltip: [inEditorWords(sentence)],
    icon: new vscode.ThemeIcon('arrow-right'),
    ...(path !== undefined && { command: opens(root, path, Number(line) - 1) }),
  };
}
