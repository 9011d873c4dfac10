import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { writeInside } from '../../../src/node/writeInside.ts';
import { withFolderAsync } from './temporaryFolder.ts';

describe('a new file in a folder that others read too', () => {
  it('is written, and its folder made', () =>
    withFolderAsync({}, async (folder) => {
      assert.equal(
        await writeInside(folder, '.agent-handoffs/evidence', 'a.json', '{}'),
        '.agent-handoffs/evidence/a.json',
      );
      assert.equal(readFileSync(path.join(folder, '.agent-handoffs', 'evidence', 'a.json'), 'utf8'), '{}');
    }));

  it('says what to do where a file stands in the place of the folder, or of one above it', () =>
    withFolderAsync({ '.agent-handoffs': 'x', 'logs/history': 'x' }, async (folder) => {
      for (const place of ['.agent-handoffs/evidence', 'logs/history'])
        await assert.rejects(
          writeInside(folder, place, 'a.json', '{}'),
          (error: Error) =>
            error.message === `${place} cannot be made a folder, because a file stands in its way: move it away`,
        );
    }));
});
