import type { Block, ItemBlock, ListBlock } from './block.ts';

/**
 * Adds a list to the blocks of a container. Bullets that are indented deeper than the number of the item above them are
 * its list: for CommonMark (5.2) they have to stand below its text, and two blanks behind `2. ` end the numbered list.
 *
 * @param source the lines of the part that the list was read from
 */
export function addListTo(blocks: Block[], list: ListBlock, source: readonly string[]): void {
  const above = blocks.at(-1);
  const item = above?.type === 'list' ? above.items.at(-1) : undefined;
  const [first] = list.items;
  if (above?.type !== 'list' || !item?.ordered || first?.ordered !== false) {
    blocks.push(list);
    return;
  }
  const margin = columnOf(source[item.line], /\d{1,9}[.)]/);
  const next = list.items.findIndex(({ line }) => columnOf(source[line], /[-+*]/) <= margin);
  const nested = next < 0 ? list.items : list.items.slice(0, next);
  if (nested.length > 0) {
    const below = listOf(nested, list);
    const { endLine } = below;
    const items = [...above.items.slice(0, -1), { ...item, endLine, blocks: [...item.blocks, below] }];
    blocks[blocks.length - 1] = { ...above, endLine, items };
  }
  if (next >= 0) blocks.push(listOf(list.items.slice(next), list));
}

function listOf(items: readonly ItemBlock[], list: ListBlock): ListBlock {
  return { ...list, line: items[0]?.line ?? list.line, endLine: items.at(-1)?.endLine ?? list.endLine, items };
}

function columnOf(line = '', marker: RegExp): number {
  return line.search(marker);
}
