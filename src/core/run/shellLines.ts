import type { BodyItem } from './bodyItem.ts';

type Opener = "'" | '"' | '`' | '(' | '((' | '${' | '{' | 'fi' | 'done' | 'esac' | 'end';

interface State {
  readonly body: string;
  readonly fish: boolean;
  at: number;
  /** Number of line ends before `at`, plus the first line. */
  line: number;
  readonly open: Opener[];
  readonly heredocs: { readonly delimiter: string; readonly tabs: boolean }[];
  /** The next word is the name of a command. */
  command: boolean;
  /** The last token asks for another command: `&&`, `||`, `|`. */
  wantsMore: boolean;
  /** Where the last comment starts. */
  comment: number;
}

const closes: ReadonlyMap<string, Opener> = new Map([
  ['if', 'fi'],
  ['for', 'done'],
  ['while', 'done'],
  ['until', 'done'],
  ['select', 'done'],
  ['case', 'esac'],
  ['{', '{'],
]);
const fishBlocks = new Set(['if', 'for', 'while', 'function', 'begin', 'switch']);
const beforeCommand = new Set(['then', 'do', 'else', 'elif', '!', 'time', 'function', 'and', 'or', 'not']);
const wordChars = /[^\s;&|<>()'"`$\\]/;

/**
 * Reads the body of a block of the sh family or fish into commands, comments and empty lines, once from left to right.
 * It asks only where a command may end, so it also reads what no shell would take; an unclosed quote or block
 * holds the rest of the body.
 */
export function scanShellBody(body: string, firstLine: number, fish: boolean): readonly BodyItem[] {
  const items: BodyItem[] = [];
  const state: State = {
    body,
    fish,
    at: 0,
    line: firstLine,
    open: [],
    heredocs: [],
    command: true,
    wantsMore: false,
    comment: -1,
  };
  let start = 0;
  let startLine = firstLine;
  while (state.at < body.length) {
    const step = readToken(state);
    if (!step) continue;
    items.push(itemOf(state, start, startLine));
    start = state.at;
    startLine = state.line;
    Object.assign(state, { open: [], command: true, wantsMore: false, comment: -1 });
  }
  if (start < body.length) items.push({ ...itemOf(state, start, startLine), endLine: state.line + 1 });
  return items;
}

function itemOf(state: State, start: number, line: number): BodyItem {
  const raw = state.body.slice(start, state.at);
  const endLine = state.line;
  const trimmed = raw.trim();
  if (trimmed === '') return { type: 'blank', text: '', line, endLine };
  if (trimmed.startsWith('#')) return { type: 'comment', text: trimmed, line, endLine };
  const lastLine = raw.trimEnd().lastIndexOf('\n');
  const cut = state.comment - start > lastLine ? state.comment - start : raw.length;
  return { type: 'command', text: raw.slice(0, cut).trim(), line, endLine };
}

/** Moves over one token; true at the newline that ends a command. */
function readToken(state: State): boolean {
  const { body, open } = state;
  const char = body[state.at] ?? '';
  const top = open.at(-1);
  if (char === '\n') return readNewline(state);
  if (top === "'") {
    if (char === '\\' && state.fish) state.at += 1;
    else if (char === "'") open.pop();
    skip(state);
    return false;
  }
  if (char === '\\') {
    state.at += 1;
    if (body[state.at] !== '\n') state.command = false;
    skip(state);
  } else if (char === '$' && body.startsWith('((', state.at + 1) && !state.fish) push(state, '((', 3);
  else if (char === '$' && body[state.at + 1] === '(') push(state, '(', 2);
  else if (char === '$' && body[state.at + 1] === '{') push(state, '${', 2);
  else if (top === '"' || top === '${') readQuoted(state, top, char);
  else readUnquoted(state, char);
  return false;
}

/** Moves over one character, a newline included. */
function skip(state: State): void {
  if (state.body[state.at] === '\n') state.line += 1;
  state.at += 1;
}

function push(state: State, opener: Opener, length = 1): void {
  state.open.push(opener);
  state.at += length;
  state.command = opener === '(' || opener === '`';
}

function readQuoted(state: State, top: Opener, char: string): void {
  if ((top === '"' && char === '"') || (top === '${' && char === '}')) {
    state.open.pop();
    state.at += 1;
    state.command = false;
  } else if (char === '`' && !state.fish) backtick(state);
  else if (char === '"') push(state, '"');
  else state.at += 1;
}

function backtick(state: State): void {
  if (state.open.at(-1) === '`') {
    state.open.pop();
    state.at += 1;
  } else push(state, '`');
}

function readUnquoted(state: State, char: string): void {
  const { body, open } = state;
  if (char === ' ' || char === '\t') state.at += 1;
  else if (char === "'" || char === '"') {
    state.wantsMore = false;
    push(state, char);
  } else if (char === '`' && !state.fish) {
    state.wantsMore = false;
    backtick(state);
  } else if (char === '(') {
    state.wantsMore = false;
    if (body[state.at + 1] === '(' && !state.fish) push(state, '((', 2);
    else push(state, '(');
  } else if (char === ')') {
    if (open.at(-1) === '((' && body[state.at + 1] === ')') state.at += 1;
    if (open.at(-1)?.startsWith('(') === true) open.pop();
    state.at += 1;
    state.command = true;
  } else if (char === '<' && body[state.at + 1] === '<') readHeredocStart(state);
  else if (char === ';' || char === '&' || char === '|') readOperator(state, char);
  else if (char === '#' && /[\s;&|()]/.test(body[state.at - 1] ?? ' ')) {
    state.comment = state.at;
    const end = body.indexOf('\n', state.at);
    state.at = end < 0 ? body.length : end;
  } else if (wordChars.test(char)) readPlainWord(state);
  else {
    state.at += 1;
    state.command = false;
    state.wantsMore = false;
  }
}

function readOperator(state: State, char: string): void {
  const before = state.body[state.at - 1];
  const next = state.body[state.at + 1];
  const doubled = next === char;
  state.at += doubled || (char === '|' && next === '&') ? 2 : 1;
  const redirects = char === '&' && !doubled && (before === '>' || before === '<' || next === '>');
  const clobber = char === '|' && before === '>';
  if (redirects || clobber) return;
  state.wantsMore = char === '|' || (char === '&' && doubled);
  state.command = true;
}

function readPlainWord(state: State): void {
  const { body, open, fish } = state;
  const start = state.at;
  while (state.at < body.length && wordChars.test(body[state.at] ?? '')) state.at += 1;
  state.wantsMore = false;
  if (!state.command) return;
  const word = state.at - start > 10 ? '' : body.slice(start, state.at);
  if (/['"`$\\]/.test(body[state.at] ?? ' ')) {
    state.command = false;
    return;
  }
  const closer = fish ? (fishBlocks.has(word) ? 'end' : undefined) : closes.get(word);
  if (closer !== undefined) open.push(closer);
  else if ((fish ? word === 'end' : ['fi', 'done', 'esac'].includes(word)) && open.at(-1) === word) open.pop();
  else if (word === '}' && open.at(-1) === '{') open.pop();
  else if (!beforeCommand.has(word)) state.command = word === '' ? false : isAssignment(word);
  if (word === 'function' && !fish) readFunctionName(state);
  if (word === 'else' && fish) state.at += /^[ \t]+if\b/.exec(body.slice(state.at, state.at + 100))?.[0].length ?? 0;
  if (word === 'for' || word === 'select' || word === 'case' || (fish && word === 'function')) state.command = false;
}

function isAssignment(word: string): boolean {
  return /^[A-Za-z_]\w*=/.test(word);
}

function readFunctionName(state: State): void {
  const name = /^[ \t]+[^\s(){}]+/.exec(state.body.slice(state.at, state.at + 200));
  state.at += name?.[0].length ?? 0;
  state.command = true;
}

function readHeredocStart(state: State): void {
  const { body } = state;
  state.wantsMore = false;
  state.command = false;
  if (state.open.at(-1) === '${' || state.open.at(-1) === '((') {
    state.at += 2;
    return;
  }
  const found = /^<<(-?)[ \t]*(?:'([^'\n]+)'|"([^"\n]+)"|\\?([^\s;&|<>()'"`$\\]+))/.exec(
    body.slice(state.at, state.at + 200),
  );
  const delimiter = found?.[2] ?? found?.[3] ?? found?.[4];
  if (body[state.at + 2] === '<' || delimiter === undefined || found === null) {
    state.at += body[state.at + 2] === '<' ? 3 : 2;
    return;
  }
  state.heredocs.push({ delimiter, tabs: found[1] === '-' });
  state.at += found[0].length;
}

function readNewline(state: State): boolean {
  const { body } = state;
  skip(state);
  if (!['"', "'"].includes(state.open.at(-1) ?? '')) {
    for (const { delimiter, tabs } of state.heredocs.splice(0)) {
      while (state.at < body.length) {
        const end = body.indexOf('\n', state.at);
        const line = body.slice(state.at, end < 0 ? undefined : end);
        state.at = end < 0 ? body.length : end + 1;
        if (end >= 0) state.line += 1;
        if ((tabs ? line.replace(/^\t+/, '') : line) === delimiter) break;
      }
    }
    state.command = true;
  }
  return state.open.length === 0 && !state.wantsMore;
}
