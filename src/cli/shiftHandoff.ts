import path from 'node:path';
import type { Priority } from '../core/model.ts';
import { printable } from '../core/outline/style.ts';
import { addToHandoff } from '../core/shifts/addToHandoff.ts';
import { checkHandoff } from '../core/shifts/checkHandoff.ts';
import { handoffsOfShift, type HandoffFile, latestHandoff } from '../core/shifts/handoffFiles.ts';
import { handoffsJson } from '../core/shifts/handoffJson.ts';
import type { HandoffAddition } from '../core/shifts/shiftService.ts';
import { configSentences, readConfigFile } from '../node/configFile.ts';
import { changeHandoff } from '../node/handoff/changeHandoff.ts';
import { createHandoff } from '../node/handoff/createHandoff.ts';
import { type FoundHandoffs, readHandoffFile, readHandoffs } from '../node/handoff/readHandoffs.ts';
import { readText } from '../node/readText.ts';
import { findRoot, relativePath } from '../node/root.ts';
import { type ExitCode, exitCodes } from './exitCodes.ts';
import { printJson, type Shell } from './shell.ts';
import { type HandoffArguments, handoffHelp, readHandoffArguments } from './shiftHandoffArguments.ts';

interface Place extends FoundHandoffs {
  readonly root: string;
  readonly folder: string;
}

/** `runsheet shift handoff`: shows, makes, checks and adds to the documents that shifts leave to each other. */
export async function shiftHandoff(argv: readonly string[], shell: Shell): Promise<ExitCode> {
  const args = readHandoffArguments(argv);
  if (args === 'help') {
    shell.write(handoffHelp);
    return exitCodes.good;
  }
  if ('wrong' in args) return wrong(args.wrong, shell);
  const root = findRoot(shell.cwd);
  const { config, problems } = await readConfigFile(root);
  for (const sentence of configSentences(problems)) shell.complain(sentence);
  const place = { root, folder: config.handoffs, ...readHandoffs(root, config.handoffs) };
  switch (args.action) {
    case 'list':
      return list(place, args, shell);
    case 'show':
    case 'check':
      return inspect(place, args, shell);
    case 'new':
      return create(place, args, shell);
    case 'blocker':
    case 'note':
    case 'done':
    case 'action':
      return add(place, args, args.action, shell);
  }
}

function wrong(sentence: string, shell: Shell): ExitCode {
  shell.complain(`${sentence} See runsheet shift handoff --help.`);
  return exitCodes.wrongUse;
}

function list(place: Place, args: HandoffArguments, shell: Shell): ExitCode {
  if (args.json) printJson(shell, handoffsJson(place.root, place.files, place.problems));
  else
    for (const { path: at, handoff } of place.files) {
      const { head, status } = handoff;
      const about = [head.agent, head.state, status?.word].filter((word) => word !== undefined).map(printable);
      shell.write(`${printable(at)}  ${shell.style.faint(about.join(', '))}`.trimEnd() + '\n');
    }
  complainOf(place, undefined, shell);
  if (place.files.length === 0 && place.problems.length === 0) shell.complain(noHandoff(place));
  return exitCodes.good;
}

function noHandoff({ folder }: Place): string {
  return `There is no handoff in ${folder}: runsheet shift handoff new makes one.`;
}

/** What is wrong with one document, or with all. */
function complainOf({ problems }: Place, file: HandoffFile | undefined, shell: Shell): void {
  for (const { path: at, message } of problems) if (!file || file.path === at) shell.complain(`${at}: ${message}`);
}

function inspect(place: Place, args: HandoffArguments, shell: Shell): ExitCode {
  const file = chosen(place, args.target, shell);
  if (!file) return exitCodes.wrongUse;
  const gaps = checkHandoff(file.handoff);
  const isSound = gaps.length === 0 && file.handoff.faults.length === 0;
  if (args.json)
    printJson(
      shell,
      handoffsJson(
        place.root,
        [file],
        place.problems.filter((one) => one.path === file.path),
      ),
    );
  else if (args.action === 'show') shell.write(shownText(path.join(place.root, file.path)));
  else {
    for (const { line, message } of gaps)
      shell.write(`${printable(file.path)}:${(line ?? 0) + 1}: ${printable(message)}\n`);
    if (isSound) shell.write(`${printable(file.path)} is complete.\n`);
  }
  if (!args.json) complainOf(place, file, shell);
  return args.action === 'show' || isSound ? exitCodes.good : exitCodes.findings;
}

/** As it is, without what could move the cursor or hide text. */
function shownText(file: string): string {
  const content = readText(file);
  const text = 'text' in content ? content.text : '';
  return `${text
    .split(/\r\n|\n|\r/)
    .map((line) =>
      line.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g, ' '),
    )
    .join('\n')
    .trimEnd()}\n`;
}

/** By number, by path, or the latest. Of two for one shift none is chosen. */
function chosen(place: Place, target: string | undefined, shell: Shell): HandoffFile | undefined {
  if (target === undefined) {
    const latest = latestHandoff(place.files);
    if (!latest) shell.complain(noHandoff(place));
    return latest;
  }
  if (/^\d{1,9}$/.test(target)) {
    const [first, second] = handoffsOfShift(place.files, Number(target));
    if (first && !second) return first;
    shell.complain(
      first && second
        ? `Shift ${target} has several handoffs, ${first.path} and ${second.path}: name the file.`
        : `Shift ${target} has no handoff in ${place.folder}.`,
    );
    return undefined;
  }
  const at = relativePath(place.root, path.resolve(shell.cwd, target));
  const file = readHandoffFile(place.root, at);
  if (!('skipped' in file)) return file;
  shell.complain(`${target} ${file.skipped}.`);
  return undefined;
}

async function create(place: Place, args: HandoffArguments, shell: Shell): Promise<ExitCode> {
  const { target, agent, json } = args;
  if (target !== undefined && !/^[1-9]\d{0,8}$/.test(target)) return wrong('new takes the number of a shift.', shell);
  const made = await createHandoff(place.root, place.folder, {
    ...(target !== undefined && { shift: Number(target) }),
    ...(agent !== undefined && { agent }),
    startedAtMs: Date.now(),
  });
  if ('refused' in made) {
    shell.complain(made.refused);
    return exitCodes.findings;
  }
  const file = readHandoffFile(place.root, made.path);
  if (json && !('skipped' in file)) printJson(shell, handoffsJson(place.root, [file], []));
  else shell.write(`${printable(made.path)}\n`);
  return exitCodes.good;
}

async function add(
  place: Place,
  args: HandoffArguments,
  kind: HandoffAddition['kind'],
  shell: Shell,
): Promise<ExitCode> {
  // The one that is worked on, before one that has ended.
  const open = place.files.findLast(({ handoff }) => handoff.head.state === 'active');
  const file = args.to === undefined && open ? open : chosen(place, args.to, shell);
  if (!file) return exitCodes.wrongUse;
  const addition = additionOf(args, kind);
  const refused = await changeHandoff(place.root, file.path, (text) => addToHandoff(text, addition, Date.now()));
  if (refused) {
    shell.complain(`${file.path}: ${refused.refused}`);
    return exitCodes.findings;
  }
  const after = readHandoffFile(place.root, file.path);
  if (args.json && !('skipped' in after)) printJson(shell, handoffsJson(place.root, [after], []));
  else shell.write(`Written into ${printable(file.path)}\n`);
  return exitCodes.good;
}

function additionOf(args: HandoffArguments, kind: HandoffAddition['kind']): HandoffAddition {
  const { target: text = '', needs, evidence, owner, verified } = args;
  const priority: { readonly priority?: Priority } = args.priority ? { priority: args.priority } : {};
  switch (kind) {
    case 'note':
      return { kind, text };
    case 'done':
      return { kind, text, verified, ...(evidence !== undefined && { evidence }) };
    case 'action':
      return { kind, text, ...priority, ...(owner !== undefined && { owner }) };
    case 'blocker':
      return { kind, text, ...priority, ...(needs !== undefined && { needs }) };
  }
}
