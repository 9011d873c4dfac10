import * as vscode from 'vscode';
import type { ChangeRefusal, StateChanges } from '../core/edit/changeStates.ts';
import type { FileTrouble } from '../core/edit/editOutcome.ts';
import type { Trouble } from './planEdits.ts';

const mostTitles = 20;

/** Says what became of ticks that are not in the file, in one message for one action; returns it. */
export function tellTroubles(troubles: readonly { readonly uri: vscode.Uri; readonly trouble: Trouble }[]): string {
  const [first] = troubles;
  if (!first) return '';
  const sentences = [...new Set(troubles.map(({ uri, trouble }) => `${nameOf(uri)}: ${sentenceFor(trouble)}`))];
  const isGone = first.trouble.kind === 'failed' && first.trouble.trouble === 'missing';
  const sentence = sentences.slice(0, 3).join(' ');
  void offerOpen(first.uri, sentence, !isGone);
  return sentence;
}

async function offerOpen(uri: vscode.Uri, sentence: string, canOpen: boolean): Promise<void> {
  const open = vscode.l10n.t('Open');
  const answer = await vscode.window.showWarningMessage(sentence, ...(canOpen ? [open] : []));
  if (answer === open) await vscode.window.showTextDocument(uri);
}

function nameOf(uri: vscode.Uri): string {
  return vscode.workspace.asRelativePath(uri);
}

/** What happened and what can be done, without the name of the file. */
function sentenceFor(trouble: Trouble): string {
  switch (trouble.kind) {
    case 'unsaved':
      return vscode.l10n.t(
        'The tick is in the editor, but the file could not be saved: it may have changed, or may not be written. Save it in the editor to see why.',
      );
    case 'diverged':
      return trouble.isGone
        ? vscode.l10n.t(
            'The tick is in the editor, beside your unsaved changes. The file is not there any more: it was deleted, moved or renamed. Saving would create it again.',
          )
        : vscode.l10n.t(
            'The tick is in the editor, beside your unsaved changes. The file was changed by another program since: save it in the editor to compare both.',
          );
    case 'lost':
      return vscode.l10n.t(
        'Another program has written what it read before, and took your change with it. Look at it again: {0}',
        quotedList(trouble.titles),
      );
    case 'overwritten':
      return vscode.l10n.t(
        'Another program wrote to the file at the same moment, and the tick may be lost. Look at the task and tick it again.',
      );
    case 'busy':
      return vscode.l10n.t('The document kept changing, so nothing was ticked. Try again.');
    case 'failed':
      return fileSentence(trouble.trouble, trouble.message);
    case 'refused':
      return refusedSentence(trouble.refused);
  }
}

/** Each between quotes, so that each can be found. */
function quotedList(titles: readonly string[]): string {
  const shown = titles.slice(0, mostTitles).map((title) => `"${title.slice(0, 80)}"`);
  return titles.length > mostTitles ? `${shown.join(', ')} ...` : shown.join(', ');
}

function fileSentence(trouble: FileTrouble, message: string): string {
  switch (trouble) {
    case 'missing':
      return vscode.l10n.t('The file is not there any more: it was deleted, moved or renamed. Nothing was ticked.');
    case 'read-only':
      return vscode.l10n.t('The file is read-only, so nothing was ticked.');
    case 'encoding':
      return vscode.l10n.t(
        'The line is not valid in the encoding of the file, so nothing was ticked. Tick it in the text.',
      );
    case 'other':
      return vscode.l10n.t('The file could not be changed: {0}', message);
  }
}

function refusedSentence(refused: StateChanges['refused']): string {
  const [first] = refused;
  if (!first) return '';
  const sentence = refusalSentence(first.reason);
  if (refused.length === 1) return sentence;
  return vscode.l10n.t(
    '{0} of the tasks were left alone, the first one "{1}": {2}',
    refused.length,
    first.title,
    sentence,
  );
}

function refusalSentence(reason: ChangeRefusal): string {
  switch (reason) {
    case 'missing':
      return vscode.l10n.t('The task is not in the file any more, so nothing was ticked.');
    case 'ambiguous':
      return vscode.l10n.t(
        'Several tasks read the same and one came or went, so nothing was ticked. Look at the plan and tick again.',
      );
    case 'unboxed':
      return vscode.l10n.t('The task has no checkbox, so there is nothing to tick.');
    case 'moved':
      return vscode.l10n.t('The checkbox is not where the plan was read, so nothing was ticked. Try again.');
    case 'conflict':
      return vscode.l10n.t('The task stands in a merge conflict, so nothing was ticked. Resolve the conflict first.');
    case 'no-mark':
      return vscode.l10n.t(
        'No mark means that in this document. A legend in it, or "marks" in .runsheet.json, can name one.',
      );
    case 'changed':
      return vscode.l10n.t('The task was changed since, so there is nothing to take back.');
  }
}
