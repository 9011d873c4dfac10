import { stripDecoration } from '../text/decoration.ts';
import { plainText } from '../text/plainText.ts';
import type { Handoff, HandoffSection } from './handoff.ts';
import { sectionOrder, sectionTitles } from './handoffTitles.ts';

/** Something that has to be written before a handoff can end. */
export interface HandoffGap {
  readonly code: 'missing-section' | 'empty-section' | 'no-status-word' | 'unfilled';
  readonly section: HandoffSection;
  /** 0-based line of the section; absent where there is none. */
  readonly line?: number;
  /** A sentence that says what to do. */
  readonly message: string;
}

/** The sections that have to say something, or "None.", before a shift ends. */
const needed: readonly HandoffSection[] = ['status', 'summary', 'blockers', 'actions', 'watch'];

/**
 * What is missing before a handoff can end: a section without a word, text of a template that nobody replaced, a status
 * without its word. Empty where it is complete.
 */
export function checkHandoff(handoff: Handoff): readonly HandoffGap[] {
  return needed.flatMap((section): HandoffGap[] => {
    const span = handoff.sections[section];
    const name = `${sectionOrder.indexOf(section) + 1} ${sectionTitles[section]}`;
    // A line of the head may say it: "**Status:** 🟢 stable".
    if (!span && section === 'status' && handoff.status?.word) return [];
    if (!span)
      return [
        {
          code: 'missing-section',
          section,
          message: `The section "${name}" is missing: add it, or say "None." in it.`,
        },
      ];
    const place = { section, line: span.line };
    if (isEmpty(span.text))
      return [{ code: 'empty-section', ...place, message: `"${span.title}" says nothing: fill it, or write "None."` }];
    if (isTemplate(span.text))
      return [
        { code: 'unfilled', ...place, message: `"${span.title}" still has the text of the template: replace it.` },
      ];
    return section === 'status' && !handoff.status?.word
      ? [
          {
            code: 'no-status-word',
            ...place,
            message: `"${span.title}" begins with none of STABLE, WATCH and UNSTABLE.`,
          },
        ]
      : [];
  });
}

/** Bullets and boxes without a word, and rules of tables, say nothing. */
function isEmpty(text: string): boolean {
  return text.split('\n').every((line) => /^[\s>*+|:_-]{0,400}(?:\d{1,3}[.)])?\s{0,9}(?:\[ ?\])?\s{0,9}$/.test(line));
}

const placeholder =
  /^(?:\[(?!link)[^\]]{1,200}\]|<[^<>]{1,200}>|\{\{?[^{}]{1,200}\}?\}|\.{3}|…|tbd|to ?do|fill (?:this )?in|to be (?:filled|written|added).{0,40})[.:]?$/i;

/** Every line is one that a template leaves for somebody to replace: `[Describe the blockers]`, `TBD`, `...`. */
function isTemplate(text: string): boolean {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.every((line) => {
    const bare = line.slice(0, 300).replace(/^\s{0,20}(?:[-*+]|\d{1,3}[.)])?\s{0,9}(?:\[[ xX]\]\s)?/, '');
    return placeholder.test(bare.trim()) || placeholder.test(stripDecoration(plainText(bare)));
  });
}
