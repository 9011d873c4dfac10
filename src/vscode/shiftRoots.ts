import * as vscode from 'vscode';
import { editorCommands } from './contributions.ts';
import type { RootBoard, ShiftBoards } from './shiftBoards.ts';
import { leftText } from './shiftRow.ts';

/** Says that nothing is done in a restricted workspace; true where that is so. */
export function refuseRestricted(): boolean {
  if (vscode.workspace.isTrusted) return false;
  const manage = vscode.l10n.t('Manage Workspace Trust');
  void vscode.window
    .showInformationMessage(
      vscode.l10n.t('Nothing was done: this workspace is restricted. Shifts run git and the tests of the workspace.'),
      manage,
    )
    .then(async (answer) => {
      if (answer === manage) await vscode.commands.executeCommand(editorCommands.manageTrust);
    });
  return true;
}

/**
 * The folder that is meant: the only one, the one that is named, for an end the one that holds a shift; else it is asked.
 *
 * @param argument the URI of a workspace folder or of something in it, or anything
 */
export async function chooseRoot(
  boards: ShiftBoards,
  argument: unknown,
  wanted: 'start' | 'end' | 'any',
): Promise<RootBoard | undefined> {
  await boards.looked();
  const roots = boards.all();
  if (roots.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Open a folder on this machine: shifts live in its files.'),
    );
    return undefined;
  }
  const named =
    argument instanceof vscode.Uri ? vscode.workspace.getWorkspaceFolder(argument)?.uri.toString() : undefined;
  const given = roots.find(({ folder }) => folder.uri.toString() === named);
  if (given) return given;
  const held = roots.filter(({ board }) => board.held ?? board.left?.procedure === 'end');
  const [only, ...others] = wanted === 'end' && held.length > 0 ? held : roots;
  if (others.length === 0) return only;
  const active = vscode.window.activeTextEditor?.document.uri;
  const near = active && vscode.workspace.getWorkspaceFolder(active)?.uri.toString();
  const items = [...(only ? [only] : []), ...others]
    .map((root) => ({
      label: root.folder.name,
      description: describe(root),
      root,
    }))
    .sort((left, right) => Number(isNear(right.root, near)) - Number(isNear(left.root, near)));
  const title = vscode.l10n.t('Shift of which folder?');
  return (await vscode.window.showQuickPick(items, { title, ignoreFocusOut: true }))?.root;
}

const isNear = ({ folder }: RootBoard, near: string | undefined): boolean => folder.uri.toString() === near;

function describe({ board: { held } }: RootBoard): string {
  if (!held) return '';
  return [vscode.l10n.t('Shift {0}', held.shift), leftText(held.standing.leftMs)].filter(Boolean).join(', ');
}
