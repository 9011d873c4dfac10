/** Chance that can be repeated: the same seed gives the same sequence on every machine. */
export interface Random {
  /** An integer from 0 to `bound` - 1; 0 where there is no choice. */
  readonly below: (bound: number) => number;
  /** True once in so many times. */
  readonly oneIn: (count: number) => boolean;
  readonly pick: <T>(values: readonly [T, ...T[]]) => T;
}

/** @param seed an integer; equal seeds give equal sequences (the generator is Mulberry32) */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const below = (bound: number): number => (bound < 2 ? 0 : next() % bound);
  return {
    below,
    oneIn: (count) => below(count) === 0,
    pick: (values) => values[below(values.length)] ?? values[0],
  };
}

/** A seed for the input `index` of a campaign, far from the seeds of its neighbours. */
export function seedOf(seed: number, campaign: string, index: number): number {
  let hash = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(index + 1, 0xc2b2ae35);
  for (let at = 0; at < campaign.length; at++) hash = Math.imul(hash ^ campaign.charCodeAt(at), 0x01000193);
  return (hash ^ (hash >>> 16)) >>> 0;
}
