import type { QuoteContext, ValueShell } from './shellQuoting.ts';

type Frame = "'" | '"' | '(' | '((' | '`' | 'ansi';

interface Heredoc {
  readonly delimiter: string;
  readonly raw: boolean;
  readonly tabs: boolean;
}

/**
 * In which quotes each place of a script stands.
 *
 * @param places indices into the script in ascending order
 * @returns one context for each place
 */
export function quoteContexts(script: string, places: readonly number[], shell: ValueShell): readonly QuoteContext[] {
  const contexts: QuoteContext[] = [];
  const frames: Frame[] = [];
  const heredocs: Heredoc[] = [];
  const escape = shell === 'pwsh' ? '`' : shell === 'cmd' ? '^' : '\\';
  const reach = (to: number, context: QuoteContext): void => {
    while ((places[contexts.length] ?? Infinity) < to) contexts.push(context);
  };
  for (let at = 0; at < script.length && contexts.length < places.length;) {
    const char = script[at] ?? '';
    const top = frames.at(-1);
    const from = at;
    at += 1;
    if (top === "'" || top === 'ansi') {
      if (char === "'") frames.pop();
      else if (char === '\\' && (shell === 'fish' || top === 'ansi')) at += 1;
    } else if (char === escape && !(shell === 'cmd' && top === '"')) at += 1;
    else if (char === '"') {
      if (top === '"') frames.pop();
      else frames.push('"');
    } else if (char === '$' && script[at] === '(') {
      const arithmetic = shell === 'posix' && script[at + 1] === '(';
      frames.push(arithmetic ? '((' : '(');
      at += arithmetic ? 2 : 1;
    } else if (char === '`' && shell === 'posix') {
      if (top === '`') frames.pop();
      else frames.push('`');
    } else if (top !== '"') {
      if (char === "'" && shell !== 'cmd') frames.push(script[from - 1] === '$' && shell === 'posix' ? 'ansi' : "'");
      else if (char === '(') {
        const arithmetic = shell === 'posix' && script[at] === '(';
        frames.push(arithmetic ? '((' : '(');
        at += arithmetic ? 1 : 0;
      } else if (char === ')' && top === '((') {
        frames.pop();
        if (script[at] === ')') at += 1;
      } else if (char === ')' && top === '(') frames.pop();
      else if (char === '#' && /[\s;&|(]/.test(script[from - 1] ?? ' ') && shell !== 'cmd') {
        at = lineEnd(script, at);
        reach(at, 'comment');
      } else if (char === '<' && shell === 'posix' && script[at] === '<' && top !== '((')
        at = heredocStart(script, from, heredocs);
      else if (char === '\n' && heredocs.length > 0) at = readBodies(script, at, heredocs, reach);
    }
    reach(at, contextOf(top));
  }
  return contexts;
}

function contextOf(frame: Frame | undefined): QuoteContext {
  if (frame === '"') return 'double';
  return frame === "'" || frame === 'ansi' ? 'single' : 'none';
}

function lineEnd(script: string, at: number): number {
  const end = script.indexOf('\n', at);
  return end < 0 ? script.length : end;
}

function heredocStart(script: string, at: number, heredocs: Heredoc[]): number {
  if (script[at + 2] === '<') return at + 3;
  const found = /^<<(-?)[ \t]*(?:'([^'\n]+)'|"([^"\n]+)"|(\\?)([\w.-]+))/.exec(script.slice(at, at + 200));
  const delimiter = found?.[2] ?? found?.[3] ?? found?.[5];
  if (found === null || delimiter === undefined) return at + 2;
  const raw = found[2] !== undefined || found[3] !== undefined || found[4] === '\\';
  heredocs.push({ delimiter, raw, tabs: found[1] === '-' });
  return at + found[0].length;
}

function readBodies(
  script: string,
  start: number,
  heredocs: Heredoc[],
  reach: (to: number, context: QuoteContext) => void,
): number {
  let at = start;
  reach(start, 'none');
  for (const { delimiter, raw, tabs } of heredocs.splice(0)) {
    let line = '';
    do {
      const end = lineEnd(script, at);
      line = script.slice(at, end);
      at = Math.min(end + 1, script.length);
    } while (at < script.length && (tabs ? line.replace(/^\t+/, '') : line) !== delimiter);
    reach(at, raw ? 'raw' : 'heredoc');
  }
  return at;
}
