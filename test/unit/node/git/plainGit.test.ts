import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const folders = ['src/node/git', 'src/node/shift', 'src/cli'];
const forbidden = [
  /'--force(?:-with-lease|-if-includes)?(?:=[^']*)?'/,
  /'--no-verify'/,
  /'--hard'/,
  /'stash'/,
  /'reset'/,
  /'clean'/,
  /'push'[^\n]*'-f'/,
  /core\.hooksPath/i,
  /'--autostash'/,
  /[`']\+refs\//,
  /shell: true/,
];

/** What gives a command to git in a text that must not. */
const found = (text: string) => forbidden.filter((pattern) => pattern.test(text)).map(String);

describe('what Runsheet tells git', () => {
  it('never forces, stashes, resets or skips a hook, and goes through no shell', () => {
    const files = folders.flatMap((folder) => readdirSync(folder).map((name) => path.join(folder, name)));
    assert.ok(files.length > 30);
    for (const file of files) assert.deepEqual(found(readFileSync(file, 'utf8')), [], file);
  });

  it('would be seen if it did', () => {
    for (const bad of [
      "['push', '--force-with-lease']",
      "git(['stash'])",
      "['reset', '--hard']",
      "'--no-verify'",
      "['push', '-f']",
    ])
      assert.notDeepEqual(found(bad), [], bad);
  });
});
