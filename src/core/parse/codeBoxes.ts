import type { Block } from './block.ts';

const boxLine = /^[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+\[(?:[xX]|[^\]\n\p{L}]\ufe0f?)\][ \t]+\S/u;

/** Boxes in code and in HTML comments of blocks that hold no others. */
export function boxesInCode(leaves: readonly Block[]): number {
  let boxes = 0;
  for (const block of leaves) {
    if (block.type === 'code') boxes += boxesIn(block.body);
    else if (block.type === 'html') boxes += boxesIn(comments(block.text));
  }
  return boxes;
}

/** Lines of a text that are boxes. */
export function boxesIn(text: string): number {
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

/** The blocks that say something apart from the tree, whatever they stand in, in document order. */
export function leavesOf(blocks: readonly Block[]): readonly Block[] {
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
}

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
