import { existsSync, statSync } from 'node:fs';
import path from 'node:path';

/** `docs/plan.md#1.2` and `docs/plan.md:12`; a file that is there comes first, also with `#` in its name or folders. */
export function splitTarget(
  written: string,
  cwd: string,
): {
  readonly file: string;
  readonly target?: { readonly kind: 'id'; readonly id: string } | { readonly kind: 'line'; readonly line: number };
} {
  if (existsSync(path.resolve(cwd, written))) return { file: written };
  const isThere = (file: string): boolean =>
    statSync(path.resolve(cwd, file), { throwIfNoEntry: false })?.isDirectory() === false;
  const first = written.indexOf('#');
  let hash = first;
  while (hash >= 0 && !isThere(written.slice(0, hash))) hash = written.indexOf('#', hash + 1);
  if (hash < 0 && !isThere(written.replace(/:[1-9]\d{0,8}$/, ''))) hash = first;
  if (hash > 0) return { file: written.slice(0, hash), target: { kind: 'id', id: written.slice(hash + 1) } };
  const line = /^(.+):([1-9]\d{0,8})$/s.exec(written);
  return line?.[1] === undefined
    ? { file: written }
    : { file: line[1], target: { kind: 'line', line: Number(line[2]) - 1 } };
}
