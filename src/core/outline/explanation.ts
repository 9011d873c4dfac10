import type { PlanScore } from '../detect/scorePlan.ts';
import { schemaVersion } from './jsonDocument.ts';
import { printable, type Style } from './style.ts';

/** One thing that is known about a line. */
interface Fact {
  readonly label: string;
  readonly value: string;
}

/** A line of a document with what is known about it. */
export interface LineExplanation {
  /** Absolute. */
  readonly root: string;
  /** Relative to the root, with `/`. */
  readonly path: string;
  /** 1-based. */
  readonly line: number;
  readonly text: string;
  readonly facts: readonly Fact[];
}

/** A document with the sum that made it a plan or not. */
export interface FileExplanation {
  readonly root: string;
  readonly path: string;
  readonly score: PlanScore;
}

/** What `runsheet explain FILE:LINE --json` prints: `schemas/explain.schema.json`. */
export function lineExplanationJson({ root, path, line, text, facts }: LineExplanation) {
  return { schemaVersion, root, path, line, text, facts: facts.map(({ label, value }) => ({ label, value })) };
}

/** What `runsheet explain FILE --json` prints: `schemas/explain.schema.json`. */
export function fileExplanationJson({ root, path, score }: FileExplanation) {
  return {
    schemaVersion,
    root,
    path,
    verdict: score.verdict,
    kind: score.kind,
    score: score.score,
    terms: score.terms.map(({ points, reason }) => ({ points, reason })),
  };
}

/** The line, and below it its facts, one a line. */
export function lineExplanationText({ path, line, text, facts }: LineExplanation, style: Style): string {
  const width = Math.max(...facts.map((fact) => fact.label.length));
  const rows = facts.map(({ label, value }) => `  ${style.faint(label.padEnd(width))}  ${printable(value)}`);
  return [`${style.strong(`${printable(path)}:${line}`)}  ${printable(text.slice(0, 200))}`, ...rows].join('\n') + '\n';
}

const verdicts = { plan: 'a plan', possible: 'a possible plan', no: 'no plan' } as const;

/** The verdict, and below it the sum term by term. */
export function fileExplanationText({ path, score }: FileExplanation, style: Style): string {
  const kind = score.kind === 'handoff' || score.kind === 'tracker' ? `, read as ${score.kind}` : '';
  const head = `${style.strong(printable(path))}  ${verdicts[score.verdict]}${kind}: score ${score.score} (4 is a plan, 3 a possible one)`;
  const rows = score.terms.map(({ points, reason }) => `  ${signed(points).padStart(3)}  ${printable(reason)}`);
  return [head, ...rows].join('\n') + '\n';
}

function signed(points: number): string {
  return points === 0 ? '·' : points > 0 ? `+${points}` : `${points}`;
}
