import * as vscode from 'vscode';
import type { HandoffFile } from '../core/shifts/handoffFiles.ts';
import type { RootBoard } from './shiftBoards.ts';
import { idOf, opens, row, type ShiftRow, withPriority } from './shiftRow.ts';

/** What holds the work up, not resolved. */
export function blockerRows(root: RootBoard): readonly ShiftRow[] {
  const { blockers } = root.board;
  if (blockers.length === 0) return [];
  return [
    row({
      id: `${idOf(root)} blockers`,
      label: vscode.l10n.t('Blockers'),
      description: String(blockers.length),
      icon: new vscode.ThemeIcon('circle-slash', new vscode.ThemeColor('list.errorForeground')),
      isOpen: true,
      children: mostUrgentFirst(blockers).map(({ text, priority, needs, since, path, line }, index) =>
        row({
          id: `${idOf(root)} blocker ${index}`,
          label: withPriority(priority, text),
          ...(needs !== undefined && { description: vscode.l10n.t('needs {0}', needs) }),
          tooltip: [
            withPriority(priority, text),
            ...(needs === undefined ? [] : [vscode.l10n.t('Needs {0}', needs)]),
            ...(since === undefined ? [] : [vscode.l10n.t('Since {0}', since)]),
            `${path}:${line + 1}`,
          ],
          icon: new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground')),
          command: opens(root, path, line),
        }),
      ),
    }),
  ];
}

/** Those without a priority last; else as written. */
function mostUrgentFirst<T extends { readonly priority?: string }>(all: readonly T[]): readonly T[] {
  return [...all].sort((left, right) => (left.priority ?? 'P9').localeCompare(right.priority ?? 'P9'));
}

/** The handoff that is being written, and the one that was left to this shift. */
export function handoffRows(root: RootBoard): readonly ShiftRow[] {
  const { previous, own } = root.board;
  return [
    ...(own ? [handoffRow(root, own, vscode.l10n.t('This handoff'), false)] : []),
    ...(previous ? [handoffRow(root, previous, vscode.l10n.t('Previous handoff'), true)] : []),
  ];
}

function handoffRow(
  root: RootBoard,
  { path, shift, handoff }: HandoffFile,
  title: string,
  withActions: boolean,
): ShiftRow {
  const { status, actions, head } = handoff;
  const open = withActions ? actions.filter(({ done }) => !done) : [];
  const name = path.slice(path.lastIndexOf('/') + 1);
  return row({
    id: `${idOf(root)} handoff ${path}`,
    label: title,
    description: [status?.word, shift === undefined ? name : vscode.l10n.t('shift {0}', shift), head.state]
      .filter(Boolean)
      .join(' · '),
    tooltip: [path, ...(status ? [`${status.word ?? ''} ${status.reason}`.trim()] : [])],
    icon: new vscode.ThemeIcon('note'),
    command: opens(root, path, 0),
    isOpen: open.length > 0 && open.length <= 8,
    children: open.map(({ text, priority, owner, line }, index) =>
      row({
        id: `${idOf(root)} action ${path} ${index}`,
        label: withPriority(priority, text),
        ...(owner !== undefined && { description: owner }),
        tooltip: [text, ...(owner === undefined ? [] : [vscode.l10n.t('For {0}', owner)]), `${path}:${line + 1}`],
        icon: new vscode.ThemeIcon('arrow-small-right'),
        command: opens(root, path, line),
      }),
    ),
  });
}
