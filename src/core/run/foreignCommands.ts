import type { SimpleCommand } from './shellCommand.ts';
import type { ShellWord } from './shellExpansion.ts';

interface Reader {
  readonly script: string;
  readonly shell: 'pwsh' | 'cmd';
  at: number;
  words: ShellWord[];
  redirections: { operator: string; target: ShellWord }[];
  /** The next word is the target of this redirection. */
  pending: string;
  start: number;
  readonly commands: SimpleCommand[];
  /** Closing characters that are expected. */
  readonly open: string[];
  broken: boolean;
}

/**
 * Splits a PowerShell or cmd script into its simple commands. Script blocks, groups and sub-expressions are commands
 * of their own. It reads only what is needed for judging: words, quotes, escapes, separators, redirections.
 *
 * @returns undefined if a quote or a bracket is not closed
 */
export function splitForeignCommands(script: string, shell: 'pwsh' | 'cmd'): readonly SimpleCommand[] | undefined {
  const reader: Reader = {
    script,
    shell,
    at: 0,
    words: [],
    redirections: [],
    pending: '',
    start: 0,
    commands: [],
    open: [],
    broken: false,
  };
  while (reader.at < script.length && !reader.broken) {
    if (shell === 'pwsh') readPowerShell(reader);
    else readCmd(reader);
  }
  endCommand(reader, 0);
  return reader.broken || reader.open.length > 0 ? undefined : reader.commands;
}

function endCommand(reader: Reader, length: number): void {
  const { words, redirections } = reader;
  if (words.length > 0 || redirections.length > 0) {
    reader.commands.push({
      argv: words.map((word) => word.value),
      words,
      assignments: [],
      redirections,
      text: reader.script.slice(reader.start, reader.at).trim(),
      background: false,
    });
  }
  reader.words = [];
  reader.redirections = [];
  reader.pending = '';
  reader.at += length;
  reader.start = reader.at;
}

function addWord(reader: Reader, raw: string, value: string, dynamic: boolean): void {
  const names = dynamic ? [...raw.matchAll(/\$\{?([A-Za-z_]\w{0,80})|%([A-Za-z_]\w{0,80})%/g)] : [];
  const word: ShellWord = {
    raw,
    value,
    dynamic,
    glob: /[*?]/.test(value),
    variables: names.map((name) => ({ name: name[1] ?? name[2] ?? '', guarded: false })),
  };
  if (reader.pending === '') reader.words.push(word);
  else reader.redirections.push({ operator: reader.pending, target: word });
  reader.pending = '';
}

function lineEnd(script: string, at: number): number {
  const end = script.indexOf('\n', at);
  return end < 0 ? script.length : end;
}

function readPowerShell(reader: Reader): void {
  const { script } = reader;
  const char = script[reader.at] ?? '';
  const two = script.slice(reader.at, reader.at + 2);
  if (two === '<#') {
    const end = script.indexOf('#>', reader.at);
    reader.broken = end < 0;
    reader.at = end < 0 ? script.length : end + 2;
  } else if (char === '#') reader.at = lineEnd(script, reader.at);
  else if (two === '&&' || two === '||') endCommand(reader, 2);
  else if (char === '\n' || char === ';' || char === '|') endCommand(reader, 1);
  else if (char === '`' && /\s/.test(script[reader.at + 1] ?? '')) reader.at += 2;
  else if (/\s/.test(char)) reader.at += 1;
  else if (char === '&') reader.at += 1;
  else if (/^\*?\d?>/.test(script.slice(reader.at, reader.at + 3))) readRedirection(reader);
  else if ('({'.includes(char) || two === '$(' || two === '@(' || two === '@{') {
    const length = '({'.includes(char) ? 1 : 2;
    reader.open.push(script[reader.at + length - 1] === '{' ? '}' : ')');
    endCommand(reader, length);
  } else if (char === ')' || char === '}') {
    if (reader.open.pop() !== char) reader.broken = true;
    endCommand(reader, 1);
  } else readPowerShellWord(reader);
}

function readRedirection(reader: Reader): void {
  const found = /^(?:\*|\d)?>{1,2}(?:&\d)?/.exec(reader.script.slice(reader.at, reader.at + 6))?.[0] ?? '>';
  reader.at += found.length;
  reader.pending = found.includes('&') ? '' : found.replace(/^[*\d]/, '');
}

function readPowerShellWord(reader: Reader): void {
  const { script } = reader;
  const start = reader.at;
  let value = '';
  let dynamic = false;
  while (reader.at < script.length) {
    const char = script[reader.at] ?? '';
    if (char === '@' && /["']/.test(script[reader.at + 1] ?? '')) {
      const quote = script[reader.at + 1] ?? '';
      const end = script.indexOf(`\n${quote}@`, reader.at);
      reader.broken ||= end < 0;
      dynamic ||= quote === '"' && script.slice(reader.at, end).includes('$');
      reader.at = end < 0 ? script.length : end + 3;
    } else if (char === '"' || char === "'") {
      const text = readQuoted(reader, char);
      value += text;
      dynamic ||= char === '"' && text.includes('$');
      if (char === '"' && text.includes('$(')) reader.broken = true;
    } else if (char === '`') {
      value += script[reader.at + 1] ?? '';
      reader.at += 2;
    } else if (/[\s;|(){},&<>]/.test(char) && !(char === ',' && value !== '')) {
      if (char === ',') reader.at += 1;
      if (char === '<') reader.broken = true;
      break;
    } else {
      dynamic ||= char === '$';
      value += char;
      reader.at += 1;
    }
  }
  addWord(reader, script.slice(start, reader.at), value, dynamic);
}

function readQuoted(reader: Reader, quote: string): string {
  const { script } = reader;
  let value = '';
  reader.at += 1;
  while (reader.at < script.length) {
    const char = script[reader.at] ?? '';
    if (char === quote && script[reader.at + 1] === quote) reader.at += 1;
    else if (char === quote) {
      reader.at += 1;
      return value;
    } else if (char === '`' && quote === '"' && reader.shell === 'pwsh') reader.at += 1;
    value += script[reader.at] ?? '';
    reader.at += 1;
  }
  reader.broken = true;
  return value;
}

function readCmd(reader: Reader): void {
  const { script } = reader;
  const char = script[reader.at] ?? '';
  const rest = script.slice(reader.at, reader.at + 6);
  if (reader.words.length === 0 && /^(?:@?rem(?:\s|$)|::)/i.test(rest)) reader.at = lineEnd(script, reader.at);
  else if (rest.startsWith('&&') || rest.startsWith('||')) endCommand(reader, 2);
  else if (char === '\n' || char === '&' || char === '|') endCommand(reader, 1);
  else if (char === '^' && script[reader.at + 1] === '\n') reader.at += 2;
  else if (/[\s@,;=]/.test(char)) reader.at += 1;
  else if (char === '(') {
    reader.open.push(')');
    endCommand(reader, 1);
  } else if (char === ')') {
    if (reader.open.pop() === undefined) reader.broken = true;
    endCommand(reader, 1);
  } else if (/^\d?>/.test(rest)) readRedirection(reader);
  else if (char === '<') reader.at += 1;
  else readCmdWord(reader);
}

function readCmdWord(reader: Reader): void {
  const { script } = reader;
  const start = reader.at;
  let value = '';
  let quoted = false;
  while (reader.at < script.length) {
    const char = script[reader.at] ?? '';
    if (char === '\n' || (!quoted && /[\s&|()<>,;]/.test(char))) break;
    if (char === '"') quoted = !quoted;
    else if (char === '^' && !quoted) {
      reader.at += 1;
      value += script[reader.at] ?? '';
    } else value += char;
    reader.at += 1;
  }
  addWord(reader, script.slice(start, reader.at), value, /%[^%\s]+%|![^!\s]+!|%~?\d/.test(value));
  const lower = value.toLowerCase();
  if (reader.words.length > 1 && (lower === 'do' || lower === 'else')) endCommand(reader, 0);
}
