import { existsSync } from 'node:fs';
import path from 'node:path';
import type { CriteriaSelection } from '../core/evidence/selectCriteria.ts';
import { selectCriteria } from '../core/evidence/selectCriteria.ts';
import type { RunsheetConfig } from '../core/config/config.ts';
import type { Plan } from '../core/model.ts';
import { criterionState } from '../core/readiness/evidenceState.ts';
import { visibleText } from '../core/run/lane/visibleText.ts';
import { changeTask, readSteadily } from '../node/changeTask.ts';
import { readConfigFile } from '../node/configFile.ts';
import { evidenceFolder } from '../node/evidence/evidenceFiles.ts';
import { loadEvidence } from '../node/evidence/loadEvidence.ts';
import { attestation, type DoneCheck, keep, runChecks } from '../node/evidence/runChecks.ts';
import { whoIsHere } from '../node/evidence/whoIsHere.ts';
import { type CheckArguments, readCheckArguments } from './checkArguments.ts';
import { type CheckEntry, checkJson } from './checkJson.ts';
import { checkLines, plannedLines, startLine } from './checkText.ts';
import { exitCodes } from './exitCodes.ts';
import { learnExpectation } from './learnExpectation.ts';
import { readTargets } from './readTargets.ts';
import { withSecrets } from './secretValues.ts';
import { printJson, type Shell } from './shell.ts';
import { loadPlans } from '../node/loadPlans.ts';

const help = `Usage: runsheet check FILE#ID | FILE:LINE | [FILE|FOLDER] --gate NAME | --phase NAME | --all | --stale

Makes the checks of criteria: runs their commands, asks their addresses and services, looks for their files. A result is
pass, fail or unknown; what keeps a check from a result is said, and is never a pass.

Options:
  --stale           only what was never checked, or whose result does not count any more
  --yes NAME        run the dangerous command of this line, id or key; can be given several times
  --set NAME=VALUE  the value of <NAME>, or of a variable; secrets better as RUNSHEET_NAME in the environment
  --expect WHAT     what is good: exit=1, silent, text=..., ">= 18"; the plan says it with <!-- runsheet: expect ... -->,
                    and of grep, diff and the like it is written there where results are kept
  --timeout TIME    end each command after 90s, 5m, 1h; 10m by default
  --attest NOTE     the word of a person instead of a check, with --who NAME; --fails: it does not hold;
                    --tick: tick its box too, with who and when below it
  --record          keep the results as files in the handoff folder; --no-record: do not
  --dry-run         say what would be checked, and how
  --json            print JSON

Exit codes: 0 all of it passed; 1 something did not; 2 wrong use, or nothing that can be checked; 125 something was
refused because of danger or an open placeholder; 130 after Ctrl+C.
`;

const signals = { SIGINT: 130, SIGQUIT: 131, SIGTERM: 143, SIGHUP: 129 } as const;

/** `runsheet check`: makes the checks of criteria and keeps their results as evidence. */
export async function check(argv: readonly string[], shell: Shell): Promise<number> {
  const args = readCheckArguments(argv, shell.cwd);
  if (args === 'help') {
    shell.write(help);
    return exitCodes.good;
  }
  if ('wrong' in args) {
    shell.complain(`${args.wrong} See runsheet check --help.`);
    return exitCodes.wrongUse;
  }
  // What is checked is the present text.
  const { loaded, code } = await readTargets([args.file], { ...shell, noCache: true }, loadPlans);
  if (code !== exitCodes.good || loaded.plans.length === 0) return exitCodes.wrongUse;
  const { root, plans } = loaded;
  const { config } = await readConfigFile(root);
  const named = choose(plans, args, config.services, shell);
  if (!named) return exitCodes.wrongUse;
  const entries = args.stale ? await onlyStale(named, { root, plans, config }, shell) : named;
  const place: Place = { root, handoffs: config.handoffs, who: args.who ?? (await whoIsHere(root)), record: false };
  const wantsRecord = args.record ?? config.evidence ?? existsSync(evidenceFolder(root, config.handoffs));
  const { expectation } = args;
  const mayLearn = expectation !== undefined && wantsRecord && !args.dryRun;
  if (mayLearn && (await learnExpectation(entries, expectation, { root, config }, shell))) return check(argv, shell);
  if (args.attest) return attest(entries, args, { ...place, record: wantsRecord }, shell);
  const checks = entries.filter((entry) => entry.check !== undefined);
  if (checks.length === 0) {
    complainOfPersons(entries, shell);
    if (!args.stale) return exitCodes.wrongUse;
    if (args.json) printJson(shell, checkJson({ root, dryRun: false, exitCode: 0, recorded: false, entries }));
    return exitCodes.good;
  }
  if (args.dryRun) {
    if (args.json) printJson(shell, checkJson({ root, dryRun: true, exitCode: 0, recorded: false, entries }));
    else for (const line of plannedLines(entries, shell.style)) shell.write(`${line}\n`);
    return exitCodes.good;
  }
  return make(entries, args, { ...place, record: wantsRecord }, config.timeouts, shell);
}

/** What does not count any more, or never did; a failure counts until its check passes. */
async function onlyStale(
  entries: readonly CheckEntry[],
  { root, plans, config }: { readonly root: string; readonly plans: readonly Plan[]; readonly config: RunsheetConfig },
  shell: Shell,
): Promise<readonly CheckEntry[]> {
  const now = Date.now();
  const { known, refused } = await loadEvidence(root, plans, config, { now });
  for (const { path, reason } of refused) shell.complain(`${path} is not believed: ${reason}.`);
  const stale = entries.filter(({ plan, criterion }) => {
    const { state } = criterionState(plan.path, criterion, known, now);
    return state !== 'pass' && state !== 'fail';
  });
  if (stale.length === 0) shell.complain('Nothing is stale.');
  return stale;
}

interface Place {
  readonly root: string;
  readonly handoffs: string;
  readonly who: string;
  readonly record: boolean;
}

async function make(
  entries: readonly CheckEntry[],
  args: CheckArguments,
  place: Place,
  limits: { readonly checkMinutes: number; readonly healthSeconds: number; readonly servicesSeconds: number },
  shell: Shell,
): Promise<number> {
  const { root, record } = place;
  const targets = entries.flatMap((entry) => (entry.check ? [{ ...entry, check: entry.check }] : []));
  const placeholders = targets.flatMap(({ plan }) => plan.runnables.flatMap((runnable) => runnable.placeholders));
  const interruption = listen();
  const done = await runChecks(targets, {
    ...place,
    timeoutMs: args.timeoutMs ?? limits.checkMinutes * 60_000,
    healthMs: limits.healthSeconds * 1000,
    servicesMs: limits.servicesSeconds * 1000,
    values: withSecrets(args.values, placeholders),
    yes: args.yes,
    by: 'command line',
    ...(args.expectation && { expectation: args.expectation }),
    signal: interruption.signal,
    onStart: (target) => {
      if (!args.json) shell.complain(startLine(target));
    },
    onEnd: (one) => {
      if (!args.json) for (const line of checkLines(one, shell.style)) shell.write(`${line}\n`);
    },
  });
  interruption.release();
  complainOfPersons(entries, shell);
  complainOfKeeping(done, place, shell);
  if (!args.expectation && done.some(({ target }) => target.check.expectation.kind === 'ask'))
    shell.complain('To say for this time only which end is the good one: --expect exit=1, or exit=0, or silent.');
  const exitCode = interruption.code() ?? codeOf(done);
  if (args.json) {
    const byKey = new Map(done.map((one) => [one.target.criterion, one]));
    const all = entries.map((entry) => ({
      ...entry,
      ...(byKey.has(entry.criterion) && { done: byKey.get(entry.criterion) }),
    }));
    printJson(shell, checkJson({ root, dryRun: false, exitCode, recorded: record, entries: all }));
  }
  return exitCode;
}

function codeOf(done: readonly DoneCheck[]): number {
  if (done.some(({ result }) => result.kind === 'refused')) return exitCodes.refused;
  return done.every(({ result }) => result.kind === 'checked' && result.outcome === 'pass')
    ? exitCodes.good
    : exitCodes.findings;
}

/** Ctrl+C and its like end the command that runs, with all that it started, and keep the results so far. */
function listen() {
  const controller = new AbortController();
  let first: keyof typeof signals | undefined;
  const names = Object.keys(signals) as (keyof typeof signals)[];
  const stop = (name: NodeJS.Signals): void => {
    first ??= names.find((each) => each === name);
    controller.abort();
  };
  for (const name of names) process.on(name, stop);
  return {
    signal: controller.signal,
    code: () => (first === undefined ? undefined : signals[first]),
    release: () => names.forEach((name) => process.off(name, stop)),
  };
}

async function attest(
  entries: readonly CheckEntry[],
  args: CheckArguments,
  place: Place,
  shell: Shell,
): Promise<number> {
  const { attest: said, who = '' } = args;
  if (!said) return exitCodes.wrongUse;
  if (!place.record) {
    shell.complain(`The word of a person counts as a file in ${place.handoffs}/evidence: add --record to write it.`);
    return exitCodes.wrongUse;
  }
  const all: CheckEntry[] = [];
  let isTicked = true;
  for (const entry of entries) {
    const evidence = await attestation(entry.plan, entry, { who, ...said }, { ...place, now: Date.now() });
    const kept = await keep(evidence, place);
    const result = { kind: 'checked', outcome: said.holds ? 'pass' : 'fail' } as const;
    const startedAt = Date.parse(evidence.startedAt);
    const done = { target: entry, result, startedAt, durationMs: 0, changedFiles: false, evidence, ...kept };
    all.push({ ...entry, done });
    if (!args.json) for (const line of checkLines(done, shell.style)) shell.write(`${line}\n`);
    if (kept.notWritten !== undefined) shell.complain(`It was not written: ${kept.notWritten}.`);
    else if (said.tick && entry.criterion.boxed && !(await signOff(entry, who, place.root, shell))) isTicked = false;
  }
  const isWritten = all.every(({ done }) => done?.file !== undefined);
  const exitCode = !isWritten ? exitCodes.wrongUse : isTicked ? exitCodes.good : exitCodes.findings;
  if (args.json)
    printJson(shell, checkJson({ root: place.root, dryRun: false, exitCode, recorded: true, entries: all }));
  return exitCode;
}

/** Ticks the box of a criterion, and says below it who signed and on which day (UTC). False where it could not. */
async function signOff({ plan, criterion }: CheckEntry, who: string, root: string, shell: Shell): Promise<boolean> {
  const file = path.join(root, plan.path);
  const read = await readSteadily(file, root);
  if ('unreadable' in read) {
    shell.complain(`${plan.path} ${read.unreadable}: its box was not ticked.`);
    return false;
  }
  const reason = `${who}, ${new Date().toISOString().slice(0, 10)}`;
  const name = { kind: 'id', id: criterion.key } as const;
  const { kind } = await changeTask({ file, read, name, state: 'done', reason, parents: false });
  const isGood = kind === 'written' || kind === 'unchanged';
  if (!isGood) shell.complain(`${plan.path}:${criterion.line + 1}: its box was not ticked (${kind}).`);
  return isGood;
}

/** Undefined where what was named is not there or means several things; it says so. */
function choose(
  plans: readonly Plan[],
  { target, file }: CheckArguments,
  services: readonly string[],
  shell: Shell,
): readonly CheckEntry[] | undefined {
  const entries: CheckEntry[] = [];
  let missed: Exclude<CriteriaSelection, { kind: 'chosen' }> | undefined;
  for (const plan of plans) {
    const selection = selectCriteria(plan, target, services);
    if (selection.kind === 'ambiguous' || (selection.kind === 'none' && !missed)) missed = selection;
    if (selection.kind === 'ambiguous') break;
    if (selection.kind === 'none') continue;
    for (const { gate, criterion } of selection.criteria)
      entries.push({ plan, gate, criterion, check: criterion.check });
  }
  if (missed?.kind === 'ambiguous') {
    shell.complain(`That name means ${missed.candidates.length} things in ${file}. Name one by its key:`);
    for (const { key, title, line } of missed.candidates)
      shell.complain(`  ${key}  ${visibleText(title)} (line ${line + 1})`);
    return undefined;
  }
  if (entries.length > 0) return entries.filter(({ criterion }) => criterion.notApplicable === undefined);
  shell.complain(
    missed?.named === false
      ? `Nothing in ${file} has that name.`
      : `There is no criterion in what was named of ${file}.`,
  );
  return undefined;
}

function complainOfPersons(entries: readonly CheckEntry[], shell: Shell): void {
  const persons = entries.filter((entry) => entry.check === undefined);
  if (persons.length === 0) return;
  const [first] = persons;
  const count =
    persons.length === 1 ? '1 criterion has no check and needs' : `${persons.length} criteria have no check and need`;
  const example = first ? `${first.plan.path}:${first.criterion.line + 1}` : '';
  shell.complain(`${count} the word of a person: runsheet check ${example} --attest NOTE --who NAME`);
}

function complainOfKeeping(done: readonly DoneCheck[], { record, handoffs }: Place, shell: Shell): void {
  const lost = done.find(({ notWritten }) => notWritten !== undefined);
  if (lost?.notWritten !== undefined) shell.complain(`Results could not be kept: ${lost.notWritten}.`);
  if (!record && done.some(({ evidence }) => evidence !== undefined))
    shell.complain(
      `The results were not kept. --record keeps them in ${handoffs}/evidence; "evidence": true in .runsheet.json does so always.`,
    );
}
