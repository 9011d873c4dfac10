import { knownTools, oneWordCommands, proseTools } from './knownTools.ts';
import { isProse } from './prose.ts';

/** What of the workspace is known when a plan is read. */
export interface KnownCommands {
  readonly npmScripts?: ReadonlySet<string>;
  readonly makeTargets?: ReadonlySet<string>;
}

export interface InlineCommand {
  readonly runnable: boolean;
  /** A sentence for *Explain This Line*. */
  readonly reason: string;
}

const scriptFile = /\.(?:sh|bash|zsh|fish|ps1|bat|cmd|py|rb|pl)$/;
const version = /^v?\d+(?:\.(?:\d+|x))*\+?$/;
const builders = new Set(['gradlew', 'mvnw', 'configure', 'manage.py', 'artisan', 'rebar3', 'x', 'run', 'dev', 'go']);

/** Inline code as it is run: a `$ ` in front is a shell's prompt. */
export function withoutPrompt(text: string): string {
  return text.replace(/^\s{0,20}\$ +(?=\S)/, '');
}

/**
 * Whether inline code of a list item is a command: its first word is a known tool or an executable path, and it has
 * two words or is a command that says something alone. Names of files, variables, functions and keys are not.
 * The caller looks only at list items.
 */
export function readInlineCommand(text: string, known: KnownCommands = {}): InlineCommand {
  const command = withoutPrompt(text).trim();
  if (command === '') return no('It is empty.');
  if (/^\[.\ufe0f?\]$/u.test(command)) return no('It is the mark of a checkbox.');
  if (/[\n\r]/.test(command)) return no('It stands on several lines.');
  const words = command.split(/\s+/);
  words.splice(
    0,
    Math.max(
      0,
      words.findIndex((word) => !/^[A-Za-z_]\w*=/.test(word)),
    ),
  );
  const [first, second] = words;
  if (first === undefined) return no('It only sets a value.');
  if (/^[A-Za-z_]\w*=/.test(first)) return no('It only sets values.');
  if (/^[{([]/.test(first) && !/^\[\[?$/.test(first)) return no('It is a value of the code, not a command.');
  if (first.startsWith('-')) return no('It is an option, not a command.');
  if (first.endsWith(':') || second === ':' || second === '=') return no('It is a key with its value.');
  if (/\w\(/.test(first)) return no('It is a function of the code, not a command.');
  if (words.some((word) => /^(?:\.{3,}|…+)$/.test(word)))
    return no('An ellipsis stands for something that is left out.');
  if (first.includes('/')) return readPath(first, words.length);
  if (known.npmScripts?.has(first) === true && !knownTools.has(first)) {
    return no(`It is the npm script "${first}", not a command: "npm run ${first}" runs it.`);
  }
  if (!knownTools.has(first)) return no(`"${first}" is no known tool.`);
  if (second === undefined) {
    return oneWordCommands.has(first) ? yes(`"${first}" is a command by itself.`) : no(`It only names "${first}".`);
  }
  if (/^(?:[<>=~^]=?|[|&+→-])$/.test(second) && first !== '[' && first !== '.')
    return no(`It speaks about "${first}".`);
  if (words.length === 2 && version.test(second) && first !== 'kill' && first !== 'sleep') {
    return no(`It is a version of "${first}".`);
  }
  return readTarget(first, words, known);
}

function readTarget(first: string, words: readonly string[], known: KnownCommands): InlineCommand {
  const second = words[1] ?? '';
  if (first === 'make' && known.makeTargets?.has(second) === true) return yes(`"${second}" is a make target.`);
  if (first === 'make' && known.makeTargets !== undefined && /^[a-z]+$/.test(second) && words.length > 2) {
    return no(`"${second}" is no make target.`);
  }
  if (isProse(words.join(' '))) return no('It reads as prose.');
  const script = words[1] === 'run' ? words[2] : undefined;
  if (script !== undefined && known.npmScripts?.has(script) === true) return yes(`"${script}" is an npm script.`);
  if (proseTools.has(first) && words.every((word) => /^[A-Z][a-z]+$/.test(word))) return no('It is a name.');
  return yes(`"${first}" is a known tool.`);
}

function readPath(path: string, count: number): InlineCommand {
  if (path.endsWith('/')) return no('It is a folder.');
  if (path.includes('://')) return no('It is an address.');
  const name = path.slice(path.lastIndexOf('/') + 1);
  const relative = /^(?:\.\.?|~)\//.test(path);
  const program = scriptFile.test(name) || builders.has(name) || path.includes('/bin/');
  const placed =
    /^(?:bin|node_modules\/\.bin|vendor\/bin)\/|^\/(?:usr|opt|bin|sbin|home|Users|tmp|Applications)\//.test(path);
  if (relative && (program || (count > 1 && !/\.\w+$/.test(name)))) return yes('It is the path of a script.');
  if (count > 1 && (scriptFile.test(name) || (placed && !/\.\w+$/.test(name))))
    return yes('It is the path of a script with arguments.');
  return no('It is a path, not a command.');
}

function yes(reason: string): InlineCommand {
  return { runnable: true, reason };
}

function no(reason: string): InlineCommand {
  return { runnable: false, reason };
}
