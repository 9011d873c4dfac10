import assert from 'node:assert/strict';
import { parsePlan } from '../../../../src/core/parse/parsePlan.ts';
import { composeRun, type ComposedRun, type RunRequest } from '../../../../src/core/run/composeRun.ts';
import type { Runnable } from '../../../../src/core/model.ts';

/** The first runnable of a plan with one block. */
function block(body: string, language = 'bash', heading = '## Phase 1: Build'): Runnable {
  const plan = parsePlan('plan.md', `# Plan\n\n${heading}\n\n- [ ] Do it\n\n\`\`\`${language}\n${body}\n\`\`\`\n`);
  return plan.runnables[0]!;
}

/** 0-based line of the document of a line of the body, 0-based too. */
const at = (line: number): number => line + 7;

function composed(request: RunRequest): ComposedRun {
  const run = composeRun(request);
  assert.ok(run.kind === 'run', JSON.stringify(run));
  return run;
}

describe('what a run is', () => {
  it('the whole of a block is run as it stands, comments included', () => {
    const run = composed({ runnable: block('# first\nnpm ci\n\nnpm test # all') });
    assert.equal(run.script, '# first\nnpm ci\n\nnpm test # all');
    assert.equal(run.lane, 'script');
  });

  const carried: readonly (readonly [string, number, string])[] = [
    ['cd web\nnpm ci\nnpm test', 2, 'cd web\nnpm test'],
    ['cd web\nnpm ci\nnpm test', 1, 'cd web\nnpm ci'],
    ['cd web\nnpm ci\nnpm test', 0, 'cd web'],
    ['export A=1\ncd web\nnpm test', 2, 'export A=1\ncd web\nnpm test'],
    ['cd web && npm ci\nnpm test', 1, 'cd web\nnpm test'],
    ['cd web && export A=1 && npm ci\nnpm test', 1, 'cd web && export A=1\nnpm test'],
    ['cd web || exit 1\nnpm test', 1, 'cd web\nnpm test'],
    ['cd web; npm ci\nnpm test', 1, 'cd web\nnpm test'],
    ['cd "my web" # here\nnpm test', 1, 'cd "my web"\nnpm test'],
    ['(cd web && npm ci)\nnpm test', 1, 'npm test'],
    ['if true; then cd web; fi\nnpm test', 1, 'npm test'],
    ['echo cd web\nnpm test', 1, 'npm test'],
    ['npm ci && cd web\nnpm test', 1, 'npm test'],
    ['DIR=out\nls "$DIR"', 1, 'DIR=out\nls "$DIR"'],
    ['A=1 npm ci\nnpm test', 1, 'npm test'],
    ['export SHA=$(git rev-parse HEAD)\necho $SHA', 1, 'export SHA=$(git rev-parse HEAD)\necho $SHA'],
    ['export A="x; y && z"\nnpm test', 1, 'export A="x; y && z"\nnpm test'],
    ['export A=1 | cat\nnpm test', 1, 'npm test'],
    ['cd web &\nnpm test', 1, 'npm test'],
    ['pushd web\nnpm test', 1, 'pushd web\nnpm test'],
    ['pushd web\nnpm ci\npopd\nnpm test', 3, 'pushd web\npopd\nnpm test'],
    ['export A=1\nunset A\nnpm test', 2, 'export A=1\nunset A\nnpm test'],
    ['say() {\n  echo "$1"\n}\nclean() { rm -rf x; }\nsay hi', 4, 'say() {\n  echo "$1"\n}\nsay hi'],
    ['a() { echo a; }\nfunction b { a; }\nls\nb', 3, 'a() { echo a; }\nfunction b { a; }\nb'],
    ['say() { echo; }; rm x\nsay', 1, 'say'],
    ['set -e\nnpm test', 1, 'npm test'],
    ['npm test\ncd web', 0, 'npm test'],
  ];
  for (const [body, line, text] of carried) {
    it(`line ${line + 1} of ${JSON.stringify(body)} is ${JSON.stringify(text)}`, () => {
      assert.equal(composed({ runnable: block(body), part: { kind: 'line', line: at(line) } }).script, text);
    });
  }

  it('a line of a fish block brings its set along', () => {
    const runnable = block('set -x A 1\nset -e B\nls $A', 'fish');
    assert.equal(composed({ runnable, part: { kind: 'line', line: at(2) } }).script, 'set -x A 1\nls $A');
  });

  it('a line that spans lines is one', () => {
    const runnable = block('cd web\nfor i in 1 2; do\n  echo $i\ndone\nls');
    const run = composed({ runnable, part: { kind: 'line', line: at(1) } });
    assert.equal(run.script, 'cd web\nfor i in 1 2; do\n  echo $i\ndone');
  });

  it('a step is its lines up to the next label, with the cd above it and its label', () => {
    const runnable = block('cd web\n# Step 1: Install\nnpm ci\n# Step 2: Test\nnpm run build\nnpm test');
    const run = composed({ runnable, part: { kind: 'step', line: at(3) } });
    assert.equal(run.script, 'cd web\nnpm run build\nnpm test');
    assert.equal(run.label, 'Test');
    assert.deepEqual(
      run.commands.map(({ line, carried: isCarried }) => [line, isCarried]),
      [
        [at(0), true],
        [at(4), false],
        [at(5), false],
      ],
    );
  });

  it('a line can be left out, also one that would be carried', () => {
    const runnable = block('cd /home/me/x\nnpm ci\nnpm test');
    const without = new Set([at(0)]);
    assert.equal(composed({ runnable, without }).script, 'npm ci\nnpm test');
    assert.equal(composed({ runnable, without, part: { kind: 'line', line: at(2) } }).script, 'npm test');
  });

  it('a line or step that is not there, and nothing left, is refused', () => {
    const runnable = block('npm ci\nnpm test');
    for (const request of [
      { runnable, part: { kind: 'line', line: 99 } },
      { runnable, part: { kind: 'step', line: at(0) } },
      { runnable, without: new Set([at(0), at(1)]) },
    ] as const)
      assert.deepEqual(composeRun(request), { kind: 'refused', code: 'not-found' });
  });

  it('a control character is refused', () => {
    const run = composeRun({ runnable: { ...block('ls'), text: 'ls\u001b[2J' } });
    assert.deepEqual(run, { kind: 'refused', code: 'control-character', character: 'U+001B' });
  });

  it('a single safe line is typed, with values too; one with a secret is a script', () => {
    const typed = composed({
      runnable: block('./shift-start.sh <NUMBER>'),
      values: new Map([['NUMBER', '5']]),
      terminal: 'zsh',
    });
    assert.deepEqual(
      [typed.lane, typed.script, typed.text],
      ['typed', './shift-start.sh 5', './shift-start.sh <NUMBER>'],
    );
    const secret = composed({
      runnable: block('./login.sh <your-token>'),
      values: new Map([['your-token', 'hunter2']]),
      terminal: 'zsh',
    });
    assert.equal(secret.lane, 'script');
  });

  it('open placeholders are named, those of another line are not asked for', () => {
    const runnable = block('./a.sh <NUMBER>\n./b.sh <TYPE>');
    const all = composeRun({ runnable, values: new Map([['<NUMBER>', '1']]) });
    assert.ok(all.kind === 'refused' && all.code === 'placeholder');
    assert.deepEqual(
      all.placeholders.map(({ text }) => text),
      ['<TYPE>'],
    );
    const line = composeRun({ runnable, part: { kind: 'line', line: at(0) }, values: new Map([['<NUMBER>', '1']]) });
    assert.equal(line.kind, 'run');
  });

  it('a value of several lines is refused', () => {
    const runnable = block('./a.sh <NUMBER>');
    const run = composeRun({ runnable, values: new Map([['NUMBER', '1\nrm -rf x']]) });
    assert.ok(run.kind === 'refused' && run.code === 'value');
    assert.match(run.reason, /<NUMBER> must be one line/);
  });

  it('a secret is a variable of the environment and in no text', () => {
    const runnable = block('curl -H "Authorization: Bearer <your-token>" x\necho \'<your-token>\' <API_KEY>');
    const run = composed({
      runnable,
      values: new Map([
        ['your-token', 's3cr3t'],
        ['API_KEY', 'k3y'],
      ]),
    });
    assert.deepEqual(run.env, { RUNSHEET_YOUR_TOKEN: 's3cr3t', RUNSHEET_API_KEY: 'k3y' });
    assert.equal(
      run.script,
      'curl -H "Authorization: Bearer ${RUNSHEET_YOUR_TOKEN}" x\necho \'\'"${RUNSHEET_YOUR_TOKEN}"\'\' "${RUNSHEET_API_KEY}"',
    );
    assert.deepEqual(run.secrets, ['s3cr3t', 'k3y']);
    assert.doesNotMatch(JSON.stringify({ ...run, env: {}, secrets: [] }), /s3cr3t|k3y/);
  });

  it('a secret where no variable can stand is refused', () => {
    const run = composeRun({
      runnable: block("cat <<'EOF' >env\nTOKEN=<your-token>\nEOF"),
      values: new Map([['your-token', 'x']]),
    });
    assert.ok(run.kind === 'refused' && run.code === 'value');
    assert.match(run.reason, /<your-token> is a secret/);
  });

  it('a variable without value beside a command that deletes must be given one', () => {
    const runnable = block('rm -rf "$BUILD"/*');
    assert.deepEqual(composeRun({ runnable }), { kind: 'refused', code: 'variable', variables: ['BUILD'] });
    const given = composed({ runnable, values: new Map([['BUILD', 'out dir']]) });
    assert.deepEqual(given.env, { BUILD: 'out dir' });
    assert.deepEqual([given.danger.level, given.lane], ['dangerous', 'script']);
    assert.equal(composed({ runnable, known: new Set(['BUILD']) }).kind, 'run');
    assert.equal(composed({ runnable: block('BUILD=out\nrm -rf "$BUILD"') }).kind, 'run');
    assert.equal(composed({ runnable: block('echo "$BUILD"') }).kind, 'run', 'nothing is deleted');
  });

  it('a variable that is set above is known to the line that runs alone', () => {
    const runnable = block('BUILD=out\nrm -rf "$BUILD"');
    assert.equal(composed({ runnable, part: { kind: 'line', line: at(1) } }).script, 'BUILD=out\nrm -rf "$BUILD"');
  });

  it('danger is judged with the values, the files and the section', () => {
    const runnable = block('<COMMAND> x');
    assert.equal(composed({ runnable, values: new Map([['COMMAND', 'rm']]) }).danger.level, 'dangerous');
    const redirect = block('ls > list.txt');
    assert.equal(composed({ runnable: redirect, existingFile: () => false }).danger.level, 'read-only');
    assert.equal(composed({ runnable: redirect, existingFile: () => true }).danger.level, 'dangerous');
    const back = block('npm ci\nls', 'bash', '## Rollback');
    const line = composed({ runnable: back, part: { kind: 'line', line: at(1) } });
    assert.deepEqual([line.danger.level, line.danger.reasons[0]?.command], ['dangerous', 'ls']);
  });

  it('a command that does not end by itself is said', () => {
    assert.deepEqual(composed({ runnable: block('npm ci\nnpm run dev\nnpm test') }).endless, {
      endless: true,
      command: 'npm run dev',
      holds: true,
    });
  });

  it('an inline command and a block of one command have no lines, and run as a whole', () => {
    const runnable = block('npm test');
    assert.deepEqual(runnable.lines, []);
    assert.equal(composed({ runnable }).script, 'npm test');
  });

  it('a console block runs its commands, one by one too', () => {
    const runnable = block('$ cd web\n/home/me/web\n$ npm test\nok', 'console');
    assert.equal(composed({ runnable }).script, 'cd web\nnpm test');
    assert.equal(composed({ runnable, part: { kind: 'line', line: at(2) } }).script, 'cd web\nnpm test');
  });
});
