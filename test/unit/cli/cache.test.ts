import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { withFolder, withFolderAsync } from '../node/temporaryFolder.ts';

const cli = path.resolve(process.env['RUNSHEET_CLI'] ?? 'dist/cli.js');
const plan = `# Plan\n\n## Phase 1: Dredge\n\n## Phase 2: Build\n\n${'- [ ] a\n'.repeat(9)}- [x] b\n`;
const files = { 'root/.git/HEAD': '', 'root/plan.md': plan, 'root/docs/roadmap.md': plan, 'root/notes.md': 'words\n' };

const environment = (folder: string) => ({ PATH: process.env['PATH'], XDG_CACHE_HOME: path.join(folder, 'xdg') });

function runsheet(folder: string, ...args: readonly string[]) {
  const options = { cwd: path.join(folder, 'root'), env: environment(folder), encoding: 'utf8' } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], options);
  return { status, stdout, stderr };
}

/** Every file of the cache. */
function cached(folder: string): string[] {
  const xdg = path.join(folder, 'xdg');
  return readdirSync(xdg, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(xdg, name))
    .filter((file) => statSync(file).isFile());
}

const commands = [
  ['status', '--json'],
  ['outline', '--json'],
  ['next', '--json'],
  ['status', 'plan.md'],
];

describe('the command line with its cache', function () {
  this.timeout(60_000);

  it('answers the same from the cache as without one, and keeps it outside of the repository', async () => {
    await withFolderAsync(files, async (folder) => {
      // The times of a file that was just written are not trusted: first its content decides, later they do.
      for (const pause of [0, 3500]) {
        await new Promise((resolve) => setTimeout(resolve, pause));
        for (const args of commands) {
          const without = runsheet(folder, ...args, '--no-cache');
          for (let start = 0; start < 3; start++) assert.deepEqual(runsheet(folder, ...args), without);
        }
      }
      assert.ok(cached(folder).length >= 3);
      // The last of the questions about a folder stands with its whole answer.
      assert.ok(cached(folder).some((file) => path.basename(file) === 'answer'));
      const evidence = path.join(folder, 'root/.agent-handoffs/evidence');
      mkdirSync(evidence, { recursive: true });
      writeFileSync(path.join(evidence, '20260304T100000000Z-0123abcd-0123abcd.json'), 'none');
      assert.match(runsheet(folder, 'status', '--json').stderr, /^runsheet: Not believed: .*: it is no JSON\.\n$/);
      rmSync(path.dirname(evidence), { recursive: true });
      assert.deepEqual(readdirSync(path.join(folder, 'root')).sort(), ['.git', 'docs', 'notes.md', 'plan.md']);
    });
  });

  it('--no-cache and RUNSHEET_NO_CACHE leave nothing behind', () => {
    withFolder(files, (folder) => {
      mkdirSync(path.join(folder, 'xdg'));
      runsheet(folder, 'status', '--no-cache');
      const env = { ...environment(folder), RUNSHEET_NO_CACHE: '1' };
      spawnSync(process.execPath, [cli, 'status'], { cwd: path.join(folder, 'root'), env });
      assert.deepEqual(cached(folder), []);
    });
  });

  it('an edit counts at once: within the same second, of the same size, with the time set back, and by a rename', () => {
    withFolder(files, (folder) => {
      const file = path.join(folder, 'root/plan.md');
      const done = () => /"done": (\d+)/.exec(runsheet(folder, 'status', '--json', 'plan.md').stdout)?.[1];
      runsheet(folder, 'status');
      const { mtime } = statSync(file);
      const edits: readonly ((text: string) => void)[] = [
        (text) => writeFileSync(file, text),
        (text) => {
          writeFileSync(file, text);
          utimesSync(file, mtime, mtime);
        },
        (text) => {
          writeFileSync(`${file}.new`, text);
          renameSync(`${file}.new`, file);
        },
      ];
      let text = plan;
      edits.forEach((edit, at) => {
        text = text.replace('[ ]', '[x]');
        edit(text);
        assert.equal(done(), String(at + 2));
      });
    });
  });

  it('a changed configuration and a removed file count at once', () => {
    withFolder(files, (folder) => {
      const documents = () =>
        (JSON.parse(runsheet(folder, 'status', '--json').stdout) as { documents: readonly object[] }).documents.length;
      assert.equal(documents(), 2);
      writeFileSync(path.join(folder, 'root/.runsheet.json'), '{"ignore": ["docs"], "plans": ["notes.md"]}');
      assert.equal(documents(), 2);
      writeFileSync(path.join(folder, 'root/.runsheet.json'), '{"ignore": ["docs"]}');
      assert.equal(documents(), 1);
      rmSync(path.join(folder, 'root/plan.md'));
      assert.equal(documents(), 0);
    });
  });

  it('a damaged cache changes no answer: every file of it flipped somewhere, cut, or replaced by a folder', () => {
    withFolder(files, (folder) => {
      const good = runsheet(folder, 'outline', '--json');
      const damages: readonly ((file: string) => void)[] = [
        ...[0, 0.1, 0.3, 0.5, 0.9].map((part) => (file: string) => {
          const bytes = readFileSync(file);
          const at = Math.floor(bytes.length * part);
          bytes[at] = (bytes[at] ?? 0) ^ 4;
          writeFileSync(file, bytes);
        }),
        (file) => writeFileSync(file, readFileSync(file).subarray(0, 100)),
        (file) => {
          rmSync(file);
          mkdirSync(file);
        },
      ];
      for (const damage of damages) {
        cached(folder).forEach(damage);
        assert.deepEqual(runsheet(folder, 'outline', '--json'), good);
        assert.deepEqual(runsheet(folder, 'outline', '--json'), good);
      }
    });
  });

  it('several at once answer as one does, and leave a cache that is whole', async () => {
    const names = Array.from({ length: 30 }, (_, at) => `root/plan-${at}.md`);
    const many = Object.fromEntries(names.map((name) => [name, plan.replace('# Plan', `# ${name}`)]));
    await withFolderAsync({ 'root/.git/HEAD': '', ...many }, async (folder) => {
      const good = runsheet(folder, 'outline', '--json', '--no-cache').stdout;
      const start = () =>
        new Promise<string>((resolve, reject) => {
          const child = spawn(process.execPath, [cli, 'outline', '--json'], {
            cwd: path.join(folder, 'root'),
            env: environment(folder),
          });
          const chunks: Buffer[] = [];
          child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
          child.on('error', reject);
          child.on('close', () => resolve(Buffer.concat(chunks).toString()));
        });
      for (let round = 0; round < 2; round++) {
        for (const answer of await Promise.all([start(), start(), start(), start()])) assert.ok(answer === good);
      }
      assert.ok(cached(folder).every((file) => !file.endsWith('.tmp')));
      assert.equal(runsheet(folder, 'outline', '--json').stdout, good);
    });
  });
});
