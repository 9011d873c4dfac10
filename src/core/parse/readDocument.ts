import { readDeclared } from '../fields/declared.ts';
import type { Declared, Problem } from '../model.ts';
import { repairGarbled } from '../text/garbled.ts';
import type { Block, CodeBlock } from './block.ts';
import type { PartBlocks } from './buildTree.ts';
import { type Draft, walk } from './draft.ts';

const boxLine = /^[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+\[(?:[xX]|[^\]\n\p{L}]\ufe0f?)\][ \t]+\S/u;

/** Boxes in code and in HTML comments: counted, never work. */
export function countBoxesInCode(parts: readonly PartBlocks[]): number {
  let boxes = 0;
  for (const block of allBlocks(parts)) {
    if (block.block.type === 'code') boxes += boxesIn(block.block.body);
    else if (block.block.type === 'html') boxes += boxesIn(comments(block.block.text));
  }
  return boxes;
}

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

/** Every block of the document, whatever it stands in, in document order. */
export function* allBlocks(parts: readonly PartBlocks[]): Generator<PlacedBlock> {
  for (const part of parts) {
    const stack = [...part.blocks].reverse();
    for (let block = stack.pop(); block; block = stack.pop()) {
      yield { block, line: block.line + part.line };
      if (block.type === 'quote') stack.push(...[...block.blocks].reverse());
      else if (block.type === 'list') stack.push(...block.items.flatMap((item) => item.blocks).reverse());
    }
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

/** What is wrong with the text itself: fences that never close, text read in a wrong encoding. */
export function findTextProblems(lines: readonly string[], parts: readonly PartBlocks[]): readonly Problem[] {
  const problems: Problem[] = [];
  for (const { block, line } of allBlocks(parts)) {
    if (block.type === 'tooDeep') problems.push(tooDeep(line, line + block.endLine - block.line));
    if (block.type !== 'code' || !block.fenced) continue;
    if (!block.closed) problems.push(unterminated(block, line, lines));
    else if (holdsWork(block)) problems.push(workInCode(line, lines));
  }
  const inCode = boxesOnlyInCode(parts);
  if (inCode) problems.push(inCode);
  const garbled = lines.flatMap((text, line) => repairGarbled(text).runs.map((run) => ({ ...run, line })));
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
    if (block.type === 'list' && block.items.some((item) => item.mark)) return undefined;
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
