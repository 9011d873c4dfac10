const known = new WeakMap<{ readonly text: string }, string>();

/** The hash of the text of a runnable, which is asked for with every key; once for each object. */
export function hashOf(runnable: { readonly text: string }): string {
  let hash = known.get(runnable);
  if (hash === undefined) known.set(runnable, (hash = textHash(runnable.text)));
  return hash;
}

/**
 * A hash of a text, exact to the last blank: what was seen is compared with what is run by it. 53 bits (cyrb53, public
 * domain), base 36. Against accidents, not against somebody who makes two texts meet.
 */
export function textHash(text: string): string {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    high = Math.imul(high ^ unit, 2654435761);
    low = Math.imul(low ^ unit, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return (4294967296 * (0x1fffff & low) + (high >>> 0)).toString(36);
}
