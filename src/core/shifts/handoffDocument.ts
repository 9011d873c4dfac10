import { readLabel } from '../fields/label.ts';
import type { TextEdit } from '../textEdit.ts';
import { handoffVersion, type HandoffHead, type HandoffSection } from './handoff.ts';
import { saysNone } from './handoffItems.ts';
import { linesOf, splitHandoff, type FoundSection, type SplitHandoff } from './handoffLines.ts';
import { headKeyOf, headLabels, sectionOrder, sectionTitles } from './handoffTitles.ts';
import { completeMarker, openMarker, readHandoff } from './readHandoff.ts';

/** What is to be changed in a handoff, or the sentence that says why nothing may be. */
export type HandoffChange = { readonly edits: readonly TextEdit[] } | { readonly refused: string };

/** A handoff with what is needed to change it in place. Lives for one call. */
export interface HandoffDocument {
  readonly lines: readonly string[];
  readonly eol: string;
  readonly split: SplitHandoff;
}

/** Opens a handoff for a change; a sentence where it must not be changed. */
export function openForChange(text: string): HandoffDocument | string {
  const { version, faults } = readHandoff(text);
  if (version !== undefined && version > handoffVersion) return faults[0]?.message ?? 'Written by a newer Runsheet.';
  const split = splitHandoff(text);
  if (split.isOpenEnded)
    return 'A code block or comment in it is never closed: close it first, so that nothing is written into it.';
  return { lines: linesOf(text), eol: /\r\n|\n|\r/.exec(text)?.[0] ?? '\n', split };
}

/** Puts an item at the end of a section, in the place of a "None."; a section that is missing is put in its order. */
export function itemInSection(document: HandoffDocument, section: HandoffSection, item: string): TextEdit {
  const { lines, split } = document;
  const found = split.sections.findLast((each) => each.section === section);
  if (!found) return newSection(document, section, item);
  const said = found.lines.filter(({ text }) => text.trim() !== '');
  const [only] = said;
  if (!only) return behind(document, found.line, ['', item]);
  if (said.length === 1 && saysNone(only.text)) {
    const source = lines[only.line] ?? '';
    // "**Blockers:** none" is one line: the label stays.
    const column = only.line === found.line ? Math.max(0, source.lastIndexOf(only.text.trim())) : 0;
    const newText = only.line === found.line ? document.eol + document.eol + item : item;
    return { line: only.line, column, endLine: only.line, endColumn: source.length, newText };
  }
  const last = said.at(-1) ?? only;
  const isList = /^(?:\s*(?:[-*+]|\d{1,9}[.)])\s|[ \t]{2,}\S)/.test(last.text.slice(0, 60)) && !last.inCode;
  return behind(document, last.line, isList ? [item] : ['', item]);
}

/** Lines put behind a line; the document's own line ends, and no final newline where it has none. */
export function behind({ lines, eol }: HandoffDocument, line: number, added: readonly string[]): TextEdit {
  const column = (lines[line] ?? '').length;
  return { line, column, endLine: line, endColumn: column, newText: added.map((one) => eol + one).join('') };
}

/** A section that the document does not have yet, where it belongs. */
function newSection(document: HandoffDocument, section: HandoffSection, content: string): TextEdit {
  const { lines, split } = document;
  const order = sectionOrder.indexOf(section);
  const heading = `## ${split.isNumbered ? `${order + 1} ` : ''}${sectionTitles[section]}`;
  const orderOf = (each: FoundSection): number => sectionOrder.indexOf(each.section);
  const before = split.sections.findLast((each) => orderOf(each) < order);
  if (before) return behind(document, lastLineOf(document, before), ['', heading, '', content]);
  const after = split.sections.find((each) => orderOf(each) > order);
  if (after) {
    const newText = [heading, '', content, '', ''].join(document.eol);
    return { line: after.line, column: 0, endLine: after.line, endColumn: 0, newText };
  }
  const foot = footLine(document) ?? lines.length;
  let last = foot - 1;
  while (last > 0 && (lines[last] ?? '').trim() === '') last--;
  return behind(document, Math.max(0, last), ['', heading, '', content]);
}

/** The last line of a section, comments in it included: up to the next heading or the marker at the foot. */
function lastLineOf(document: HandoffDocument, section: FoundSection): number {
  const next = document.split.sections.find((each) => each.line > section.line)?.line;
  const end = next ?? footLine(document) ?? document.lines.length;
  let last = end - 1;
  while (last > section.line && (document.lines[last] ?? '').trim() === '') last--;
  return last;
}

/** The line of the marker at the foot. */
export function footLine({ lines }: HandoffDocument): number | undefined {
  const found = lines.findLastIndex((line) =>
    [completeMarker, openMarker].some((marker) => line.trim().toLowerCase() === `<!-- ${marker} -->`),
  );
  return found < 0 ? undefined : found;
}

/** Sets the value of a line of the head; a line that is missing is put behind the others. */
export function headLine(document: HandoffDocument, key: keyof HandoffHead, value: string): TextEdit {
  const { lines, split } = document;
  let last = -1;
  for (const { line, inCode } of split.head) {
    const source = lines[line] ?? '';
    const label = inCode ? undefined : readLabel(source);
    if (!label || !/^\s{0,3}(?:[-*] )?(?:\*\*|__)?[\p{L}]/u.test(source)) continue;
    const named = headKeyOf(label.label);
    if (named !== undefined) last = line;
    if (named !== key) continue;
    const end = source.trimEnd().length;
    const column = label.source === '' ? end : Math.max(0, source.lastIndexOf(label.source));
    const newText = label.source === '' ? ` ${value}` : value;
    return { line, column, endLine: line, endColumn: end, newText };
  }
  const added = `**${headLabels[key]}:** ${value}`;
  if (last >= 0) return behind(document, last, [added]);
  const title = lines.findIndex((line) => /^#\s/.test(line));
  return title >= 0
    ? behind(document, title, ['', added])
    : { line: 0, column: 0, endLine: 0, endColumn: 0, newText: added + document.eol + document.eol };
}
