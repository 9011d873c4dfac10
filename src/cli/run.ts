import path from 'node:path';
import type { Plan } from '../core/model.ts';
import { isPresent } from '../core/run/isPresent.ts';
import { visibleText } from '../core/run/lane/visibleText.ts';
import { type RunItem, selectRuns, type RunSelection } from '../core/run/selectRuns.ts';
import { readConfigFile } from '../node/configFile.ts';
import { loadPlans } from '../node/loadPlans.ts';
import { readText } from '../node/readText.ts';
import { rememberedValues, rememberValues } from '../node/run/planValues.ts';
import { prepareRuns, type ReadyRun, type Refusal } from '../node/run/prepareRuns.ts';
import { runInOrder } from '../node/run/runInOrder.ts';
import { exitCodes } from './exitCodes.ts';
import { refusalText } from './refusalText.ts';
import { readRunArguments, type RunArguments } from './runArguments.ts';
import { type RunEntry, runJson } from './runJson.ts';
import { withSecrets } from './secretValues.ts';
import { printJson, type Shell } from './shell.ts';

const help = `Usage: runsheet run FILE#ID | FILE:LINE | FILE --phase NAME | FILE --all

Runs commands of a plan: a block by the line of its fence, one command or labelled step of it by its own line, a task,
section or phase by its id or key, all in order. The first that fails ends the order.

Options:
  --yes NAME        run the dangerous command of this line, id or key; can be given several times
  --set NAME=VALUE  the value of <NAME>, or of a variable; secrets better as RUNSHEET_NAME in the environment
  --without LINE    leave out the command on this line
  --resume          skip what passed the last time on the same text
  --timeout TIME    end each command after 90s, 5m, 1h
  --dry-run         say what would run, where, what is missing and what is dangerous; run nothing
  --json            print JSON; the output of the commands goes to stderr
  --no-cache        read the plan anew

Exit codes: that of the command, 128 + n after a signal, 124 after the timeout; 125 where nothing was run because of
danger, an open placeholder or a blocked task; 2 for wrong use or a name that is not found or means several things.
`;

/** More lines than that push what is said about them out of the terminal. */
const shownLines = 40;

/** `runsheet run`: runs commands of a plan as children, and returns what they returned. */
export async function run(argv: readonly string[], shell: Shell): Promise<number> {
  const args = readRunArguments(argv, shell.cwd);
  if (args === 'help') {
    shell.write(help);
    return exitCodes.good;
  }
  if ('wrong' in args) {
    shell.complain(`${args.wrong} See runsheet run --help.`);
    return exitCodes.wrongUse;
  }
  const found = await findItems(args, shell);
  if (!found) return exitCodes.wrongUse;
  const { plan, root, items } = found;
  const values = withSecrets(
    args.values,
    items.flatMap(({ runnable }) => runnable.placeholders),
  );
  const { folders } = (await readConfigFile(root)).config;
  const given = { root, folders, values, yes: args.yes, without: args.without };
  const { ready, refusals } = prepareRuns(plan, items, given);
  const remembered = refusals.length > 0 ? await rememberedValues(root, plan.path) : new Map<string, string>();
  const entries: RunEntry[] = items.filter(({ leftOut }) => leftOut).map((item) => ({ kind: 'left-out', item }));
  for (const refusal of refusals) {
    const sentence = refusalText(refusal, remembered);
    shell.complain(sentence);
    for (const each of dangerousLines(refusal)) shell.complain(`| ${each}`);
    entries.push({ kind: 'refused', refusal, sentence });
  }
  for (const { item } of entries.flatMap((entry) => (entry.kind === 'left-out' ? entry : [])))
    if (item.leftOut?.reason === 'blocked')
      shell.complain(
        `Line ${item.runnable.line + 1}: not run, because its task is blocked: ${visibleText(item.leftOut.by)}`,
      );
  for (const { missing } of ready)
    for (const { line, sentence, remedies } of missing) {
      const canLeaveOut = remedies.some(({ kind }) => kind === 'leave-out');
      shell.complain(`Line ${line + 1}: ${sentence}${canLeaveOut ? ` To run without it: --without ${line + 1}` : ''}`);
    }
  const isBlocked = items.some(({ leftOut }) => leftOut?.reason === 'blocked');
  let exitCode: number = refusals.length > 0 || isBlocked ? exitCodes.refused : exitCodes.good;
  if (args.dryRun || refusals.length > 0) {
    if (!args.json && args.dryRun) for (const each of ready) shell.write(dryText(each));
    entries.push(...ready.map((each): RunEntry => ({ kind: 'ready', ready: each })));
  } else {
    const results = await execute(plan, root, ready, args, shell);
    if (results.keep)
      await rememberValues(
        root,
        plan.path,
        args.values,
        ready.flatMap(({ item }) => item.runnable.placeholders),
      ).catch(() => undefined);
    entries.push(...results.entries);
    exitCode = results.exitCode === 0 ? exitCode : results.exitCode;
  }
  entries.sort((a, b) => lineOf(a) - lineOf(b));
  if (args.json) printJson(shell, runJson({ root, path: plan.path, dryRun: args.dryRun, exitCode, entries }));
  return exitCode;
}

async function execute(plan: Plan, root: string, ready: readonly ReadyRun[], args: RunArguments, shell: Shell) {
  let number = 0;
  const onStart = (each: ReadyRun): void => {
    number += 1;
    if (ready.length > 1) shell.complain(`${number}/${ready.length} ${titleOf(each)}`);
  };
  const results = await runInOrder(plan, ready, {
    root,
    resume: args.resume,
    toStderr: args.json,
    onStart,
    ...(args.timeoutMs !== undefined && { timeoutMs: args.timeoutMs }),
  });
  const ended = results.filter((result) => result.kind === 'ran');
  const failed = ended.find(({ end }) => end.exitCode !== 0);
  if (failed?.end.problem !== undefined) shell.complain(failed.end.problem);
  if (failed?.end.timedOut) shell.complain('Ended, because the time was over.');
  const left = results.filter(({ kind }) => kind === 'not-reached').length;
  if (failed && left > 0)
    shell.complain(
      `${titleOf(failed.ready)} ended with ${failed.end.exitCode}; ${left} not run. To go on from there: --resume`,
    );
  const entries = results.map((result): RunEntry => ({ kind: 'result', result }));
  return { entries, exitCode: failed?.end.exitCode ?? exitCodes.good, keep: ended.length > 0 };
}

/** What is named, of the present text of the file. Says what is wrong. */
async function findItems(
  args: RunArguments,
  shell: Shell,
): Promise<{ readonly plan: Plan; readonly root: string; readonly items: readonly RunItem[] } | undefined> {
  const { file, target } = args;
  for (const noCache of args.noCache || shell.noCache ? [true] : [false, true]) {
    const loaded = await loadPlans([file], { cwd: shell.cwd, noCache });
    const [unreadable] = loaded.unreadable;
    const [plan, ...others] = loaded.plans;
    if (unreadable || !plan || others.length > 0) {
      shell.complain(unreadable ? `${file} ${unreadable.reason}.` : `${file} is not one file.`);
      return undefined;
    }
    const selection = selectRuns(plan, target);
    if (selection.kind === 'selected') {
      const text = noCache ? undefined : readText(path.join(loaded.root, plan.path));
      if (text && !('text' in text && selection.items.every(({ runnable }) => isPresent(runnable, text.text))))
        continue;
      loaded.keep();
      return { plan, root: loaded.root, items: selection.items };
    }
    complainOf(selection, args, shell);
    return undefined;
  }
  return undefined;
}

function complainOf(
  selection: Exclude<RunSelection, { kind: 'selected' }>,
  { file, target }: RunArguments,
  shell: Shell,
): void {
  const name =
    target.kind === 'id'
      ? `"${target.id}"`
      : target.kind === 'phase'
        ? `phase "${target.phase}"`
        : target.kind === 'line'
          ? `line ${target.line + 1}`
          : 'it';
  if (selection.kind === 'none') {
    shell.complain(selection.named ? `There is no command in ${name} of ${file}.` : `There is no ${name} in ${file}.`);
    return;
  }
  const shown = selection.candidates.map(
    ({ key, title, line }) => `\n  ${file}#${key}  ${visibleText(title)} (line ${line + 1})`,
  );
  shell.complain(`${name} means ${selection.candidates.length} things in ${file}. Name one by its key:`);
  for (const each of shown) shell.complain(each.trim());
}

/** The whole text that was refused, where the reasons do not say it already. */
function dangerousLines(refusal: Refusal): readonly string[] {
  if (refusal.code !== 'danger' || refusal.run.danger.reasons[0]?.command === refusal.run.text) return [];
  const lines = visibleText(refusal.run.text).split('\n');
  return lines.length <= shownLines
    ? lines
    : [...lines.slice(0, shownLines), `… and ${lines.length - shownLines} more lines`];
}

function lineOf(entry: RunEntry): number {
  const item =
    entry.kind === 'left-out'
      ? entry.item
      : entry.kind === 'refused'
        ? entry.refusal.item
        : entry.kind === 'ready'
          ? entry.ready.item
          : entry.result.ready.item;
  return item.part.kind === 'whole' ? item.runnable.line : item.part.line;
}

function titleOf({ item, run: { label, interpreter, text }, folder }: ReadyRun): string {
  const [first = ''] = text.split('\n', 1);
  const name = label ?? (first.length > 60 ? `${first.slice(0, 60)}…` : first);
  return `line ${item.runnable.line + 1}: ${visibleText(name)} (${interpreter}, in ${folder})`;
}

function dryText(ready: ReadyRun): string {
  const { danger, endless, text } = ready.run;
  const notes = [
    ...danger.reasons.map(({ command, reason }) => `dangerous: ${visibleText(command)}: ${reason}`),
    ...(endless.endless ? [`does not end by itself: ${visibleText(endless.command ?? '')}`] : []),
  ];
  const shown = visibleText(text).split('\n');
  return [titleOf(ready), ...shown.map((line) => `  ${line}`), ...notes.map((note) => `  # ${note}`), ''].join('\n');
}
