import * as vscode from 'vscode';
import type { ProblemSeverity } from '../core/model.ts';
import type { EvidenceState } from '../core/readiness/evidenceState.ts';
import type { JudgedCriterion } from '../core/readiness/readiness.ts';
import { reasonsOf } from '../core/readiness/readyPlan.ts';
import type { Verdict } from '../core/readiness/verdict.ts';
import { nodeLabel } from '../core/show/nodeLabel.ts';
import { shownTrend } from '../core/shifts/scoreTrend.ts';
import { commands } from './contributions.ts';
import type { ReadinessModel } from './readinessModel.ts';
import type { GroupKind, ReadyRow } from './readinessRow.ts';
import { decisionItem, voteItem } from './decisionItem.ts';
import {
  criterionTitle,
  decidedWord,
  numberText,
  provenText,
  reasonCount,
  stateText,
  stateWord,
  verdictText,
  verdictWords,
} from './readinessText.ts';
import { showLine } from './rowCommand.ts';

const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;

/** How a row of the view *Readiness* looks. */
export function readyItem(row: ReadyRow, model: ReadinessModel): vscode.TreeItem {
  const item = itemOf(row, model);
  item.id = row.id;
  return item;
}

function itemOf(row: ReadyRow, model: ReadinessModel): vscode.TreeItem {
  switch (row.kind) {
    case 'total':
      return totalItem(model);
    case 'verdict':
      return verdictItem(model);
    case 'trend':
      return trendItem(model);
    case 'more':
      return new vscode.TreeItem(vscode.l10n.t('and {0} more, below the plans', row.count), None);
    case 'decision':
      return decisionItem(row);
    case 'vote':
      return voteItem(row);
    case 'plan': {
      const ready = model.get(row.uri);
      const item = new vscode.TreeItem(ready?.title ?? '', Collapsed);
      if (!ready) return item;
      const { verdict } = ready.verdict;
      const count = reasonsOf(ready).length;
      return Object.assign(item, {
        description: [provenText(ready.sums), verdict, ready.path].join(' · '),
        iconPath: verdictIcon(verdict),
        tooltip: `${numberText(ready.sums)}\n${verdictText(verdict, count)}\n${ready.path}`,
        contextValue: 'readyPlan',
        command: showLine(row.uri, 0),
        accessibilityInformation: { label: spoken(ready.title, numberText(ready.sums), verdictWords(verdict)) },
      });
    }
    case 'phase': {
      const { phase, sums, verdict, reasons } = row.phase;
      const label = nodeLabel({ ...phase, type: 'section' });
      const poll = model.get(row.uri)?.polls.get(phase.key);
      const decided = poll ? decidedWord(poll) : '';
      const item = new vscode.TreeItem(label, verdict === 'GO' ? Collapsed : Expanded);
      return Object.assign(item, {
        description: [provenText(sums), verdict, decided].filter(Boolean).join(' · '),
        iconPath: verdictIcon(verdict),
        tooltip: [numberText(sums), verdictText(verdict, reasons.length), decided].filter(Boolean).join('\n'),
        // What stands above the phases has no criteria of its own, and nobody decides about it.
        contextValue: row.phase.phase.key === '' ? 'readyTop' : 'readyPhase',
        command: showLine(row.uri, phase.line),
        accessibilityInformation: { label: spoken(label, numberText(sums), verdictWords(verdict), decided) },
      });
    }
    case 'gate': {
      const { gate, criteria } = row;
      const proven = criteria.filter(({ state }) => state.state === 'pass').length;
      const count = vscode.l10n.t('{0} of {1} proven', proven, criteria.length);
      return Object.assign(new vscode.TreeItem(row.label, Expanded), {
        // Short, as in the other views: words would be cut where the side bar is narrow.
        description: `${proven}/${criteria.length}`,
        iconPath: new vscode.ThemeIcon('milestone'),
        tooltip: `${gate.title}\n${count}`,
        contextValue: 'readyGate',
        command: showLine(row.uri, gate.line),
        accessibilityInformation: { label: spoken(gate.title, vscode.l10n.t('gate'), count) },
      });
    }
    case 'criterion':
      return criterionItem(row.uri, row.judged);
    case 'group':
      return Object.assign(new vscode.TreeItem(groupLabel(row.of, row.children.length), Collapsed), {
        iconPath: new vscode.ThemeIcon(groupIcons[row.of]),
      });
    case 'reason': {
      const { text, todo, blocks, line } = row.reason;
      return Object.assign(new vscode.TreeItem(text, None), {
        description: `:${line + 1}`,
        iconPath: blocks ? errorIcon('error') : new vscode.ThemeIcon('question'),
        tooltip: `${text}\n${todo}`,
        command: showLine(row.uri, line),
        accessibilityInformation: {
          label: spoken(blocks ? vscode.l10n.t('blocks') : '', text, todo, vscode.l10n.t('line {0}', line + 1)),
        },
      });
    }
    case 'problem': {
      const { message, line, code, severity } = row.problem;
      return Object.assign(new vscode.TreeItem(message, None), {
        description: `:${line + 1} ${code}`,
        iconPath: errorIcon(severity),
        tooltip: message,
        contextValue: 'readyProblem',
        command: showLine(row.uri, line),
        accessibilityInformation: {
          label: spoken(severityWord(severity), message, vscode.l10n.t('line {0}', line + 1)),
        },
      });
    }
    case 'note':
      return Object.assign(new vscode.TreeItem(row.text, None), {
        description: `:${row.line + 1} ${row.detail}`,
        tooltip: row.detail,
        command: showLine(row.uri, row.line),
        accessibilityInformation: { label: spoken(row.text, row.detail, vscode.l10n.t('line {0}', row.line + 1)) },
      });
  }
}

/** Nothing but the number, so that it is read whole in a side bar of usual width. */
function totalItem({ total: { sums } }: ReadinessModel): vscode.TreeItem {
  return Object.assign(new vscode.TreeItem(numberText(sums), None), {
    iconPath: new vscode.ThemeIcon('checklist'),
    tooltip: `${numberText(sums)}\n${vscode.l10n.t('Click to see every term.')}`,
    contextValue: 'readyTotal',
    command: { command: commands.explainReadiness, title: vscode.l10n.t('Explain Readiness') },
    accessibilityInformation: { label: numberText(sums) },
  });
}

function verdictItem({ total: { verdict }, reasons }: ReadinessModel): vscode.TreeItem {
  const count = reasons.length === 0 ? '' : reasonCount(reasons.length);
  return Object.assign(new vscode.TreeItem(verdict, reasons.length === 0 ? None : Collapsed), {
    description: count,
    iconPath: verdictIcon(verdict),
    tooltip: verdictText(verdict, reasons.length),
    accessibilityInformation: { label: spoken(verdictWords(verdict), count) },
  });
}

function trendItem({ trend }: ReadinessModel): vscode.TreeItem {
  const { line = '', from = 0, to = 0, since = '' } = shownTrend(trend, 20) ?? {};
  const ends = vscode.l10n.t('{0}% to {1}% since {2}', from, to, since);
  return Object.assign(new vscode.TreeItem(line, None), {
    description: ends,
    iconPath: new vscode.ThemeIcon('graph-line'),
    tooltip: vscode.l10n.t('Proven over time, as shift ends and measurements recorded it: {0}', ends),
    accessibilityInformation: { label: spoken(vscode.l10n.t('Proven over time'), ends) },
  });
}

function criterionItem(uri: vscode.Uri, judged: JudgedCriterion): vscode.TreeItem {
  const { criterion, state } = judged;
  const { check } = criterion;
  const how = check ? `${check.kind}: ${check.text.split('\n')[0] ?? ''}` : vscode.l10n.t('the word of a person');
  const [icon, color] = stateIcons[state.state];
  const boxless = criterion.boxed ? '' : vscode.l10n.t('no box, not in the number');
  const tooltip = [criterion.title, `${stateText(judged)}: ${state.reason}.`, how, boxless, evidenceText(judged)];
  return Object.assign(new vscode.TreeItem(criterionTitle(criterion), None), {
    description: [stateText(judged), check ? '' : vscode.l10n.t('by a person'), boxless].filter(Boolean).join(' · '),
    iconPath: new vscode.ThemeIcon(icon, color === undefined ? undefined : new vscode.ThemeColor(color)),
    tooltip: tooltip.filter(Boolean).join('\n'),
    contextValue: check ? 'readyCriterion check' : 'readyCriterion person',
    command: showLine(uri, criterion.line),
    accessibilityInformation: { label: spoken(criterion.title, stateWord(state.state), boxless, how) },
  });
}

function evidenceText({ state: { evidence } }: JudgedCriterion): string {
  if (!evidence) return '';
  const { who, note, commit, counts } = evidence;
  const tests = counts ? vscode.l10n.t('{0} of {1} tests passed', counts.passed, counts.total) : '';
  const at = commit === undefined ? '' : vscode.l10n.t('on {0}', commit.slice(0, 10));
  return [[who, at].filter(Boolean).join(' '), tests, note].filter(Boolean).join('\n');
}

const stateIcons: Readonly<Record<EvidenceState, readonly [icon: string, color?: string]>> = {
  pass: ['pass-filled', 'testing.iconPassed'],
  fail: ['error', 'testing.iconFailed'],
  stale: ['history', 'charts.yellow'],
  expired: ['history', 'charts.yellow'],
  superseded: ['history', 'charts.yellow'],
  flaky: ['warning', 'charts.yellow'],
  unknown: ['question', 'charts.yellow'],
  none: ['circle-large-outline'],
};

const groupIcons: Readonly<Record<GroupKind, string>> = {
  reasons: 'list-unordered',
  contradictions: 'warning',
  declared: 'quote',
  accepted: 'comment',
};

function groupLabel(of: GroupKind, count: number): string {
  switch (of) {
    case 'reasons':
      return vscode.l10n.t('Reasons ({0})', count);
    case 'contradictions':
      return vscode.l10n.t('Contradictions ({0})', count);
    case 'declared':
      return vscode.l10n.t('Declared ({0})', count);
    case 'accepted':
      return vscode.l10n.t('Accepted ({0})', count);
  }
}

function verdictIcon(verdict: Verdict): vscode.ThemeIcon {
  if (verdict === 'GO') return new vscode.ThemeIcon('pass', new vscode.ThemeColor('testing.iconPassed'));
  if (verdict === 'NO-GO') return new vscode.ThemeIcon('circle-slash', new vscode.ThemeColor('testing.iconFailed'));
  return new vscode.ThemeIcon('question', new vscode.ThemeColor('charts.yellow'));
}

function errorIcon(severity: ProblemSeverity): vscode.ThemeIcon {
  if (severity === 'error') return new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground'));
  if (severity === 'warning') return new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
  return new vscode.ThemeIcon('info');
}

/** What only the icon shows. */
function severityWord(severity: ProblemSeverity): string {
  if (severity === 'error') return vscode.l10n.t('error');
  return severity === 'warning' ? vscode.l10n.t('warning') : '';
}

const spoken = (...parts: readonly string[]): string => parts.filter(Boolean).join(', ');
