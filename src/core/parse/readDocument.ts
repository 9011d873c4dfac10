import { readDeclared } from '../fields/declared.ts';
import type { Declared, Problem } from '../model.ts';
import { repairGarbled } from '../text/garbled.ts';
import type { Block, CodeBlock } from './block.ts';
import type { PartBlocks } from './buildTree.ts';
import { type Draft, walk } from './draft.ts';
import { perPart } from './partCache.ts';

const boxLine = /^[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+\[(?:[xX]|[^\]\n\p{L}]\ufe0f?)\][ \t]+\S/u;

/** Boxes in code and in HTML comments: counted, never work. */
export function countBoxesInCode(parts: readonly PartBlocks[]): number {
  return codeBoxesOfParts(parts, []).reduce((sum, { value }) => sum + value, 0);
}

const codeBoxesOfParts = perPart((_, blocks) => {
  let boxes = 0;
  for (const { block } of allBlocks([{ line: 0, blocks }])) {
    if (block.type === 'code') boxes += boxesIn(block.body);
    else if (block.type === 'html') boxes += boxesIn(comments(block.text));
  }
  return boxes;
});

function boxesIn(text: string): number {
  return text.includes('[') ? text.split('\n').filter((line) => boxLine.test(line)).length : 0;
}

/** What stands between `<!--` and `-->`; a comment that does not end runs to the end of its block. */
function comments(html: string): string {
  let text = '';
  for (let from = html.indexOf('<!--'); from >= 0;) {
    const end = html.indexOf('-->', from + 4);
    text += `${html.slice(from + 4, end < 0 ? undefined : end)}\n`;
    from = end < 0 ? -1 : html.indexOf('<!--', end + 3);
  }
  return text;
}

export interface PlacedBlock {
  readonly block: Block;
  readonly line: number;
}

/** Code, HTML, tables, lists with boxes and what is nested too deep, whatever it stands in, in document order. */
export function* allBlocks(parts: readonly PartBlocks[]): Generator<PlacedBlock> {
  for (const { line, value } of leavesOfParts(parts, []))
    for (const block of value) yield { block, line: block.line + line };
}

/** The blocks that say something apart from the tree. */
const leavesOfParts = perPart((_, blocks) => {
  const leaves: Block[] = [];
  const stack = [...blocks].reverse();
  for (let block = stack.pop(); block; block = stack.pop()) {
    if (!isOfTree(block)) leaves.push(block);
    if (block.type === 'quote') pushAll(stack, block.blocks);
    else if (block.type === 'list')
      pushAll(
        stack,
        block.items.flatMap((item) => item.blocks),
      );
  }
  return leaves;
});

function isOfTree({ type }: Block): boolean {
  return type === 'list' || type === 'paragraph' || type === 'heading' || type === 'quote';
}

/** So that the first is popped first; a spread of a hundred thousand would be too many arguments. */
function pushAll(stack: Block[], blocks: readonly Block[]): void {
  for (let index = blocks.length - 1; index >= 0; index--) {
    const block = blocks[index];
    if (block) stack.push(block);
  }
}

/** The numbers that the document claims about itself, in document order. */
export function readDeclaredValues(root: Draft): readonly Declared[] {
  const declared: Declared[] = [];
  walk(root, (draft) => {
    for (const field of draft.fields) {
      const found = readDeclared(field.label, field.value, draft.text);
      if (found) declared.push({ ...found, text: `${field.label}: ${field.value}`, line: field.line });
    }
  });
  return declared.sort((a, b) => a.line - b.line);
}

const garbledOfParts = perPart((lines) =>
  lines.flatMap((text, line) => repairGarbled(text).runs.map((run) => ({ ...run, line }))),
);

/**
 * What is wrong with the text itself: fences that never close, boxes that all stand in code, text read in a wrong encoding.
 *
 * @param boxes how many boxes stand outside of code
 */
export function findTextProblems(
  lines: readonly string[],
  parts: readonly PartBlocks[],
  boxes: number,
): readonly Problem[] {
  const problems: Problem[] = [];
  for (const { block, line } of allBlocks(parts)) {
    if (block.type === 'tooDeep') problems.push(tooDeep(line, line + block.endLine - block.line));
    if (block.type !== 'code' || !block.fenced) continue;
    if (!block.closed) problems.push(unterminated(block, line, lines));
    else if (holdsWork(block)) problems.push(workInCode(line, lines));
  }
  const inCode = boxes === 0 ? boxesOnlyInCode(parts) : undefined;
  if (inCode) problems.push(inCode);
  const garbled = garbledOfParts(parts, lines).flatMap(({ line, value }) =>
    value.map((run) => ({ ...run, line: run.line + line })),
  );
  const first = garbled[0];
  if (first) {
    problems.push({
      code: 'garbled-text',
      severity: 'warning',
      message: `Text was read in a wrong encoding at ${garbled.length} places: here "${first.repaired}" was meant.`,
      line: first.line,
      column: first.start,
      endLine: first.line,
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
function boxesOnlyInCode(parts: readonly PartBlocks[]): Problem | undefined {
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
