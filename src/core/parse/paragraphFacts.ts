import { findEstimate } from '../fields/estimate.ts';
import { type Label, readFieldLines, readLabel } from '../fields/label.ts';
import type { Field } from '../model.ts';
import { plainText } from '../text/plainText.ts';
import type { ParagraphBlock } from './block.ts';
import { inlineCode } from './inlineCode.ts';

/** What the lines of a paragraph say by themselves; lines are relative to the first one. */
export interface ParagraphFacts {
  /** The label that its last line opens. */
  readonly label?: string;
  /** The label is the title of a task, with its estimate. */
  readonly isTitle: boolean;
  readonly fields: readonly Field[];
  /** ``Run: `npm test` ``: commands that stand in no list. */
  readonly commands: readonly { readonly line: number; readonly text: string }[];
}

const cache = new WeakMap<ParagraphBlock, ParagraphFacts>();

/** Reads a paragraph once per block. */
export function paragraphFacts(block: ParagraphBlock): ParagraphFacts {
  let facts = cache.get(block);
  if (!facts) {
    facts = readParagraph(block.lines);
    cache.set(block, facts);
  }
  return facts;
}

function readParagraph(lines: readonly string[]): ParagraphFacts {
  const title = readBoldTitle(lines);
  const label = title ?? readLabel(lines.at(-1) ?? '');
  const opensGroup = label?.value === '';
  return {
    ...(opensGroup && { label: label.label }),
    isTitle: title !== undefined,
    fields: readFieldLines(lines.slice(0, opensGroup ? -1 : undefined).join('\n'), 0),
    commands: lines.flatMap((line, index) => {
      const code = commandLine.test(line) ? inlineCode(line)[0] : undefined;
      return code === undefined ? [] : [{ line: index, text: code }];
    }),
  };
}

/** A line that says of its first code span that it is to be run. */
const commandLine = /^[*_]{0,3}(?:then )?(?:run|command|verify|test|execute)(?: with| command)?[*_]{0,3}:[*_]{0,3} ?`/i;

/** `**Rename the columns** (2 hours)` alone in its paragraph: a title with an estimate. */
function readBoldTitle(lines: readonly string[]): Pick<Label, 'label' | 'value'> | undefined {
  const line = lines.length === 1 ? (lines[0] ?? '').trim() : '';
  return /^\*\*[^*]{1,200}[^*:]\*\* ?\([^()]{1,60}\)$/.test(line) && findEstimate(plainText(line))
    ? { label: line, value: '' }
    : undefined;
}
