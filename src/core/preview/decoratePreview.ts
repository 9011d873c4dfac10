import type { Plan, PlanNode, Runnable, Status } from '../model.ts';
import { percentDone, progressOf } from '../show/progress.ts';

/** What is used of a token of markdown-it (https://github.com/markdown-it/markdown-it, `lib/token.mjs`). */
export interface PreviewToken {
  type: string;
  /** First line and the line behind the last, 0-based. */
  map: [number, number] | null;
  content: string;
  children: PreviewToken[] | null;
}

/** The words and results that the preview shows beside the text. */
export interface PreviewWords {
  readonly status: (status: Status) => string;
  /** "optional". */
  readonly optional: string;
  /** "3 of 7 done". */
  readonly progress: (done: number, total: number) => string;
  /** The last run, if there was one. */
  readonly result: (runnable: Runnable) => { readonly state: string; readonly text: string } | undefined;
}

/**
 * The tokens of a document with its boxes drawn, progress behind the headings, and results below the commands that were
 * run. The given tokens stay as they are: the preview keeps them for the next time.
 *
 * A box is only drawn where the text has it, so that a plan that is a moment older than the tokens draws nothing wrong.
 */
export function decoratePreview<T extends PreviewToken>(tokens: readonly T[], plan: Plan, words: PreviewWords): T[] {
  const byLine = nodesByLine(plan);
  const commands = new Map(plan.runnables.filter(({ kind }) => kind === 'block').map((one) => [one.line, one]));
  return tokens.flatMap((token, index) => {
    const line = token.map?.[0];
    if (line === undefined) return [token];
    if (token.type === 'fence') {
      const runnable = commands.get(line);
      const result = runnable && words.result(runnable);
      if (!result) return [token];
      const html = `<p class="runsheet-result runsheet-${escaped(result.state)}">${escaped(result.text)}</p>\n`;
      return [token, made(token, 'html_block', html)];
    }
    const node = byLine.get(line);
    if (token.type !== 'inline' || !node) return [token];
    const isHeading = tokens[index - 1]?.type === 'heading_open';
    return [isHeading ? withProgress(token, node, words) : withBox(token, node, words)];
  });
}

function nodesByLine(plan: Plan): ReadonlyMap<number, PlanNode> {
  const byLine = new Map<number, PlanNode>();
  const collect = (nodes: readonly PlanNode[]): void => {
    for (const node of nodes) {
      byLine.set(node.mark?.line ?? node.line, node);
      collect(node.children);
    }
  };
  collect(plan.children);
  return byLine;
}

function withBox<T extends PreviewToken>(token: T, { mark, status }: PlanNode, words: PreviewWords): T {
  const [first, ...rest] = token.children ?? [];
  const box = mark && `[${mark.char}]`;
  if (
    box === undefined ||
    first?.type !== 'text' ||
    !first.content.startsWith(box) ||
    !/^(?:[ \t]|\*[ \t])/.test(first.content.slice(box.length))
  )
    return token;
  const word = escaped(words.status(status));
  const html = `<span class="runsheet-box runsheet-${status}" role="img" aria-label="${word}" title="${word}"></span>`;
  // `[ ]* text`: the star is a mark of its own.
  const behind = first.content.slice(box.length);
  const isOptional = /^\*[ \t]/.test(behind);
  const isSaid = token.content.toLowerCase().includes(`(${words.optional.toLowerCase()})`);
  const sign = isOptional && !isSaid ? `<small> ${escaped(words.optional)}</small>` : '';
  const text = copied(first, { content: isOptional ? behind.slice(1) : behind });
  return copied(token, { children: [made(first, 'html_inline', html + sign), text, ...rest] });
}

function withProgress<T extends PreviewToken>(token: T, node: PlanNode, words: PreviewWords): T {
  const last = token.children?.at(-1);
  const count = progressOf(node)?.count;
  if (!last || !count) return token;
  const { done, total } = count;
  const word = escaped(words.progress(done, total));
  const html =
    ` <span class="runsheet-progress" title="${word}"><progress max="${total}" value="${done}" aria-label="${word}">` +
    `${percentDone(count) ?? 0}%</progress> <small>${done}/${total}</small></span>`;
  return copied(token, { children: [...(token.children ?? []), made(last, 'html_inline', html)] });
}

/** A token of the same class: the renderer calls its methods. */
function made<T extends PreviewToken>(like: T, type: string, content: string): T {
  return copied(like, { type, content, children: null, map: null, tag: '', attrs: null, markup: '', info: '' });
}

function copied<T extends PreviewToken>(token: T, changes: Readonly<Record<string, unknown>>): T {
  return Object.assign(Object.create(Object.getPrototypeOf(token) as object) as T, token, changes);
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}
