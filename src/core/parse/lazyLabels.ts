import { readLabel } from '../fields/label.ts';
import { isFieldLabel } from '../fields/fieldLabels.ts';
import type { Block, ItemBlock, ListBlock } from './block.ts';

/** Lines of an item that say at the margin what the next list is. */
interface Cut {
  readonly item: ItemBlock;
  readonly lines: readonly string[];
  readonly line: number;
}

/**
 * The list, cut where a label stands at its margin without a blank line before it: for CommonMark `Plans:` goes on the
 * item above it (a lazy continuation, 5.1), for its author it heads the list below.
 *
 * @param source the lines of the part that the list was read from
 * @param margin the column of the list's markers
 */
export function splitAtLabels(list: ListBlock, source: readonly string[], margin: number): readonly Block[] {
  const blocks: Block[] = [];
  let items: ItemBlock[] = [];
  const flush = (): void => {
    const [first, last] = [items[0], items.at(-1)];
    if (first && last) blocks.push({ type: 'list', line: first.line, endLine: last.endLine, items });
    items = [];
  };
  for (const item of list.items) {
    const cut = cutItem(item, source, margin);
    items.push(cut?.item ?? item);
    if (!cut) continue;
    flush();
    blocks.push({ type: 'paragraph', line: cut.line, endLine: cut.line + cut.lines.length, lines: cut.lines });
  }
  if (blocks.length === 0) return [list];
  flush();
  return blocks;
}

function cutItem(item: ItemBlock, source: readonly string[], margin: number): Cut | undefined {
  const below = item.blocks.at(-1);
  if (below) {
    const last = below.type === 'list' ? below.items.at(-1) : undefined;
    const cut = last && cutItem(last, source, margin);
    if (!cut || below.type !== 'list') return undefined;
    const list = { ...below, endLine: cut.line, items: [...below.items.slice(0, -1), cut.item] };
    return { ...cut, item: { ...item, endLine: cut.line, blocks: [...item.blocks.slice(0, -1), list] } };
  }
  for (let index = 1; index < item.lines.length; index++) {
    const line = item.textLine + index;
    const text = source[line] ?? '';
    if (text.length - text.trimStart().length > margin || !headsList(item.lines[index] ?? '')) continue;
    return {
      item: { ...item, endLine: line, lines: item.lines.slice(0, index) },
      lines: item.lines.slice(index),
      line,
    };
  }
  return undefined;
}

const labelled = /^(?:\*\*[^*\n]{1,80}(?::\*\*|\*\*\s?[:：]|\*\*[ \t]*$)|\p{Lu}[^:.!?\n]{0,60}:[ \t]*$)/u;

/** A field at the margin is the item's all the same: `**Owner**: X`. */
function headsList(line: string): boolean {
  if (!labelled.test(line)) return false;
  const label = readLabel(line);
  return label !== undefined && (label.value === '' || !isFieldLabel(label.label));
}
