import type { BodyItem } from './bodyItem.ts';

/** How PowerShell and cmd differ from the sh family where a line ends. */
interface Dialect {
  /** At the end of a line it joins the next one. */
  readonly continuation: string;
  readonly comment: RegExp;
  readonly escape: string;
  readonly quotes: string;
  readonly openers: string;
  readonly closers: string;
}

const dialects: Readonly<Record<'pwsh' | 'cmd', Dialect>> = {
  pwsh: { continuation: '`', comment: /^#/, escape: '`', quotes: '"\'', openers: '({', closers: ')}' },
  cmd: { continuation: '^', comment: /^(?:@?rem(?:\s|$)|::)/i, escape: '^', quotes: '"', openers: '(', closers: ')' },
};

/** Reads the body of a PowerShell or cmd block into commands, comments and empty lines. */
export function scanForeignBody(body: string, firstLine: number, shell: 'pwsh' | 'cmd'): readonly BodyItem[] {
  const dialect = dialects[shell];
  const items: BodyItem[] = [];
  const physical = body.split('\n');
  if (physical.at(-1) === '') physical.pop();
  let text: string[] = [];
  let depth = 0;
  let hereString: string | undefined;
  let continued = false;
  physical.forEach((raw, index) => {
    const trimmed = raw.trim();
    const line = firstLine + index;
    if (text.length === 0 && (trimmed === '' || dialect.comment.test(trimmed))) {
      items.push({ type: trimmed === '' ? 'blank' : 'comment', text: trimmed, line, endLine: line + 1 });
      return;
    }
    text.push(raw);
    if (hereString !== undefined) {
      if (!raw.startsWith(hereString)) return;
      hereString = undefined;
    } else if (shell === 'pwsh' && /@["']$/.test(trimmed.slice(-2))) {
      hereString = `${trimmed.slice(-1)}@`;
      return;
    } else {
      depth = Math.max(0, depth + balance(raw, dialect, shell));
      continued = trimmed.endsWith(dialect.continuation) || /(?:\||&&)$/.test(trimmed.slice(-2));
    }
    if (depth > 0 || continued) return;
    items.push(commandOf(text, line));
    text = [];
  });
  if (text.length > 0) items.push(commandOf(text, firstLine + physical.length - 1));
  return items;
}

function commandOf(text: readonly string[], last: number): BodyItem {
  return { type: 'command', text: text.join('\n').trim(), line: last - text.length + 1, endLine: last + 1 };
}

/** How many brackets a line leaves open; brackets in quotes and comments do not count. */
function balance(line: string, dialect: Dialect, shell: 'pwsh' | 'cmd'): number {
  let open = 0;
  let quote = '';
  for (let at = 0; at < line.length; at += 1) {
    const char = line[at] ?? '';
    if (char === dialect.escape && quote !== "'") at += 1;
    else if (quote !== '') quote = char === quote ? '' : quote;
    else if (dialect.quotes.includes(char)) quote = char;
    else if (shell === 'pwsh' && char === '#' && /\s/.test(line[at - 1] ?? ' ')) break;
    else if (dialect.openers.includes(char)) open += 1;
    else if (dialect.closers.includes(char)) open -= 1;
  }
  return open;
}
