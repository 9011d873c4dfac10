import { readArithmetic } from './shellExpansion.ts';
import type { Scan, ShellWord } from './shellExpansion.ts';
import { readWord, skipComment } from './shellWord.ts';

export interface Redirection {
  /** As written: `>`, `>>`, `>|`, `&>`, `<`, `<<`, `>&` ... */
  readonly operator: string;
  /** The file, file descriptor, heredoc delimiter or here-string. */
  readonly target: ShellWord;
}

export interface Assignment {
  readonly name: string;
  readonly value: string;
}

/** A command without `&&`, `|`, `;` and the like: a program with its arguments. */
export interface SimpleCommand {
  /** The words without quotes; expansions stay as written. */
  readonly argv: readonly string[];
  readonly words: readonly ShellWord[];
  readonly assignments: readonly Assignment[];
  readonly redirections: readonly Redirection[];
  /** As written. */
  readonly text: string;
  /** Ends with `&`. */
  readonly background: boolean;
}

export type Block = '(' | '{' | 'if' | 'loop' | 'case' | 'end';

/** What is being read, and what came out so far. */
export interface Parser {
  readonly scan: Scan;
  readonly commands: SimpleCommand[];
  readonly heredocs: { delimiter: string; expands: boolean; tabs: boolean }[];
}

const skipped = new Set(['then', 'else', 'elif', 'do', '!', 'time', 'coproc']);
const skippedInFish = new Set(['else', 'and', 'or', 'not', '!', 'time']);
const openers: ReadonlyMap<string, Block> = new Map([
  ['if', 'if'],
  ['while', 'loop'],
  ['until', 'loop'],
  ['{', '{'],
]);
const closers: ReadonlyMap<string, Block> = new Map([
  ['fi', 'if'],
  ['done', 'loop'],
  ['}', '{'],
  ['esac', 'case'],
]);
const fishOpeners = new Set(['if', 'while', 'for', 'function', 'begin', 'switch']);

interface Draft {
  readonly start: number;
  readonly words: ShellWord[];
  readonly assignments: Assignment[];
  readonly redirections: Redirection[];
}

/** Reads a simple command, or a reserved word, which opens or closes a block; whether a separator may follow it. */
export function readCommand(parser: Parser, blocks: Block[]): boolean {
  const { scan } = parser;
  const draft: Draft = { start: scan.at, words: [], assignments: [], redirections: [] };
  let test = false;
  while (scan.at < scan.text.length && !scan.broken) {
    const char = scan.text[scan.at] ?? '';
    if (char === ' ' || char === '\t' || char === '\r') scan.at += 1;
    else if (char === '\\' && scan.text[scan.at + 1] === '\n') scan.at += 2;
    else if (test && /[\n()<>|;&]/.test(char)) scan.at += 1;
    else if (char === '\n' || char === ';' || char === '|' || char === ')') break;
    else if (char === '#') {
      skipComment(scan);
      break;
    } else if (char === '&' && scan.text[scan.at + 1] !== '>') break;
    else if ((char === '<' || char === '>' || char === '&') && !processSubstitution(scan)) {
      readRedirection(parser, draft);
    } else if (char === '(' && !scan.fish) {
      readFunctionParentheses(scan, draft);
      return draft.words[0]?.raw === 'for';
    } else {
      const before = scan.at;
      const word = readWord(scan, draft.words.length > 0);
      if (scan.at === before) scan.broken = true;
      if (draft.words.length === 0) {
        if (/^\d+$/.test(word.raw) && /[<>]/.test(scan.text[scan.at] ?? '')) continue;
        if (addAssignment(word, draft)) continue;
        if (before === draft.start && keyword(parser, word.raw, blocks)) return closes(word.raw);
        test = word.raw === '[[';
      } else if (/^\d+$/.test(word.raw) && /[<>]/.test(scan.text[scan.at] ?? '')) continue;
      draft.words.push(word);
      if (test && word.raw === ']]') test = false;
    }
  }
  if (test) scan.broken = true;
  const background = scan.text[scan.at] === '&' && scan.text[scan.at + 1] !== '&';
  parser.commands.push({
    argv: draft.words.map((word) => word.value),
    words: draft.words,
    assignments: draft.assignments,
    redirections: draft.redirections,
    text: scan.text.slice(draft.start, scan.at).trim(),
    background,
  });
  return true;
}

function closes(word: string): boolean {
  return closers.has(word) || word === 'end';
}

function processSubstitution(scan: Scan): boolean {
  return scan.text[scan.at] !== '&' && scan.text[scan.at + 1] === '(';
}

function addAssignment(word: ShellWord, draft: Draft): boolean {
  if (!word.raw.includes('=')) return false;
  const name = /^([A-Za-z_]\w*)(?:\[[^\]]*\])?\+?=/.exec(word.raw);
  if (name === null) return false;
  draft.assignments.push({ name: name[1] ?? '', value: word.value.slice(name[0].length) });
  return true;
}

function readRedirection(parser: Parser, draft: Draft): void {
  const { scan } = parser;
  const operator =
    /^(?:&>>|&>|<<<|<<-|<<|<>|<&|<|>>|>\||>&|>\?|>!|>)/.exec(scan.text.slice(scan.at, scan.at + 3))?.[0] ?? '>';
  scan.at += operator.length;
  while (scan.text[scan.at] === ' ' || scan.text[scan.at] === '\t') scan.at += 1;
  const before = scan.at;
  const target = readWord(scan, true);
  if (scan.at === before) scan.broken = true;
  draft.redirections.push({ operator, target });
  if (operator !== '<<' && operator !== '<<-') return;
  const expands = !/['"\\]/.test(target.raw);
  parser.heredocs.push({ delimiter: target.value, expands, tabs: operator === '<<-' });
}

/** At `(` behind the first word of a command: a function's parentheses, or the head of `for ((;;))`. */
function readFunctionParentheses(scan: Scan, draft: Draft): void {
  const only = draft.words.length === 1 && draft.redirections.length === 0;
  scan.at += 1;
  if (only && draft.words[0]?.raw === 'for' && scan.text[scan.at] === '(') {
    scan.at += 1;
    readArithmetic(scan);
    return;
  }
  skipBlanks(scan);
  if (!only || scan.text[scan.at] !== ')') scan.broken = true;
  scan.at += 1;
}

function skipBlanks(scan: Scan, newlines = false): void {
  while (/[ \t\r]/.test(scan.text[scan.at] ?? '') || (newlines && scan.text[scan.at] === '\n')) scan.at += 1;
}

/** Whether the word at the start of a command is a reserved word that a command follows (or nothing). */
function keyword(parser: Parser, word: string, blocks: Block[]): boolean {
  const { scan } = parser;
  if (scan.fish) return fishKeyword(scan, word, blocks);
  const opener = openers.get(word);
  const closer = closers.get(word);
  if (closer !== undefined) {
    if (blocks.pop() !== closer) scan.broken = true;
    return true;
  }
  if (opener !== undefined) blocks.push(opener);
  if (/^(?:then|else|elif)$/.test(word) && blocks.at(-1) !== 'if') scan.broken = true;
  if (word === 'do' && blocks.at(-1) !== 'loop') scan.broken = true;
  if (opener !== undefined || skipped.has(word)) {
    skipBlanks(scan);
    if (word === 'time' && /^-p\s/.test(scan.text.slice(scan.at, scan.at + 3))) scan.at += 2;
    return true;
  }
  if (word === 'for' || word === 'select') blocks.push('loop');
  else if (word === 'function') {
    skipBlanks(scan);
    readWord(scan);
    skipBlanks(scan);
    if (scan.text.startsWith('()', scan.at)) scan.at += 2;
    return true;
  } else if (word === 'case') {
    skipBlanks(scan);
    readWord(scan);
    skipBlanks(scan, true);
    if (readWord(scan).raw !== 'in') scan.broken = true;
    blocks.push('case');
    readPattern(scan, blocks);
    return true;
  }
  return false;
}

function fishKeyword(scan: Scan, word: string, blocks: Block[]): boolean {
  if (word === 'end') {
    if (blocks.pop() !== 'end') scan.broken = true;
    return true;
  }
  if (word === 'else') {
    skipBlanks(scan);
    if (/^if\s/.test(scan.text.slice(scan.at, scan.at + 3))) scan.at += 2;
  }
  if (fishOpeners.has(word)) blocks.push('end');
  return skippedInFish.has(word) || word === 'if' || word === 'while' || word === 'begin';
}

/** At the pattern of a `case`, or its `esac`. */
export function readPattern(scan: Scan, blocks: Block[]): void {
  let first = true;
  while (scan.at < scan.text.length && !scan.broken) {
    const char = scan.text[scan.at] ?? '';
    if (char === '#' && first) skipComment(scan);
    else if (/\s/.test(char) || char === '|' || (char === '(' && first)) scan.at += 1;
    else if (char === ')') {
      scan.at += 1;
      return;
    } else {
      const before = scan.at;
      const word = readWord(scan, true);
      if (scan.at === before) break;
      if (first && word.raw === 'esac') {
        blocks.pop();
        return;
      }
      first = false;
    }
  }
  scan.broken = true;
}
