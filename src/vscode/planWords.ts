import * as vscode from 'vscode';
import type { Role, Status } from '../core/model.ts';

/** The words for what a plan says, as rows, hovers and the preview show them. */

/** `undefined` for what has no box. */
export function statusWord(status: Status): string | undefined {
  switch (status) {
    case 'open':
      return vscode.l10n.t('open');
    case 'done':
      return vscode.l10n.t('done');
    case 'doing':
      return vscode.l10n.t('in progress');
    case 'blocked':
      return vscode.l10n.t('blocked');
    case 'failed':
      return vscode.l10n.t('failed');
    case 'cancelled':
      return vscode.l10n.t('cancelled');
    case 'skipped':
      return vscode.l10n.t('skipped');
    case 'unboxed':
      return undefined;
  }
}

/** `undefined` for work. */
export function roleWord(role: Role): string | undefined {
  switch (role) {
    case 'work':
      return undefined;
    case 'gate':
      return vscode.l10n.t('gate');
    case 'recurring':
      return vscode.l10n.t('routine');
    case 'form':
      return vscode.l10n.t('blank');
    case 'metric':
      return vscode.l10n.t('metric');
    case 'echo':
      return vscode.l10n.t('recap');
    case 'future':
      return vscode.l10n.t('later');
  }
}

export function progressWords(done: number, total: number): string {
  return vscode.l10n.t('{0} of {1} done', done, total);
}
