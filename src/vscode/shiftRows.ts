import * as vscode from 'vscode';
import { isEmptyBoard } from '../core/shifts/shiftBoard.ts';
import { leftRow, shiftRow } from './currentShiftRow.ts';
import { blockerRows, handoffRows } from './handoffRows.ts';
import { progressWords, statusWord } from './planWords.ts';
import type { RootBoard } from './shiftBoards.ts';
import { idOf, opens, row, type ShiftRow, withPriority } from './shiftRow.ts';
import { statusRows } from './statusRows.ts';

const mostTasks = 100;

/** The rows of the view: those of each folder that has anything to do with shifts. */
export function rowsOfBoards(roots: readonly RootBoard[]): readonly ShiftRow[] {
  const shown = roots.filter(({ board, status }) => status !== undefined || !isEmptyBoard(board));
  const [only, ...others] = shown;
  if (!only) return [];
  if (others.length === 0) return rowsOf(only);
  return shown.map((root) =>
    row({
      id: root.folder.uri.toString(),
      label: root.folder.name,
      icon: vscode.ThemeIcon.Folder,
      children: rowsOf(root),
      isOpen: true,
    }),
  );
}

function rowsOf(root: RootBoard): readonly ShiftRow[] {
  const { board } = root;
  return [
    ...leftRow(root),
    ...shiftRow(root),
    ...goalRows(root),
    ...taskRows(root),
    ...blockerRows(root),
    ...handoffRows(root),
    ...statusRows(root),
    ...board.problems.map(({ path, line, message }, index) =>
      row({
        id: `${idOf(root)} problem ${index}`,
        label: message,
        ...(path !== undefined && { description: `${path}${line === undefined ? '' : `:${line + 1}`}` }),
        spoken: [vscode.l10n.t('warning'), path].filter(Boolean).join(', '),
        tooltip: [message],
        icon: new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground')),
        ...(path !== undefined && path.endsWith('.md') && { command: opens(root, path, line ?? 0) }),
      }),
    ),
  ];
}

function goalRows(root: RootBoard): readonly ShiftRow[] {
  const { work, score } = root.board;
  const rows: ShiftRow[] = [];
  const goal = work?.goal && `${work.goal.from}% → ${work.goal.to}%`;
  if (work && (goal !== undefined || work.focus !== undefined))
    rows.push(
      row({
        id: `${idOf(root)} goal`,
        label: goal === undefined ? vscode.l10n.t('Focus') : vscode.l10n.t('Goal {0}', goal),
        description: [work.focus, score === undefined ? undefined : vscode.l10n.t('score {0}%', score)]
          .filter((text) => text !== undefined)
          .join(' · '),
        tooltip: work.criteria,
        icon: new vscode.ThemeIcon('target'),
        command: opens(root, work.path, work.line),
      }),
    );
  return rows;
}

function taskRows(root: RootBoard): readonly ShiftRow[] {
  const { work } = root.board;
  if (!work || work.tasks.length === 0) return [];
  const done = work.tasks.filter(({ isDone }) => isDone).length;
  return [
    row({
      id: `${idOf(root)} tasks`,
      label: vscode.l10n.t('Tasks'),
      description: `${done}/${work.tasks.length}`,
      spoken: progressWords(done, work.tasks.length),
      tooltip: [work.title, `${work.path}:${work.line + 1}`],
      icon: new vscode.ThemeIcon('checklist'),
      isOpen: true,
      children: [
        ...work.tasks.slice(0, mostTasks).map((task) =>
          row({
            id: `${idOf(root)} task ${task.path} ${task.key}`,
            label: withPriority(task.priority, task.title),
            ...(task.total > 1 && { description: `${task.done}/${task.total}` }),
            spoken: [
              statusWord(task.isDone ? 'done' : 'open'),
              task.total > 1 ? progressWords(task.done, task.total) : undefined,
            ]
              .filter(Boolean)
              .join(', '),
            tooltip: [task.title, `${task.path}:${task.line + 1}`],
            icon: task.isDone
              ? new vscode.ThemeIcon('pass-filled', new vscode.ThemeColor('testing.iconPassed'))
              : new vscode.ThemeIcon('circle-large-outline'),
            command: opens(root, task.path, task.line),
          }),
        ),
        ...(work.tasks.length > mostTasks
          ? [
              row({
                id: `${idOf(root)} more tasks`,
                label: vscode.l10n.t('{0} more', work.tasks.length - mostTasks),
                icon: new vscode.ThemeIcon('ellipsis'),
                command: opens(root, work.path, work.line),
              }),
            ]
          : []),
      ],
    }),
  ];
}
