import * as vscode from 'vscode';
import type { RunRecord } from './runResults.ts';

/** `passed · 2 min ago`, `failed (3) · just now`, `running`: coarse, so that no timer has to keep it true. */
export function resultText(record: RunRecord, now = Date.now()): string {
  const { state, exitCode, endedAt } = record;
  if (state === 'running') return vscode.l10n.t('running');
  const word = stateWord(state, exitCode);
  return endedAt === undefined ? word : `${word} · ${age(now - endedAt)}`;
}

function stateWord(state: Exclude<RunRecord['state'], 'running'>, exitCode: number | undefined): string {
  switch (state) {
    case 'passed':
      return vscode.l10n.t('passed');
    case 'failed':
      return exitCode === undefined ? vscode.l10n.t('failed') : vscode.l10n.t('failed ({0})', exitCode);
    case 'unknown':
      return vscode.l10n.t('unknown');
    case 'stopped':
      return vscode.l10n.t('stopped');
  }
}

function age(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return vscode.l10n.t('just now');
  if (minutes < 60) return vscode.l10n.t('{0} min ago', minutes);
  const hours = Math.floor(minutes / 60);
  return hours < 24 ? vscode.l10n.t('{0} h ago', hours) : vscode.l10n.t('{0} d ago', Math.floor(hours / 24));
}
