import assert from 'node:assert/strict';
import fc from 'fast-check';
import { couldBePlan, isBinary } from '../../../../src/core/detect/couldBePlan.ts';
import { scanFacts } from '../../../../src/core/detect/scanFacts.ts';
import { scorePath } from '../../../../src/core/detect/scorePath.ts';
import { scorePlan } from '../../../../src/core/detect/scorePlan.ts';

/** One character for each byte of UTF-8. */
const bytes = (text: string) => Buffer.from(text).toString('latin1');

describe('What the raw bytes tell', () => {
  it('a file without a heading that names a plan is dismissed', () => {
    assert.equal(couldBePlan(bytes('# Harbour notes\n\n- [ ] buy lamps\n'), false), false);
    assert.equal(couldBePlan(bytes('words, and a plan\n'), false), false);
  });

  for (const text of [
    '# Harbour plan\n',
    '\ufeff# Harbour plan\r\n',
    '> # Plan\n',
    'Harbour plan\n===\n',
    '---\ntitle: x\n---\n# Plan\n',
    '# 計画\n',
  ]) {
    it(`${JSON.stringify(text)} can be a plan`, () => {
      assert.equal(couldBePlan(bytes(text), false), true);
    });
  }

  it('a comment of a script or a key of the front matter is no heading', () => {
    assert.equal(couldBePlan(bytes('```sh\n# plan\n```\n\n# Notes\n'), false), false);
    assert.equal(couldBePlan(bytes('---\n# plan\n---\n\n# Notes\n'), false), false);
  });

  it('a marker keeps a file that nothing else speaks for', () => {
    assert.equal(couldBePlan(bytes('words\n\n<!-- runsheet: plan -->\n'), false), true);
  });

  it('a file whose path names a plan needs a heading or a list', () => {
    assert.equal(couldBePlan(bytes('just words\n'), true), false);
    assert.equal(couldBePlan(bytes('just words\n\n1. first\n'), true), true);
  });

  it('zeros make a file binary, unless it is UTF-16', () => {
    assert.equal(isBinary(Uint8Array.of(0x23, 0x20, 0, 1)), true);
    assert.equal(isBinary(Uint8Array.of(0xff, 0xfe, 0x23, 0)), false);
    assert.equal(isBinary(bytes('# Plan\n')), false);
    assert.equal(isBinary('# \u0000\u0001'), true);
    assert.equal(isBinary('\u00ff\u00fe#\u0000'), false);
  });

  it('never dismisses what the score would show', () => {
    const line = fc.constantFrom(
      '# Plan',
      '# Notes',
      'Roadmap',
      '===',
      '## Phase 1',
      '## Phase 2',
      '- [ ] a',
      '- b',
      '```',
      '---',
      '',
      '> x',
      '<!-- runsheet: plan -->',
    );
    const path = fc.constantFrom('plan.md', 'notes.md', 'specs/x/tasks.md', 'README.md');
    fc.assert(
      fc.property(path, fc.array(line, { maxLength: 20 }), (name, lines) => {
        const text = lines.join('\n');
        const { identified, excluded } = scorePath(name);
        const shown = scorePlan(name, scanFacts(text)).verdict !== 'no';
        assert.ok(
          !shown || couldBePlan(bytes(text), identified && excluded === undefined),
          JSON.stringify([name, text]),
        );
      }),
      { numRuns: 5000 },
    );
  });
});
