import { harbour, heightAt } from './tide.mjs';

const minute = 60_000;

/** Water kept free under the keel, in metres. */
export const clearance = 0.3;

/** Whether a boat of this draught (metres) passes the sill at an instant. */
export function passable(id, draught, instant) {
  return heightAt(id, instant) - harbour(id).sillMetres >= draught + clearance;
}

/** The windows in which the boat passes, each `{ from, to }` in epoch milliseconds, to the minute. */
export function windows(id, draught, start, hours) {
  const found = [];
  let from;
  const end = start + hours * 60 * minute;
  for (let at = start; at <= end; at += minute) {
    const open = passable(id, draught, at);
    if (open && from === undefined) from = at;
    if (!open && from !== undefined) {
      found.push({ from, to: at });
      from = undefined;
    }
  }
  if (from !== undefined) found.push({ from, to: end });
  return found;
}
