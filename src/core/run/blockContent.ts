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
  { test: /^[a-z][\w.-]{0,60}:(?:\s|$)/, reason: 'Keys with values, not commands.' },
  { test: /^(?:[-*+•] |>\s*$|\||\d{1,3}[.)] )/, reason: 'A list or a table, not commands.' },
  { test: /^https?:\/\/\S+$/, reason: 'Addresses, not commands.' },
  {
    test: /^(?:HTTP\/\d|(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) \/)/,
    reason: 'A request or an answer, not commands.',
  },
  { test: /^(?:@@ -|(?:---|\+\+\+) [ab]\/)/, reason: 'Changes of files, not commands.' },
  { test: /^(?:Traceback \(most|at .{1,150}:\d+:\d+\)?$)/, reason: 'The trace of an error, not commands.' },
  { test: /^-----BEGIN /, reason: 'A key or a certificate, not commands.' },
  {
    test: /^(?:SELECT\s.{1,150}\sFROM\s|INSERT INTO\s|DELETE FROM\s|(?:CREATE|ALTER|DROP) (?:TABLE|INDEX|VIEW|DATABASE)\s)/,
    reason: 'SQL, not commands of a shell.',
  },
  { test: /^[{[]\s{0,20}"[^"]{0,100}"\s{0,5}:/, reason: 'JSON, not commands.' },
  { test: /^(?:const|var) [\w$]+ = /, reason: 'Code of another language, not commands of a shell.' },
];

/** No command begins with these; what else stands in such a block (`src` above `├── a.ts`) is drawn too. */
const branch = /^(?:[├└│]|\|--|`--)/;
const ellipsis = /^(?:\.{3,}|…+)$/;

/** Why a body has no command that can be run: a sentence, or undefined if it has one. */
export function whyNoCommands(items: readonly BodyItem[]): string | undefined {
  const commands = items.filter((item) => item.type === 'command');
  if (commands.length === 0) {
    return items.some((item) => item.type === 'comment') ? 'Only comments, no command.' : 'The block is empty.';
  }
  if (commands.some((item) => ellipsis.test(item.text))) return 'An ellipsis stands for something that is left out.';
  if (commands.some((item) => branch.test(item.text))) return 'A drawing or a report, not commands.';
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
  // An opening brace alone says nothing without what follows.
  const line = (end < 2 ? text : text.slice(0, end)).slice(0, 200);
  return kinds.find(({ test }) => test.test(line))?.reason;
}
