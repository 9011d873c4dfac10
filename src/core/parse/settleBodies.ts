import type { PlanNode } from '../model.ts';
import type { Body } from './body.ts';
import type { Draft } from './draft.ts';
import type { PlanSettings } from './planSettings.ts';
import type { BodyFacts, SettledBody } from './settledBody.ts';

/** For how many readings a text is not settled again that some rule has to see in full. */
const readingsInFull = 100;

/**
 * Keeps what was read anew of the own texts of sections, for the next time. What depends on more than a section and its
 * own text, or changed it from outside, is read anew each time.
 *
 * @param childrenOf the finished nodes below a section that was read anew
 */
export function settleBodies(
  bodies: readonly Body[],
  childrenOf: (section: Draft) => readonly PlanNode[],
  settings: PlanSettings,
): void {
  for (const { notes, place, section, content } of bodies) {
    if (!notes) continue;
    const { run } = place.first;
    if (run.settled?.touched) run.inFull = readingsInFull;
    delete run.settled;
    const isLookedInto = notes.facts.listed?.includes(true) === true || (run.inFull ?? 0) > 0;
    if (run.inFull !== undefined && run.inFull > 0) run.inFull--;
    if (notes.isOpen || (isLookedInto && !notes.facts.listed)) continue;
    const settled: SettledBody = {
      // Every pass has noted its part by now.
      ...(notes.facts as BodyFacts),
      given: notes.given,
      line: place.line,
      settings,
      more: place.more.map((placed) => placed.run),
      // The own text of a section stands before its headings.
      nodes: childrenOf(section).slice(0, content.length),
      touched: false,
      isLookedInto,
      stale: false,
    };
    run.settled = settled;
  }
}
