import type { DangerLevel, DangerReason } from '../model.ts';
import { ruleReason, taskDanger } from './dangerRules.ts';
import { splitForeignCommands } from './foreignCommands.ts';
import { innerCommands } from './innerCommands.ts';
import { neutralizePlaceholders } from './placeholders.ts';
import { isReadOnly } from './readOnlyCommands.ts';
import { redirectionReason, writtenFileReason } from './redirectionDanger.ts';
import type { SimpleCommand } from './shellCommand.ts';
import type { ShellWord } from './shellExpansion.ts';
import { splitSimpleCommands } from './simpleCommands.ts';
import { noteAssignments, unsetVariables } from './unsetVariables.ts';
import { windowsReads, windowsReason } from './windowsRules.ts';

/** What is known of where a script stands and of where it runs. */
export interface DangerContext {
  /** It stands in a rollback section: dangerous as a whole. */
  readonly rollback?: boolean;
  /** Whether a path exists, from the folder in which the script starts; undefined if that is not known. */
  readonly existingFile?: (path: string) => boolean | undefined;
  /** Variables that have a value when the script starts. */
  readonly known?: ReadonlySet<string>;
}

export interface Danger {
  readonly level: DangerLevel;
  /** Why it is dangerous, in order; empty for the other levels. */
  readonly reasons: readonly DangerReason[];
  /** Variables beside a dangerous command that nothing gives a value: they must have one before the run. */
  readonly unset: readonly string[];
}

interface Judge {
  readonly context: DangerContext;
  readonly reasons: DangerReason[];
  readonly assigned: Set<string>;
  readonly unset: Set<string>;
  level: DangerLevel;
  /** The script has changed its folder, so relative paths are not known. */
  moved: boolean;
  /** Variables without value that a `cd` was given. */
  readonly movedInto: Set<string>;
  language: string;
  /** Inner commands that may still be looked at; bounds the cost of a hostile script. */
  budget: number;
}

const deepest = 12;
/** UTF-16 units; nobody writes a longer script into a plan. */
const longest = 256 * 1024;
/** Stands for a placeholder until it has a value; the filled-in script is to be judged again. */
const placeholderWord = 'runsheet_value';

/**
 * Judges a script as a whole by its most dangerous simple command. Commands behind wrappers (`sudo`, `env X=1`,
 * `xargs`, `sh -c '...'`, `find -exec`) are judged like their own; what cannot be parsed, or is known only when it
 * runs, is dangerous. Placeholders are read as plain words: judge again when they have their values.
 *
 * @param language of the fence
 */
export function judgeDanger(script: string, language: string, context: DangerContext = {}): Danger {
  const judge: Judge = {
    context,
    reasons: [],
    assigned: new Set(context.known),
    unset: new Set(),
    level: 'read-only',
    moved: false,
    movedInto: new Set(),
    language,
    budget: 20_000,
  };
  if (context.rollback === true) {
    add(judge, firstCommand(script), 'It stands in a rollback section, which takes something back.');
  }
  if (script.length > longest) add(judge, firstCommand(script), 'It is too long to be judged.');
  else judgeScript(judge, neutralizePlaceholders(script, placeholderWord), language, 0);
  return { level: judge.level, reasons: judge.reasons, unset: Array.from(judge.unset) };
}

function add(judge: Judge, command: string, reason: string): void {
  judge.level = 'dangerous';
  const text = command.length > 300 ? `${command.slice(0, 300)}…` : command;
  const known = judge.reasons.some((other) => other.command === text && other.reason === reason);
  if (!known && judge.reasons.length < 100) judge.reasons.push({ command: text, reason });
}

/** The first line that says something, for a reason that is about the whole script. */
function firstCommand(script: string): string {
  const lines = script
    .slice(0, 10_000)
    .split('\n')
    .map((line) => line.trim());
  return lines.find((line) => line !== '' && !line.startsWith('#')) ?? '';
}

function raise(judge: Judge): void {
  if (judge.level === 'read-only') judge.level = 'normal';
}

function judgeScript(judge: Judge, script: string, language: string, depth: number): void {
  const windows = /^(?:pwsh|powershell|cmd|bat)$/.test(language);
  const commands = windows
    ? splitForeignCommands(script, /^(?:pwsh|powershell)$/.test(language) ? 'pwsh' : 'cmd')
    : splitSimpleCommands(script, language);
  if (commands === undefined || depth > deepest) {
    add(judge, firstCommand(script), 'It cannot be parsed, so nobody can say what it does.');
    return;
  }
  if (/:\(\) ?\{/.test(script)) add(judge, firstCommand(script), 'It may start itself again and again.');
  const outer = judge.language;
  judge.language = language === 'powershell' ? 'pwsh' : language;
  for (const command of commands) {
    judgeSimple(judge, command, depth);
    if (judge.budget < 0) break;
  }
  judge.language = outer;
}

function judgeSimple(judge: Judge, command: SimpleCommand, depth: number): void {
  const before = judge.reasons.length;
  const path = judge.moved ? undefined : judge.context.existingFile;
  for (const redirection of command.redirections) {
    const reason = redirectionReason(redirection, path);
    if (reason !== undefined) add(judge, command.text, reason);
    else if (redirection.operator.includes('>>')) raise(judge);
  }
  if (
    command.assignments.some(({ name }) =>
      /^(?:LD_PRELOAD|LD_LIBRARY_PATH|DYLD_\w+|PROMPT_COMMAND|BASH_ENV|ENV|GIT_\w*(?:COMMAND|PAGER|EDITOR|EXTERNAL_DIFF)|PAGER|IFS)$/.test(
        name,
      ),
    ) &&
    command.words.length > 0
  ) {
    add(judge, command.text, 'It sets a variable that makes programs run something else.');
  }
  judgeWords(judge, command.words, command, depth);
  if (judge.reasons.length > before) {
    for (const name of unsetVariables(command, judge.assigned)) {
      add(judge, command.text, `$${name} has no value in the plan: it must be given one first.`);
      // `$1` belongs to a function or to the caller of the script.
      if (!/^\d/.test(name)) judge.unset.add(name);
    }
    // An empty name moves nowhere: what is to be deleted there is deleted here.
    if (judge.reasons.slice(before).some(({ reason }) => reason.startsWith('It deletes')))
      for (const name of judge.movedInto) {
        add(judge, command.text, `$${name} of the cd before it has no value in the plan: it must be given one first.`);
        judge.unset.add(name);
      }
  }
  if (/^(?:cd|pushd)$/.test(command.argv[0] ?? '')) {
    if (/^[/~]/.test(command.argv[1] ?? '')) judge.movedInto.clear();
    for (const name of unsetVariables(command, judge.assigned))
      if (!/^\d/.test(name) && judge.movedInto.size < 20) judge.movedInto.add(name);
  }
  noteAssignments(command, judge.assigned);
}

function judgeWords(judge: Judge, words: readonly ShellWord[], command: SimpleCommand, depth: number): void {
  const [first] = words;
  if (first === undefined) return;
  judge.budget -= 1;
  if (judge.language === 'pwsh' && first.value.startsWith('$') && /^[-+*/]?=$/.test(words[1]?.value ?? '')) {
    raise(judge);
    judgeWords(judge, words.slice(2), command, depth + 1);
    return;
  }
  const program = programOf(first);
  if (program === undefined || depth > deepest || judge.budget < 0) {
    add(judge, command.text, 'Which command it runs is known only when it runs.');
    return;
  }
  if (program === placeholderWord) {
    add(judge, command.text, 'The command itself has to be filled in.');
    return;
  }
  const args = words.slice(1).map((word) => word.value);
  const fed = command.redirections.some(({ operator }) => operator.startsWith('<'));
  const inner = innerCommands(program, words, fed);
  if (inner.unknown !== undefined) add(judge, command.text, inner.unknown);
  for (const nested of inner.commands) judgeWords(judge, nested, command, depth + 1);
  for (const { text, language } of inner.scripts) judgeScript(judge, text, language, depth + 1);
  const path = judge.moved ? undefined : judge.context.existingFile;
  const windows = /^(?:pwsh|powershell|cmd|bat)$/.test(judge.language);
  const reason =
    ruleReason(program, args) ??
    writtenFileReason(program, words.slice(1), path) ??
    (windows || /^[a-z]+-[a-z]+$/.test(program) ? windowsReason(program, args) : undefined) ??
    (/[/\\]|\.(?:sh|bash|zsh|fish|ps1|bat|cmd|py|rb|js|mjs|ts)$/.test(first.value) ? taskDanger([program]) : undefined);
  if (reason !== undefined) add(judge, command.text, reason);
  else if (!inner.wraps && !isReadOnly(program, args) && !(windows && windowsReads(program))) raise(judge);
  if (['cd', 'pushd', 'popd', 'chdir', 'sl', 'set-location'].includes(program)) judge.moved = true;
}

/** The name of the program in lower case without folder and `.exe`; undefined if it is known only when it runs. */
function programOf(word: ShellWord): string | undefined {
  const tail = word.value.slice(Math.max(word.value.lastIndexOf('/'), word.value.lastIndexOf('\\')) + 1);
  if (word.glob && word.value !== '[' && word.value !== '[[' && word.value !== '?') return undefined;
  if (word.dynamic && (tail === '' || /[$`(){},%!]/.test(tail))) return undefined;
  const name = (tail === '' ? word.value : tail).toLowerCase().replace(/\.(?:exe|com)$/, '');
  return name === '' ? undefined : name;
}
