import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Ajv } from 'ajv';
import { withFolder, withFolderAsync } from '../node/temporaryFolder.ts';

const cli = path.resolve(process.env['RUNSHEET_CLI'] ?? 'dist/cli.js');
const plan = `# Plan\n\n## Phase 1: Dredge\n\n## Phase 2: Build\n\n${'- [ ] a\n'.repeat(9)}- [x] b\n`;
const caches = mkdtempSync(path.join(tmpdir(), 'runsheet-caches-'));
const quiet: NodeJS.ProcessEnv = { PATH: process.env['PATH'], XDG_CACHE_HOME: caches };

/** Runs the built command line as a process of its own. */
function runsheet(
  cwd: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = quiet,
  as: { uid?: number; gid?: number } = {},
) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
    cwd,
    env,
    encoding: 'utf8',
    maxBuffer: 1e8,
    ...as,
  });
  return { status, stdout, stderr };
}
interface Output {
  readonly documents: readonly { readonly path: string }[];
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
  readonly possible: readonly { readonly path: string }[];
}
const paths = (stdout: string) => (JSON.parse(stdout) as Output).documents.map((document) => document.path);

after(() => {
  rmSync(caches, { recursive: true, force: true });
});

describe('runsheet', () => {
  it('--version prints the version of the package, --help the commands', () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    assert.deepEqual(runsheet('.', ['--version']), { status: 0, stdout: `${version}\n`, stderr: '' });
    const help = runsheet('.', ['--help']);
    assert.equal(help.status, 0);
    for (const word of ['outline', 'status', '--json', 'Exit codes']) assert.ok(help.stdout.includes(word), word);
  });

  for (const args of [
    [],
    ['frobnicate'],
    ['outline', '--frob'],
    ['status', '--json=yes'],
    ['outline', ''],
    ['constructor'],
    ['next', '--limit', '0'],
    ['next', '--limit', 'ten'],
  ]) {
    it(`${JSON.stringify(args)} is wrong use: one sentence, exit 2`, () => {
      const { status, stdout, stderr } = runsheet('.', args);
      assert.deepEqual([status, stdout], [2, '']);
      assert.match(stderr, /^runsheet: [^\n]+ See runsheet (?:\w+ )?--help\.\n$/);
    });
  }
});

describe('runsheet outline and status', () => {
  it('read the current folder by default, in a stable order', () => {
    withFolder({ 'b-plan.md': plan, 'a/plan.md': plan, 'README.md': '# no\n' }, (folder) => {
      const { status, stdout, stderr } = runsheet(folder, ['outline', '--json']);
      assert.deepEqual([status, stderr, paths(stdout)], [0, '', ['a/plan.md', 'b-plan.md']]);
    });
  });

  it('keep to their schemas', () => {
    withFolder({ 'plan.md': plan, 'bad-plan.md': Uint8Array.of(0), '.runsheet.json': '{"x": 1}' }, (folder) => {
      for (const command of ['outline', 'status', 'next']) {
        const schema = JSON.parse(readFileSync(`schemas/${command}.schema.json`, 'utf8')) as object;
        const output: unknown = JSON.parse(runsheet(folder, [command, '--json']).stdout);
        const ajv = new Ajv();
        assert.ok(ajv.validate(schema, output), ajv.errorsText());
      }
    });
  });

  it('read a file that is named, whatever its score', () => {
    withFolder({ 'notes.md': '- [x] a\n- [ ] b\n' }, (folder) => {
      const { status, stdout } = runsheet(folder, ['status', 'notes.md']);
      assert.equal(status, 0);
      assert.match(stdout, /^50% proven, up to 50% possible {2}UNKNOWN {2}1 of 2 done in 1 plan\n/);
    });
  });

  it('name documents by their path from the root, wherever they are called from', () => {
    withFolder({ '.git/HEAD': '', 'docs/plan.md': plan }, (folder) => {
      assert.deepEqual(paths(runsheet(path.join(folder, 'docs'), ['outline', '--json', 'plan.md']).stdout), [
        'docs/plan.md',
      ]);
      assert.deepEqual(paths(runsheet('/', ['outline', '--json', path.join(folder, 'docs')]).stdout), ['docs/plan.md']);
    });
  });

  it('keep documents of the same name in different folders apart, and read one that is named twice once', () => {
    withFolder({ 'a/plan.md': plan, 'b/plan.md': plan }, (folder) => {
      const args = [
        'outline',
        '--json',
        path.join(folder, 'b/plan.md'),
        path.join(folder, 'a/plan.md'),
        path.join(folder, 'a'),
      ];
      assert.deepEqual(paths(runsheet('/', args).stdout), ['a/plan.md', 'b/plan.md']);
    });
  });

  it('a file that cannot be read is exit 2 and one sentence with its path; the others are still shown', () => {
    const files = {
      'plan.md': plan,
      'picture.md': Uint8Array.of(0x89, 0, 0),
      'big.md': ' '.repeat(5 * 1024 * 1024 + 1),
    };
    withFolder(files, (folder) => {
      for (const [name, reason] of [
        ['missing.md', /^runsheet: missing\.md does not exist\.\n$/],
        ['picture.md', /^runsheet: picture\.md is binary, not text\.\n$/],
        ['big.md', /^runsheet: big\.md is 5\.0 MB, over the limit of 5\.0 MB\.\n$/],
        ['plan.md/x.md', /^runsheet: plan\.md\/x\.md does not exist: a part of its path is a file\.\n$/],
      ] as const) {
        const { status, stdout, stderr } = runsheet(folder, ['outline', '--json', name, 'plan.md']);
        assert.equal(status, 2, name);
        assert.match(stderr, reason);
        assert.deepEqual(paths(stdout), ['plan.md']);
      }
    });
  });

  it('below a folder, what cannot be read is a warning and no failure', () => {
    withFolder({ 'plan.md': plan, 'picture.md': Uint8Array.of(0x89, 0, 0) }, (folder) => {
      symlinkSync('loop.md', path.join(folder, 'loop.md'));
      symlinkSync('.', path.join(folder, 'self'));
      const { status, stdout, stderr } = runsheet(folder, ['status', '--json']);
      assert.deepEqual([status, paths(stdout)], [0, ['plan.md']]);
      assert.match(stderr, /Skipped: loop\.md is a symbolic link/);
      assert.match(stderr, /Skipped: picture\.md is binary/);
      assert.deepEqual(
        (JSON.parse(stdout) as Output).skipped.map((each) => each.path),
        ['loop.md', 'picture.md'],
      );
    });
  });

  it('a folder without rights is a warning, and exit 2 where it was named', function () {
    if (process.platform === 'win32') this.skip();
    withFolder({ 'plan.md': plan, 'locked/plan.md': plan, 'cli/x': '' }, (folder) => {
      chmodSync(folder, 0o755);
      chmodSync(path.join(folder, 'locked'), 0o000);
      // root may read everything, so the process runs as somebody else where the test runs as root; that user has to reach
      // the program, too.
      const asRoot = process.getuid?.() === 0;
      const built = path.dirname(cli);
      for (const name of readdirSync(built).filter((file) => file.endsWith('.js')))
        copyFileSync(path.join(built, name), path.join(folder, 'cli', name));
      const run = (...args: string[]) =>
        spawnSync(process.execPath, [path.join(folder, 'cli', 'cli.js'), ...args], {
          cwd: folder,
          env: quiet,
          encoding: 'utf8',
          ...(asRoot && { uid: 65534, gid: 65534 }),
        });
      const below = run('outline', '--json');
      assert.deepEqual([below.status, paths(below.stdout)], [0, ['plan.md']]);
      assert.equal(below.stderr, 'runsheet: Skipped: locked cannot be read: no permission.\n');
      const named = run('outline', 'locked');
      assert.deepEqual([named.status, named.stderr], [2, 'runsheet: locked cannot be read: no permission.\n']);
      chmodSync(path.join(folder, 'locked'), 0o755);
    });
  });

  it('bytes that are not UTF-8 are a problem of the plan, not of the program', () => {
    withFolder({ 'plan.md': Buffer.concat([Buffer.from(plan), Buffer.of(0xe9, 0x0a)]) }, (folder) => {
      const { status, stdout } = runsheet(folder, ['status', '--json']);
      assert.equal(status, 0);
      assert.ok(stdout.includes('"invalid-encoding"'));
    });
  });

  it('an empty folder and one without plans say so, exit 0', () => {
    withFolder({}, (folder) => {
      assert.deepEqual(runsheet(folder, ['outline']), {
        status: 0,
        stdout: '',
        stderr: 'runsheet: No plan found in this folder.\n',
      });
      assert.equal(runsheet(folder, ['outline', '.']).stderr, 'runsheet: No plan found in this folder.\n');
      mkdirSync(path.join(folder, 'docs'));
      writeFileSync(path.join(folder, 'docs', 'plan.md'), '- [ ] a\n- b\n- c\n- d\n');
      const { stdout, stderr } = runsheet(folder, ['status', 'docs', '--json']);
      assert.equal(stderr, 'runsheet: No plan found in docs.\n');
      assert.deepEqual(paths(stdout), []);
    });
  });

  it('a wrong configuration is said with file and line, and the defaults apply', () => {
    withFolder({ 'docs/plan.md': plan, '.runsheet.json': '{\n  "plan": []\n}\n' }, (folder) => {
      const { status, stdout, stderr } = runsheet(path.join(folder, 'docs'), ['outline', '--json']);
      assert.deepEqual([status, paths(stdout)], [0, ['docs/plan.md']]);
      assert.equal(stderr, 'runsheet: .runsheet.json:2:3: unknown key "plan".\n');
    });
  });

  it('a pipe gets no colours, FORCE_COLOR gives them, NO_COLOR and FORCE_COLOR=0 take them', () => {
    withFolder({ 'plan.md': plan }, (folder) => {
      const coloured = (env: NodeJS.ProcessEnv) =>
        runsheet(folder, ['outline'], { ...quiet, ...env }).stdout.includes('\u001b[');
      assert.deepEqual(
        [{}, { FORCE_COLOR: '1' }, { NO_COLOR: '1' }, { FORCE_COLOR: '0' }, { NO_COLOR: '' }].map(coloured),
        [false, true, false, false, false],
      );
    });
  });

  it('a reader that goes away is no error', async () => {
    const big = `# Plan\n\n${'- [ ] a task with a long title, so that the pipe is full before all is written\n'.repeat(5000)}`;
    await withFolderAsync({ 'plan.md': big }, async (folder) => {
      const child = spawn(process.execPath, [cli, 'outline', 'plan.md', '--json'], { cwd: folder, env: quiet });
      let stderr = '';
      child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
      child.stdout.once('data', () => child.stdout.destroy());
      const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
      assert.deepEqual([code, stderr], [0, '']);
    });
  });
});
