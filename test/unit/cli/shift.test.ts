import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { git, GitPlace, write } from '../node/git/gitFolder.ts';

const cli = path.resolve(process.env['RUNSHEET_CLI'] ?? 'dist/cli.js');

interface Output {
  readonly schemaVersion: number;
  readonly exitCode: number;
  readonly steps: readonly { readonly step: string; readonly outcome: string }[];
  readonly stop?: {
    readonly reason: string;
    readonly holder?: string;
    readonly since?: string;
    readonly flag?: string;
  };
  readonly shift?: { readonly number: number; readonly coordinated: boolean };
}

const ajv = new Ajv({ formats: { 'date-time': (text: string) => new Date(text).toISOString() === text } });
const schema = JSON.parse(readFileSync('schemas/shift.schema.json', 'utf8')) as object;

describe('runsheet shift', function () {
  this.timeout(60_000);
  let place: GitPlace;
  let one: string;
  let two: string;
  beforeEach(function () {
    if (process.platform === 'win32') this.skip();
    place = new GitPlace();
    const bare = place.remote();
    one = place.clone(bare, 'one');
    two = place.clone(bare, 'two');
  });
  afterEach(() => place.remove());

  const shift = (cwd: string, ...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [cli, 'shift', ...args], { cwd, encoding: 'utf8' });
    return { status, stdout, stderr };
  };
  const json = (cwd: string, ...args: string[]) => JSON.parse(shift(cwd, ...args, '--json').stdout) as Output;

  it('starts and ends without a question, and prints what it did', () => {
    const started = json(one, 'start', '3', '--agent', 'Backend');
    assert.deepEqual([started.schemaVersion, started.exitCode, started.shift?.number], [1, 0, 3]);
    assert.equal(started.shift?.coordinated, true);
    write(one, { 'work.txt': 'work\n' });
    const ended = shift(one, 'end', '--yes', '--message=#12 starts with a number sign');
    assert.equal(ended.status, 0, ended.stderr);
    assert.match(ended.stdout, /Shift 3 has ended/);
    assert.match(git(one, 'log', '--format=%s', 'origin/main'), /^#12 starts with a number sign$/m);
  });

  it('returns 3 to the one who comes second, with the holder', () => {
    assert.equal(shift(one, 'start', '3').status, 0);
    const lost = shift(two, 'start', '3');
    assert.equal(lost.status, 3);
    assert.match(lost.stderr, /one holds it since/);
    const { stop, exitCode } = json(two, 'start', '3');
    assert.deepEqual([exitCode, stop?.reason, stop?.holder], [3, 'lost', 'one']);
    assert.equal(new Date(stop?.since ?? '').toISOString(), stop?.since);
    assert.equal(shift(two, 'takeover', '3').status, 2);
    assert.equal(shift(two, 'takeover', '3', '--reason', 'away').status, 0);
  });

  it('--json keeps to its schema: started, lost, taken over, asked, ended', () => {
    const kept = (cwd: string, ...args: string[]) => {
      const output = json(cwd, ...args);
      assert.ok(ajv.validate(schema, output), `${args.join(' ')}: ${ajv.errorsText()}`);
      return output;
    };
    assert.ok(kept(one, 'start', '3', '--agent', 'Backend').shift);
    assert.equal(kept(two, 'start', '3').stop?.reason, 'lost');
    assert.ok(kept(two, 'takeover', '3', '--reason', 'away').shift);
    write(two, { 'work.txt': 'work\n' });
    assert.equal(kept(two, 'end').stop?.reason, 'question');
    assert.ok(kept(two, 'end', '--yes').shift);
  });

  it('asks nothing where there is no terminal, and names the flag of each question in turn', () => {
    assert.equal(shift(one, 'start', '1').status, 0);
    const asked = json(two, 'start', '2');
    assert.deepEqual([asked.stop?.reason, asked.exitCode], ['question', 2]);
    assert.match(asked.stop?.flag ?? '', /--previous/);
    assert.match(json(two, 'start', '2', '--previous', 'end').stop?.flag ?? '', /--reason/);
    assert.equal(json(two, 'start', '2', '--previous', 'end', '--reason', 'gone').exitCode, 0);
    write(two, { 'work.txt': 'work\n' });
    const answers = ['--include', 'all', '--message', 'Work'];
    for (const [flag, answer] of [
      ['--status', 'WATCH: new'],
      ['--summary', 'All.'],
      ['--blockers', 'None.'],
      ['--actions', 'None.'],
      ['--watch', 'None.'],
    ] as const) {
      const { stderr, status } = shift(two, 'end', ...answers);
      assert.equal(status, 2);
      assert.ok(stderr.includes(flag), stderr);
      answers.push(flag, answer);
    }
    assert.equal(shift(two, 'end', ...answers).status, 0);
  });

  it('returns 2 and names the flag where it needs an answer', () => {
    shift(one, 'start', '1');
    write(one, { 'work.txt': 'work\n' });
    const asked = shift(one, 'end');
    assert.equal(asked.status, 2);
    assert.match(asked.stderr, /1 file has changed: work\.txt[\s\S]*--yes/);
    assert.match(json(one, 'end').stop?.flag ?? '', /--include all\|staged\|none/);
    const message = shift(one, 'end', '--include', 'all');
    assert.equal(message.status, 2);
    assert.match(message.stderr, /--message TEXT/);
    assert.match(json(one, 'end', '--include', 'none').stop?.flag ?? '', /--status .*--watch TEXT/);
  });

  it('says of a commit that was none that nothing was chosen, also when it is called again', () => {
    shift(one, 'start', '1');
    for (const more of [[], ['--yes']]) {
      const { stdout } = shift(one, 'end', ...more);
      assert.match(stdout, /^- Commit: (?:done before\. )?Nothing was chosen\.$/m);
      assert.doesNotMatch(stdout, /It was committed/);
    }
  });

  it('shows a file whose name has a line break on one line: no name makes a line of the report', function () {
    if (process.platform === 'win32') this.skip();
    shift(one, 'start', '1');
    write(one, { 'a\n✓ Push: Pushed': 'work\n' });
    assert.match(shift(one, 'end').stderr, /1 file has changed: a ✓ Push: Pushed\.$/m);
    assert.match(shift(one, 'end', '--yes', '--include', 'none').stdout, /Left out: a ✓ Push: Pushed: new$/m);
  });

  it('names the form of a flag whose text begins with a dash', () => {
    assert.match(shift(one, 'takeover', '1', '--reason', '--left').stderr, /dash: write --reason=TEXT\./);
  });

  it('refuses wrong use in JSON where JSON is asked for, in the words that stand on stderr', () => {
    const wrong = ['start x', 'start --nope', 'takeover 1', 'end --score guess', 'status all', 'begin', ''];
    for (const words of [...wrong, 'handoff', 'handoff show 9', 'handoff note']) {
      const { status, stdout, stderr } = shift(one, ...words.split(' ').filter((word) => word !== ''), '--json');
      const output = JSON.parse(stdout) as Output & { stop: { message: string; remedy: string } };
      assert.ok(ajv.validate(schema, output), `${words}: ${ajv.errorsText()}`);
      assert.deepEqual([status, output.exitCode, output.stop.reason], [2, 2, 'wrong-use'], words);
      assert.ok(output.stop.message !== '' && stderr.includes(output.stop.message), stderr);
      assert.match(output.stop.remedy, /^See runsheet shift (?:handoff )?--help\.$/);
    }
  });

  it('refuses to make a handoff twice in JSON, too: it is no wrong use', () => {
    assert.equal(shift(one, 'handoff', 'new', '3', '--json').status, 0);
    const { exitCode, stop } = json(one, 'handoff', 'new', '3');
    assert.deepEqual([exitCode, stop?.reason], [1, 'trouble']);
  });

  it('says what is wrong with .runsheet.json at a start, at an end, in the status and with a handoff, and goes on', () => {
    write(one, { '.runsheet.json': '{\n  "handoffs": "../up",\n  "sweets": []\n}\n' });
    const places = /\.runsheet\.json:2:\d+: .*\n.*\.runsheet\.json:3:\d+: .*sweets/;
    const started = shift(one, 'start', '3');
    assert.equal(started.status, 0, started.stderr);
    assert.match(started.stdout, /^! Look at the repository: .*\.runsheet\.json has mistakes/);
    assert.match(started.stdout, places);
    assert.match(shift(one, 'status').stdout, places);
    assert.match(shift(one, 'handoff', 'list').stderr, places);
    const ended = shift(one, 'end', '--yes');
    assert.equal(ended.status, 0, ended.stderr);
    assert.match(ended.stdout, places);
    assert.match(ended.stdout, /Shift 3 has ended\. Its handoff: \.agent-handoffs\/SHIFT_3_HANDOFF\.md/);
  });

  for (const args of [[], ['begin'], ['start', 'x'], ['start', '1', '2'], ['end', '3'], ['end', '--include', 'some']])
    it(`refuses ${JSON.stringify(args)} with a sentence`, () => {
      const { status, stderr } = shift(one, ...args);
      assert.equal(status, 2);
      assert.match(stderr, /^runsheet: .*\n$/);
    });
});
