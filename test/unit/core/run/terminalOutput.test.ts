import assert from 'node:assert/strict';
import { plainOutput, TerminalOutput } from '../../../../src/core/run/terminalOutput.ts';
import { ownTime } from '../../ownTime.ts';

const of = (...chunks: readonly string[]): TerminalOutput => {
  const output = new TerminalOutput();
  for (const chunk of chunks) output.add(chunk);
  return output;
};

describe('the output of a run that went to a terminal', () => {
  for (const [raw, text] of [
    ['plain\r\nlines\r\n', 'plain\nlines\n'],
    ['\x1b[32mgreen\x1b[0m and \x1b[1;31mred\x1b[m', 'green and red'],
    ['\x1b]633;C\x07out\r\n\x1b]633;D;0\x07', 'out\n'],
    ['\x1b]0;a title\x1b\\text', 'text'],
    ['\x1b]8;;https://example.com\x07link\x1b]8;;\x07', 'link'],
    ['\x1b[?25l\x1b[2K\x1b[1Gspinner\x1b[?25h', 'spinner'],
    ['\x1bPsixel data\x1b\\after', 'after'],
    ['\x1b(B\x1b7kept\x1b8\x1b=', 'kept'],
    ['10 %\r20 %\r100 %\r\ndone\r\n', '100 %\ndone\n'],
    ['typo\b\b\bwin\x07', 'twin'],
    ['never ended \x1b]633;E;secret', 'never ended '],
    ['at the end \x1b', 'at the end '],
    ['two\x1b\x1b[1m escapes', 'two escapes'],
    ['a [32m b', 'a [32m b'],
    ['ünïcode ✓ 👍\r\n', 'ünïcode ✓ 👍\n'],
  ] as const)
    it(`${JSON.stringify(raw)} is read as ${JSON.stringify(text)}`, () => {
      assert.equal(plainOutput(raw), text);
    });

  it('hides the values of secrets, also where colours and chunks go through them', () => {
    const output = of('token: s3c', '\x1b[1mr3t-lo', 'ng\x1b[0m and s3cr3t\r\n');
    assert.equal(output.text(['s3cr3t', 's3cr3t-long', '']), 'token: ••• and •••\n');
  });

  it('of much output the end is kept, from the beginning of a line, in bounds', () => {
    const output = new TerminalOutput();
    for (let index = 0; index < 300_000; index++) output.add(`\x1b[2mline ${index}\x1b[0m\r\n`);
    const text = output.text([]);
    assert.ok(text.length <= 64 * 1024, String(text.length));
    assert.ok(text.length > 60 * 1024, String(text.length));
    assert.match(text, /^line \d+\n/);
    assert.ok(text.endsWith('line 299999\n'));
  });

  it('a secret that is cut in two where the output is cut is not shown', () => {
    const output = new TerminalOutput();
    const secret = 'x'.repeat(3000);
    for (let index = 0; index < 1000; index++) output.add(secret);
    assert.ok(!output.text([secret]).includes('xxx'));
  });

  it('is read in time that grows with its length, whatever stands in it', () => {
    for (const hostile of ['\x1b[', '\x1b]', '\x1b[0;', '\x1bP', '\r', '\b', '\x1b', '\x1b[0 ']) {
      const tookMs = ownTime(() => {
        plainOutput(hostile.repeat(200_000));
        plainOutput(`\x1b[${'0'.repeat(500_000)}`);
      }, 1500);
      assert.ok(tookMs < 1500, `${JSON.stringify(hostile)}: ${tookMs} ms`);
    }
  });
});
