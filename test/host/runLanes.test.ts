import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { commands, outputScheme } from '../../src/vscode/contributions.ts';
import type { RunsheetApi } from '../../src/vscode/runsheetApi.ts';
import { block, PlanRuns, refuseQuestions } from './planRuns.ts';
import { closeEditors, lensTitles, runsheet, until, write } from './support.ts';

/** Command lines of the processes of this machine that hold a text. */
function processesWith(text: string): readonly string[] {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'args='], { encoding: 'utf8' });
  return stdout.split('\n').filter((line) => line.includes(text));
}

describe('how a command reaches its terminal', function () {
  this.timeout(60_000);
  let api: RunsheetApi;
  let runs: PlanRuns;
  before(async () => {
    api = await runsheet();
    runs = new PlanRuns(api, 'Lanes');
    refuseQuestions(api);
  });
  afterEach(async () => {
    refuseQuestions(api);
    await closeEditors();
  });
  after(() => runs.removeAll());

  /** What the shell of the plan's terminal has in its history. */
  const history = async (): Promise<string> => {
    const [terminal] = runs.terminals();
    const { shellIntegration } = terminal ?? {};
    assert.ok(shellIntegration, 'no shell integration');
    const file = runs.path('history');
    shellIntegration.executeCommand(`history > '${file}.new'; mv '${file}.new' '${file}'`);
    await until('the history', () => runs.exists('history'));
    return runs.read('history');
  };

  it('types a safe line as it stands, so that it is in the history of the shell', async () => {
    // The history of earlier shells does not have this one.
    const command = `ls ${runs.folder}`;
    const uri = await runs.open(block(command), block(command, 'true'));
    const typed = await runs.run(uri, 0);
    assert.deepEqual([typed.state, typed.lane, typed.endKnownBy], ['passed', 'typed', 'shell integration']);
    const script = await runs.run(uri, 1);
    assert.deepEqual([script.state, script.lane, script.endKnownBy], ['passed', 'script', 'exit file']);
    const lines = (await history()).split('\n').map((line) => line.replace(/^\s*\d+\s+/, ''));
    assert.equal(lines.filter((line) => line === command).length, 1);
  });

  /** What *Show Last Output* shows of the plan that is open. */
  const shownOutput = async (): Promise<string> => {
    await vscode.commands.executeCommand(commands.showOutput);
    const shown = await until('the document', () =>
      vscode.window.visibleTextEditors.find(({ document }) => document.uri.scheme === outputScheme),
    );
    const [, output = ''] = shown.document.getText().split('\nOutput\n');
    return output;
  };

  /** Old editors lose what comes in one piece with the mark that a command begins. */
  const slowly = 'sleep 0.3';

  it('keeps the end of the output, of a typed line and of a script, without colours and marks of the terminal', async () => {
    write(
      `${runs.folder}/coloured.sh`,
      `#!/bin/sh\n${slowly}\nprintf '\\033[31mred\\033[0m and 10 %%\\r20 %%\\nend\\n'\n`,
    );
    chmodSync(runs.path('coloured.sh'), 0o755);
    const command = `./${runs.folder}/coloured.sh`;
    const uri = await runs.open(block(command), block(command, 'true'));
    const typed = await runs.run(uri, 0);
    assert.deepEqual([typed.lane, typed.output], ['typed', true]);
    assert.equal(await shownOutput(), '\n20 %\nend\n\n');
    await vscode.window.showTextDocument(uri);
    const script = await runs.run(uri, 1);
    assert.deepEqual([script.lane, script.output], ['script', true]);
    assert.match(await shownOutput(), /\n20 %\nend\n/);
  });

  it('has no secret in the output that it keeps', async () => {
    const uri = await runs.open(block(slowly, 'printf "it is %s.\\n" <API_TOKEN>'));
    api.setValueQuestion(() => Promise.resolve('s3cret-of-the-output'));
    assert.equal((await runs.run(uri)).state, 'passed');
    const output = await shownOutput();
    assert.match(output, /it is •••\./);
    assert.ok(!output.includes('s3cret-of-the-output'));
  });

  it('types nothing but the start of a script where the shell does not tell how a command ends', async () => {
    const settings = vscode.workspace.getConfiguration('terminal.integrated.shellIntegration');
    await settings.update('enabled', false, vscode.ConfigurationTarget.Global);
    try {
      const uri = await runs.open(block('git --version'), block('git no-such-command'));
      const record = await runs.run(uri, 0);
      assert.deepEqual([record.state, record.lane, record.endKnownBy], ['passed', 'script', 'exit file']);
      assert.match(await shownOutput(), /It is not kept: only a terminal with shell integration/);
      const failed = await runs.run(uri, 1);
      assert.deepEqual([failed.state, failed.exitCode, failed.lane], ['failed', 1, 'script']);
    } finally {
      await settings.update('enabled', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('a server has started, in a terminal of its own; Stop ends its process', async () => {
    const uri = await runs.open(block(`touch ${runs.folder}/served`, `tail -f ${runs.folder}/served`), block('true'));
    const program = `tail -f ${runs.folder}/served`;
    await runs.start(uri);
    await until('the process', () => processesWith(program).length > 0);
    const lens = ['9: $(debug-stop) Stop', '9: started'];
    await until('the lens', async () => (await lensTitles(uri)).join('\n').includes(lens.join('\n')));
    assert.equal(runs.terminals().length, 1);
    assert.notEqual(runs.terminals()[0]?.name, `Runsheet: ${runs.title}`);
    assert.equal((await runs.run(uri, 1)).state, 'passed');
    assert.equal(runs.terminals().length, 2);
    assert.match(api.runs.status.item.text, /^\$\(server-process\) 1$/);
    assert.equal(api.runs.status.isTicking(), false, 'a server needs no clock');
    await vscode.commands.executeCommand(commands.stop, uri.toString(), runs.of(uri).key);
    assert.equal((await runs.ended(uri)).state, 'stopped');
    await until('the end of the process', () => processesWith(program).length === 0);
  });

  it('shows in the status bar how long a command runs, and has no clock while none does', async () => {
    const { status } = api.runs;
    assert.equal(status.isTicking(), false);
    const uri = await runs.open(block('sleep 6', 'true'));
    await runs.start(uri);
    assert.equal(status.isTicking(), true);
    // A busy host may miss the one second in which it says 2.
    await until('some seconds', () => /^\$\(sync~spin\) sleep 6 0:0[2-6]$/.test(status.item.text));
    await runs.ended(uri);
    await until('no clock', () => !status.isTicking());
    assert.equal(status.item.text, '$(pass) sleep 6', 'the last result stays');
    await vscode.window.activeTextEditor?.edit((edit) => edit.insert(new vscode.Position(10, 4), ' && true'));
    await until('the result of a text that is gone', () => !status.isVisible());
  });

  it('in one shell for a plan, cd and export carry over; what would end the shell runs on its own', async () => {
    const uri = await runs.open(
      block('export RUNSHEET_CARRIED=over', `cd ${runs.folder}`),
      block('printf %s "$RUNSHEET_CARRIED" > carried', 'pwd >> carried'),
      block('printf %s "${RUNSHEET_CARRIED-nothing}" > own', 'exit 4'),
      block('set -e', 'false'),
      block('printf %s "$RUNSHEET_CARRIED" > still'),
      block('printf %s again > still'),
      block('pwd > named').replace('bash', 'bash {cwd=..}'),
    );
    await vscode.commands.executeCommand(commands.toggleSession, uri);
    assert.equal((await runs.run(uri, 0)).state, 'passed');
    assert.equal((await runs.run(uri, 1)).state, 'passed');
    assert.equal(readFileSync(runs.path('carried'), 'utf8'), `over${runs.path('')}\n`);
    const own = await runs.run(uri, 2);
    assert.deepEqual([own.state, own.exitCode], ['failed', 4]);
    assert.equal(runs.read('own'), 'over', 'the plan gave it a value, and the shell its folder');
    assert.equal((await runs.run(uri, 3)).state, 'failed');
    assert.equal((await runs.run(uri, 4)).state, 'passed');
    assert.equal(runs.read('still'), 'over');
    // What the danger is, and where, is looked up in the folder of the shell.
    const folders: string[] = [];
    api.setQuestion(({ detail }) => {
      folders.push(...detail.split('\n').filter((line) => line.startsWith('Folder: ')));
      return Promise.resolve(true);
    });
    assert.equal((await runs.run(uri, 5)).state, 'passed');
    assert.deepEqual(folders, [`Folder: ${runs.path('')}`]);
    assert.equal(runs.read('still'), 'again');
    assert.equal((await runs.run(uri, 6)).state, 'passed');
    assert.equal(runs.read('named'), `${runs.path('')}\n`, 'the folder that the fence names');
    assert.equal(runs.terminals().length, 1, 'the shell lives');
  });
});
