import * as vscode from 'vscode';
import type { Vote } from '../core/readiness/decision.ts';
import type { ReadyRow } from './readinessRow.ts';
import { decidedDetail, decidedText } from './readinessText.ts';
import { showLine } from './rowCommand.ts';

type RowOf<Kind extends ReadyRow['kind']> = Extract<ReadyRow, { readonly kind: Kind }>;

/** How what people decided looks in the view *Readiness*: who voted stands below it. */
export function decisionItem({ uri, poll, line }: RowOf<'decision'>): vscode.TreeItem {
  const { decision, state } = poll;
  const detail = decidedDetail(poll);
  const label = decidedText(poll);
  const told = [
    label,
    detail,
    vscode.l10n.t('The verdict was {0} on {1}.', decision.verdict, decision.decidedAt.slice(0, 10)),
    ...decision.votes.map((vote) => [voteText(vote), vote.why].filter(Boolean).join(': ')),
  ].filter(Boolean);
  const needsPoll = state.state === 'poll';
  return Object.assign(new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Collapsed), {
    description: detail,
    iconPath: new vscode.ThemeIcon('law', needsPoll ? new vscode.ThemeColor('list.warningForeground') : undefined),
    tooltip: told.join('\n'),
    contextValue: 'readyDecision',
    command: showLine(uri, line),
    accessibilityInformation: { label: [vscode.l10n.t('Decision: {0}', label), detail].filter(Boolean).join(', ') },
  });
}

export function voteItem({ uri, vote, line }: RowOf<'vote'>): vscode.TreeItem {
  const label = voteText(vote);
  return Object.assign(new vscode.TreeItem(label), {
    description: vote.why ?? '',
    iconPath: new vscode.ThemeIcon('person'),
    tooltip: [label, vote.why].filter(Boolean).join('\n'),
    command: showLine(uri, line),
    accessibilityInformation: { label: [label, vote.why].filter(Boolean).join(', ') },
  });
}

function voteText({ who, vote }: Vote): string {
  switch (vote) {
    case 'go':
      return vscode.l10n.t('{0}: GO', who);
    case 'no-go':
      return vscode.l10n.t('{0}: NO-GO', who);
    case 'abstain':
      return vscode.l10n.t('{0} abstains', who);
  }
}
