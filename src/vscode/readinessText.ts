import * as vscode from 'vscode';
import type { Criterion } from '../core/readiness/criteria.ts';
import type { EvidenceState } from '../core/readiness/evidenceState.ts';
import type { Poll } from '../core/readiness/poll.ts';
import { type JudgedCriterion, percentOf, type Sums } from '../core/readiness/readiness.ts';
import type { Verdict } from '../core/readiness/verdict.ts';
import { ageText } from './resultText.ts';

/** The words of readiness, as status bar, view and lenses show them. */

/** `61%`; `–` where nothing counts. */
export function provenText(sums: Sums): string {
  const percent = percentOf(sums);
  return percent ? `${percent.proven}%` : '–';
}

/** `61% proven, up to 78% possible`. */
export function numberText(sums: Sums): string {
  const percent = percentOf(sums);
  if (!percent) return vscode.l10n.t('Nothing counts yet');
  return vscode.l10n.t('{0}% proven, up to {1}% possible', percent.proven, percent.possible);
}

export function verdictText(verdict: Verdict, reasons: number): string {
  if (reasons === 0) return verdict;
  return reasons === 1 ? vscode.l10n.t('{0}, 1 reason', verdict) : vscode.l10n.t('{0}, {1} reasons', verdict, reasons);
}

export function reasonCount(count: number): string {
  return count === 1 ? vscode.l10n.t('1 reason') : vscode.l10n.t('{0} reasons', count);
}

/** For a screen reader, which would spell NO-GO. */
export function verdictWords(verdict: Verdict): string {
  switch (verdict) {
    case 'GO':
      return vscode.l10n.t('go');
    case 'NO-GO':
      return vscode.l10n.t('no go');
    case 'UNKNOWN':
      return vscode.l10n.t('verdict unknown');
  }
}

export function stateWord(state: EvidenceState): string {
  switch (state) {
    case 'pass':
      return vscode.l10n.t('proven');
    case 'fail':
      return vscode.l10n.t('fails');
    case 'stale':
      return vscode.l10n.t('stale');
    case 'expired':
      return vscode.l10n.t('expired');
    case 'superseded':
      return vscode.l10n.t('text changed since');
    case 'flaky':
      return vscode.l10n.t('flaky');
    case 'unknown':
      return vscode.l10n.t('unknown');
    case 'none':
      return vscode.l10n.t('no evidence');
  }
}

/** `proven · 3 min ago`. */
export function stateText({ state: { state, evidence } }: JudgedCriterion, now = Date.now()): string {
  if (!evidence) return stateWord(state);
  return `${stateWord(state)} · ${ageText(now - Date.parse(evidence.startedAt) - evidence.durationMs)}`;
}

/** What people decided: `GO by waiver`. */
export function decidedWord({ state }: Poll): string {
  switch (state.state) {
    case 'go':
      return vscode.l10n.t('decided GO');
    case 'go by waiver':
      return vscode.l10n.t('GO by waiver');
    case 'no-go':
      return vscode.l10n.t('decided NO-GO');
    case 'open':
      return vscode.l10n.t('no decision, all abstained');
    case 'poll':
      return vscode.l10n.t('new poll needed');
  }
}

/** The same with its end: `GO by waiver until 2026-01-09`. */
export function decidedText(poll: Poll): string {
  const { waiver } = poll.decision;
  if (poll.state.state !== 'go by waiver' || !waiver) return decidedWord(poll);
  return vscode.l10n.t('GO by waiver until {0}', waiver.until.slice(0, 10));
}

/** What stands behind it: why it has to be made anew, or who waived what, and why. Empty where the votes say it all. */
export function decidedDetail({ decision: { waiver }, state }: Poll): string {
  if (state.state === 'poll') return state.why;
  return state.state === 'go by waiver' && waiver ? vscode.l10n.t('waived by {0}: {1}', waiver.who, waiver.why) : '';
}

/** The title of a criterion without the command that it ends with: the row says elsewhere how it is checked. */
export function criterionTitle({ title, check }: Pick<Criterion, 'title' | 'check'>): string {
  if (check?.kind !== 'command' || !title.endsWith(check.text)) return title;
  const rest = title
    .slice(0, -check.text.length)
    .trimEnd()
    .replace(/[:(–—-]$/, '')
    .trimEnd();
  return rest === '' ? title : rest;
}

/** Text of a file as markdown that shows just that, and is wrapped at its blanks. */
export function asMarkdown(text: string): string {
  return new vscode.MarkdownString().appendText(text.replace(/\s{1,1000}/g, ' ')).value.replaceAll('&nbsp;', ' ');
}
