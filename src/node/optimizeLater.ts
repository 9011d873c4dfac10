import { setFlagsFromString } from 'node:v8';

/** What V8 11 (Node 20) begins with; later versions count calls instead, and optimize late by themselves. */
const usual = 67_584;
const later = 8 * usual;

/**
 * Has V8 wait longer before it optimizes a function: in the seconds in which much is parsed, with all processors at work,
 * its optimizing threads take from them what the optimized code never gives back (see docs/decisions/0007-cache-on-disk.md).
 * The flag is for the whole process and is read whenever V8 counts, so it may change while code runs; only a process that is
 * ours alone may do this.
 *
 * @returns puts it back, to the very value: V8 refuses what was compiled under other flags
 */
export function optimizeLater(v8 = process.versions.v8): () => void {
  // V8 complains on stderr about flags that it does not know.
  if (!v8.startsWith('11.')) return () => undefined;
  setFlagsFromString(`--interrupt-budget=${later}`);
  return () => setFlagsFromString(`--interrupt-budget=${usual}`);
}
