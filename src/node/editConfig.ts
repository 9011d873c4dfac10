import type { ModificationOptions, ParseError } from 'jsonc-parser/lib/esm/main.js';

/** The lists of globs in `.runsheet.json`: what is always a plan, and what never is. */
export type ConfigList = 'plans' | 'ignore';

export type ConfigEdit =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'unchanged' }
  /** `reason` is a sentence without a full stop. */
  | { readonly kind: 'refused'; readonly reason: string };

/**
 * Adds a file to a list of a configuration and takes it out of the other one. Comments and layout stay; a file that is
 * not JSON, or whose list is none, is refused rather than repaired.
 *
 * @param text of the configuration; empty where there is none yet
 * @param path of the file, relative to the root, with `/`; it stands for itself, not for what a glob would match
 */
export async function editConfig(text: string, list: ConfigList, path: string): Promise<ConfigEdit> {
  const { applyEdits, modify, parse } = await import('jsonc-parser/lib/esm/main.js');
  const glob = literalGlob(path);
  if (text.trim() === '') return { kind: 'text', text: `${JSON.stringify({ [list]: [glob] }, undefined, 2)}\n` };
  const errors: ParseError[] = [];
  const value: unknown = parse(text, errors, { allowTrailingComma: true });
  if (errors.length > 0) return { kind: 'refused', reason: 'it is not valid JSON' };
  if (!isObject(value)) return { kind: 'refused', reason: 'it is not an object' };
  const other = list === 'plans' ? 'ignore' : 'plans';
  const wrong = [list, other].find((key) => value[key] !== undefined && !Array.isArray(value[key]));
  if (wrong !== undefined) return { kind: 'refused', reason: `"${wrong}" in it is not a list` };

  const options = layoutOf(text);
  let edited = text;
  const change = (keys: readonly (string | number)[], to: unknown, insert: boolean) => {
    edited = applyEdits(edited, modify(edited, [...keys], to, { ...options, isArrayInsertion: insert }));
  };
  const others = (value[other] ?? []) as readonly unknown[];
  for (let at = others.length - 1; at >= 0; at--) if (others[at] === glob) change([other, at], undefined, false);
  const present = value[list] as readonly unknown[] | undefined;
  if (present === undefined) change([list], [glob], false);
  else if (!present.includes(glob)) change([list, present.length], glob, true);
  return edited === text ? { kind: 'unchanged' } : { kind: 'text', text: edited };
}

/** A glob that matches this path alone. */
function literalGlob(path: string): string {
  return path.replace(/[\\*?[\]{}()|!]/g, '\\$&');
}

/** The indent and line ends that the file has already. */
function layoutOf(text: string): ModificationOptions {
  const indent = /^([ \t]{1,16})\S/m.exec(text)?.[1] ?? '  ';
  const insertSpaces = !indent.startsWith('\t');
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  return { formattingOptions: { insertSpaces, tabSize: insertSpaces ? indent.length : 4, eol } };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
