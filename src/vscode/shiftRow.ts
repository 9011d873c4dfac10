import * as vscode from 'vscode';
import { spanText } from '../core/shifts/instant.ts';
import { visibleText } from '../core/run/lane/visibleText.ts';
import { editorCommands } from './contributions.ts';
import type { RootBoard } from './shiftBoards.ts';

/** A row of the view *Shift*. */
export interface ShiftRow {
  readonly item: vscode.TreeItem;
  readonly children: readonly ShiftRow[];
}

export interface RowText {
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  /** What a screen reader says in place of the description: the state that only the icon shows, `3/7` in words. */
  readonly spoken?: string;
  /** Lines; each is text, never markdown. */
  readonly tooltip?: readonly string[];
  readonly icon?: vscode.ThemeIcon;
  readonly command?: vscode.Command;
  readonly context?: string;
  readonly children?: readonly ShiftRow[];
  readonly isOpen?: boolean;
}

/** `1 h 20 min left`; empty where the end is not known. */
export function leftText(leftMs: number | undefined): string {
  if (leftMs === undefined) return '';
  return leftMs < 0 ? vscode.l10n.t('{0} overtime', spanText(leftMs)) : vscode.l10n.t('{0} left', spanText(leftMs));
}

/** The part of a row's id that says which folder it is of. */
export const idOf = ({ folder }: RootBoard): string => folder.uri.toString();

/** An instant as the user of this machine writes it. */
export const local = (ms: number): string => new Date(ms).toLocaleString();

/** What is most important about it stands first: a narrow side bar cuts the end of a row. */
export function withPriority(priority: string | undefined, text: string): string {
  return priority === undefined ? text : `${priority} ${text}`;
}

/** What a click does: the line of a file, in the editor. The path is relative to the root, the line 0-based. */
export function opens({ folder }: RootBoard, path: string, line: number): vscode.Command {
  const at = new vscode.Position(line, 0);
  return {
    command: editorCommands.open,
    title: vscode.l10n.t('Open in Editor'),
    arguments: [vscode.Uri.joinPath(folder.uri, path), { selection: new vscode.Range(at, at) }],
  };
}

/** Texts come from files: shown as they are, without characters that hide something. */
export function row({
  id,
  label,
  description,
  spoken = description,
  tooltip,
  icon,
  command,
  context,
  children = [],
  isOpen = false,
}: RowText): ShiftRow {
  const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(visibleText(label), children.length === 0 ? None : isOpen ? Expanded : Collapsed);
  item.id = id;
  if (description !== undefined) item.description = visibleText(description);
  // Else it would be the tooltip.
  item.accessibilityInformation = {
    label: [label, spoken]
      .filter(Boolean)
      .map((text) => visibleText(text ?? ''))
      .join(', '),
  };
  if (tooltip) item.tooltip = tooltip.map(visibleText).join('\n');
  if (icon) item.iconPath = icon;
  if (command) item.command = command;
  if (context !== undefined) item.contextValue = context;
  return { item, children };
}
