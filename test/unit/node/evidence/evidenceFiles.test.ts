import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Evidence } from '../../../../src/core/readiness/evidence.ts';
import { evidenceFolder, readEvidenceFiles, writeEvidence } from '../../../../src/node/evidence/evidenceFiles.ts';
import { withFolderAsync } from '../temporaryFolder.ts';

const handoffs = '.agent-handoffs';
const now = Date.parse('2026-03-01T12:00:00Z');

function evidenceAt(minutes: number, more: Partial<Evidence> = {}): Evidence {
  return {
    v: 1,
    criterion: { plan: 'plan.md', key: 'gate/tests', hash: 'h1' },
    check: { kind: 'command', text: 'npm test' },
    outcome: 'pass',
    exitCode: 0,
    startedAt: new Date(now + minutes * 60_000).toISOString(),
    durationMs: 1200,
    fingerprint: 'f1',
    dirty: false,
    who: 'Test',
    ...more,
  };
}

const read = (root: string) => readEvidenceFiles(root, handoffs, now);

/** Puts a file beside the good ones, with a name as a check gives it. */
function plant(root: string, content: string | Buffer, number = 1): string {
  const name = `20260301T115959${String(number).padStart(3, '0')}Z-00000000-0000000${number}.json`;
  mkdirSync(evidenceFolder(root, handoffs), { recursive: true });
  writeFileSync(path.join(evidenceFolder(root, handoffs), name), content);
  return name;
}

describe('the files of evidence', function () {
  this.timeout(20_000);

  it('are read as they were written, oldest first', () =>
    withFolderAsync({}, async (root) => {
      const records = [evidenceAt(-30, { outcome: 'fail', exitCode: 1 }), evidenceAt(-5), evidenceAt(-10)];
      for (const each of records)
        assert.match(await writeEvidence(root, handoffs, each), /^\.agent-handoffs\/evidence\/.+\.json$/);
      const { records: found, refused, unread } = await read(root);
      assert.deepEqual(found, [records[0], records[2], records[1]]);
      assert.deepEqual([refused, unread], [[], 0]);
    }));

  it('are none where there is no folder', () =>
    withFolderAsync({}, async (root) => assert.deepEqual(await read(root), { records: [], refused: [], unread: 0 })));

  const bad: readonly (readonly [string, string, RegExp])[] = [
    ['half of a file', '{"v":1,"criterion":{"pl', /no JSON/],
    ['an empty file', '', /no JSON/],
    ['a list', '[]', /no JSON object/],
    ['a newer Runsheet', JSON.stringify({ ...evidenceAt(-1), v: 2 }), /newer Runsheet/],
    ['no outcome', JSON.stringify({ ...evidenceAt(-1), outcome: 'certainly' }), /outcome/],
    ['another year', JSON.stringify(evidenceAt(60 * 24 * 365)), /dated in the future/],
    ['a file of 65 KB', JSON.stringify(evidenceAt(-1)) + ' '.repeat(65 * 1024), /at most 64 KB/],
  ];
  for (const [name, content, reason] of bad)
    it(`are refused with the reason and prove nothing: ${name}`, () =>
      withFolderAsync({}, async (root) => {
        const file = plant(root, content);
        await writeEvidence(root, handoffs, evidenceAt(-1));
        const { records, refused } = await read(root);
        assert.equal(records.length, 1);
        assert.equal(refused[0]?.path, `.agent-handoffs/evidence/${file}`);
        assert.match(refused[0].reason, reason);
      }));

  it('are refused where they are links or pipes, without waiting for a writer', function () {
    if (process.platform === 'win32') this.skip();
    return withFolderAsync({ 'elsewhere.json': JSON.stringify(evidenceAt(-1)) }, async (root) => {
      plant(root, '');
      const folder = evidenceFolder(root, handoffs);
      symlinkSync(path.join(root, 'elsewhere.json'), path.join(folder, '20260301T115959000Z-00000000-0000000a.json'));
      execFileSync('mkfifo', [path.join(folder, '20260301T115959000Z-00000000-0000000b.json')]);
      const { records, refused } = await read(root);
      assert.deepEqual([records.length, refused.length], [0, 3]);
    });
  });

  it('with other names are nobody’s business here', () =>
    withFolderAsync(
      { '.agent-handoffs/evidence/notes.md': 'x', '.agent-handoffs/evidence/x.json': '{' },
      async (root) => {
        assert.deepEqual(await read(root), { records: [], refused: [], unread: 0 });
        await writeEvidence(root, handoffs, evidenceAt(-1));
        assert.equal(readFileSync(path.join(root, '.agent-handoffs/evidence/x.json'), 'utf8'), '{');
      },
    ));

  it('are all there after many have written at once, and nothing else is', () =>
    withFolderAsync({}, async (root) => {
      const keys = Array.from({ length: 40 }, (_, index) => `gate/${index % 8}`);
      await Promise.all(
        keys.map((key, index) =>
          writeEvidence(root, handoffs, evidenceAt(-index, { criterion: { plan: 'plan.md', key, hash: 'h' } })),
        ),
      );
      const { records, refused } = await read(root);
      assert.deepEqual([records.length, refused.length], [40, 0]);
      assert.ok(readdirSync(evidenceFolder(root, handoffs)).every((name) => name.endsWith('.json')));
    }));

  it('keep the newest of a criterion, and its failure whatever number of times nothing was found out since', () =>
    withFolderAsync({}, async (root) => {
      const other = { plan: 'plan.md', key: 'gate/other', hash: 'h' };
      await writeEvidence(root, handoffs, evidenceAt(-900, { criterion: other }));
      for (let at = -100; at < -60; at++) await writeEvidence(root, handoffs, evidenceAt(at));
      await writeEvidence(root, handoffs, evidenceAt(-60, { outcome: 'fail', exitCode: 1 }));
      for (let at = -50; at < -20; at++)
        await writeEvidence(root, handoffs, evidenceAt(at, { outcome: 'unknown', reason: 'It was stopped.' }));
      const { records } = await read(root);
      const own = records.filter(({ criterion }) => criterion.key === 'gate/tests');
      assert.equal(records.length - own.length, 1);
      assert.equal(own.length, 12);
      assert.equal(own.filter(({ outcome }) => outcome === 'fail').length, 1);
    }));

  it('are not written through a folder that leads out of the workspace', function () {
    if (process.platform === 'win32') this.skip();
    return withFolderAsync({ 'root/a': '', 'elsewhere/b': '' }, async (folder) => {
      const root = path.join(folder, 'root');
      symlinkSync(path.join(folder, 'elsewhere'), path.join(root, handoffs));
      await assert.rejects(writeEvidence(root, handoffs, evidenceAt(-1)), /leads out of the workspace/);
    });
  });

  it('hold nothing of the machine: no output, no environment, no host', () =>
    withFolderAsync({}, async (root) => {
      const file = await writeEvidence(root, handoffs, evidenceAt(-1));
      const keys = Object.keys(JSON.parse(readFileSync(path.join(root, file), 'utf8')) as object);
      assert.deepEqual(keys.sort(), Object.keys(evidenceAt(0)).sort());
    }));
});
