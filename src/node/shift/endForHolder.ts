import { checkHandoff } from '../../core/shifts/checkHandoff.ts';
import type { HandoffSection } from '../../core/shifts/handoff.ts';
import { completeHandoff, fillSection, setHead } from '../../core/shifts/handoffEdits.ts';
import { inlineText, newHandoffText } from '../../core/shifts/handoffText.ts';
import { readHandoff } from '../../core/shifts/readHandoff.ts';
import { changed, handoffPath, readIfThere, writeShared } from './handoffFiles.ts';
import { stateOf } from './shiftContext.ts';
import { shiftOf, type StartContext } from './startContext.ts';

/** Stands where the holder said nothing. */
export const notKnown = 'Not known: the holder did not say it.';

/**
 * The handoff of the shift before, which its holder never ended: it says who took the shift over from whom, and why, also
 * where its holder never sent one. Ended for them it is complete, abandoned it stays as far as they came. What the holder
 * wrote stays. Can be repeated after a crash.
 */
export async function endForHolder(context: StartContext): Promise<void> {
  const { root, config, journal, now } = context;
  const { previousState: state, previousReason = '', previousClaim, claimedAtMs } = journal.facts;
  if (state === undefined) return;
  const shift = shiftOf(context) - 1;
  const file = handoffPath(config.handoffs, shift);
  const { head, holder } = stateOf(context);
  const atMs = claimedAtMs ?? now();
  const from = previousClaim?.holder ?? 'its holder';
  const agent = previousClaim?.agent;
  const fresh = { shift, holder: from, startedAtMs: previousClaim?.sinceMs ?? atMs, startCommit: head.commit };
  let text = (await readIfThere(root, file)) ?? newHandoffText({ ...fresh, ...(agent !== undefined && { agent }) });
  const what = state === 'ended' ? `Ended by ${holder} on behalf of` : `Abandoned: ${holder} took it over from`;
  const marked = inlineText(`${what} ${from}, who did not end it: ${previousReason}`);
  if (text.includes(marked)) return;
  text = changed(text, fillSection(text, 'summary', marked), file);
  if (state === 'abandoned') {
    await writeShared(root, file, changed(text, setHead(text, { state, endedAtMs: atMs }), file));
    return;
  }
  const said: Readonly<Partial<Record<HandoffSection, string>>> = {
    status: 'WATCH: ended on behalf of its holder, nothing was checked.',
    actions: `- [ ] Look at what ${inlineText(from)} left open`,
  };
  for (const { section } of checkHandoff(readHandoff(text)))
    text = changed(text, fillSection(text, section, said[section] ?? notKnown), file);
  const end = { endedAtMs: atMs, endCommit: head.commit, state } as const;
  await writeShared(root, file, changed(text, completeHandoff(text, end), file));
}
