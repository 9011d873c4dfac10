import type { Results } from './report.ts';

/** The rows that README quotes: their name in the results, what is measured, against what. */
const quoted = [
  ['outline of 100 plans cold / remark-cli', '`runsheet outline` of 100 plans of 13 KB, cold', 'remark-cli over them'],
  ['outline of 100 plans from the cache / remark-cli', 'the same from the cache', 'remark-cli over them'],
  [
    'discovery of 100 plans among 10000 files',
    'finding 100 plans among 10,000 markdown files',
    'ripgrep listing the files with a box',
  ],
  [
    '`runsheet status` on five plans from the cache',
    '`runsheet status` on five plans, from the cache',
    'a Node that does nothing',
  ],
  [
    'next from the cache / backlog.md list',
    '`runsheet next` with 1,000 tasks in 100 files, from the cache',
    "backlog.md's list of as many",
  ],
  ['next from the cache / task-master next', 'the same', "task-master's next of as many"],
  ['keystroke in a plan of 529 KB', '19 of 20 keystrokes in a plan of half a megabyte', 'remark reading its text'],
] as const;

/** `1/22`, `0.52`, `3.6`. */
export function quotedRatio(ratio: number): string {
  if (ratio <= 0.25) return `1/${Math.round(1 / ratio)}`;
  return ratio < 1 ? ratio.toFixed(2) : ratio.toFixed(1);
}

/** The table of README, as it has to be with these results; rows that were not measured are left out. */
export function quoteTable({ rows }: Results): string {
  const lines = quoted.flatMap(([name, what, against]) => {
    const row = rows.find((each) => each.name === name);
    return row ? [`| ${what} | ${against} | ${quotedRatio(row.ratio)} |`] : [];
  });
  return ['| what | against | ratio |', '| --- | --- | --- |', ...lines].join('\n');
}

/** The table of README with that head, wherever it stands. */
export const quotesInReadme = /\| what \| against \| ratio \|\n(?:\|.*\|\n)+/;
