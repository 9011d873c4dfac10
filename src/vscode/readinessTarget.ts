import * as vscode from 'vscode';
import type { ChosenCriterion, CriteriaTarget } from '../core/evidence/selectCriteria.ts';
import { selectCriteria } from '../core/evidence/selectCriteria.ts';
import type { Plan } from '../core/model.ts';
import { editorCommands } from './contributions.ts';
import { clickedLine } from './explanations.ts';
import { isDocumentRow, isNodeRow } from './planRow.ts';
import type { ReadinessModel } from './readinessModel.ts';
import { isReadyRow } from './readinessRow.ts';

/** What of a plan is meant. */
export interface ReadyTarget {
  readonly uri: vscode.Uri;
  readonly target: CriteriaTarget;
}

/**
 * Says that nothing is recorded in a restricted workspace, whoever calls: git would have to be run for the name and for
 * the state of the files. True where that is so.
 */
export function refusesRecord(): boolean {
  if (vscode.workspace.isTrusted) return false;
  const manage = vscode.l10n.t('Manage Workspace Trust');
  void vscode.window
    .showWarningMessage(
      vscode.l10n.t('Nothing was recorded: this workspace is restricted. Trust it: what is recorded names its commit.'),
      manage,
    )
    .then((answer) => answer === manage && vscode.commands.executeCommand(editorCommands.manageTrust));
  return true;
}

/** What the argument of a command means: a row of a tree, the menu of a line number, a lens; else the cursor. */
export function readyTarget(argument: unknown, kind?: unknown, name?: unknown): ReadyTarget | undefined {
  if (typeof argument === 'string' && typeof name === 'string') {
    const uri = vscode.Uri.parse(argument);
    if (kind === 'gate' || kind === 'phase') return { uri, target: { kind, name } };
    if (kind === 'line') return { uri, target: { kind: 'line', line: Number(name) } };
    return kind === 'id' ? { uri, target: { kind: 'id', id: name } } : undefined;
  }
  if (isReadyRow(argument)) {
    const { uri } = argument;
    if (argument.kind === 'criterion') return { uri, target: { kind: 'id', id: argument.judged.criterion.key } };
    if (argument.kind === 'gate') return { uri, target: { kind: 'gate', name: argument.gate.key } };
    if (argument.kind === 'phase') return { uri, target: { kind: 'phase', name: argument.phase.phase.key } };
    const about = argument.kind === 'decision' ? argument.poll.decision.phase : undefined;
    return { uri, target: about === undefined || about === '' ? { kind: 'all' } : { kind: 'phase', name: about } };
  }
  if (isDocumentRow(argument)) return { uri: argument.entry.uri, target: { kind: 'all' } };
  if (isNodeRow(argument)) return { uri: argument.document.entry.uri, target: { kind: 'id', id: argument.node.key } };
  const clicked = clickedLine(argument);
  if (clicked) return { uri: clicked.uri, target: { kind: 'line', line: clicked.line } };
  const editor = vscode.window.activeTextEditor;
  return editor && { uri: editor.document.uri, target: { kind: 'line', line: editor.selection.active.line } };
}

/** The criteria that are meant; where the cursor is on none, the user chooses a gate of the plan. */
export async function meantCriteria(
  plan: Plan,
  target: CriteriaTarget,
  services: readonly string[],
): Promise<readonly ChosenCriterion[]> {
  const found = selectCriteria(plan, wholePhase(plan, target), services);
  if (found.kind === 'chosen') return applying(found.criteria);
  const all = selectCriteria(plan, { kind: 'all' }, services);
  if (all.kind !== 'chosen' || target.kind !== 'line') return [];
  const gates = [...new Map(all.criteria.map(({ gate }) => [gate.key, gate])).values()];
  const everything = { label: vscode.l10n.t('All gates of this plan'), description: '', key: undefined };
  const items = gates.map(({ key, title, line, criteria }) => ({
    key,
    label: title,
    description: vscode.l10n.t('line {0}, {1} criteria', line + 1, criteria.length),
  }));
  const picked = await vscode.window.showQuickPick([...items, ...(items.length > 1 ? [everything] : [])], {
    placeHolder: vscode.l10n.t('Which criteria?'),
    matchOnDescription: true,
  });
  if (!picked) return [];
  return applying(all.criteria.filter(({ gate }) => picked.key === undefined || gate.key === picked.key));
}

/** A phase is meant with the gates elsewhere that decide about it, however it is named. */
function wholePhase({ phases }: Plan, target: CriteriaTarget): CriteriaTarget {
  const phase = phases.find(
    ({ key, line }) =>
      key !== '' && ((target.kind === 'line' && line === target.line) || (target.kind === 'id' && key === target.id)),
  );
  return phase ? { kind: 'phase', name: phase.key } : target;
}

function applying(all: readonly ChosenCriterion[]): readonly ChosenCriterion[] {
  return all.filter(({ criterion }) => criterion.notApplicable === undefined);
}

/** The folder of the workspace that a plan belongs to, where it is on this machine. */
export function folderOfPlan(uri: vscode.Uri): vscode.WorkspaceFolder | undefined {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  return folder?.uri.scheme === 'file' ? folder : undefined;
}

export function servicesOf(model: ReadinessModel, uri: vscode.Uri): readonly string[] {
  const folder = folderOfPlan(uri);
  return folder ? model.factsOf(folder).config.services : [];
}
