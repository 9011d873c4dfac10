import type { Parents, RootContent } from 'mdast';

/**
 * Ends every block on a line before the one behind it begins. micromark ends fenced code or HTML that nothing closes
 * in an item or quote, and with it the item and the quote, only at the beginning of the line that is not in them.
 *
 * @param lines of the text that the tree was read from
 */
export function endBeforeNext(tree: Parents, lines: readonly string[]): void {
  endChildren(tree, lines, undefined);
}

/** @param behind the block that follows the parent */
function endChildren(parent: Parents, lines: readonly string[], behind: RootContent | undefined): void {
  for (const [index, child] of parent.children.entries()) {
    const next = parent.children[index + 1] ?? behind;
    if (next) endBefore(child, next, lines);
    if (child.type === 'list' || child.type === 'listItem' || child.type === 'blockquote')
      endChildren(child, lines, next);
  }
}

function endBefore({ position }: RootContent, { position: next }: RootContent, lines: readonly string[]): void {
  if (!position || !next || position.end.line < next.start.line || position.start.line >= next.start.line) return;
  const line = next.start.line - 1;
  // The offset of the line break before the next block's line.
  const offset = (next.start.offset ?? 0) - next.start.column;
  position.end = { line, column: (lines[line - 1] ?? '').length + 1, offset };
}
