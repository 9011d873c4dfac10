import * as vscode from 'vscode';
import { clockText, instantText } from '../core/shifts/instant.ts';
import { commands } from './contributions.ts';
import type { RootBoard } from './shiftBoards.ts';
import { endedNow } from './endedNow.ts';
import { idOf, leftText, local, opens, row, type ShiftRow } from './shiftRow.ts';

/** A start or an end that was left in the middle: a click goes on with it. */
export function leftRow(root: RootBoard): readonly ShiftRow[] {
  const { left } = root.board;
  if (!left) return [];
  const { procedure, shift, sinceMs, isRunning } = left;
  const number = shift === undefined ? '' : ` ${shift}`;
  const isStart = procedure === 'start';
  const label = isRunning
    ? isStart
      ? vscode.l10n.t('Starting shift{0} ...', number)
      : vscode.l10n.t('Ending shift{0} ...', number)
    : isStart
      ? vscode.l10n.t('Go on with the start of shift{0}', number)
      : vscode.l10n.t('Go on with the end of shift{0}', number);
  return [
    row({
      id: `${idOf(root)} left`,
      label,
      tooltip: [vscode.l10n.t('Begun {0}. What was done is kept; it goes on from there.', local(sinceMs))],
      icon: new vscode.ThemeIcon(isRunning ? 'sync~spin' : 'debug-continue'),
      ...(!isRunning && {
        command: {
          command: isStart ? commands.startShift : commands.endShift,
          title: vscode.l10n.t('Go On'),
          arguments: [root.folder.uri],
        },
      }),
    }),
  ];
}

/** The shift that is held, else what the schedule says about now. */
export function shiftRow(root: RootBoard): readonly ShiftRow[] {
  const { held, now, agents } = root.board;
  const id = `${idOf(root)} shift`;
  if (held) {
    const { shift, agent, holder, standing, startedAtMs, untilMs, remote, handoff } = held;
    const isOver = standing.kind === 'overtime';
    const icon = new vscode.ThemeIcon(
      isOver ? 'watch' : 'pulse',
      isOver ? new vscode.ThemeColor('list.warningForeground') : undefined,
    );
    return [
      row({
        id,
        label:
          agent === undefined ? vscode.l10n.t('Shift {0}', shift) : `${vscode.l10n.t('Shift {0}', shift)} · ${agent}`,
        description: [leftText(standing.leftMs), holder, ...(remote === undefined ? [notCoordinated()] : [])]
          .filter(Boolean)
          .join(' · '),
        tooltip: [
          vscode.l10n.t('Held by {0} since {1}', holder, local(startedAtMs)),
          ...(untilMs === undefined ? [] : [vscode.l10n.t('Until {0} ({1})', local(untilMs), instantText(untilMs))]),
          remote === undefined
            ? vscode.l10n.t('Not coordinated: no other machine knows of it.')
            : vscode.l10n.t('Claimed on {0}', remote),
        ],
        icon,
        context: 'held',
        command: opens(root, handoff, 0),
      }),
    ];
  }
  const who = agents.join(' / ');
  const isOver = endedNow(root) !== undefined;
  switch (now.kind) {
    case 'on':
      return [
        row({
          id,
          label: isOver
            ? vscode.l10n.t('Shift {0} has ended', now.number)
            : vscode.l10n.t('Shift {0} is on', now.number),
          description: [who, `${clockText(now.startsAtMs)}–${clockText(now.endsAtMs)} UTC`].filter(Boolean).join(' · '),
          tooltip: [
            vscode.l10n.t('From {0} until {1}', local(now.startsAtMs), local(now.endsAtMs)),
            isOver ? vscode.l10n.t('Its handoff says so, ahead of its time.') : vscode.l10n.t('It is not held here.'),
          ],
          icon: new vscode.ThemeIcon('clock'),
          context: 'free',
        }),
      ];
    case 'next':
      return [
        row({
          id,
          label: vscode.l10n.t('Shift {0} is next', now.number),
          description: [who, instantText(now.startsAtMs)].filter(Boolean).join(' · '),
          tooltip: [vscode.l10n.t('It begins {0}', local(now.startsAtMs))],
          icon: new vscode.ThemeIcon('clock'),
          context: 'free',
        }),
      ];
    case 'candidates':
      return [
        row({
          id,
          label: vscode.l10n.t('Shift {0}', now.numbers.join(' / ')),
          description: vscode.l10n.t('by the time of day'),
          tooltip: [
            vscode.l10n.t('The plan does not say on which day shift 1 began. Set shift.anchor in .runsheet.json.'),
          ],
          icon: new vscode.ThemeIcon('clock'),
          context: 'free',
        }),
      ];
    case 'over':
      return [
        row({
          id,
          label: vscode.l10n.t('Last shift over'),
          description: `${now.last} · ${instantText(now.endedAtMs).slice(0, 10)}`,
          tooltip: [
            vscode.l10n.t('Shift {0}, the last of the schedule, was over at {1}.', now.last, local(now.endedAtMs)),
            vscode.l10n.t('A shift can begin all the same: it gets the next number.'),
          ],
          icon: new vscode.ThemeIcon('clock'),
          context: 'free',
        }),
      ];
    case 'unknown':
      return [
        row({
          id,
          label: vscode.l10n.t('No shift is held'),
          tooltip: [now.reason],
          icon: new vscode.ThemeIcon('clock'),
          context: 'free',
        }),
      ];
  }
}

const notCoordinated = (): string => vscode.l10n.t('not coordinated');
