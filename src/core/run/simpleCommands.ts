import { readCommand, readPattern } from './shellCommand.ts';
import type { Block, Parser, SimpleCommand } from './shellCommand.ts';
import { readArithmetic, readHeredocBody } from './shellExpansion.ts';
import type { Scan } from './shellExpansion.ts';
import { skipComment } from './shellWord.ts';

/**
 * Splits a script of the sh family (POSIX, bash, zsh) or of fish into its simple commands: at `&&`, `||`, `;`, `|`,
 * `&` and newlines, inside groups, loops and functions too, and the commands of every substitution before the command
 * that holds it. Heredoc bodies are text, except for the substitutions that the shell would run in them. The heads of
 * `for`, `case` and `[[` are commands by these names.
 *
 * Grammar: POSIX.1-2024, XCU 2.10, with the additions of the bash manual. Linear in the length of the script.
 *
 * @returns undefined if the script cannot be parsed
 */
export function splitSimpleCommands(script: string, language = 'bash'): readonly SimpleCommand[] | undefined {
  const parser = startParser(script.replaceAll('\r\n', '\n'), language === 'fish', []);
  readCommands(parser, false);
  return parser.scan.broken ? undefined : parser.commands;
}

function startParser(text: string, fish: boolean, commands: SimpleCommand[], depth = 0): Parser {
  const inner = (script: string, level: number, read: (nested: Parser) => void): void => {
    const nested = startParser(script, fish, commands, level);
    read(nested);
    parser.scan.broken ||= nested.scan.broken;
  };
  const parser: Parser = {
    commands,
    heredocs: [],
    scan: {
      text,
      at: 0,
      depth,
      broken: false,
      fish,
      readSubstitution: () => readCommands(parser, true),
      readBackticks: (script) => inner(script, parser.scan.depth + 1, (nested) => readCommands(nested, false)),
    },
  };
  return parser;
}

/** Reads up to the end of the text or, `nested`, up to the closing parenthesis, which is consumed. */
function readCommands(parser: Parser, nested: boolean): void {
  const { scan } = parser;
  const { text } = scan;
  const blocks: Block[] = [];
  /** A command stands in front, so that a separator may follow. */
  let ready = false;
  /** `&&` or a pipe stands in front: a command must follow. */
  let wanted = false;
  while (scan.at < text.length && !scan.broken) {
    const char = text[scan.at] ?? '';
    if (char === '\n') {
      readHeredocs(parser);
      ready = false;
    } else if (char === ' ' || char === '\t' || char === '\r') scan.at += 1;
    else if (char === '\\' && text[scan.at + 1] === '\n') scan.at += 2;
    else if (char === '#') skipComment(scan);
    else if (char === ';' || char === '&' || char === '|') {
      wanted = readSeparator(scan, blocks, ready);
      ready = false;
    } else if (char === '(') {
      scan.at += 1;
      if (text[scan.at] === '(') {
        scan.at += 1;
        readArithmetic(scan);
        ready = true;
        wanted = false;
      } else blocks.push('(');
    } else if (char === ')') {
      scan.at += 1;
      if (blocks.at(-1) === '(' && !wanted) {
        blocks.pop();
        ready = true;
      } else {
        scan.broken ||= !nested || blocks.length > 0 || wanted;
        return;
      }
    } else {
      ready = readCommand(parser, blocks);
      wanted &&= !ready;
    }
  }
  if (nested || wanted || blocks.length > 0 || parser.heredocs.length > 0) scan.broken = true;
}

/** Moves over a separator; whether a command must follow it. */
function readSeparator(scan: Scan, blocks: Block[], ready: boolean): boolean {
  const operator = /^(?:;;&|;;|;&|&&|\|\||\|&|&>|[;&|])/.exec(scan.text.slice(scan.at, scan.at + 3))?.[0] ?? ';';
  scan.at += operator.length;
  if (operator.startsWith(';;') || operator === ';&') {
    if (blocks.at(-1) === 'case') readPattern(scan, blocks);
    else scan.broken = true;
    return false;
  }
  if (operator === '&>' || (!ready && !scan.fish)) scan.broken = true;
  return operator !== ';' && operator !== '&';
}

/** At the newline that ends a command: the bodies of its heredocs follow. */
function readHeredocs(parser: Parser): void {
  const { scan } = parser;
  scan.at += 1;
  for (const { delimiter, expands, tabs } of parser.heredocs.splice(0)) {
    const start = scan.at;
    let end = -1;
    while (scan.at < scan.text.length && end < 0) {
      const stop = scan.text.indexOf('\n', scan.at);
      const line = scan.text.slice(scan.at, stop < 0 ? undefined : stop);
      if ((tabs ? line.replace(/^\t+/, '') : line) === delimiter) end = scan.at;
      scan.at = stop < 0 ? scan.text.length : stop + 1;
    }
    if (end < 0) scan.broken = true;
    else if (expands) {
      const body = startParser(scan.text.slice(start, end), scan.fish, parser.commands, scan.depth + 1);
      readHeredocBody(body.scan);
      scan.broken ||= body.scan.broken;
    }
  }
}
