import type { RunnableLine } from '../model.ts';
import type { BodyItem } from './bodyItem.ts';
import { scanForeignBody } from './foreignLines.ts';
import { scanShellBody } from './shellLines.ts';

/** A label and the items it names. */
export interface LabelledItem {
  readonly label: string;
  readonly line: number;
}

/**
 * Splits the body of a shell block into lines that can be run one by one. Lines stay together over continuations, open
 * quotes, heredocs, trailing `&&`, `||` and `|`, and from `if`, `for`, `while`, `case`, `{` or `(` to their ends.
 * A comment is the label of the first command behind it, unless an empty line stands between.
 *
 * @param body with LF line ends
 * @param firstLine 0-based line of the document on which the body starts
 * @param language of the fence; PowerShell and cmd have their own continuations
 */
export function splitLogicalLines(body: string, firstLine: number, language = 'bash'): readonly RunnableLine[] {
  const lines: RunnableLine[] = [];
  let comments: BodyItem[] = [];
  for (const item of scanBody(body, firstLine, language)) {
    if (item.type === 'comment') comments.push(item);
    else {
      if (item.type === 'command') {
        const label = labelOf(comments, language)?.label;
        const { text, line, endLine } = item;
        lines.push(label === undefined ? { text, line, endLine } : { text, line, endLine, label });
      }
      comments = [];
    }
  }
  return lines;
}

/** The items of a body in order. Every line belongs to exactly one. */
export function scanBody(body: string, firstLine: number, language: string): readonly BodyItem[] {
  switch (language) {
    case 'powershell':
    case 'pwsh':
      return scanForeignBody(body, firstLine, 'pwsh');
    case 'cmd':
    case 'bat':
      return scanForeignBody(body, firstLine, 'cmd');
    default:
      return scanShellBody(body, firstLine, language === 'fish');
  }
}

const numbered = /^#\s*(?:step\s+)?\d+(?:\.\d+)*\s*[.:)\]-]/i;

/**
 * What a run of comments says about the command below it: its first numbered comment (`# 2. Build`), else the first
 * one that says anything. The line is that of the comment.
 */
export function labelOf(comments: readonly BodyItem[], language = 'bash'): LabelledItem | undefined {
  const said = comments
    .map((item) => ({ label: cleanComment(item.text, language), line: item.line, numbered: numbered.test(item.text) }))
    .filter(({ label }) => label !== '');
  return said.find((comment) => comment.numbered) ?? said[0];
}

const ordinal = /^(?:(?:step|part)\s+\d+(?:\.\d+)*\s*[.:)–—-]?|\d+(?:\.\d+)*\s*[.:)])\s*/i;

/** The words of a comment: without its sign, rules of `---` or `===`, and `Step 2:` or `2.` before the words. */
export function cleanComment(comment: string, language = 'bash'): string {
  if (comment.startsWith('#!')) return '';
  const sign = language === 'cmd' || language === 'bat' ? /^(?:@?rem\b|::)\s*/i : /^#+\s*/;
  const text = comment.replace(sign, '').replace(/^[-=*~#_]{2,}\s*/, '');
  const words = text.slice(0, ruleStart(text)).trim();
  const label = words.replace(ordinal, '');
  return /[\p{L}\p{N}]/u.test(label) ? label : '';
}

/** Where a closing rule such as `=====` starts. */
function ruleStart(text: string): number {
  let end = text.length;
  while (end > 0 && '-=*~#_ \t'.includes(text[end - 1] ?? '')) end -= 1;
  return text.length - end > 1 ? end : text.length;
}
