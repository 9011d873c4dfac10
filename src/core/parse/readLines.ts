import type { Directive, Plan, Problem } from '../model.ts';
import { claimsDone } from '../fields/claims.ts';
import { readDirectives } from '../fields/directives.ts';
import { pushAll } from '../pushAll.ts';
import { mendedBox } from '../text/mendedBox.ts';
import type { Block } from './block.ts';
import type { PartRead } from './partRead.ts';

/** Text to be filled in by a template that never ran: `${date}`, `{{ name }}`. */
const unfilled = /\$\{[^{}`\n]{1,80}\}(?!\})|\{\{[^{}`\n]{1,80}\}\}/g;
/** Brackets that were meant as a box, behind a list marker or what looks like one. */
const damaged: readonly { readonly pattern: RegExp; readonly what: string }[] = [
  { pattern: /^[ \t>]{0,40}(?:[-*+]|\d{1,9}[.)])[ \t]+(\[[ \t]?\[[ xX]?\]\]?)[ \t]/, what: 'has a bracket too many' },
  {
    pattern:
      /^[ \t>]{0,40}(?:[-*+]|\d{1,9}[.)])[ \t]+(\[(?:[xX][ \t]{1,3}|[ \t]{1,3}[xX][ \t]{0,3}|[ \t]{2,4})\])[ \t]/,
    what: 'has more than one character between its brackets',
  },
  { pattern: /^[ \t>]{0,40}(?:[-*+]|\d{1,9}[.)])[ \t]+(\[\])[ \t]/, what: 'has no blank between its brackets' },
  // A word behind an x may belong to it: `[x]ray`. `[ ]*` is optional work.
  {
    pattern: /^[ \t>]{0,40}(?:[-*+]|\d{1,9}[.)])[ \t]+(\[ \](?=[\p{L}\d])|\[[xX]\](?=\p{Lu}))/u,
    what: 'touches the next word',
  },
  { pattern: /^[ \t>]{0,40}([-*+]\[[ xX]?\])[ \t]/, what: 'has no blank before its bracket' },
];
const marker = /<!--\s{0,9}runsheet:\s{0,9}ignore-problem\s{1,9}([a-z][a-z-]{0,40})\s{0,9}-->/g;

/** Problems with lines relative to the part, or to the document. */
export interface LineFindings {
  readonly problems: readonly Problem[];
  readonly muted: readonly string[];
  readonly directives: readonly Directive[];
  /** Lines that say they are done. */
  readonly claims: readonly number[];
}

/** Most parts: they are passed over with each keystroke. */
const nothingFound: LineFindings = { problems: [], muted: [], directives: [], claims: [] };

/** Whether nothing was found in a part. */
export function isNothing(findings: LineFindings): boolean {
  return findings === nothingFound;
}

/** What the lines of one part say. */
export function findInLines(lines: readonly string[], blocks: readonly Block[]): LineFindings {
  const code = codeLines(blocks);
  const problems: Problem[] = [];
  const muted: string[] = [];
  const directives: Directive[] = [];
  const claims: number[] = [];
  for (const [line, text] of lines.entries()) {
    if (text.includes('runsheet:')) for (const match of text.matchAll(marker)) muted.push(match[1] ?? '');
    if (text.length > 2000 || code.fenced.has(line)) continue;
    directives.push(...readDirectives(text, line));
    if (code.all.has(line)) continue;
    if (claimsDone(text)) claims.push(line);
    if (text.includes('{')) problems.push(...unfilledIn(text, line));
    if (text.includes('[')) problems.push(...damagedIn(text, line));
  }
  const count = problems.length + muted.length + directives.length + claims.length;
  return count === 0 ? nothingFound : { problems, muted, directives, claims };
}

/**
 * What single lines outside of code say about themselves: texts that a template left, boxes that are none by a typing
 * mistake, and markers that switch problems off.
 */
export function readLines(parts: readonly PartRead[]): LineFindings {
  const problems: Problem[] = [];
  const muted = new Set<string>();
  const directives: Directive[] = [];
  const claims: number[] = [];
  for (const { line, facts } of parts) {
    if (facts.findings === nothingFound) continue;
    for (const problem of facts.findings.problems)
      problems.push({ ...problem, line: problem.line + line, endLine: problem.endLine + line });
    for (const code of facts.findings.muted) muted.add(code);
    for (const directive of facts.findings.directives) directives.push({ ...directive, line: directive.line + line });
    for (const claim of facts.findings.claims) claims.push(claim + line);
  }
  return { problems, muted: [...muted], directives, claims };
}

/** What the lines say, as the plan has it: nothing is left out. */
export function saidByLines({
  muted,
  directives,
  claims,
}: LineFindings): Pick<Plan, 'muted' | 'directives' | 'claims'> {
  return {
    ...(muted.length > 0 && { muted }),
    ...(directives.length > 0 && { directives }),
    ...(claims.length > 0 && { claims }),
  };
}

function unfilledIn(text: string, line: number): readonly Problem[] {
  const prose = withoutCode(text);
  return [...prose.matchAll(unfilled)].map((match) => ({
    code: 'unfilled',
    severity: 'warning',
    message: `"${match[0]}" was to be replaced by a value and was not.`,
    line,
    column: match.index,
    endLine: line,
    endColumn: match.index + match[0].length,
  }));
}

function damagedIn(text: string, line: number): readonly Problem[] {
  for (const { pattern, what } of damaged) {
    const match = pattern.exec(text.slice(0, 300));
    if (!match) continue;
    const written = match[1] ?? '';
    const column = text.indexOf(written);
    return [
      {
        code: 'damaged-box',
        severity: 'warning',
        message: `${adviceFor(written)}: it ${what} and is read as text, not as a task.`,
        line,
        column,
        endLine: line,
        endColumn: column + written.length,
      },
    ];
  }
  return [];
}

function adviceFor(written: string): string {
  const mended = mendedBox(written);
  // What to do comes first: the panel of the problems cuts long sentences off.
  return mended === written ? `Put a blank behind "${written}"` : `Write "${mended}" instead of "${written}"`;
}

/** The text with the same length, code between backticks blanked out. */
function withoutCode(text: string): string {
  return text.includes('`') ? text.replace(/`[^`]{0,500}`/g, (code) => ' '.repeat(code.length)) : text;
}

/** Lines of code, and those with lines of HTML, relative to the part. */
function codeLines(blocks: readonly Block[]): {
  readonly fenced: ReadonlySet<number>;
  readonly all: ReadonlySet<number>;
} {
  const all = new Set<number>();
  const fenced = new Set<number>();
  const stack: Block[] = [...blocks];
  for (let block = stack.pop(); block; block = stack.pop()) {
    if (block.type === 'code' || block.type === 'html')
      for (let line = block.line; line < block.endLine; line++) {
        all.add(line);
        if (block.type === 'code') fenced.add(line);
      }
    else if (block.type === 'quote') pushAll(stack, block.blocks);
    else if (block.type === 'list') for (const item of block.items) for (const below of item.blocks) stack.push(below);
  }
  return { fenced, all };
}
