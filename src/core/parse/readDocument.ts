import { readDeclared } from '../fields/declared.ts';
import type { Declared, Problem } from '../model.ts';
import { pushAll } from '../pushAll.ts';
import type { Block, CodeBlock } from './block.ts';
import type { Body } from './body.ts';
import { boxesIn } from './codeBoxes.ts';
import { type Draft, pass, walk } from './draft.ts';
import type { PartRead } from './partRead.ts';

/** Boxes in code and in HTML comments: counted, never work. */
export function countBoxesInCode(parts: readonly PartRead[]): number {
  return parts.reduce((sum, { facts }) => sum + facts.boxesInCode, 0);
}

interface PlacedBlock {
  readonly block: Block;
  readonly line: number;
}

/** Code, HTML, tables, lists with boxes and what is nested too deep, whatever it stands in, in document order. */
function* allBlocks(parts: readonly PartRead[]): Generator<PlacedBlock> {
  for (const { line, facts } of parts) for (const block of facts.leaves) yield { block, line: block.line + line };
}

/** Whether something may be wrong with a block by itself. */
export function isSuspect(block: Block): boolean {
  return block.type === 'tooDeep' || (block.type === 'code' && block.fenced && (!block.closed || holdsWork(block)));
}

function suspectBlocks(parts: readonly PartRead[]): readonly PlacedBlock[] {
  const found: PlacedBlock[] = [];
  for (const { line, facts } of parts)
    if (facts.suspects.length > 0) for (const block of facts.suspects) found.push({ block, line: block.line + line });
  return found;
}

/** The numbers that the document claims about itself, in document order. */
export function readDeclaredValues(root: Draft): readonly Declared[] {
  const declared: Declared[] = [];
  walk(root, (draft) => pushAll(declared, draft.settled?.declared ?? declaredBy(draft)), pass);
  return declared.sort((a, b) => a.line - b.line);
}

/** Notes the numbers in sections and their own texts. */
export function noteDeclared(bodies: readonly Body[]): void {
  for (const { notes, section, content } of bodies) {
    if (!notes) continue;
    const declared = [...declaredBy(section)];
    for (const draft of content) walk(draft, (below) => pushAll(declared, declaredBy(below)));
    notes.facts.declared = declared;
  }
}

function declaredBy({ fields, text }: Draft): readonly Declared[] {
  return fields.flatMap((field) => {
    const found = readDeclared(field.label, field.value, text);
    return found ? [{ ...found, text: `${field.label}: ${field.value}`, line: field.line }] : [];
  });
}

/**
 * What is wrong with the text itself: fences that never close, boxes that all stand in code, text read in a wrong encoding.
 *
 * @param boxes how many boxes stand outside of code
 */
export function findTextProblems(
  lines: readonly string[],
  parts: readonly PartRead[],
  boxes: number,
): readonly Problem[] {
  const problems: Problem[] = [];
  for (const { block, line } of suspectBlocks(parts)) {
    if (block.type === 'tooDeep') problems.push(tooDeep(line, line + block.endLine - block.line));
    if (block.type !== 'code' || !block.fenced) continue;
    if (!block.closed) problems.push(unterminated(block, line, lines));
    else problems.push(workInCode(line, lines));
  }
  const inCode = boxes === 0 ? boxesOnlyInCode(parts) : undefined;
  if (inCode) problems.push(inCode);
  const garbled = parts.filter(({ facts }) => facts.garbled.length > 0);
  const first = garbled[0]?.facts.garbled[0];
  if (first) {
    problems.push({
      code: 'garbled-text',
      severity: 'warning',
      message: `Text was read in a wrong encoding at ${garbled.reduce((sum, { facts }) => sum + facts.garbled.length, 0)} places: here "${first.repaired}" was meant.`,
      line: first.line + (garbled[0]?.line ?? 0),
      column: first.start,
      endLine: first.line + (garbled[0]?.line ?? 0),
      endColumn: first.end,
    });
  }
  return problems.sort((a, b) => a.line - b.line || a.column - b.column);
}

const markdownFences = new Set(['md', 'markdown', 'mdx', 'gfm', 'commonmark', 'diff', 'patch']);
const unitHeading =
  /^(#{1,6})[ \t]+[^\p{L}\n]{0,8}(?:phase|stage|sprint|milestone|epic|stream|workstream|track|week)[ \t]+(?:\d|[A-Z]\b)/imu;

/** A phase heading or three boxes in a fence that is not markdown: perhaps meant as the plan itself. */
function holdsWork({ body, language }: CodeBlock): boolean {
  if (markdownFences.has(language)) return false;
  if (boxesIn(body) >= 3) return true;
  const heading = body.includes('#') ? unitHeading.exec(body)?.[1] : undefined;
  // One sign is a comment in most languages: "# Phase 1: install".
  return heading !== undefined && (heading.length > 1 || ['', 'text', 'txt'].includes(language));
}

function workInCode(line: number, lines: readonly string[]): Problem {
  return {
    code: 'work-in-code',
    severity: 'information',
    message:
      'This code holds boxes or the heading of a phase. They are not read as work; without the fence they would be.',
    line,
    column: 0,
    endLine: line,
    endColumn: (lines[line] ?? '').length,
  };
}

/** Three boxes or more in code and none outside: the author meant a list and made a sample of it. */
function boxesOnlyInCode(parts: readonly PartRead[]): Problem | undefined {
  let first: PlacedBlock | undefined;
  let boxes = 0;
  for (const placed of allBlocks(parts)) {
    const { block } = placed;
    const found = block.type === 'code' ? boxesIn(block.body) : 0;
    if (found > 0) first ??= placed;
    boxes += found;
  }
  if (!first || boxes < 3) return undefined;
  return {
    code: 'boxes-in-code',
    severity: 'information',
    message: `All ${boxes} checkboxes stand in code blocks and are not counted. Take them out of the fences to work with them.`,
    line: first.line,
    column: 0,
    endLine: first.line + first.block.endLine - first.block.line,
    endColumn: 0,
  };
}

function tooDeep(line: number, endLine: number): Problem {
  return {
    code: 'nested-too-deep',
    severity: 'warning',
    message:
      'These lines are nested too deep, or too many stand below one item: they are left out. Move them further to the left.',
    line,
    column: 0,
    endLine,
    endColumn: 0,
  };
}

function unterminated(block: CodeBlock, line: number, lines: readonly string[]): Problem {
  return {
    code: 'unterminated-fence',
    severity: 'error',
    message: 'This code fence is never closed: what follows is read as code. Close it with a fence of the same length.',
    line,
    column: 0,
    endLine: line,
    endColumn: (lines[line] ?? '').length || block.language.length + 3,
  };
}
