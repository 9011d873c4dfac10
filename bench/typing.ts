import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTable } from 'micromark-extension-gfm-table';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import type { Plan } from '../src/core/model.ts';
import { type Change, LineChanges } from '../src/core/parse/lineChanges.ts';
import { PlanReading } from '../src/core/parse/planReading.ts';
import { topNodes } from '../src/core/show/treeNodes.ts';
import { plans, uniquePlan } from './plans.ts';
import { cost, quantile, report } from './report.ts';

/** What the surfaces make of a plan first: the lines that get lenses, and the rows at the top of the tree. */
function surfaces(plan: Plan): number {
  const lines = new Set(plan.runnables.map((runnable) => runnable.line));
  return lines.size + topNodes(plan).length;
}

/** Keystrokes that a person types one behind the other at one place. */
type Burst = (lines: readonly string[], line: number) => readonly Change[];

const insert = (line: number, column: number, text: string): Change => ({
  line,
  column,
  endLine: line,
  endColumn: column,
  text,
});

const letters =
  (text: string): Burst =>
  (lines, line) => {
    const column = (lines[line] ?? '').length;
    return text.split('').map((letter, index) => insert(line, column + index, letter));
  };

const list = ['- [ ] Ring the harbour office', '  - [ ] Write down who answered', '- [x] Tell the crew', ''];
const pasted = Array.from({ length: 20 }, (_, index) => list[index % list.length] ?? '');
const box = /^[ \t]*- \[.\] /;
/** Twenty letters are typed at one place before somebody goes on elsewhere. */
const words = letters(' and tell the others');

interface Kind {
  /** Where it is done. */
  readonly where: RegExp;
  readonly burst: Burst;
  /** Of a hundred keystrokes of a person. */
  readonly share: number;
}

/** What a person does in a plan. */
const kinds: Readonly<Record<string, Kind>> = {
  'letters in a task': { share: 42, where: box, burst: words },
  'letters in prose': { share: 22, where: /^[A-Z][a-z]+ [a-z]+ /, burst: words },
  'letters in a heading': { share: 3, where: /^#{2,4} /, burst: words },
  'letters in a field': { share: 8, where: /^\*\*[^*]+\*\*/, burst: words },
  'letters in a command': { share: 5, where: /^(?:npm|git|docker|curl) /, burst: letters(' --verbose --all') },
  backspace: {
    share: 8,
    where: /^(?:[ \t]*- \[.\] |[A-Z][a-z]+ [a-z]+ ).{12}/,
    burst: (lines, line) => {
      const column = (lines[line] ?? '').length;
      const remove = (index: number): Change => ({
        ...insert(line, column - index - 1, ''),
        endColumn: column - index,
      });
      return Array.from({ length: 6 }, (_, index) => remove(index));
    },
  },
  'new line': {
    share: 3,
    where: /^[A-Z][a-z]+ |^$/,
    burst: (lines, line) => [insert(line, (lines[line] ?? '').length, '\n')],
  },
  'new item': { share: 3, where: box, burst: (lines, line) => [insert(line, (lines[line] ?? '').length, '\n')] },
  'mark of a new item': {
    share: 1,
    where: box,
    burst: (lines, line) => {
      const first = insert(line, (lines[line] ?? '').length, '\n');
      return [first, ...'- [ ] Ask'.split('').map((letter, index) => insert(line + 1, index, letter))];
    },
  },
  'new heading': {
    share: 0.5,
    where: /^$/,
    burst: (_, line) =>
      '\n### New words'
        .split('')
        .map((letter, index) => insert(index === 0 ? line : line + 1, Math.max(0, index - 1), letter)),
  },
  tick: {
    share: 2,
    where: box,
    burst: (lines, line) => {
      const column = (lines[line] ?? '').indexOf('[') + 1;
      const char = lines[line]?.[column] === ' ' ? 'x' : ' ';
      return [{ line, column, endLine: line, endColumn: column + 1, text: char }];
    },
  },
  indent: { share: 1, where: box, burst: (_, line) => [insert(line, 0, '  ')] },
  'paste of 20 lines': { share: 0.5, where: box, burst: (_, line) => [insert(line, 0, `${pasted.join('\n')}\n`)] },
};
/** Of a hundred keystrokes, those that take back another. */
const undone = 1;

/** The same places in each run. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Takes back what the last of these changes did, as a person does with Ctrl+Z. */
function undoOf(before: readonly string[], { line, endLine, text }: Change): Change {
  const last = line + text.split('\n').length - 1;
  return { line, column: 0, endLine: last, endColumn: 1e9, text: before.slice(line, endLine + 1).join('\n') };
}

function wholeParse(text: string): number {
  const processor = unified()
    .data('micromarkExtensions', [gfmTable()])
    .data('fromMarkdownExtensions', [gfmTableFromMarkdown()])
    .use(remarkParse);
  return quantile(
    Array.from({ length: 3 }, () => cost(() => processor.parse(text))),
    0.5,
  );
}

interface Sample {
  readonly time: number;
  readonly weight: number;
}

/** The time that so many of the keystrokes of a person do not exceed. */
function weighted(samples: readonly Sample[], q: number): number {
  const sorted = [...samples].sort((a, b) => a.time - b.time);
  const whole = sorted.reduce((sum, { weight }) => sum + weight, 0);
  let sum = 0;
  return sorted.find(({ weight }) => (sum += weight) >= whole * q)?.time ?? 0;
}

/**
 * Types what people type at random places of a large plan; each keystroke is a reading, and all of them are taken back.
 *
 * The kinds count as often as a person does them: of a hundred keystrokes eighty are letters, in bursts of twenty at one
 * place, eight go back, six begin a line, two tick a box. Each kind is printed by itself as well, with its slowest ones.
 */
export function keystroke(): void {
  const text = uniquePlan(Math.ceil(500_000 / (plans.join('').length / plans.length)), 'k');
  const reading = new PlanReading('plans/big.md', text, {});
  surfaces(reading.plan);
  const random = randomNumbers(7);
  const all: Sample[] = [];
  const taken: number[] = [];
  const add = (what: string, times: readonly number[], share: number): void => {
    const [half, most, worst] = [quantile(times, 0.5), quantile(times, 0.95), Math.max(...times)];
    console.log(
      `     ${what}: ${half.toFixed(1)} median, ${most.toFixed(1)} p95, ${worst.toFixed(1)} max (${times.length}, ${share} %)`,
    );
    for (const time of times) all.push({ time, weight: share / times.length });
  };
  for (const [kind, { where, burst, share }] of Object.entries(kinds)) {
    const times: number[] = [];
    for (let place = 0; place < 12; place++) {
      const lines = reading.text.split('\n');
      const from = Math.floor(random() * lines.length);
      const found = [...lines.slice(from), ...lines.slice(0, from)].findIndex((source) => where.test(source));
      if (found < 0) continue;
      const undos: Change[] = [];
      for (const change of burst(lines, (from + found) % lines.length)) {
        undos.push(undoOf(lines, change));
        times.push(cost(() => surfaces(reading.edit([change]))));
        // In place: a copy of all lines for each keystroke would be what the collector has to do with.
        new LineChanges(lines).apply(change);
      }
      for (const undo of undos.reverse()) taken.push(cost(() => surfaces(reading.edit([undo]))));
    }
    add(kind, times, share);
  }
  add('undo', taken, undone);
  // Behind the keystrokes: what it leaves to the collector would be paid by them.
  const whole = wholeParse(text);
  const p95 = weighted(all, 0.95);
  const most = Math.max(...all.map(({ time }) => time));
  report({
    name: 'keystroke in a plan of 529 KB',
    what: `keystroke in a plan of ${Math.round(text.length / 1000)} KB, p95 in ms (median ${weighted(all, 0.5).toFixed(1)}, most ${most.toFixed(0)})`,
    against: 'a whole remark parse',
    value: p95,
    peer: whole,
    must: '1/100 and below 8 ms',
    holds: p95 < 8 && p95 <= whole / 100,
  });
}
