/**
 * Milliseconds that `work` itself takes: the least of up to `goes` goes, because whatever else the machine does only
 * ever adds to one of them. Ends with the first that takes less than `enoughMs`.
 *
 * Of each go the lesser of the clock's time and the processor's counts: the one also runs while others have the
 * processor, the other also counts the threads beside this one.
 */
export function ownTime(work: () => void, enoughMs: number, goes = 4): number {
  let least = Infinity;
  for (let go = 0; go < goes && least >= enoughMs; go++) {
    const processor = process.cpuUsage();
    const started = performance.now();
    work();
    const elapsed = performance.now() - started;
    const { user, system } = process.cpuUsage(processor);
    least = Math.min(least, elapsed, (user + system) / 1000);
  }
  return least;
}
