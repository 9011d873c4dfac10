import * as vscode from 'vscode';
import { nodeLabel } from '../core/show/nodeLabel.ts';
import { shownTrend } from '../core/shifts/scoreTrend.ts';
import { commands } from './contributions.ts';
import { atLine } from './planLinks.ts';
import type { ReadinessModel } from './readinessModel.ts';
import {
  asMarkdown,
  decidedDetail,
  decidedText,
  numberText,
  provenText,
  reasonCount,
  verdictText,
  verdictWords,
} from './readinessText.ts';

/** So many of each are named in the hover. */
const most = { reasons: 5, decisions: 3, plans: 12, declared: 5 } as const;

/** What the status bar says of readiness: the number, the verdict, how many reasons; not there without plans. */
export function showInStatusBar(model: ReadinessModel, item: vscode.StatusBarItem): vscode.Disposable {
  const update = (): void => {
    const { plans, sums, verdict } = model.total;
    const { reasons } = model;
    if (plans === 0) {
      item.hide();
      return;
    }
    const short = verdict === 'GO' ? verdict : `${verdict} (${reasons.length})`;
    item.text = `$(checklist) ${provenText(sums)} ${short}`;
    item.backgroundColor = verdict === 'NO-GO' ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
    // A new one closes the hover that is being read.
    const tooltip = hover(model);
    if (!(item.tooltip instanceof vscode.MarkdownString) || item.tooltip.value !== tooltip.value)
      item.tooltip = tooltip;
    item.accessibilityInformation = {
      label: [vscode.l10n.t('Readiness'), numberText(sums), verdictWords(verdict), reasonCount(reasons.length)].join(
        ', ',
      ),
    };
    item.show();
  };
  update();
  return model.onDidChange(update);
}

/** Titles and reasons come from files: as text, never as markdown. */
function hover(model: ReadinessModel): vscode.MarkdownString {
  const { sums, verdict } = model.total;
  const { reasons } = model;
  const text = new vscode.MarkdownString('', true);
  text.isTrusted = { enabledCommands: [commands.explainReadiness, commands.checkStale, commands.openReadiness] };
  text.appendMarkdown(`**${numberText(sums)}**  \n${verdictText(verdict, reasons.length)}`);
  appendTrend(text, model);
  for (const { uri, path, line, text: sentence, todo } of reasons.slice(0, most.reasons)) {
    const place = asMarkdown(`${path.slice(path.lastIndexOf('/') + 1)}:${line + 1}`);
    text.appendMarkdown(`\n\n[${place}](${atLine(uri, line + 1).toString()}) ${asMarkdown(`${sentence} ${todo}`)}`);
  }
  const left = reasons.length - most.reasons;
  if (left > 0) text.appendMarkdown('\n\n').appendText(vscode.l10n.t('and {0} more', left));
  appendDecisions(text, model);
  appendPlans(text, model);
  appendDeclared(text, model);
  const actions = [
    [vscode.l10n.t('Explain Readiness'), commands.explainReadiness],
    [vscode.l10n.t('Check What Is Stale'), commands.checkStale],
    [vscode.l10n.t('Open the View'), commands.openReadiness],
  ];
  return text.appendMarkdown(`\n\n${actions.map(([title, id]) => `[${title}](command:${id})`).join(' · ')}`);
}

function appendTrend(text: vscode.MarkdownString, model: ReadinessModel): void {
  const trend = shownTrend(model.trend, 40);
  if (!trend) return;
  const { line, from, to, since } = trend;
  text.appendMarkdown(`  \n\`${line}\` `).appendText(vscode.l10n.t('{0}% to {1}% since {2}', from, to, since));
}

/** What people decided, the last first: a GO by waiver is nothing that the number or the verdict tells. */
function appendDecisions(text: vscode.MarkdownString, { plans }: ReadinessModel): void {
  const decided = plans
    .flatMap(({ entry, ready }) =>
      Array.from(ready.polls, ([key, poll]) => {
        const phase = ready.verdict.phases.find(({ phase: own }) => own.key === key && key !== '')?.phase;
        const title = phase ? nodeLabel({ ...phase, type: 'section' }) : ready.title;
        return { uri: entry.uri, line: phase?.line ?? ready.decisionPoints[0]?.line ?? 0, title, poll };
      }),
    )
    .toSorted((one, other) => Date.parse(other.poll.decision.decidedAt) - Date.parse(one.poll.decision.decidedAt));
  for (const { uri, line, title, poll } of decided.slice(0, most.decisions)) {
    const detail = [decidedText(poll), decidedDetail(poll)].filter(Boolean).join(', ');
    const said = asMarkdown(vscode.l10n.t('Decision: {0}', detail));
    text.appendMarkdown(`\n\n$(law) [${asMarkdown(title)}](${atLine(uri, line + 1).toString()}) ${said}`);
  }
}

/** One plan is what the number is about; several are listed. */
function appendPlans(text: vscode.MarkdownString, { plans }: ReadinessModel): void {
  if (plans.length < 2) return;
  text.appendMarkdown('\n\n---');
  for (const { ready } of plans.slice(0, most.plans)) {
    const { sums, verdict, title, path } = ready;
    text.appendMarkdown(`\n\n${asMarkdown(`${provenText(sums)} ${verdict.verdict} ${title} (${path})`)}`);
  }
  const left = plans.length - most.plans;
  if (left > 0) text.appendMarkdown('\n\n').appendText(vscode.l10n.t('and {0} more', left));
}

/** What plans say of themselves stands beside the number, with its place, and is never part of it. */
function appendDeclared(text: vscode.MarkdownString, { plans }: ReadinessModel): void {
  const claims = plans.flatMap(({ entry, ready }) => {
    const last = ready.declared.findLast(({ what }) => what !== 'target');
    return last ? [{ uri: entry.uri, ...last }] : [];
  });
  if (claims.length === 0) return;
  text.appendMarkdown('\n\n---');
  for (const { uri, value, line } of claims.slice(0, most.declared)) {
    const name = asMarkdown(`${uri.path.slice(uri.path.lastIndexOf('/') + 1)}:${line + 1}`);
    text.appendMarkdown(
      `\n\n${asMarkdown(vscode.l10n.t('Declared: {0}%', value))} [${name}](${atLine(uri, line + 1).toString()})`,
    );
  }
}
