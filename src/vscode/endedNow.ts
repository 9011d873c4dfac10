import type { RootBoard } from './shiftBoards.ts';

/** The number of the shift that is on by the schedule, where its handoff says that it has ended already. */
export function endedNow({ board: { now }, files }: RootBoard): number | undefined {
  if (now.kind !== 'on') return undefined;
  const states = files.handoffs.filter(({ shift }) => shift === now.number).map(({ handoff }) => handoff.head.state);
  return states.some((state) => state === 'ended' || state === 'acknowledged' || state === 'abandoned')
    ? now.number
    : undefined;
}
