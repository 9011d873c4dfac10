/**
 * Work that can pause: at each `yield` something else may have its turn first. What it looks at must not change
 * meanwhile.
 */
export type Slices<T> = Generator<undefined, T, undefined>;

/** Does all of it at a stretch. */
export function atOnce<T>(work: Slices<T>): T {
  let step = work.next();
  while (step.done !== true) step = work.next();
  return step.value;
}
