/**
 * Asks again until the answer satisfies `accept`, and returns it. Fails with the last answer after `timeoutMs`.
 */
export async function eventually<T>(
  ask: () => T | Promise<T>,
  accept: (answer: T) => boolean,
  timeoutMs = 30_000,
): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (accept(answer)) return answer;
    if (performance.now() > deadline) throw new Error(`Still not after ${timeoutMs} ms: ${shortened(answer)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** A whole file would hide what the workbench showed. */
function shortened(answer: unknown): string {
  const text = JSON.stringify(answer ?? null);
  return text.length <= mostOfAnswer ? text : `${text.slice(0, mostOfAnswer)}...`;
}

const mostOfAnswer = 600;
