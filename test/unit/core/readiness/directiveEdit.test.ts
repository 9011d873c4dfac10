import assert from 'node:assert/strict';
import { applyTextEdits } from '../../../../src/core/edit/applyTextEdits.ts';
import { readDirectives } from '../../../../src/core/fields/directives.ts';
import { directiveEdit, withoutDirective } from '../../../../src/core/readiness/directiveEdit.ts';

describe('what a line tells Runsheet, written from a menu', () => {
  const written = (text: string, ...wish: ['check' | 'expect' | 'accept', string]): string | undefined => {
    const edit = directiveEdit(text, 0, ...wish);
    return edit && applyTextEdits(text, [edit]);
  };

  it('stands behind the line and is read again', () => {
    const text = written('- [ ] No mocks left', 'check', 'grep -r mock src');
    assert.equal(text, '- [ ] No mocks left <!-- runsheet: check=grep -r mock src -->');
    assert.deepEqual(readDirectives(text, 0), [{ name: 'check', value: 'grep -r mock src', line: 0 }]);
  });

  it('takes the place of the one that was there, and leaves others alone', () => {
    const before = '- [ ] Tests <!-- runsheet: check=npm t --> <!-- runsheet: inputs=src/** -->';
    assert.equal(
      written(before, 'check', 'npm test'),
      '- [ ] Tests <!-- runsheet: check=npm test --> <!-- runsheet: inputs=src/** -->',
    );
  });

  it('accepts two problems of one line side by side', () => {
    const first = written('**Status**: 90%', 'accept', 'declared-gap: in points') ?? '';
    const both = written(first, 'accept', 'scores-differ: of last week') ?? '';
    assert.deepEqual(
      readDirectives(both, 0).map(({ value }) => value),
      ['declared-gap: in points', 'scores-differ: of last week'],
    );
  });

  it('is not written where it could not be read again', () => {
    assert.equal(written('- [ ] x', 'accept', 'done --> really'), undefined);
    assert.equal(written('- [ ] x', 'check', 'a\nb'), undefined);
    assert.equal(written('- [ ] x', 'check', '  '), undefined);
  });

  it('is taken out again without touching the rest of the line', () => {
    const line = '- [ ] Tests <!-- runsheet: expect=>= 18 --> <!-- runsheet: inputs=src/** -->';
    assert.equal(withoutDirective(line, 'expect'), '- [ ] Tests <!-- runsheet: inputs=src/** -->');
    assert.equal(withoutDirective(line, 'check'), line);
  });
});
