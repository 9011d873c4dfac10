import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { withFolder } from '../node/temporaryFolder.ts';

const cli = path.resolve(process.env['RUNSHEET_CLI'] ?? 'dist/cli.js');
const plan = '# Plan\n\n## Phase 1: Dredge\n\n- [ ] Pond\n- [ ] Weir\n';

function runsheet(folder: string, args: readonly string[]) {
  const env = { PATH: process.env['PATH'], RUNSHEET_NO_CACHE: '1' };
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
    cwd: folder,
    env,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

interface Refusal {
  readonly exitCode: number;
  readonly stop: { readonly reason: string; readonly message: string; readonly remedy: string };
}

describe('a refusal where JSON was asked for', function () {
  this.timeout(60_000);
  const isRefusal = new Ajv().compile(JSON.parse(readFileSync('schemas/refusal.schema.json', 'utf8')) as object);

  it('is JSON of one form, whatever the command, in the words that stand on stderr', () => {
    withFolder({ 'plan.md': plan }, (folder) => {
      for (const [words, help] of [
        ['tick gone.md:1', 'tick '],
        ['tick plan.md', 'tick '],
        ['tick plan.md:5 --state soon', 'tick '],
        ['check', 'check '],
        ['check plan.md --all', 'check '],
        ['decide plan.md --vote go', 'decide '],
        ['run gone.md:1', 'run '],
        ['status --min high', 'status '],
        ['status plan.md --phase 9', 'status '],
        ['explain gone.md:1', ''],
        ['explain readiness plan.md', ''],
        ['next --limit ten', ''],
        ['outline --frob', ''],
        ['frobnicate', ''],
        ['', ''],
      ] as const) {
        const { status, stdout, stderr } = runsheet(folder, [...words.split(' ').filter(Boolean), '--json']);
        assert.notEqual(stdout, '', words);
        const output = JSON.parse(stdout) as Refusal;
        assert.ok(isRefusal(output), `${words}: ${JSON.stringify(isRefusal.errors)}`);
        assert.deepEqual([status, output.exitCode, output.stop.reason], [2, 2, 'wrong-use'], words);
        assert.ok(output.stop.message !== '' && stderr.includes(output.stop.message), stderr);
        assert.equal(output.stop.remedy, `See runsheet ${help}--help.`);
      }
    });
  });

  it('comes once: what has JSON of its own prints only that', () => {
    withFolder({ 'plan.md': plan }, (folder) => {
      const missing = runsheet(folder, ['status', 'gone.md', '--json']);
      assert.equal(missing.status, 2);
      assert.deepEqual((JSON.parse(missing.stdout) as { documents: object[] }).documents, []);
      const tick = runsheet(folder, ['tick', 'plan.md#gone', '--json']);
      assert.equal((JSON.parse(tick.stdout) as { outcome: string }).outcome, 'none');
    });
  });

  it('without --json nothing stands on stdout, also where the word comes after "--"', () => {
    withFolder({ 'plan.md': plan }, (folder) => {
      assert.equal(runsheet(folder, ['tick', 'gone.md:1']).stdout, '');
      assert.equal(runsheet(folder, ['tick', '--', '--json']).stdout, '');
    });
  });
});
