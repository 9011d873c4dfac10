import type { Slices } from '../core/slices.ts';
import type { Stretches } from './stretches.ts';

/** So long at a stretch, then the event loop runs. */
const stretchMs = 3;

/** A turn of work on the extension host's thread: what takes longer asks now and then whether others should have theirs. */
export class Turn {
  #begun = performance.now();

  get isOver(): boolean {
    return performance.now() - this.#begun > stretchMs;
  }

  /** Resolves when the event loop has run. */
  async next(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    this.#begun = performance.now();
  }
}

/**
 * Does work in turns.
 *
 * @param isOver asked between turns: nobody wants it any more
 * @returns undefined where it was not ended
 */
export async function inTurns<T>(
  work: Slices<T>,
  { stretches, what }: { readonly stretches: Stretches; readonly what: string },
  isOver: () => boolean = () => false,
): Promise<T | undefined> {
  const turn = new Turn();
  const goOn = (): IteratorResult<undefined, T> => {
    let step = work.next();
    while (step.done !== true && !turn.isOver) step = work.next();
    return step;
  };
  for (;;) {
    const step = stretches.run(what, goOn);
    if (step.done === true) return step.value;
    await turn.next();
    if (isOver()) return undefined;
  }
}
