/**
 * A part of a name that nobody else takes by accident: `bytes` bytes in hex, at most six. Not for secrets. `node:crypto`
 * would take longer to load than all else that a short run of the command line does.
 */
export function randomHex(bytes: number): string {
  const value = Math.floor(Math.random() * 2 ** (8 * bytes));
  return value.toString(16).padStart(2 * bytes, '0');
}
