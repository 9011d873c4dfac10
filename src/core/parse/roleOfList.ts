import type { Role } from '../model.ts';
import { type Draft, walk } from './draft.ts';
import { roleOfLabel } from './roleOfLabel.ts';

/** A number, a blank, a comparison: what a metric has and a thing to do has not. */
const measured = /\d|_{2,}|[<>≥≤%→]/;

/**
 * The role that the text of a section, group or list item gives to what stands below it. "Metrics" heads values and
 * targets, but also things to do ("Choose the metrics", "Images are lazy-loaded"): boxes that mostly measure nothing are
 * work, and signs of success that measure nothing are criteria.
 */
export function roleOfList(draft: Draft): Role | undefined {
  if (draft.configuredRole) return draft.configuredRole;
  const role = roleOfLabel(draft.text);
  if (role !== 'metric' || draft.boxes === 0) return role;
  let values = 0;
  walk(draft, (node) => {
    if (node.mark && (node.ownRole !== undefined || measured.test(node.text))) values++;
  });
  if (values * 2 >= draft.boxes) return role;
  return /\bsuccess indicators?\b/i.test(draft.text) ? 'gate' : undefined;
}
