import assert from 'node:assert/strict';
import type { Plan } from '../../../../src/core/model.ts';
import { parsePlan } from '../../../../src/core/parse/parsePlan.ts';
import { decoratePreview, type PreviewToken, type PreviewWords } from '../../../../src/core/preview/decoratePreview.ts';

class Token implements PreviewToken {
  type: string;
  map: [number, number] | null;
  content: string;
  children: PreviewToken[] | null;

  constructor(type: string, line: number | undefined, content = '') {
    this.type = type;
    this.map = line === undefined ? null : [line, line + 1];
    this.content = content;
    this.children = type === 'inline' ? [new Token('text', undefined, content)] : null;
  }

  attrGet(): null {
    return null;
  }
}

const fence = '```';
const text = `# Harbour plan

## Phase 1: Dredge

- [x] Rent a <dredger>
- [!] Wait
- [ ] Sound
- [ ]* Perhaps

${fence}bash
npm test
${fence}
`;
const plan: Plan = parsePlan('PLAN.md', text);
const words: PreviewWords = {
  status: (status) => `is "${status}"`,
  optional: 'is optional',
  progress: (done, total) => `${done} of ${total} done`,
  result: () => undefined,
};
const html = (tokens: readonly PreviewToken[]): string =>
  tokens.map(({ type, content, children }) => (type === 'inline' ? html(children ?? []) : content)).join('');

describe('a plan in the preview of markdown', () => {
  it('has its boxes drawn by their state, with a word for it', () => {
    const shown = html(
      decoratePreview([new Token('inline', 4, '[x] Rent'), new Token('inline', 5, '[!] Wait')], plan, words),
    );
    assert.match(
      shown,
      /<span class="runsheet-box runsheet-done" role="img" aria-label="is &#34;done&#34;"[^>]*><\/span> Rent/,
    );
    assert.match(shown, /runsheet-blocked"[^>]*><\/span> Wait/);
    assert.doesNotMatch(shown, /\[[x!]\]/);
  });

  it('has the box of an optional task, with the word for its sign', () => {
    const shown = html(decoratePreview([new Token('inline', 7, '[ ]* Perhaps')], plan, words));
    assert.match(shown, /runsheet-open"[^>]*><\/span><small> is optional<\/small> Perhaps$/);
    const said = html(decoratePreview([new Token('inline', 7, '[ ]* Perhaps (is optional)')], plan, words));
    assert.match(said, /<\/span> Perhaps \(is optional\)$/);
  });

  it('leaves a line alone that does not say what the plan says, and other markup in it', () => {
    const moved = new Token('inline', 4, 'A paragraph that moved here');
    const link = new Token('inline', 6, '[ ](x)');
    assert.deepEqual(decoratePreview([moved, link], plan, words), [moved, link]);
  });

  it('has a bar with its numbers behind the heading of a phase', () => {
    const shown = html(decoratePreview([new Token('heading_open', 2), new Token('inline', 2, 'Phase 1')], plan, words));
    assert.match(shown, /Phase 1 <span [^>]*><progress max="4" value="1" aria-label="1 of 4 done">25%<\/progress>/);
  });

  it('has the result of a command below it, as text', () => {
    const result: PreviewWords['result'] = () => ({ state: 'failed', text: 'failed <3>' });
    const shown = html(decoratePreview([new Token('fence', 9, 'npm test')], plan, { ...words, result }));
    assert.match(shown, /npm test<p class="runsheet-result runsheet-failed">failed &#60;3&#62;<\/p>/);
    assert.equal(html(decoratePreview([new Token('fence', 9, 'npm test')], plan, words)), 'npm test');
  });

  it('keeps the tokens it was given, and their class for the renderer', () => {
    const tokens = [new Token('inline', 4, '[x] Rent')];
    const before = JSON.stringify(tokens);
    const shown = decoratePreview(tokens, plan, words);
    assert.equal(JSON.stringify(tokens), before);
    assert.ok(
      shown.every((token) => token instanceof Token && token.children?.every((child) => child instanceof Token)),
    );
  });
});
