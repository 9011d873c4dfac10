import assert from 'node:assert/strict';
import { applyTextEdits } from '../../../../src/core/edit/applyTextEdits.ts';
import { changeRegion, readRegion, type RegionChange } from '../../../../src/core/shifts/managedRegion.ts';

const before = '# Tracker\n\nMine.\n\n';
const empty = `${before}<!-- runsheet:begin progress -->\n<!-- runsheet:end progress -->\n\nAlso mine.`;

function applied(text: string, change: RegionChange): string {
  if (!('edits' in change)) assert.fail(JSON.stringify(change));
  return applyTextEdits(text, change.edits);
}

const written = applied(empty, changeRegion(empty, 'progress', 'one\n\ntwo'));

describe('The part of a document that Runsheet writes', () => {
  it('is filled between its marks, and everything else stays', () => {
    assert.equal(readRegion(written, 'progress'), 'one\n\ntwo');
    assert.equal(written.replace(/one[^]*hash \w+ -->\n/, ''), empty);
  });

  it('is not touched when it says already what it is to say', () => {
    assert.deepEqual(changeRegion(written, 'progress', 'one\n\ntwo\n'), { kind: 'same' });
  });

  it('is replaced when Runsheet wrote what stands there', () => {
    const change = changeRegion(written, 'progress', 'three');
    assert.equal(change.kind, 'replace');
    assert.equal(readRegion(applied(written, change), 'progress'), 'three');
  });

  it('that a person changed is shown, and replaced only if that is wanted', () => {
    const edited = written.replace('two', 'two, and half of three');
    const change = changeRegion(edited, 'progress', 'three');
    assert.deepEqual(change.kind === 'edited' && [change.present, change.next], [
      'one\n\ntwo, and half of three',
      'three',
    ]);
    assert.equal(readRegion(applied(edited, change), 'progress'), 'three');
  });

  it("with words in it and without a hash is a person's", () => {
    const theirs = empty.replace('begin progress -->\n', 'begin progress -->\n1 of 16 shifts\n');
    assert.equal(changeRegion(theirs, 'progress', 'x').kind, 'edited');
  });

  it('survives an editor that takes blanks away and changes line ends', () => {
    const trimmed = applied(empty, changeRegion(empty, 'progress', 'one  \ntwo')).replace('one  ', 'one');
    assert.equal(changeRegion(trimmed.replaceAll('\n', '\r\n'), 'progress', 'x').kind, 'replace');
  });

  it('keeps Windows line ends and a missing final newline', () => {
    const windows = empty.replaceAll('\n', '\r\n');
    const text = applied(windows, changeRegion(windows, 'progress', 'one\ntwo'));
    assert.equal(text.replaceAll('\r\n', '').includes('\n'), false);
    assert.ok(text.endsWith('\r\nAlso mine.'));
  });

  it('is offered at the end of a document that has none', () => {
    for (const [text, lead] of [
      ['# T\n\nx', '# T\n\nx\n\n<!--'],
      ['x\n', 'x\n\n<!--'],
      ['x\n\n', 'x\n\n<!--'],
      ['', '<!--'],
    ]) {
      const change = changeRegion(text ?? '', 'progress', 'one');
      assert.equal(change.kind, 'append');
      const after = applied(text ?? '', change);
      assert.ok(after.startsWith(lead ?? ''), after);
      assert.equal(after.endsWith('\n'), text === '' || (text ?? '').endsWith('\n'));
      assert.equal(changeRegion(after, 'progress', 'two').kind, 'replace');
    }
  });

  it('with marks that do not hold is refused, with the line and what to do', () => {
    const begin = '<!-- runsheet:begin progress -->';
    const end = '<!-- runsheet:end progress -->';
    const wrong: readonly (readonly [string, number, RegExp])[] = [
      [`x\n${begin}\ny`, 1, /end progress.*missing/],
      [`x\n${end}\ny`, 1, /begin progress.*missing/],
      [`${end}\n${begin}\n`, 0, /stands before/],
      [`${begin}\n${end}\n${begin}\n${end}\n`, 2, /more than once/],
      [`${begin}\n${end}\n${end}\n`, 2, /more than once/],
      [`${begin}\n\`\`\`\n${end}\n`, 0, /missing outside code/],
    ];
    for (const [text, line, reason] of wrong) {
      const change = changeRegion(text, 'progress', 'one');
      if (change.kind !== 'refused') assert.fail(text);
      assert.equal(change.line, line, text);
      assert.match(change.reason, reason);
      assert.equal(readRegion(text, 'progress'), undefined);
    }
  });

  it('marks in a code block and in a sentence are no marks', () => {
    const about = '```\n<!-- runsheet:begin progress -->\n```\nWrite `<!-- runsheet:begin progress -->` first.\n';
    assert.equal(changeRegion(about, 'progress', 'one').kind, 'append');
  });
});
