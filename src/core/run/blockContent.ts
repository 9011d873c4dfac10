import type { BodyItem } from './bodyItem.ts';

interface Kind {
  readonly test: RegExp;
  readonly reason: string;
}

/** What stands in shell fences without being a command. Tested against the first 200 characters of a line. */
const kinds: readonly Kind[] = [
  { test: /^[-dlbcps][r-][w-][xsS-][r-][w-][xsS-][r-][w-][xtT-][.@+]?\s/, reason: 'A listing of files, not commands.' },
  { test: /^total \d+[KMG]?$/, reason: 'A listing of files, not commands.' },
  { test: /^[│├└┌┐┘┬┴┼─━╔╗╚╝║═▶▼↓→●•✓✔✗✘✅❌]/u, reason: 'A drawing or a report, not commands.' },
  { test: /^\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d|^\[?\d\d:\d\d:\d\d/, reason: 'A log, not commands.' },
  {
    test: /^\[?(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|FATAL|CRITICAL|OK|PASS|FAIL)(?:\]|:|\s+-|\s{2,})/,
    reason: 'A log, not commands.',
  },
  { test: /^(?:PASS|FAIL) \S+\.\w+/, reason: 'A report of tests, not commands.' },
  { test: /^[A-Za-z_][\w.-]*=(?:"[^"]*"|'[^']*'|[^\s'"]*)(?:\s*#.*)?$/, reason: 'Only values for the environment.' },
  { test: /^[A-Z][\w-]*(?: [A-Z]?[\w-]+){0,3}:(?:\s|$)/, reason: 'Labels with text, not commands.' },
  { test: /^(?:[-*+•] |>\s*$|\|)/, reason: 'A list or a table, not commands.' },
];

const ellipsis = /^(?:\.{3,}|…+)$/;

/** Why a body has no command that can be run: a sentence, or undefined if it has one. */
export function whyNoCommands(items: readonly BodyItem[]): string | undefined {
  const commands = items.filter((item) => item.type === 'command');
  if (commands.length === 0) {
    return items.some((item) => item.type === 'comment') ? 'Only comments, no command.' : 'The block is empty.';
  }
  if (commands.some((item) => ellipsis.test(item.text))) return 'An ellipsis stands for something that is left out.';
  let reason: string | undefined;
  for (const { text } of commands) {
    const kind = kindOf(text);
    if (kind === undefined) return undefined;
    reason ??= kind;
  }
  return reason;
}

function kindOf(text: string): string | undefined {
  const end = text.indexOf('\n');
  const line = (end < 0 ? text : text.slice(0, end)).slice(0, 200);
  return kinds.find(({ test }) => test.test(line))?.reason;
}
