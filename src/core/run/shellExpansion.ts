/** A variable that a word expands; `guarded`: it has a default or an error of its own (`${X:-y}`, `${X:?}`). */
export interface VariableUse {
  readonly name: string;
  readonly guarded: boolean;
}

/** One word of a shell command. */
export interface ShellWord {
  /** As written, quotes included. */
  readonly raw: string;
  /** Without quotes and escapes; expansions stay as written. */
  readonly value: string;
  readonly variables: readonly VariableUse[];
  /** Its value is known only when it runs: a variable, a substitution, a brace list. */
  readonly dynamic: boolean;
  /** Has an unquoted `*`, `?` or `[`. */
  readonly glob: boolean;
}

/** Where a scan stands. One scan reads the text once, from left to right. */
export interface Scan {
  readonly text: string;
  /** Index of the next character. */
  at: number;
  depth: number;
  /** The text cannot be read as a script. */
  broken: boolean;
  readonly fish: boolean;
  /** Reads the commands of a substitution up to its closing parenthesis, which is consumed. */
  readonly readSubstitution: () => void;
  /** Reads the script between backticks. */
  readonly readBackticks: (script: string) => void;
}

/** A word while it is being read. */
export interface WordDraft {
  value: string;
  variables: VariableUse[];
  dynamic: boolean;
  glob: boolean;
}

/** Deeper nesting than this is not read: the script counts as broken. */
const deepest = 48;
const nameStart = /[A-Za-z_]/;
const nameChar = /[A-Za-z0-9_]/;

export function newDraft(): WordDraft {
  return { value: '', variables: [], dynamic: false, glob: false };
}

/** Reads an arithmetic expression behind `((` up to `))`, which is consumed. */
export function readArithmetic(scan: Scan): void {
  const draft = newDraft();
  let open = 0;
  while (scan.at < scan.text.length && !scan.broken) {
    const char = scan.text[scan.at];
    if (char === '$' || char === '`') expansion(scan, draft, true);
    else if (char === '\\') scan.at += 2;
    else if (char === ')' && open === 0) {
      if (scan.text[scan.at + 1] === ')') {
        scan.at += 2;
        return;
      }
      break;
    } else {
      if (char === '(') open += 1;
      else if (char === ')') open -= 1;
      scan.at += 1;
    }
  }
  scan.broken = true;
}

/** Reads what an unquoted heredoc body expands; everything else of it is text. */
export function readHeredocBody(scan: Scan): void {
  const draft = newDraft();
  while (scan.at < scan.text.length && !scan.broken) {
    const char = scan.text[scan.at];
    if (char === '\\') scan.at += 2;
    else if (char === '$' || char === '`') expansion(scan, draft, true);
    else scan.at += 1;
  }
}

export function substitution(scan: Scan, draft: WordDraft): void {
  const start = scan.at;
  draft.dynamic = true;
  if (deeper(scan)) scan.readSubstitution();
  scan.depth -= 1;
  draft.value += `$(${scan.text.slice(start, scan.at)}`;
}

export function deeper(scan: Scan): boolean {
  scan.depth += 1;
  if (scan.depth > deepest) scan.broken = true;
  return !scan.broken;
}

export function singleQuoted(scan: Scan, draft: WordDraft): void {
  if (scan.fish) {
    scan.at += 1;
    while (scan.at < scan.text.length && scan.text[scan.at] !== "'") {
      if (scan.text[scan.at] === '\\') scan.at += 1;
      draft.value += scan.text[scan.at] ?? '';
      scan.at += 1;
    }
    if (scan.at >= scan.text.length) scan.broken = true;
    scan.at += 1;
    return;
  }
  const end = scan.text.indexOf("'", scan.at + 1);
  if (end < 0) scan.broken = true;
  else draft.value += scan.text.slice(scan.at + 1, end);
  scan.at = end < 0 ? scan.text.length : end + 1;
}

export function doubleQuoted(scan: Scan, draft: WordDraft): void {
  while (scan.at < scan.text.length && !scan.broken) {
    const char = scan.text[scan.at] ?? '';
    if (char === '"') {
      scan.at += 1;
      return;
    }
    if (char === '\\') {
      const next = scan.text[scan.at + 1] ?? '';
      if (next !== '\n') draft.value += '$`"\\'.includes(next) ? next : `\\${next}`;
      scan.at += 2;
    } else if (char === '$' || (char === '`' && !scan.fish)) expansion(scan, draft, true);
    else {
      draft.value += char;
      scan.at += 1;
    }
  }
  scan.broken = true;
}

const ansiEscapes: ReadonlyMap<string, string> = new Map(
  Object.entries({ n: '\n', t: '\t', r: '\r', a: '\x07', e: '\x1b' }),
);

function ansiQuoted(scan: Scan, draft: WordDraft): void {
  while (scan.at < scan.text.length) {
    const char = scan.text[scan.at] ?? '';
    if (char === "'") {
      scan.at += 1;
      return;
    }
    if (char !== '\\') {
      draft.value += char;
      scan.at += 1;
      continue;
    }
    const code = /^(?:x([0-9A-Fa-f]{1,2})|u([0-9A-Fa-f]{1,4})|([0-7]{1,3}))/.exec(
      scan.text.slice(scan.at + 1, scan.at + 6),
    );
    const digits = code?.[1] ?? code?.[2] ?? code?.[3];
    const plain = scan.text[scan.at + 1] ?? '';
    if (digits === undefined) draft.value += ansiEscapes.get(plain) ?? plain;
    else draft.value += String.fromCharCode(parseInt(digits, code?.[3] === undefined ? 16 : 8));
    scan.at += 1 + (code?.[0].length ?? 1);
  }
  scan.broken = true;
}

/** At `$` or a backtick. */
export function expansion(scan: Scan, draft: WordDraft, quoted: boolean): void {
  const start = scan.at;
  const { text } = scan;
  const next = text[start + 1] ?? '';
  scan.at += 2;
  if (text[start] === '`') {
    scan.at = start + 1;
    backticks(scan, draft);
    return;
  }
  if (next === '(') {
    if (text[scan.at] === '(' && !scan.fish) {
      scan.at += 1;
      draft.dynamic = true;
      if (deeper(scan)) readArithmetic(scan);
      scan.depth -= 1;
      draft.value += text.slice(start, scan.at);
    } else substitution(scan, draft);
    return;
  }
  if (next === '{') {
    if (deeper(scan)) parameter(scan, draft, quoted);
    scan.depth -= 1;
  } else if (next === "'" && !quoted) {
    ansiQuoted(scan, draft);
    return;
  } else if (next === '"' && !quoted) {
    scan.at = start + 1;
    return;
  } else if (nameStart.test(next)) {
    while (nameChar.test(text[scan.at] ?? '')) scan.at += 1;
    draft.variables.push({ name: text.slice(start + 1, scan.at), guarded: false });
  } else if (/[0-9]/.test(next)) {
    draft.variables.push({ name: next, guarded: false });
  } else if (!/[@*#?$!-]/.test(next) || next === '') {
    scan.at = start + 1;
    draft.value += '$';
    return;
  }
  draft.dynamic = true;
  draft.value += text.slice(start, scan.at);
}

function parameter(scan: Scan, draft: WordDraft, quoted: boolean): void {
  const { text } = scan;
  const start = scan.at;
  while (nameChar.test(text[scan.at] ?? '')) scan.at += 1;
  const name = text.slice(start, scan.at);
  if (name !== '') draft.variables.push({ name, guarded: /^:?[-=?+]/.test(text.slice(scan.at, scan.at + 2)) });
  const inner: WordDraft = { value: '', variables: draft.variables, dynamic: false, glob: false };
  while (scan.at < text.length && !scan.broken) {
    const char = text[scan.at] ?? '';
    if (char === '}') {
      scan.at += 1;
      return;
    }
    if (char === '\\') scan.at += 2;
    else if (char === "'" && !quoted) singleQuoted(scan, inner);
    else if (char === '"') {
      scan.at += 1;
      if (deeper(scan)) doubleQuoted(scan, inner);
      scan.depth -= 1;
    } else if (char === '$' || char === '`') expansion(scan, inner, quoted);
    else scan.at += 1;
  }
  scan.broken = true;
}

function backticks(scan: Scan, draft: WordDraft): void {
  const { text } = scan;
  const start = scan.at;
  while (scan.at < text.length && text[scan.at] !== '`') scan.at += text[scan.at] === '\\' ? 2 : 1;
  if (scan.at >= text.length || scan.depth > 4) {
    scan.broken = true;
    return;
  }
  draft.dynamic = true;
  draft.value += text.slice(start - 1, scan.at + 1);
  scan.readBackticks(text.slice(start, scan.at).replace(/\\([`\\$])/g, '$1'));
  scan.at += 1;
}
