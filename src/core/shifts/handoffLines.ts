import { readLabel } from '../fields/label.ts';
import { fenceOf } from '../text/openFence.ts';
import type { HandoffSection, SectionSpan } from './handoff.ts';
import { bareTitle, headKeyOf, sectionOf } from './handoffTitles.ts';

/** A section as it was found in the lines of a document. */
export interface FoundSection extends SectionSpan {
  readonly section: HandoffSection;
  /** Its lines, comments taken out, fences kept. */
  readonly lines: readonly HandoffLine[];
}

export interface HandoffLine {
  /** 0-based. */
  readonly line: number;
  readonly text: string;
  readonly inCode: boolean;
}

export interface SplitHandoff {
  /** The text of the first heading. */
  readonly title: string;
  /** What stands above the first section. */
  readonly head: readonly HandoffLine[];
  readonly sections: readonly FoundSection[];
  /** Comments of the document, without their brackets, trimmed, in order. */
  readonly comments: readonly string[];
  /** A fence or a comment is never closed. */
  readonly isOpenEnded: boolean;
  /** It has the numbered sections that Runsheet writes. */
  readonly isNumbered: boolean;
}

const atxHeading = /^ {0,3}(#{1,6})[ \t]+(\S.*)$/;
/** A bold label on a line of its own is a heading below all others. */
const labelLevel = 7;

/** The lines of a text; `\r\n`, `\n` and `\r` end one, as in the editor. */
export function linesOf(text: string): readonly string[] {
  return text.split(/\r\n|\n|\r/);
}

/**
 * Splits a handoff into its head and sections, whoever wrote it. A heading that means nothing belongs to the section it
 * stands below. In a document of the nine numbered sections only they are sections.
 */
export function splitHandoff(text: string): SplitHandoff {
  const { lines, comments, isOpenEnded } = withoutComments(linesOf(text));
  const isNumbered = lines.filter(({ text: one, inCode }) => !inCode && isNumberedHeading(one)).length >= 3;
  const head: HandoffLine[] = [];
  const sections: OpenSection[] = [];
  let title = '';
  let open: OpenSection | undefined;
  for (const line of lines) {
    const heading = line.inCode ? undefined : headingOf(line.text);
    if (heading && title === '') title = bareTitle(heading.words);
    const begun = line.inCode ? undefined : beginsSection(line, heading, open, isNumbered);
    if (begun && !(heading?.level === 1 && sections.length === 0 && isTitle(heading.words))) {
      open = begun;
      sections.push(begun);
      continue;
    }
    if (heading && open && heading.level <= open.level) open = undefined;
    if (open) open.lines.push(line);
    else if (sections.length === 0) head.push(line);
  }
  return { title, head, sections: sections.map(close), comments, isOpenEnded, isNumbered };
}

interface Heading {
  readonly level: number;
  readonly words: string;
}

function headingOf(text: string): Heading | undefined {
  const match = atxHeading.exec(text.slice(0, 400));
  return match ? { level: match[1]?.length ?? 0, words: (match[2] ?? '').replace(/ #{1,6}$/, '').trim() } : undefined;
}

const numbered = /^\d\s+\S/;

function isNumberedHeading(text: string): boolean {
  const heading = headingOf(text);
  return heading?.level === 2 && numbered.test(heading.words) && sectionOf(heading.words) !== undefined;
}

function beginsSection(
  { line, text }: HandoffLine,
  heading: Heading | undefined,
  open: OpenSection | undefined,
  isNumbered: boolean,
): OpenSection | undefined {
  if (heading) {
    if (isNumbered && !isNumberedHeading(text)) return undefined;
    const section = sectionOf(heading.words);
    if (!section || (section === open?.section && heading.level > open.level)) return undefined;
    return { section, level: heading.level, line, title: bareTitle(heading.words), lines: [] };
  }
  const label = isNumbered ? undefined : labelSection(text, open);
  if (!label) return undefined;
  const lines = label.value === '' ? [] : [{ line, text: label.value, inCode: false }];
  return { section: label.section, level: labelLevel, line, title: label.title, lines };
}

interface OpenSection {
  readonly section: HandoffSection;
  readonly level: number;
  readonly line: number;
  readonly title: string;
  readonly lines: HandoffLine[];
}

const isTitle = (words: string): boolean => /\b(?:hand ?-?(?:off|over)|shift|session)\b/i.test(words);

/** `**Blockers:**` above a list, `**Next steps:** merge it`. A label of the head is none, nor is one inside a section. */
function labelSection(
  text: string,
  open: OpenSection | undefined,
): { section: HandoffSection; title: string; value: string } | undefined {
  if (!/^(?:\*\*|__)/.test(text) || (open && open.level < labelLevel)) return undefined;
  const label = readLabel(text);
  const section = label && sectionOf(label.label);
  if (!section || (label.value !== '' && headKeyOf(label.label) !== undefined)) return undefined;
  return { section, title: label.label, value: label.source };
}

function close({ section, line, title, lines }: OpenSection): FoundSection {
  const text = lines
    .filter((each) => each.inCode || !/^ {0,3}(?:-{3,}|\*{3,}|_{3,})[ \t]*$/.test(each.text))
    .map((each) => each.text)
    .join('\n')
    .trim();
  const last = lines.findLast((each) => each.text.trim() !== '');
  return { section, line, endLine: (last?.line ?? line) + 1, title, lines, text };
}

/** Takes comments out, outside code; a line that is only comment is left out. */
function withoutComments(lines: readonly string[]): { lines: HandoffLine[]; comments: string[]; isOpenEnded: boolean } {
  const kept: HandoffLine[] = [];
  const comments: string[] = [];
  let fence = '';
  let comment: string | undefined;
  lines.forEach((source, line) => {
    const found = comment === undefined ? fenceOf(source) : undefined;
    const inCode = fence !== '' || (found !== undefined && !source.slice(found.start).includes('<!--'));
    if (inCode) {
      if (fence === '') fence = found?.signs ?? '';
      else if (found?.bare === true && found.signs.startsWith(fence)) fence = '';
      kept.push({ line, text: source, inCode: true });
      return;
    }
    let text = '';
    let at = 0;
    while (at < source.length) {
      const sign = comment === undefined ? '<!--' : '-->';
      const found = source.indexOf(sign, at);
      // An escaped bracket opens nothing.
      const isEscaped = comment === undefined && found > 0 && source[found - 1] === '\\';
      const end = found < 0 ? source.length : found + (isEscaped ? sign.length : 0);
      if (comment === undefined) text += source.slice(at, end);
      else comment += source.slice(at, end);
      if (found < 0) break;
      at = found + sign.length;
      if (isEscaped) continue;
      if (comment === undefined) comment = '';
      else {
        comments.push(comment.trim());
        comment = undefined;
      }
    }
    if (comment !== undefined) comment += '\n';
    if (text.trim() !== '' || source.trim() === '') kept.push({ line, text, inCode: false });
  });
  return { lines: kept, comments, isOpenEnded: fence !== '' || comment !== undefined };
}
