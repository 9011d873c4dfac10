import path from 'node:path';
import { type TaskState, taskStates } from '../core/edit/taskState.ts';
import type { PlanNode } from '../core/model.ts';
import { schemaVersion } from '../core/outline/jsonDocument.ts';
import { printable } from '../core/outline/style.ts';
import { nodeLabel } from '../core/show/nodeLabel.ts';
import { changeTask, readSteadily, type TaskResult } from '../node/changeTask.ts';
import { type ExitCode, exitCodes } from './exitCodes.ts';
import { readOptions } from './readOptions.ts';
import { printJson, type Shell } from './shell.ts';
import { splitTarget } from './splitTarget.ts';
import { troubleSentence } from './tickText.ts';

const help = `Usage: runsheet tick FILE#ID | FILE:LINE [options]

Sets the mark of one task: the character between its brackets, the one that the document uses for that state.

Options:
  --state STATE   done (the default), open, doing, blocked or cancelled
  --reason TEXT   with --state blocked: written below the task
  --parents       tick the boxes above it too that have nothing open below them any more
  --json          print JSON

Exit codes: 0 the file says so now, or said so before; 1 nothing was changed, with the reason; 2 wrong use, or a name
that is not found or means several tasks.
`;

interface TickArguments {
  readonly written: string;
  readonly state: TaskState;
  readonly reason?: string;
  readonly parents: boolean;
  readonly json: boolean;
}

/** `runsheet tick`: sets the state of one task, safely beside everybody else who writes the file. */
export async function tick(argv: readonly string[], shell: Shell): Promise<ExitCode> {
  const args = readArguments(argv);
  if (args === 'help') {
    shell.write(help);
    return exitCodes.good;
  }
  const wrong = (sentence: string): ExitCode => {
    shell.complain(`${sentence} See runsheet tick --help.`);
    return exitCodes.wrongUse;
  };
  if ('wrong' in args) return wrong(args.wrong);
  const { file, target } = splitTarget(args.written, shell.cwd);
  if (!target) return wrong('Say which task: FILE#ID or FILE:LINE.');
  const read = await readSteadily(file, shell.cwd);
  if ('unreadable' in read) {
    shell.complain(`${file} ${read.unreadable}.`);
    return exitCodes.wrongUse;
  }
  const { state, reason, parents } = args;
  const result = await changeTask({
    ...{ file: path.resolve(shell.cwd, file), read, name: target, state, parents },
    ...(reason !== undefined && { reason }),
  });
  const message = troubleSentence(result, { file, target, state });
  if (message !== undefined) for (const line of message) shell.complain(line);
  if (args.json) printJson(shell, tickJson(result, { root: read.root, path: read.path, state, message }));
  else if (message === undefined) print(result, file, shell);
  return message === undefined
    ? exitCodes.good
    : result.kind === 'refused' || result.kind === 'failed' || result.kind === 'overwritten'
      ? exitCodes.findings
      : exitCodes.wrongUse;
}

function print(result: TaskResult, file: string, shell: Shell): void {
  if (result.kind !== 'written' && result.kind !== 'unchanged') return;
  const { style } = shell;
  const shown = (node: PlanNode): string => `${printable(nodeLabel(node))} ${style.faint(`${file}:${node.line + 1}`)}`;
  for (const { node, mark } of result.changed) shell.write(`[${printable(mark) || ' '}] ${shown(node)}\n`);
  if (result.kind === 'unchanged')
    shell.write(`Nothing to do: [${result.task.mark?.char ?? ' '}] ${shown(result.task)}\n`);
  for (const node of result.ripe)
    shell.write(`Nothing below it is open any more (--parents ticks it too): ${shown(node)}\n`);
}

/** What `runsheet tick --json` prints: `schemas/tick.schema.json`. Lines are 1-based. */
function tickJson(
  result: TaskResult,
  about: { root: string; path: string; state: TaskState; message: readonly string[] | undefined },
) {
  const { root, path: place, state, message } = about;
  const nodeJson = ({ key, id, title, line }: PlanNode) => ({
    key,
    ...(id !== undefined && { id }),
    title,
    line: line + 1,
  });
  const isGood = result.kind === 'written' || result.kind === 'unchanged';
  return {
    ...{ schemaVersion, root, path: place, state, outcome: result.kind },
    ...(result.kind === 'refused' && { reason: result.reason }),
    ...(result.kind === 'failed' && { reason: result.trouble }),
    ...(message && { message: message[0] }),
    changed: isGood
      ? result.changed.map(({ node, mark }) => ({ ...nodeJson(node), from: node.mark?.char ?? ' ', to: mark }))
      : [],
    parents: isGood ? result.ripe.map(nodeJson) : [],
    candidates: (result.kind === 'ambiguous' ? result.candidates : result.kind === 'none' ? result.near : []).map(
      nodeJson,
    ),
  };
}

function readArguments(argv: readonly string[]): TickArguments | 'help' | { readonly wrong: string } {
  const flag = { type: 'boolean', default: false } as const;
  const options = {
    state: { type: 'string', default: 'done' },
    reason: { type: 'string' },
    parents: flag,
    json: flag,
    help: { ...flag, short: 'h' },
  } as const;
  const parsed = readOptions(argv, options);
  if (typeof parsed === 'string') return { wrong: parsed };
  const { values, positionals } = parsed;
  if (values.help) return 'help';
  const [written = '', ...others] = positionals;
  if (written === '' || others.length > 0) return { wrong: 'tick takes one FILE#ID or FILE:LINE.' };
  const state = taskStates.find((each) => each === values.state);
  if (!state) return { wrong: `--state ${values.state} is none of ${taskStates.join(', ')}.` };
  if (values.reason !== undefined && state !== 'blocked') return { wrong: '--reason goes with --state blocked.' };
  const { parents, json, reason } = values;
  return { written, state, parents, json, ...(reason !== undefined && { reason }) };
}
