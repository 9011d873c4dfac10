import assert from 'node:assert/strict';
import { inEditorWords } from '../../../src/vscode/shiftWords.ts';

describe('what a procedure says, in the words of the editor', () => {
  it('names commands of the palette in place of those of the command line', () => {
    assert.equal(
      inEditorWords('Wait, or take it over: runsheet shift takeover 3 --reason TEXT.'),
      'Wait, or take it over: "Take Over Shift".',
    );
    assert.equal(inEditorWords('Start another one: runsheet shift start 4.'), 'Start another one: "Start Shift".');
    assert.equal(inEditorWords('Finish it first: runsheet shift end.'), 'Finish it first: "End Shift".');
  });
});
