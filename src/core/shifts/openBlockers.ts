import type { Blocker } from './handoff.ts';
import { type HandoffFile, latestHandoff } from './handoffFiles.ts';
import { inlineText, itemText } from './handoffText.ts';

/** A blocker with the document it stands in, relative to the root. */
export type PlacedBlocker = Blocker & { readonly path: string };

/**
 * The blockers of the handoff that speaks that nobody has resolved. While it is being written, those of the shift before
 * stand beside them: that a shift begins resolves nothing. A blocker that the later handoff names too is that one's; once
 * it has ended, only its word counts.
 */
export function openBlockers(
  files: readonly HandoffFile[],
  speaking: HandoffFile | undefined = latestHandoff(files),
): readonly PlacedBlocker[] {
  if (!speaking) return [];
  const { head, blockers } = speaking.handoff;
  const isWritten = head.state === 'active' || head.state === 'ending';
  const before = isWritten && speaking.shift !== undefined ? latestHandoff(files, speaking.shift) : undefined;
  const named = new Set(blockers.map(({ text }) => sameText(text)));
  return [...placed(speaking), ...(before ? placed(before).filter(({ text }) => !named.has(sameText(text))) : [])];
}

const sameText = (text: string): string => text.trim().replace(/[.!]$/, '').toLowerCase();

function placed({ path, handoff }: HandoffFile): readonly PlacedBlocker[] {
  return handoff.blockers.filter(({ resolved }) => !resolved).map((blocker) => ({ ...blocker, path }));
}

/** A blocker as an item of the next handoff, with all that is known of it. */
export function carriedItem({ text, priority, needs, since }: Blocker): string {
  const details = [
    priority,
    needs === undefined ? undefined : `needs ${inlineText(needs)}`,
    since === undefined ? undefined : `since ${inlineText(since)}`,
  ].filter((part) => part !== undefined);
  return `- ${itemText(text)}${details.length === 0 ? '' : ` (${details.join(', ')})`}`;
}
