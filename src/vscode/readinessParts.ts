import * as vscode from 'vscode';
import { toldProblems } from '../core/readiness/readyPlan.ts';
import { Attestations } from './attestations.ts';
import { type ChecksParts, Checks } from './checks.ts';
import { acceptProblem } from './criterionEdits.ts';
import { commands, editorCommands, internalCommands } from './contributions.ts';
import { Decisions } from './decisions.ts';
import { isDocumentRow, isNodeRow } from './planRow.ts';
import { ReadinessDocument } from './readinessDocument.ts';
import { readyItem } from './readinessItem.ts';
import { ReadinessLenses } from './readinessLenses.ts';
import { ReadinessModel, type ReadinessModelParts } from './readinessModel.ts';
import { isReadyRow, readyChildren, type ReadyRow, topReadyRows } from './readinessRow.ts';
import { showInStatusBar } from './readinessStatus.ts';
import { type ReadyTarget, readyTarget } from './readinessTarget.ts';
import type { CommandHandler } from './registerCommands.ts';
import type { TaskToggler } from './taskToggler.ts';

/**
 * All of readiness in the editor but its registration: a bundle of its own, loaded when the workspace has been searched,
 * see scripts/build.mjs.
 */
export async function createReadiness(
  parts: ReadinessModelParts &
    Omit<ChecksParts, 'model'> & { readonly toggler: TaskToggler; readonly statusBar: vscode.StatusBarItem },
) {
  const model = new ReadinessModel(parts);
  const checks = new Checks({ ...parts, model });
  const attestations = new Attestations({ ...parts, model });
  const decisions = new Decisions({ ...parts, model });
  const lenses = new ReadinessLenses(model);
  const document = new ReadinessDocument(model);
  const handlers = {
    [commands.check]: meaning((target) => checks.check(target)),
    [commands.attest]: meaning((target) => attestations.attest(target)),
    [commands.setCheck]: meaning((target) => attestations.setCheck(target)),
    [commands.checkStale]: () => checks.checkStale(),
    [commands.recordDecision]: meaning((target) => decisions.record(target)),
    [internalCommands.acceptProblem]: (uri, line, code) => acceptProblem(uri, line, code),
    [commands.explainReadiness]: (argument?: unknown) => document.show(planMeant(argument)),
    [commands.openReadiness]: () => vscode.commands.executeCommand(editorCommands.focusReadiness),
  } satisfies Readonly<Record<string, CommandHandler>>;
  const all: Readonly<Record<keyof typeof handlers, CommandHandler>> = handlers;
  const following = await model.start();
  const shown = showInStatusBar(model, parts.statusBar);
  return {
    model,
    checks,
    attestations,
    decisions,
    handlers: all,
    topRows: () => topReadyRows(model),
    childrenOf: (row: ReadyRow) => readyChildren(row, model),
    itemOf: (row: ReadyRow) => readyItem(row, model),
    /** Problems of a plan that its text alone does not tell. */
    problemsOf: (uri: string) => {
      const ready = model.get(uri);
      return ready ? toldProblems(ready) : [];
    },
    dispose: () => {
      for (const each of [following, shown, lenses, document, model]) each.dispose();
    },
  };
}

function meaning(act: (target: ReadyTarget) => unknown): CommandHandler {
  return (argument, kind, name) => {
    const target = readyTarget(argument, kind, name);
    if (target) return act(target);
    nothingMeant();
    return undefined;
  };
}

function planMeant(argument: unknown): vscode.Uri | undefined {
  if (isReadyRow(argument)) return argument.uri;
  if (isDocumentRow(argument)) return argument.entry.uri;
  if (isNodeRow(argument)) return argument.document.entry.uri;
  return argument instanceof vscode.Uri ? argument : undefined;
}

function nothingMeant(): void {
  void vscode.window.showInformationMessage(
    vscode.l10n.t('There is no criterion here. Put the cursor on a gate or one of its criteria.'),
  );
}
