import * as vscode from 'vscode';
import type { RunRecord } from '../core/run/runRecord.ts';

type Shown = Pick<RunRecord, 'state' | 'exitCode' | 'endedAt'>;

/** `passed · 2 min ago`, `failed (3) · just now`, `running`: coarse, so that no timer has to keep it true. */
export function resultText({ state, exitCode, endedAt }: Shown, now = Date.now()): string {
  const word = stateWord(state, exitCode);
  return state === 'running' || endedAt === undefined ? word : `${word} · ${ageText(now - endedAt)}`;
}

const icons = {
  passed: 'pass',
  failed: 'error',
  running: 'sync',
  started: 'server-process',
  stopped: 'debug-stop',
  unknown: 'question',
} as const;

export function resultIcon({ state }: Pick<RunRecord, 'state'>): string {
  return icons[state];
}

/** Why nobody can tell how a run ended: a sentence. Undefined where it is known, and while it runs. */
export function whyUnknown({ state, endKnownBy }: Pick<RunRecord, 'state' | 'endKnownBy'>): string | undefined {
  if (state !== 'unknown') return undefined;
  switch (endKnownBy) {
    case 'terminal closed':
      return vscode.l10n.t('Its terminal was closed before it said how the command ended.');
    case 'shell integration':
      return vscode.l10n.t('The shell did not say with which code the command ended.');
    case 'exit file':
    case 'process':
      return vscode.l10n.t('Its script was killed before it could write its exit code.');
    default:
      return vscode.l10n.t(
        'The window was reloaded or closed while it ran, and a terminal tells an exit code only to the window that started the command.',
      );
  }
}

function stateWord(state: RunRecord['state'], exitCode: number | undefined): string {
  switch (state) {
    case 'running':
      return vscode.l10n.t('running');
    case 'passed':
      return vscode.l10n.t('passed');
    case 'failed':
      return exitCode === undefined ? vscode.l10n.t('failed') : vscode.l10n.t('failed ({0})', exitCode);
    case 'unknown':
      return vscode.l10n.t('unknown');
    case 'stopped':
      return vscode.l10n.t('stopped');
    case 'started':
      return vscode.l10n.t('started');
  }
}

/** Coarse, so that no timer has to keep it true. */
export function ageText(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return vscode.l10n.t('just now');
  if (minutes < 60) return vscode.l10n.t('{0} min ago', minutes);
  const hours = Math.floor(minutes / 60);
  return hours < 24 ? vscode.l10n.t('{0} h ago', hours) : vscode.l10n.t('{0} d ago', Math.floor(hours / 24));
}
