import { neutralizePlaceholders } from './placeholders.ts';
import { createsFiles, functionNames, isBuiltin, looksOnly, providesPrograms, unwrap } from './needWords.ts';
import type { SimpleCommand } from './shellCommand.ts';
import type { ShellWord } from './shellExpansion.ts';
import { splitSimpleCommands } from './simpleCommands.ts';

/** Something that has to be there for a command to work. Paths are as written; `~` is the home folder. */
export type Need = {
  /** 0-based line of the document that the command stands on. */
  readonly line: number;
  /**
   * The folder that the command runs in: paths of `cd`, one after the other, each relative to the one before. Absent
   * where only the run can tell.
   */
  readonly folder?: readonly string[];
} & (
  | { readonly kind: 'folder'; readonly path: string }
  | { readonly kind: 'program'; readonly name: string }
  /** `executable`: it is called by its path, not handed to an interpreter. */
  | { readonly kind: 'script'; readonly path: string; readonly executable: boolean }
  | { readonly kind: 'npm-script'; readonly script: string }
  | { readonly kind: 'make-target'; readonly target: string | undefined }
);

interface Reader {
  readonly needs: Need[];
  readonly functions: ReadonlySet<string>;
  folder: readonly string[] | undefined;
  /** A command in front may have put programs on the PATH. */
  programsKnown: boolean;
  /** Words of the commands in front that may have made files and folders. */
  readonly made: Set<string>;
  /** Paths that a `chmod` in front was given. */
  readonly permitted: Set<string>;
  anythingMade: boolean;
}

const placeholder = 'runsheet_value';
/** Behind so many commands, or in a command so long (UTF-16 units), nothing is certain any more. */
const mostCommands = 300;
const longest = 16 * 1024;
/** What follows is run only if something holds. */
const conditional =
  /^(?:if|while|until|for|case|select|function|switch|begin|\[|test|!|\{|\()(?:\s|$|\[|\()|^[\w-]{1,80}\s{0,4}\(\)/;
const asks = new Set(['test', '[', '[[', 'which', 'type', 'hash', 'grep', 'pgrep', 'diff', 'cmp']);

/**
 * What the commands of a script need, in order, as far as their text tells for certain: commands in conditions, loops and
 * behind `||` are not looked at, nor what a command in front may have installed, made or changed into.
 *
 * @param language of the fence; PowerShell and cmd are not read
 */
export function readNeeds(
  commands: readonly { readonly text: string; readonly line: number }[],
  language: string,
): readonly Need[] {
  if (/^(?:pwsh|powershell|cmd|bat)$/.test(language)) return [];
  const reader: Reader = {
    needs: [],
    functions: functionNames(commands.map(({ text }) => text)),
    folder: [],
    programsKnown: true,
    made: new Set(),
    permitted: new Set(),
    anythingMade: false,
  };
  let seen = 0;
  for (const { text, line } of commands) {
    if (text.length > longest) break;
    const neutral = neutralizePlaceholders(text, placeholder);
    const simple = splitSimpleCommands(neutral, language);
    if (simple === undefined || (seen += simple.length) > mostCommands) break;
    const certain = conditional.test(neutral) ? 0 : certainCount(neutral, simple);
    simple.forEach((command, at) => {
      if (at < certain) readCommand(reader, command, line);
      else if (command.argv[0] === 'cd' || command.argv[0] === 'pushd') reader.folder = undefined;
      note(reader, command);
    });
  }
  return reader.needs;
}

/** How many commands of a line are run in any case. */
function certainCount(text: string, commands: readonly SimpleCommand[]): number {
  const or = text.indexOf('||');
  let from = 0;
  for (const [at, command] of commands.entries()) {
    const start = text.indexOf(command.text, from);
    if (or >= 0 && start > or) return at;
    if (start >= 0) from = start;
    if (command.background) return at + 1;
    const [program = '', option = ''] = command.argv;
    if (asks.has(program) || (program === 'command' && option.startsWith('-'))) return at;
  }
  return commands.length;
}

function note(reader: Reader, { argv, words, redirections, assignments }: SimpleCommand): void {
  if (providesPrograms(argv, assignments)) reader.programsKnown = false;
  if (createsFiles(argv)) reader.anythingMade = true;
  if (argv.includes('chmod')) for (const { value } of words) reader.permitted.add(plainPath(value));
  const named = looksOnly(argv[0] ?? '') ? [] : words.slice(1);
  for (const { value } of [...named, ...redirections.map(({ target }) => target)])
    if (value !== '') reader.made.add(plainPath(value));
}

const plainPath = (path: string): string => path.replace(/^\.\//, '').replace(/\/$/, '');

function readCommand(reader: Reader, command: SimpleCommand, line: number): void {
  const words = unwrap(command.words);
  const [first, ...rest] = words;
  if (!first || isUnknown(first)) return;
  const at = { line, ...(reader.folder && { folder: reader.folder }) };
  const name = first.value;
  if (name === 'cd' || name === 'pushd') changeFolder(reader, rest, line);
  else if (name.includes('/')) addScript(reader, pathOf(first), true, at);
  else if (name === 'source' || name === '.') addScript(reader, fileArgument(rest), false, at);
  else if (!isBuiltin(name) && !reader.functions.has(name)) {
    if (reader.programsKnown) reader.needs.push({ ...at, kind: 'program', name });
    if (/^(?:bash|sh|zsh|fish|node|python3?|ruby|perl|tsx|ts-node|php)$/.test(name))
      addScript(reader, fileArgument(rest), false, at);
    else if (/^(?:npm|pnpm|yarn)$/.test(name)) addNpmScript(reader, name, rest, at);
    else if (name === 'make' || name === 'gmake') addMakeTarget(reader, rest, at);
  }
}

type At = Pick<Need, 'line' | 'folder'>;

function isUnknown(word: ShellWord): boolean {
  return word.dynamic || word.glob || word.value.includes(placeholder) || word.value === '';
}

/** A word as a path; `$HOME/x` and an unquoted `~/x` are in the home folder. Undefined if only the run can tell. */
function pathOf(word: ShellWord | undefined): string | undefined {
  if (!word || word.value.includes(placeholder) || word.value === '') return undefined;
  const home = /^(?:\$HOME|\$\{HOME\})(\/[^$`{}]*)?$/.exec(word.value);
  if (home) return `~${home[1] ?? ''}`;
  if (word.value.startsWith('~')) return /^~(?:\/|$)/.test(word.raw) && !isUnknown(word) ? word.value : undefined;
  return isUnknown(word) ? undefined : word.value;
}

function changeFolder(reader: Reader, args: readonly ShellWord[], line: number): void {
  const words = args.filter(({ value }) => value !== '--' && value !== '-P' && value !== '-L');
  const path = words.length === 0 ? '~' : words.length === 1 ? pathOf(words[0]) : undefined;
  if (path === undefined || path.startsWith('-') || reader.folder === undefined || wasMade(reader, path)) {
    reader.folder = undefined;
    return;
  }
  reader.needs.push({ kind: 'folder', path, line, folder: reader.folder });
  reader.folder = [...reader.folder, path];
}

function wasMade(reader: Reader, path: string): boolean {
  if (reader.anythingMade) return true;
  const plain = plainPath(path);
  return [...reader.made].some(
    (made) =>
      made === plain || made.endsWith(`/${plain}`) || plain.startsWith(`${made}/`) || made.startsWith(`${plain}/`),
  );
}

/** The file that an interpreter is given; undefined if it is given options, text or nothing. */
function fileArgument(args: readonly ShellWord[]): string | undefined {
  const [first] = args;
  if (!first || first.value.startsWith('-')) return undefined;
  return /\.\w+$|\//.test(first.value) ? pathOf(first) : undefined;
}

function addScript(reader: Reader, path: string | undefined, executable: boolean, at: At): void {
  if (path !== undefined && !path.startsWith('/dev/') && !wasMade(reader, path))
    reader.needs.push({ ...at, kind: 'script', path, executable: executable && !wasPermitted(reader, path) });
}

/** By its own name, with a pattern such as `scripts/*.sh`, or with the folder it stands in. */
function wasPermitted({ permitted, folder }: Reader, path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return (
    permitted.has(plainPath(path)) ||
    [...permitted].some(
      (each) =>
        /[*$]/.test(each) || plainPath(path).startsWith(`${each}/`) || (folder?.length !== 0 && each.endsWith(name)),
    )
  );
}

function addNpmScript(reader: Reader, program: string, args: readonly ShellWord[], at: At): void {
  const words = args.map(({ value }) => value);
  if (words.some((word) => /^(?:--prefix|-C|--dir|--cwd|-w|--workspaces?|--filter|-F|-r|--if-present)/.test(word)))
    return;
  if (args.some(isUnknown) || reader.anythingMade) return;
  const [first = '', second] = words.filter((word) => !word.startsWith('-'));
  const script = /^(?:run|run-script)$/.test(first)
    ? second
    : /^(?:test|t|start|stop)$/.test(first)
      ? first.replace(/^t$/, 'test')
      : undefined;
  if (script !== undefined) reader.needs.push({ ...at, kind: 'npm-script', script });
}

function addMakeTarget(reader: Reader, args: readonly ShellWord[], at: At): void {
  if (args.some((word) => isUnknown(word) || /^-(?!j\d*$|k$|s$|B$|n$)/.test(word.value)) || reader.anythingMade) return;
  const targets = args.map(({ value }) => value).filter((value) => !value.startsWith('-') && !value.includes('='));
  for (const target of targets.length > 0 ? targets.filter((value) => !/^\d+$/.test(value)) : [undefined])
    reader.needs.push({ ...at, kind: 'make-target', target });
}
