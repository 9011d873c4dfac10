import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { writeLauncher } from '../../../src/node/commandLineLauncher.ts';
import { runHistory, runOutput } from '../../../src/node/run/runRecords.ts';
import { needPrograms, processesOfGroup, PseudoTerminal, until } from '../node/run/pseudoTerminal.ts';
import { withFolder, withFolderAsync } from '../node/temporaryFolder.ts';

const cli = path.resolve(process.env['RUNSHEET_CLI'] ?? 'dist/cli.js');

function environment(folder: string, more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'],
    HOME: folder,
    XDG_STATE_HOME: path.join(folder, '.state'),
    XDG_CACHE_HOME: path.join(folder, '.cache'),
    ...more,
  };
}

function runsheet(folder: string, args: readonly string[], more: NodeJS.ProcessEnv = {}, input = '') {
  const options = { cwd: folder, env: environment(folder, more), encoding: 'utf8', input } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, 'run', ...args], options);
  return { status, stdout, stderr };
}

/** A plan with one task for each body. */
function planOf(...bodies: readonly string[]): string {
  const tasks = bodies.map((body, index) => {
    const lines = ['```bash', ...body.split('\n'), '```'].map((line) => `  ${line}`);
    return `- [ ] **Task 1.${index + 1}**: Do ${index + 1}\n\n${lines.join('\n')}\n`;
  });
  return `# Plan\n\n## Phase 1: Work\n\n${tasks.join('\n')}`;
}

interface RunOutput {
  readonly exitCode: number;
  readonly runs: readonly {
    readonly state: string;
    readonly reason?: string;
    readonly output?: string;
    readonly text?: string;
  }[];
}

async function withStateOf<T>(folder: string, use: () => Promise<T>): Promise<T> {
  const before = process.env['XDG_STATE_HOME'];
  process.env['XDG_STATE_HOME'] = path.join(folder, '.state');
  try {
    return await use();
  } finally {
    if (before === undefined) delete process.env['XDG_STATE_HOME'];
    else process.env['XDG_STATE_HOME'] = before;
  }
}

describe('runsheet run', function () {
  this.timeout(30_000);
  before(function () {
    if (process.platform === 'win32') this.skip();
  });

  it('leaves nothing of its script behind, nor what a command puts beside it', () => {
    withFolder({ 'PLAN.md': planOf('true', 'touch "${0%/*}/more"'), '.tmp/own': '' }, (folder) => {
      for (const task of ['1.1', '1.2'])
        assert.equal(runsheet(folder, [`PLAN.md#${task}`], { TMPDIR: path.join(folder, '.tmp') }).status, 0);
      assert.deepEqual(readdirSync(path.join(folder, '.tmp')), ['own']);
    });
  });

  const ends: readonly (readonly [string, number])[] = [
    ['true', 0],
    ['false', 1],
    ['exit 3', 3],
    ['false\ntrue', 1],
    ['false; true', 1],
    ['no-such-program-here', 127],
    ['kill -KILL $$', 137],
    ['kill -TERM $$', 143],
    ['(exit 6)', 6],
    ["cat <<'EOF'\n$x\nEOF\nexit 4", 4],
    ['for i in 1 2; do\n  echo $i\ndone\nexit 5', 5],
    ['f() { return 7; }\nf', 7],
    ['echo "a\nb"', 0],
    ['echo a \\\n  b # c', 0],
    [`echo ${'x'.repeat(64 * 1024)}`, 0],
    ['exit 125', 125],
  ];
  for (const [body, code] of ends) {
    it(`${JSON.stringify(body.slice(0, 40))} returns ${code}`, () => {
      withFolder({ 'plan.md': planOf(body) }, (folder) => {
        // What these commands do is harmless; some cannot be judged.
        assert.equal(runsheet(folder, ['plan.md#1.1', '--yes', '1.1']).status, code);
      });
    });
  }

  it('passes output, errors and input on untouched, in their order', () => {
    const body = 'echo out\necho err >&2\nprintf "\\033[1mbold\\n"\ncat';
    withFolder({ 'plan.md': planOf(body) }, (folder) => {
      const result = runsheet(folder, ['plan.md#1.1'], {}, 'from stdin\n');
      assert.deepEqual(result, { status: 0, stdout: 'out\n\u001b[1mbold\nfrom stdin\n', stderr: 'err\n' });
      const joined = spawnSync('/bin/sh', ['-c', `"${process.execPath}" "${cli}" run plan.md#1.1 2>&1 </dev/null`], {
        cwd: folder,
        env: environment(folder),
        encoding: 'utf8',
      });
      assert.equal(joined.stdout, 'out\nerr\n\u001b[1mbold\n');
    });
  });

  it('runs a line with the cd and export above it, a step, an inline command, a fence with its folder', () => {
    const plan = [
      '# Plan',
      '```bash',
      'cd web',
      'export A=1',
      'echo never',
      'echo $A in $(basename "$PWD")',
      '```',
      '```bash',
      '# Step 1: One',
      'echo one',
      '# Step 2: Two',
      'echo two',
      'echo three',
      '```',
      '- [ ] `git --version`',
      '```bash {cwd=web}',
      'basename "$PWD"',
      '```',
      '',
    ].join('\n');
    withFolder({ 'docs/plan.md': plan, 'web/x': '', 'docs/web/x': '', '.runsheet.json': '{}' }, (folder) => {
      const out = (target: string) => runsheet(folder, [target]).stdout;
      assert.equal(out('docs/plan.md:6'), '1 in web\n');
      assert.equal(out('docs/plan.md:2'), 'never\n1 in web\n');
      assert.equal(out('docs/plan.md:11'), 'two\nthree\n');
      assert.equal(out('docs/plan.md:9'), 'one\n');
      assert.match(out('docs/plan.md:15'), /^git version/);
      assert.equal(out('docs/plan.md:16'), 'web\n');
    });
  });

  it('commands run where .runsheet.json says for their plan, a fence that names its folder runs there', () => {
    const config = JSON.stringify({ folders: { 'docs/**': 'web', 'docs/gone.md': 'not-there' } });
    const plan = '# Plan\n```bash\nbasename "$PWD"\n```\n```bash {cwd=own}\nbasename "$PWD"\n```\n';
    const files = {
      'docs/plan.md': plan,
      'docs/gone.md': plan,
      'web/x': '',
      'docs/own/x': '',
      '.runsheet.json': config,
    };
    withFolder(files, (folder) => {
      assert.equal(runsheet(folder, ['docs/plan.md:2']).stdout, 'web\n');
      assert.equal(runsheet(folder, ['docs/plan.md:5']).stdout, 'own\n');
      const refused = runsheet(folder, ['docs/gone.md:2']);
      assert.equal(refused.status, 125);
      assert.match(refused.stderr, /not-there/);
    });
  });

  it('the text that runs is the present one, also where the plan was read before', () => {
    withFolder({ 'plan.md': planOf('echo one') }, (folder) => {
      assert.equal(runsheet(folder, ['plan.md#1.1']).stdout, 'one\n');
      writeFileSync(path.join(folder, 'plan.md'), planOf('echo two'));
      assert.equal(runsheet(folder, ['plan.md#1.1']).stdout, 'two\n');
    });
  });

  it('a dangerous command runs only if --yes names it: 125, and nothing is run', () => {
    withFolder({ 'plan.md': planOf('touch ran', 'rm -rf build'), 'build/x': '' }, (folder) => {
      const refused = runsheet(folder, ['plan.md', '--all']);
      assert.equal(refused.status, 125);
      assert.match(
        refused.stderr,
        /Line 13: nothing was run, because it is dangerous\. rm -rf build: .*It would run in \/.*--yes 13/,
      );
      const several = planOf('echo first\nrm -rf build');
      writeFileSync(path.join(folder, 'several.md'), several);
      assert.match(runsheet(folder, ['several.md#1.1']).stderr, /\| echo first\n.*\| rm -rf build\n/);
      const [run] = (JSON.parse(runsheet(folder, ['several.md#1.1', '--json']).stdout) as RunOutput).runs;
      assert.equal(run!.text, 'echo first\nrm -rf build');
      assert.ok(existsSync(path.join(folder, 'build')) && !existsSync(path.join(folder, 'ran')));
      assert.equal(runsheet(folder, ['plan.md#1.2', '--yes', '1.1']).status, 125, 'a yes to something else');
      assert.equal(runsheet(folder, ['plan.md', '--all', '--yes', '13']).status, 0);
      assert.ok(!existsSync(path.join(folder, 'build')));
    });
  });

  it('> asks only where the file exists', () => {
    withFolder({ 'plan.md': planOf('echo a > new.txt') }, (folder) => {
      assert.equal(runsheet(folder, ['plan.md#1.1']).status, 0);
      assert.equal(runsheet(folder, ['plan.md#1.1']).status, 125);
    });
  });

  it('a placeholder needs a value, which is quoted; the flag is named; the last value is told', () => {
    withFolder({ 'plan.md': planOf('echo <NAME>') }, (folder) => {
      const open = runsheet(folder, ['plan.md#1.1']);
      assert.equal(open.status, 125);
      assert.match(open.stderr, /--set "NAME=\.\.\."/);
      assert.equal(runsheet(folder, ['plan.md#1.1', '--set', 'NAME=a; echo $HOME']).stdout, 'a; echo $HOME\n');
      assert.match(runsheet(folder, ['plan.md#1.1']).stderr, /\(a; echo \$HOME the last time\)/);
    });
  });

  it('a secret travels in the environment and is in no record, output or JSON', async () => {
    await withFolderAsync({ 'plan.md': planOf('echo "got <your-token>"; ps -o args= -p $$') }, async (folder) => {
      assert.match(runsheet(folder, ['plan.md#1.1']).stderr, /RUNSHEET_YOUR_TOKEN in the environment/);
      const { stdout, status } = runsheet(folder, ['plan.md#1.1', '--json'], { RUNSHEET_YOUR_TOKEN: 'hunter2' });
      assert.equal(status, 0);
      assert.match((JSON.parse(stdout) as RunOutput).runs[0]!.output ?? '', /^got •••\n/);
      assert.doesNotMatch(stdout, /hunter2/);
      await withStateOf(folder, async () => {
        const { records } = await runHistory(folder);
        assert.equal(records.length, 1);
        assert.doesNotMatch(JSON.stringify([records, await runOutput(folder, records[0]!.id)]), /hunter2/);
      });
    });
  });

  it('an unset variable beside rm must be given a value', () => {
    withFolder({ 'plan.md': planOf('rm -rf "$OUT"/x'), 'out/x': '' }, (folder) => {
      const refused = runsheet(folder, ['plan.md#1.1', '--yes', '1.1']);
      assert.equal(refused.status, 125);
      assert.match(refused.stderr, /--set OUT=/);
      assert.equal(runsheet(folder, ['plan.md#1.1', '--yes', '1.1', '--set', 'OUT=out']).status, 0);
      assert.deepEqual(readdirSync(path.join(folder, 'out')), []);
    });
  });

  it('a phase stops at the first failure; --resume goes on from there', () => {
    withFolder({ 'plan.md': planOf('echo 1', 'test -f fixed', 'echo 3') }, (folder) => {
      const first = runsheet(folder, ['plan.md', '--phase', '1']);
      assert.deepEqual([first.status, first.stdout], [1, '1\n']);
      assert.match(first.stderr, /ended with 1; 1 not run\. To go on from there: --resume/);
      writeFileSync(path.join(folder, 'fixed'), '');
      const second = runsheet(folder, ['plan.md', '--phase', 'Work', '--resume', '--json']);
      const states = (JSON.parse(second.stdout) as RunOutput).runs.map(({ state }) => state);
      assert.deepEqual([second.status, states], [0, ['skipped', 'passed', 'passed']]);
    });
  });

  it('done tasks and rollbacks are left out, blocked ones are said', () => {
    const plan = planOf('echo 1', 'echo 2', 'echo 3')
      .replace('[ ] **Task 1.1', '[x] **Task 1.1')
      .replace('[ ] **Task 1.2', '[!] **Task 1.2');
    withFolder({ 'plan.md': `${plan}\n## Rollback\n\n\`\`\`bash\necho back\n\`\`\`\n` }, (folder) => {
      const { status, stdout, stderr } = runsheet(folder, ['plan.md', '--all']);
      assert.deepEqual([status, stdout], [125, '3\n']);
      assert.match(stderr, /its task is blocked/);
      assert.equal(runsheet(folder, ['plan.md#1.1']).stdout, '1\n', 'what is named is run');
    });
  });

  it('a command that does not end holds up nothing', () => {
    withFolder({ 'plan.md': planOf('tail -f /dev/null', 'echo 2') }, (folder) => {
      const refused = runsheet(folder, ['plan.md', '--all']);
      assert.equal(refused.status, 125);
      assert.match(refused.stderr, /does not end by itself .*--without 7/);
      assert.equal(runsheet(folder, ['plan.md', '--all', '--without', '7']).stdout, '2\n');
    });
  });

  it('what is missing is said before, with the flag that leaves it out', () => {
    withFolder({ 'plan.md': planOf('cd /nowhere/here\necho there') }, (folder) => {
      const { status, stderr } = runsheet(folder, ['plan.md#1.1']);
      assert.notEqual(status, 0);
      assert.match(
        stderr,
        /^runsheet: Line 8: The folder \/nowhere\/here does not exist\. To run without it: --without 8\n/,
      );
      assert.equal(runsheet(folder, ['plan.md#1.1', '--without', '8']).stdout, 'there\n');
    });
  });

  it('--dry-run runs nothing and leaves no record', () => {
    withFolder({ 'plan.md': planOf('touch ran') }, (folder) => {
      const { status, stdout } = runsheet(folder, ['plan.md#1.1', '--dry-run']);
      assert.equal(status, 0);
      assert.match(stdout, /touch ran \(bash, in \.\)\n {2}touch ran\n/);
      assert.ok(!existsSync(path.join(folder, 'ran')) && !existsSync(path.join(folder, '.state')));
    });
  });

  it('--json keeps to its schema, whatever happens', () => {
    const schema = JSON.parse(readFileSync('schemas/run.schema.json', 'utf8')) as object;
    const ajv = new Ajv({ formats: { 'date-time': true } });
    const plan = planOf('echo 1 && ./no.sh', 'exit 3', 'rm -rf x', 'echo <A>').replace(
      '[ ] **Task 1.2',
      '[x] **Task 1.2',
    );
    withFolder({ 'plan.md': plan }, (folder) => {
      for (const args of [
        ['plan.md#1.1'],
        ['plan.md#1.2'],
        ['plan.md#1.3'],
        ['plan.md', '--all'],
        ['plan.md#1.2', '--dry-run'],
        ['plan.md', '--all', '--yes', '1.3', '--set', 'A=1'],
      ]) {
        const { stdout, status } = runsheet(folder, [...args, '--json']);
        const output = JSON.parse(stdout) as RunOutput;
        assert.ok(ajv.validate(schema, output), `${args.join(' ')}: ${ajv.errorsText()}`);
        assert.equal(output.exitCode, status);
      }
    });
  });

  it('wrong use and unknown or ambiguous names are exit 2 and a sentence, with the candidates', () => {
    const plan = `${planOf('echo 1')}\n## Phase 2: More\n\n- [ ] **Task 1.1**: Again \`ls -la\` and \`git --version\`\n`;
    withFolder({ 'plan.md': plan }, (folder) => {
      for (const [args, sentence] of [
        [[], /run takes one FILE#ID/],
        [['plan.md'], /Say what to run in one way/],
        [['plan.md#1.1', '--all'], /Say what to run in one way/],
        [['plan.md#1.1', '--set', 'x'], /--set x is not NAME=value/],
        [['plan.md#1.1', '--timeout', 'soon'], /--timeout soon is not a time/],
        [['plan.md#1.1', '--frob'], /--frob/],
        [['plan.md#9.9'], /There is no "9\.9" in plan\.md\./],
        [['plan.md:999'], /There is no command in line 999/],
        [['plan.md', '--phase', '7'], /There is no phase "7"/],
        [['gone.md#1'], /gone\.md does not exist/],
        [['plan.md#1.1'], /"1\.1" means 2 things in plan\.md.*\n.*plan\.md#\S+ {2}/],
        [['plan.md:13'], /line 13 means 2 things/],
      ] as const) {
        const { status, stdout, stderr } = runsheet(folder, args);
        assert.deepEqual([status, stdout], [2, ''], `${args.join(' ')}: ${stderr}`);
        assert.match(stderr, sentence);
      }
    });
  });

  it('the launcher runs it with the Node of the editor, which the command does not inherit', async () => {
    const command = 'echo "[$ELECTRON_RUN_AS_NODE$RUNSHEET_NODE]"; exit 4';
    await withFolderAsync({ 'plan.md': planOf(command), 'a b/x': '' }, async (folder) => {
      const bin = await writeLauncher(path.join(folder, "it's"), process.execPath, cli);
      const result = spawnSync(path.join(bin, 'runsheet'), ['run', '../plan.md#1.1'], {
        cwd: path.join(folder, 'a b'),
        env: environment(folder),
        encoding: 'utf8',
      });
      assert.deepEqual([result.status, result.stdout], [4, '[]\n'], result.stderr);
    });
  });

  it('a control character is refused', () => {
    withFolder({ 'plan.md': planOf('echo a\u0007b') }, (folder) => {
      const { status, stderr } = runsheet(folder, ['plan.md#1.1', '--yes', '1.1']);
      assert.equal(status, 125);
      assert.match(stderr, /control character \(U\+0007\)/);
    });
  });

  it('characters that are not seen are shown, and need a yes', () => {
    withFolder({ 'plan.md': planOf('echo a\u202eb') }, (folder) => {
      const { status, stderr } = runsheet(folder, ['plan.md#1.1']);
      assert.equal(status, 125);
      assert.match(stderr, /echo a<U\+202E>b: It has characters that are not seen: U\+202E\..*--yes 7/);
      assert.equal(runsheet(folder, ['plan.md#1.1', '--yes', '1.1']).stdout, 'a\u202eb\n');
    });
  });

  it('every run leaves a record: what, where, when, how it ended, its output', async () => {
    await withFolderAsync({ 'plan.md': planOf('echo hello; exit 3') }, async (folder) => {
      spawnSync('git', ['init', '-q'], { cwd: folder });
      runsheet(folder, ['plan.md#1.1']);
      await withStateOf(folder, async () => {
        const [record] = (await runHistory(folder)).records;
        assert.ok(record);
        const { plan, line, text, folder: where, state, exitCode, endKnownBy, by } = record;
        assert.deepEqual(
          { plan, line, text, where, state, exitCode, endKnownBy, by },
          {
            plan: 'plan.md',
            line: 7,
            text: 'echo hello; exit 3',
            where: '.',
            state: 'failed',
            exitCode: 3,
            endKnownBy: 'process',
            by: 'command line',
          },
        );
        assert.equal(await runOutput(folder, record.id), 'hello\n');
      });
    });
  });

  it('a state folder that cannot be written does not keep a command from running', () => {
    withFolder({ 'plan.md': planOf('echo 1'), '.state': 'a file where the folder should be' }, (folder) => {
      assert.equal(runsheet(folder, ['plan.md#1.1']).stdout, '1\n');
    });
  });
});

describe('a run that is stopped', function () {
  this.timeout(30_000);
  before(function () {
    if (process.platform === 'win32') this.skip();
  });

  const groupIn = (folder: string): number => Number(readFileSync(path.join(folder, 'pid'), 'utf8'));
  const nothingLeft = async (folder: string): Promise<void> => {
    const group = groupIn(folder);
    await until(
      () => processesOfGroup(group).length === 0,
      () => processesOfGroup(group).join('\n'),
    );
  };
  const start = async (
    folder: string,
    ...args: readonly string[]
  ): Promise<{ child: ChildProcess; ended: Promise<number | null> }> => {
    const child = spawn(process.execPath, [cli, 'run', 'plan.md#1.1', ...args], {
      cwd: folder,
      env: environment(folder),
      stdio: 'pipe',
    });
    const ended = new Promise<number | null>((resolve) => child.on('close', (code) => resolve(code)));
    await until(
      () => existsSync(path.join(folder, 'pid')) && readFileSync(path.join(folder, 'pid'), 'utf8').endsWith('\n'),
    );
    return { child, ended };
  };
  const tree = "echo $$ > pid\nsleep 300 &\nsh -c 'sleep 300; true' &\nsleep 300";

  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGQUIT', 131],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const) {
    it(`${signal} reaches the children, leaves none, and is ${code}`, async () => {
      await withFolderAsync({ 'plan.md': planOf(tree) }, async (folder) => {
        const { child, ended } = await start(folder);
        const group = groupIn(folder);
        child.kill(signal);
        // Background jobs of a shell without job control are deaf to Ctrl+C: the second time there is no more waiting. Not
        // where nothing is left to wait for: a Node that is just ending listens to no signal any more.
        setTimeout(() => {
          if (processesOfGroup(group).length > 0) child.kill(signal);
        }, 300);
        assert.equal(await ended, code);
        await nothingLeft(folder);
        await withStateOf(folder, async () => {
          const [record] = (await runHistory(folder)).records;
          assert.deepEqual([record?.state, record?.exitCode], ['stopped', code]);
        });
      });
    });
  }

  it('a command that ignores every request is ended by force', async () => {
    await withFolderAsync(
      { 'plan.md': planOf("trap '' INT TERM HUP\necho $$ > pid\nsleep 300\nsleep 300") },
      async (folder) => {
        const { child, ended } = await start(folder, '--yes', '1.1');
        for (const after of [0, 300, 600]) setTimeout(() => child.kill('SIGINT'), after);
        assert.equal(await ended, 130);
        await nothingLeft(folder);
      },
    );
  });

  it('the timeout ends it with 124 and leaves none', async () => {
    await withFolderAsync({ 'plan.md': planOf(tree) }, async (folder) => {
      const { ended } = await start(folder, '--timeout', '1s');
      assert.equal(await ended, 124);
      await nothingLeft(folder);
    });
  });

  it('in a terminal the command has it for input and output, and Ctrl+C ends all of it', async function () {
    needPrograms(this, 'script', 'bash');
    const body =
      'echo $$ > pid\ntest -t 0 && test -t 1 && echo is terminal\nread -r word\necho "word is $word"\nsleep 300';
    await withFolderAsync({ 'plan.md': planOf(body) }, async (folder) => {
      const terminal = new PseudoTerminal('bash', folder, {
        HISTFILE: '',
        XDG_STATE_HOME: path.join(folder, '.state'),
      });
      await terminal.type(`"${process.execPath}" "${cli}" run plan.md#1.1; echo "code=$?"`);
      await until(() => terminal.output.includes('is terminal\r\n'));
      terminal.press('hello\r');
      await until(() => terminal.output.includes('word is hello'));
      terminal.press('\u0003');
      await until(
        () => terminal.output.includes('code=130'),
        () => terminal.output,
      );
      await nothingLeft(folder);
      await terminal.survives();
      terminal.close();
    });
  });

  it('Ctrl+Z stops the command too, and fg continues it', async function () {
    needPrograms(this, 'script', 'bash');
    await withFolderAsync({ 'plan.md': planOf('echo $$ > pid\nsleep 300\ntrue') }, async (folder) => {
      const terminal = new PseudoTerminal('bash', folder, {
        HISTFILE: '',
        XDG_STATE_HOME: path.join(folder, '.state'),
      });
      const sleeps = (state: string) => (): boolean => {
        const leader = existsSync(path.join(folder, 'pid')) ? Number(readFileSync(path.join(folder, 'pid'))) : 0;
        return leader > 0 && processesOfGroup(leader).some((line) => new RegExp(` ${state}\\S* +sleep 300`).test(line));
      };
      await terminal.type(`"${process.execPath}" "${cli}" run plan.md#1.1`);
      await until(sleeps('S'), () => terminal.output);
      terminal.press('\u001a');
      await until(sleeps('T'), () => terminal.output);
      await terminal.type('fg');
      await until(sleeps('S'), () => terminal.output);
      terminal.press('\u0003');
      await terminal.type('echo "code=$?"');
      await until(
        () => terminal.output.includes('code=130'),
        () => terminal.output,
      );
      await nothingLeft(folder);
      terminal.close();
    });
  });

  it('a reader that goes away ends it as a pipe does', async () => {
    await withFolderAsync({ 'plan.md': planOf('echo $$ > pid\nwhile true; do echo y; done') }, async (folder) => {
      const command = `"${process.execPath}" "${cli}" run plan.md#1.1 --yes 1.1 | head -1`;
      const { stdout } = spawnSync('/bin/sh', ['-c', command], {
        cwd: folder,
        env: environment(folder),
        encoding: 'utf8',
        timeout: 15_000,
      });
      assert.equal(stdout, 'y\n');
      await nothingLeft(folder);
    });
  });
});
