/** What can be completed at a place in a plan. */
export interface CompletionSpot {
  readonly what: 'id' | 'owner' | 'priority' | 'mark';
  /** Columns of what is replaced, 0-based, end exclusive. */
  readonly start: number;
  readonly end: number;
  /** Of a mark: the bracket is not closed yet. */
  readonly open: boolean;
}

const mark = /^[ \t>]{0,99}(?:[-*+]|\d{1,9}[.)])[ \t]{1,9}\[([^\]\s]?| )$/;
/** `Owner:`, `**Owner**:`, `**Owner:**`; the value so far follows. */
const label = (words: string): RegExp =>
  new RegExp(
    `^[ \\t>]{0,99}(?:[-*+][ \\t]{1,9}|\\d{1,9}[.)][ \\t]{1,9})?(\\*\\*)?(?:${words})(?:\\*\\*:|:\\*\\*|:)`,
    'i',
  );
const ownerLabel = label('owners?|assignees?|assigned to|agents?');
const priorityLabel = label('priority');
const dependencyLabel = label('depends on|dependencies|dependency|blocked by');
/** In a task or heading: `(depends on T012, `, `— depends on `. */
const dependencyWords = /(?:[(,;]|[-–—])[ \t]{0,4}(?:depends on|blocked by)[ \t]:?/gi;
const taskLine = /^[ \t>]{0,99}(?:(?:[-*+]|\d{1,9}[.)])[ \t]{1,9}\[[^\]]\][ \t]|#{1,6}[ \t])/;

const longestLine = 2000;

/**
 * What the author of a plan is about to write at the end of `before`, the line up to the cursor: a mark between the
 * brackets of an item, the value of an owner, priority or dependency. `undefined` everywhere else.
 *
 * @param after the rest of the line
 */
export function completionSpot(before: string, after: string): CompletionSpot | undefined {
  if (before.length > longestLine) return undefined;
  const end = before.length;
  const box = mark.exec(before);
  if (box) {
    const closed = /^[^\]\s]?\]/.exec(after)?.[0] ?? (after.startsWith(' ]') ? ' ]' : undefined);
    if (closed !== undefined && after.charAt(closed.length) === '(') return undefined;
    const start = end - (box[1] ?? '').length;
    return { what: 'mark', start, end: end + (closed?.length ?? 1) - 1, open: closed === undefined };
  }
  const value = (what: CompletionSpot['what'], from: number): CompletionSpot => ({
    what,
    start: from + (/^[ \t]*/.exec(before.slice(from))?.[0].length ?? 0),
    end,
    open: false,
  });
  const owner = ownerLabel.exec(before);
  if (owner) return value('owner', owner[0].length);
  const priority = priorityLabel.exec(before);
  if (priority) return value('priority', priority[0].length);
  const from = dependencyLabel.exec(before)?.[0].length ?? dependencyStart(before);
  if (from === undefined) return undefined;
  const said = before.slice(from);
  // A sentence is no list of names.
  if (said.length > 400 || /[).!?](?:\s|$)/.test(said)) return undefined;
  const separators = [...said.matchAll(/,|;| and | & /g)];
  const last = separators.at(-1);
  const name = value('id', from + (last ? last.index + last[0].length : 0));
  return before.slice(name.start).split(' ').length > 2 ? undefined : name;
}

function dependencyStart(before: string): number | undefined {
  if (!taskLine.test(before)) return undefined;
  const last = [...before.matchAll(dependencyWords)].at(-1);
  return last && last.index + last[0].length;
}
