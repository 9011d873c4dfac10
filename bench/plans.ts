import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Of this project. */
export const root = process.cwd();

/** The plans of the sample workspace. */
export const plans: readonly string[] = readdirSync(path.join(root, 'samples/plans')).map((name) =>
  readFileSync(path.join(root, 'samples/plans', name), 'utf8'),
);

/** A plan in which no two parts are alike, so that nothing is read from memory that a person did not type twice. */
export function uniquePlan(copies: number, salt: string): string {
  return Array.from({ length: copies }, (_, copy) =>
    (plans[copy % plans.length] ?? '').replaceAll(/^(#{1,6} .*|[ \t]*- \[.\] .*)$/gm, `$1 ${salt}${copy}`),
  ).join('\n');
}

/** Writes so many plans of about that many KB, by names under which plans are looked for. */
export function writePlans(folder: string, count: number, kilobytes: number): void {
  mkdirSync(folder, { recursive: true });
  for (let index = 0; index < count; index++) {
    let text = uniquePlan(1, `p${index}c`);
    for (let copy = 1; text.length < kilobytes * 1024; copy++) text += uniquePlan(1, `p${index}c${copy}`);
    // Whole lines, so that no fence is cut open by half of its marks.
    const end = text.lastIndexOf('\n## ', kilobytes * 1024);
    writeFileSync(path.join(folder, `plan-${index}.md`), `${text.slice(0, end > 0 ? end : undefined)}\n`);
  }
}

/** 10,000 markdown files in a hundred folders, of which a hundred are plans. */
export function writeNotes(folder: string): void {
  for (let index = 0; index < 10_000; index++) {
    const place = path.join(folder, `d${index % 100}`);
    mkdirSync(place, { recursive: true });
    const isPlan = index % 100 === 0;
    const text = isPlan
      ? (plans[index % plans.length] ?? '')
      : `# Note ${index}\n\nSome prose about nothing in particular.\n\n- a list\n- of two\n`;
    writeFileSync(path.join(place, isPlan ? `roadmap-${index}.md` : `note-${index}.md`), text);
  }
}
