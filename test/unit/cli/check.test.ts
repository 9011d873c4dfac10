import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { Ajv } from 'ajv';
import { needPrograms, until } from '../node/run/pseudoTerminal.ts';
import { makeRepository, writeFiles } from '../node/evidence/repository.ts';
import { withFolder, withFolderAsync } from '../node/temporaryFolder.ts';

const cli = path.resolve(process.env['RUNSHEET_CLI'] ?? 'dist/cli.js');
const evidence = '.agent-handoffs/evidence';

const environment = (folder: string): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  HOME: folder,
  XDG_STATE_HOME: path.join(folder, '.state'),
  XDG_CACHE_HOME: path.join(folder, '.cache'),
  GIT_CONFIG_NOSYSTEM: '1',
});

function check(folder: string, ...args: readonly string[]) {
  const options = { cwd: folder, env: environment(folder), encoding: 'utf8' } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, 'check', ...args], options);
  return { status, stdout, stderr };
}

interface Report {
  readonly exitCode: number;
  readonly recorded: boolean;
  readonly checks: readonly {
    readonly line: number;
    readonly title: string;
    readonly state: string;
    readonly reason?: string;
    readonly counts?: { readonly total: number };
    readonly changedFiles?: boolean;
    readonly fingerprint?: string;
    readonly file?: string;
    readonly output?: string;
  }[];
}

const isReport = new Ajv({ formats: { 'date-time': true } }).compile(
  JSON.parse(readFileSync(path.resolve('schemas/check.schema.json'), 'utf8')) as object,
);

function report(folder: string, ...args: readonly string[]): Report {
  const { stdout, stderr } = check(folder, ...args, '--json');
  assert.notEqual(stdout, '', stderr);
  const value: unknown = JSON.parse(stdout);
  assert.ok(isReport(value), JSON.stringify(isReport.errors));
  return value as Report;
}

/** A plan whose gate has these criteria; the first stands on line 9. */
const planOf = (...criteria: readonly string[]): string =>
  `# Pond\n<!-- runsheet: plan -->\n## Phase 1: Dig\n\n- [ ] Dig the pond\n\n### Exit Criteria\n\n${criteria.map((each) => `- [ ] ${each}\n`).join('')}`;

const inPlan = (criteria: readonly string[], use: (folder: string) => void) => () => {
  withFolder({ 'plan.md': planOf(...criteria), '.gitignore': '.state/\n.cache/\n' }, use);
};

describe('runsheet check', function () {
  this.timeout(60_000);
  before(function () {
    if (process.platform === 'win32') this.skip();
  });

  it(
    'a sign-off ticks its box with who and when, and still counts',
    inPlan(['Approved by the lead', 'Approved by the ranger'], (folder) => {
      const today = (): string => new Date().toISOString().slice(0, 10);
      const before = today();
      const { status, stderr } = check(folder, 'plan.md:10', ...'--attest read --who Ann --tick --record'.split(' '));
      assert.equal(status, 0, stderr);
      const text = readFileSync(path.join(folder, 'plan.md'), 'utf8');
      const ticked = '- [ ] Approved by the lead\n- [x] Approved by the ranger\n  - Signed: Ann,';
      // A day may end meanwhile.
      assert.ok(
        [before, today()].some((day) => text.endsWith(`${ticked} ${day}\n`)),
        text,
      );
      const options = { cwd: folder, env: environment(folder), encoding: 'utf8' } as const;
      const { stdout } = spawnSync(process.execPath, [cli, 'status', '--json'], options);
      assert.deepEqual(stdout.match(/"state": "(?:pass|none)"/g), ['"state": "none"', '"state": "pass"']);
    }),
  );

  it(
    'is 0 where all of a gate passed, and says so with the tests that ran',
    inPlan(['All tests pass: `echo "  272 passing (2s)"`', 'Listed: `ls plan.md`'], (folder) => {
      const { status, stdout } = check(folder, '--all');
      assert.equal(status, 0);
      assert.match(stdout, /^pass .*plan\.md:9 .*272\/272 tests$/m);
      assert.equal(report(folder, '--gate', 'exit criteria').checks[0]?.counts?.total, 272);
    }),
  );

  it(
    'is 1 where something failed or is unknown, and goes on behind it',
    inPlan(['Built: `ls dist`', 'No mocks: `grep -rn mock plan.md`', 'Listed: `ls plan.md`'], (folder) => {
      const { exitCode, checks } = report(folder, '--phase', '1');
      assert.equal(exitCode, 1);
      assert.deepEqual(
        checks.map(({ state }) => state),
        ['fail', 'unknown', 'pass'],
      );
      assert.match(checks[0]?.output ?? '', /dist/);
      assert.equal(report(folder, 'plan.md:10', '--expect', 'exit=0').exitCode, 0);
      assert.equal(report(folder, 'plan.md:10', '--expect', 'silent').exitCode, 1);
    }),
  );

  it(
    'runs what is dangerous only after a yes for it',
    inPlan(['It can go: `rm -r old`'], (folder) => {
      writeFiles(folder, { 'old/x': '' });
      const refused = check(folder, '--all');
      assert.equal(refused.status, 125);
      assert.match(refused.stdout, /dangerous.*--yes 9/s);
      assert.ok(existsSync(path.join(folder, 'old/x')));
      assert.equal(report(folder, '--all').checks[0]?.state, 'refused');
      assert.equal(check(folder, '--all', '--yes', '9').status, 0);
      assert.ok(!existsSync(path.join(folder, 'old')));
    }),
  );

  it(
    'keeps nothing in the repository before somebody has said so, and then keeps on',
    inPlan(['Listed: `ls plan.md`'], (folder) => {
      const first = check(folder, '--all');
      assert.match(first.stderr, /were not kept.*--record/);
      assert.ok(!existsSync(path.join(folder, '.agent-handoffs')));
      assert.equal(check(folder, '--all', '--record').status, 0);
      assert.equal(check(folder, '--all').status, 0);
      assert.equal(readdirSync(path.join(folder, evidence)).length, 2);
      check(folder, '--all', '--no-record');
      writeFileSync(path.join(folder, '.runsheet.json'), '{"evidence": false}');
      check(folder, '--all');
      assert.equal(readdirSync(path.join(folder, evidence)).length, 2);
      writeFileSync(path.join(folder, '.runsheet.json'), '{"evidence": true, "handoffs": "crew"}');
      check(folder, '--all');
      assert.equal(readdirSync(path.join(folder, 'crew/evidence')).length, 1);
    }),
  );

  it(
    'learns once which end of grep is the good one, where results are kept, and a result by another end does not count',
    inPlan(['No mocks: `grep -rn mock src`', 'Listed: `ls src`'], (folder) => {
      writeFiles(folder, { 'src/pond.ts': '' });
      makeRepository(folder);
      const text = () => readFileSync(path.join(folder, 'plan.md'), 'utf8');
      const before = text();
      check(folder, 'plan.md:9', '--expect', 'silent');
      assert.equal(text(), before, 'nothing is kept, so it is for this time');
      const { status, stderr } = check(folder, 'plan.md:9', '--expect', 'silent', '--record');
      assert.equal(status, 0, stderr);
      assert.match(stderr, /plan\.md:9: written behind it/);
      const line = '- [ ] No mocks: `grep -rn mock src`';
      assert.equal(text(), before.replace(line, `${line} <!-- runsheet: expect=silent -->`));
      assert.equal(check(folder, '--all').status, 0, 'it is not asked again');
      check(folder, 'plan.md:10', '--expect', 'exit=7');
      const options = { cwd: folder, env: environment(folder), encoding: 'utf8' } as const;
      const { stdout } = spawnSync(process.execPath, [cli, 'status', '--json'], options);
      assert.deepEqual(stdout.match(/"state": "(?:pass|fail|superseded)"/g), ['"state": "pass"', '"state": "pass"']);
    }),
  );

  it(
    'leaves a record of each run for its user, as every run does, whatever came of it',
    inPlan(['Listed: `ls plan.md`', 'Gone: `ls gone`', 'Waits: `sleep 9`', '`plan.md` exists'], (folder) => {
      for (const line of [9, 10, 12]) check(folder, `plan.md:${line}`);
      check(folder, 'plan.md:11', '--timeout', '900ms');
      const at = path.join(folder, '.state', 'runsheet');
      const files = readdirSync(at, { recursive: true, encoding: 'utf8' }).map((name) => path.join(at, name));
      const records = files
        .filter((file) => /[/\\]runs[/\\].*\.json$/.test(file))
        .sort()
        .map((file) => JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>);
      assert.deepEqual(
        records.map(({ plan, line, text, state, by }) => [plan, line, text, state, by]),
        [
          ['plan.md', 9, 'ls plan.md', 'passed', 'command line'],
          ['plan.md', 10, 'ls gone', 'failed', 'command line'],
          ['plan.md', 11, 'sleep 9', 'failed', 'command line'],
        ],
      );
      assert.deepEqual(
        files
          .filter((file) => file.endsWith('.log'))
          .sort()
          .map((file) => readFileSync(file, 'utf8').split('\n')[0]),
        ['plan.md', records[1] && "ls: cannot access 'gone': No such file or directory", ''],
      );
    }),
  );

  it(
    'binds a result to the state of the code, and writes neither output nor environment',
    inPlan(['Said: `echo secret-$HOME`'], (folder) => {
      makeRepository(folder);
      const [one] = report(folder, '--all', '--record').checks;
      const [again] = report(folder, '--all').checks;
      assert.match(one?.fingerprint ?? '', /^[0-9a-f]{40}$/);
      assert.equal(again?.fingerprint, one?.fingerprint);
      writeFiles(folder, { 'other.txt': '1' });
      assert.notEqual(report(folder, '--all').checks[0]?.fingerprint, one?.fingerprint);
      const text = readFileSync(path.join(folder, one?.file ?? ''), 'utf8');
      assert.ok(!text.includes(`secret-${folder}`) && text.includes('"commit"'), text);
    }),
  );

  it(
    'is unknown where a check changes files of the repository, and passes when it changes nothing any more',
    inPlan(['Formatted: `node -e "require(`fs`)"`', 'Formatted: `node format.mjs`'], (folder) => {
      writeFiles(folder, {
        'format.mjs': "import { writeFileSync } from 'node:fs';\nwriteFileSync('made.txt', 'same');\n",
      });
      makeRepository(folder);
      const [first] = report(folder, 'plan.md:10').checks;
      assert.deepEqual([first?.state, first?.changedFiles], ['unknown', true]);
      assert.match(first?.reason ?? '', /changed files/);
      assert.equal(report(folder, 'plan.md:10').checks[0]?.state, 'pass');
    }),
  );

  const never: readonly (readonly [string, string, RegExp, ...string[]])[] = [
    ['a check that hangs', 'sleep 60', /did not end within 0\.7 s/, '--timeout', '700ms'],
    ['a check that leaves children', 'bash start.sh', /left processes running/],
    ['a check that needs a terminal', "bash -c 'echo the input device is not a TTY; exit 1'", /needs a terminal/],
    ['a check that starts a server', 'npm start', /does not end by itself/],
    ['a check whose program is not there', './scripts/nowhere.sh --all', /not found \(127\)/],
  ];
  for (const [name, command, reason, ...more] of never)
    it(`never passes, and says why: ${name}`, () => {
      const plan = `${planOf('It is good')}\n  \`\`\`bash\n  ${command}\n  \`\`\`\n`;
      withFolder({ 'plan.md': plan, 'start.sh': 'sleep 61 >/dev/null 2>&1 &\n' }, (folder) => {
        const { exitCode, checks } = report(folder, '--all', ...more);
        assert.equal(exitCode, 1, JSON.stringify(checks));
        assert.match(checks[0]?.reason ?? '', reason);
      });
    });

  it('asks addresses and looks for files', async () => {
    const server = http.createServer((request, response) => {
      response.statusCode = request.url === '/health' ? 200 : 500;
      response.end('{"status":"ok"}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const plan = planOf(`Up: ${base}/health`, `Healthy: ${base}/broken`, '`docs/guide.md` exists', '`../x.md` exists');
    try {
      await withFolderAsync({ 'plan.md': plan, 'docs/guide.md': '' }, async (folder) => {
        const child = spawn(process.execPath, [cli, 'check', '--all', '--json'], {
          cwd: folder,
          env: environment(folder),
        });
        let text = '';
        child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
        await new Promise((resolve) => child.on('close', resolve));
        const { checks } = JSON.parse(text) as Report;
        const states = checks.map(({ state }) => state);
        assert.deepEqual(states.slice(0, 3), ['pass', 'fail', 'pass'], text);
        assert.notEqual(states[3], 'pass');
      });
    } finally {
      server.close();
    }
  });

  it(
    'takes the word of a person with a name and a note, as a file',
    inPlan(['Somebody walked around the pond'], (folder) => {
      assert.equal(check(folder, '--all').status, 2);
      assert.match(check(folder, '--all').stderr, /word of a person.*--attest/);
      assert.match(check(folder, 'plan.md:9', '--attest', 'dry').stderr, /--who/);
      assert.match(check(folder, 'plan.md:9', '--attest', 'dry', '--who', 'Ann').stderr, /add --record/);
      const { checks } = report(folder, 'plan.md:9', '--attest', 'dry feet', '--who', 'Ann', '--record');
      assert.equal(checks[0]?.state, 'pass');
      const written = JSON.parse(readFileSync(path.join(folder, checks[0].file ?? ''), 'utf8')) as object;
      assert.ok('who' in written && 'note' in written);
      assert.deepEqual([written.who, written.note], ['Ann', 'dry feet']);
      assert.equal(report(folder, 'plan.md:9', '--attest', 'wet', '--who', 'Ann', '--fails').checks[0]?.state, 'fail');
    }),
  );

  it(
    'checks again only what is stale',
    inPlan(['One: `ls plan.md`', 'Two: `ls`', 'Broken: `ls nowhere`'], (folder) => {
      makeRepository(folder);
      assert.equal(report(folder, '--stale', '--record').checks.length, 3);
      const nothing = check(folder, '--stale');
      assert.deepEqual([nothing.status, nothing.stdout], [0, '']);
      assert.match(nothing.stderr, /Nothing is stale/);
      assert.deepEqual(report(folder, '--stale').checks, []);
      writeFiles(folder, { 'new.txt': '1' });
      assert.deepEqual(
        report(folder, '--stale').checks.map(({ line }) => line),
        [9, 10],
      );
    }),
  );

  it(
    'works without git, with results that are bound to nothing',
    inPlan(['Listed: `ls plan.md`'], (folder) => {
      const [one] = report(folder, '--all').checks;
      assert.deepEqual([one?.state, one?.fingerprint], ['pass', undefined]);
    }),
  );

  it(
    'says what it would check, and checks nothing',
    inPlan(['Made: `touch made`', 'Seen by somebody'], (folder) => {
      const { status, stdout } = check(folder, '--all', '--dry-run');
      assert.equal(status, 0);
      assert.match(stdout, /plan\.md:9 .*command: touch made\nplan\.md:10 .*person/);
      assert.deepEqual(
        report(folder, '--all', '--dry-run').checks.map(({ state }) => state),
        ['not-checked', 'needs-person'],
      );
      assert.ok(!existsSync(path.join(folder, 'made')));
    }),
  );

  it(
    'is 2 with a sentence for wrong use',
    inPlan(['Listed: `ls plan.md`'], (folder) => {
      for (const [args, sentence] of [
        [[], /Say what to check in one way/],
        [['plan.md:9', '--all'], /in one way/],
        [['--gate', 'no such gate'], /has that name/],
        [['plan.md:5'], /no criterion/],
        [['nowhere.md', '--all'], /nowhere\.md/],
        [['--all', '--expect', 'good'], /--expect good/],
        [['--all', '--timeout', 'soon'], /--timeout soon/],
        [['--all', '--record', '--no-record'], /contradict/],
        [['--everything'], /--everything/],
      ] as const) {
        const { status, stderr, stdout } = check(folder, ...args);
        assert.deepEqual([status, stdout], [2, ''], args.join(' '));
        assert.match(stderr, sentence);
      }
    }),
  );

  it('leaves no process after Ctrl+C, and keeps what was found out before', async function () {
    needPrograms(this, 'ps');
    const plan = planOf('Listed: `ls plan.md`', 'Slow: `bash slow.sh`', 'Last: `ls plan.md`');
    await withFolderAsync({ 'plan.md': plan, 'slow.sh': 'sleep 300 & echo $$ >pid; sleep 300\n' }, async (folder) => {
      const child = spawn(process.execPath, [cli, 'check', '--all', '--record', '--json'], {
        cwd: folder,
        env: environment(folder),
      });
      let text = '';
      child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
      const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
      const pidFile = path.join(folder, 'pid');
      await until(() => existsSync(pidFile) && readFileSync(pidFile, 'utf8').endsWith('\n'));
      child.kill('SIGINT');
      assert.equal(await ended, 130);
      const { checks } = JSON.parse(text) as Report;
      assert.deepEqual(
        checks.map(({ state }) => state),
        ['pass', 'interrupted', 'not-checked'],
      );
      assert.equal(readdirSync(path.join(folder, evidence)).length, 1);
      const { stdout } = spawnSync('ps', ['-A', '-o', 'args='], { encoding: 'utf8' });
      assert.ok(!stdout.includes('slow.sh'));
    });
  });
});
