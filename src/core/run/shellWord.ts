import { deeper, doubleQuoted, expansion, newDraft, singleQuoted, substitution } from './shellExpansion.ts';
import type { Scan, ShellWord, WordDraft } from './shellExpansion.ts';

const ends = new Set([' ', '\t', '\r', '\n', ';', '&', '|', '<', '>', '(', ')']);

const plainWord = /[\w./:@%+,=-]*/y;
const noVariables: readonly never[] = [];

/** Most words have no quotes and no expansions: they are read in one go. */
function readPlainWord(scan: Scan): ShellWord | undefined {
  plainWord.lastIndex = scan.at;
  const end = scan.at + (plainWord.exec(scan.text)?.[0].length ?? 0);
  const after = scan.text[end] ?? ' ';
  if (end === scan.at || after === '(' || !ends.has(after) || scan.text[end + 1] === '(') return undefined;
  const raw = scan.text.slice(scan.at, end);
  scan.at = end;
  return { raw, value: raw, variables: noVariables, dynamic: false, glob: false };
}

/** Reads the word at the scan's position; `pattern` allows extended globs such as `!(a|b)`. */
export function readWord(scan: Scan, pattern = false): ShellWord {
  const start = scan.at;
  const plain = readPlainWord(scan);
  if (plain !== undefined) return plain;
  const draft = newDraft();
  let brace = false;
  while (scan.at < scan.text.length && !scan.broken) {
    const char = scan.text[scan.at] ?? '';
    const next = scan.text[scan.at + 1];
    if ((char === '<' || char === '>') && next === '(') {
      scan.at += 2;
      substitution(scan, draft);
    } else if (char === '(' && scan.fish) {
      scan.at += 1;
      substitution(scan, draft);
    } else if (char === '(' && draft.value.length < 100 && /^[A-Za-z_]\w*\+?=$/.test(draft.value)) {
      array(scan, draft);
    } else if (char === '(' && pattern && '@?*+!'.includes(scan.text[scan.at - 1] ?? ' ') && scan.at > start) {
      globGroup(scan, draft);
    } else if (ends.has(char)) {
      break;
    } else if (char === '\\') {
      if (next !== '\n') draft.value += next ?? '';
      scan.at += 2;
    } else if (char === "'") {
      singleQuoted(scan, draft);
    } else if (char === '"') {
      scan.at += 1;
      doubleQuoted(scan, draft);
    } else if (char === '$' || (char === '`' && !scan.fish)) {
      expansion(scan, draft, false);
    } else {
      if (char === '*' || char === '?' || char === '[') draft.glob = true;
      if (char === '{') brace = true;
      if (brace && (char === ',' || (char === '.' && next === '.'))) draft.dynamic = true;
      draft.value += char;
      scan.at += 1;
    }
  }
  if (scan.at > scan.text.length) scan.at = scan.text.length;
  const { value, variables, dynamic, glob } = draft;
  return { raw: scan.text.slice(start, scan.at), value, variables, dynamic, glob };
}

function array(scan: Scan, draft: WordDraft): void {
  scan.at += 1;
  while (scan.at < scan.text.length && !scan.broken) {
    const char = scan.text[scan.at] ?? '';
    if (char === ')') {
      scan.at += 1;
      return;
    }
    if (char === '#') skipComment(scan);
    else if (/\s/.test(char)) scan.at += 1;
    else if (ends.has(char)) break;
    else if (deeper(scan)) {
      const word = readWord(scan, true);
      draft.variables.push(...word.variables);
      draft.dynamic ||= word.dynamic;
      scan.depth -= 1;
    }
  }
  scan.broken = true;
}

/** Moves to the end of the line. */
export function skipComment(scan: Scan): void {
  const end = scan.text.indexOf('\n', scan.at);
  scan.at = end < 0 ? scan.text.length : end;
}

function globGroup(scan: Scan, draft: WordDraft): void {
  let open = 0;
  draft.glob = true;
  while (scan.at < scan.text.length && !scan.broken) {
    const char = scan.text[scan.at] ?? '';
    if (char === '$' || char === '`') expansion(scan, draft, false);
    else if (char === "'") singleQuoted(scan, draft);
    else if (char === '\\') scan.at += 2;
    else {
      if (char === '\n') break;
      draft.value += char;
      scan.at += 1;
      if (char === '(') open += 1;
      else if (char === ')' && --open === 0) return;
    }
  }
  scan.broken = true;
}
