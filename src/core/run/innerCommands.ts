import { runners, wrappers } from './commandWrappers.ts';
import type { ShellWord } from './shellExpansion.ts';

/** What a command starts: commands given as words, and scripts given as text. */
export interface Inner {
  readonly commands: readonly (readonly ShellWord[])[];
  /** Text that a shell reads as a script, with its language. */
  readonly scripts: readonly { readonly text: string; readonly language: string; readonly dynamic: boolean }[];
  /** A sentence, if what it starts cannot be known. */
  readonly unknown?: string;
  /** It does nothing but start the other one, so that its level is that of the other. */
  readonly wraps: boolean;
}

const shells = new Set('sh bash zsh dash ksh ash fish mksh csh tcsh rbash'.split(' '));
const powershells = new Set(['pwsh', 'powershell']);
const interpreters = new Set('python python2 python3 node perl ruby php lua deno bun osascript tclsh'.split(' '));
const none: Inner = { commands: [], scripts: [], wraps: false };

/** What `program` starts with its arguments. `words` begins with the program. */
export function innerCommands(program: string, words: readonly ShellWord[], fed: boolean): Inner {
  const args = words.slice(1);
  if (shells.has(program) || powershells.has(program)) return shellInner(program, args, fed);
  if (interpreters.has(program)) return interpreterInner(args, fed);
  if (program === 'eval') return script(args, 'It runs text that is known only when it runs.');
  if (program === 'trap') return script(args.slice(0, 1));
  if (program === 'alias' || program === 'abbr') {
    return {
      ...none,
      scripts: args.map((arg) => ({
        text: arg.value.slice(arg.value.indexOf('=') + 1),
        language: 'bash',
        dynamic: arg.dynamic,
      })),
    };
  }
  if (program === 'source' || program === '.') {
    return args[0]?.dynamic === true && /[`(]/.test(args[0].value)
      ? { ...none, unknown: 'It runs what another command gives.' }
      : none;
  }
  if (program === 'cmd')
    return {
      ...script(
        args.filter((arg) => !/^\/\w/.test(arg.value)),
        undefined,
        'cmd',
      ),
      wraps: true,
    };
  if (program === 'if') return { ...none, commands: suffixes(args, 12) };
  if (program === 'find') return { ...none, commands: findActions(args) };
  if (program === 'ssh') return sshInner(args);
  if (program === 'git') return gitInner(args);
  if (['su', 'script', 'runuser', 'watchexec', 'nix-shell'].includes(program)) {
    const text = args.find((_, at) => /^(?:-c|--command|--run|--)$/.test(args[at - 1]?.value ?? ''));
    return text === undefined ? none : script([text]);
  }
  const wrapper = wrappers.get(program);
  if (wrapper !== undefined) return wrapperInner(program, words, wrapper);
  const runner = runners.find(([name, verb]) => name === program && args.slice(0, 4).some((arg) => arg.value === verb));
  return runner === undefined ? none : { ...none, commands: suffixes(args.slice(1), 12) };
}

function script(args: readonly ShellWord[], unknown?: string, language = 'bash'): Inner {
  const dynamic = args.some((arg) => arg.dynamic);
  if (dynamic && unknown !== undefined) return { ...none, unknown };
  const text = args.map((arg) => arg.value).join(' ');
  return text === '' ? none : { ...none, scripts: [{ text, language, dynamic }] };
}

function shellInner(program: string, args: readonly ShellWord[], fed: boolean): Inner {
  const language = powershells.has(program) ? 'pwsh' : program === 'fish' ? 'fish' : 'bash';
  const encoded = language === 'pwsh' && args.some((arg) => /^[-/]e(?:nc|c|ncodedcommand)?$/i.test(arg.value));
  if (encoded) return { ...none, unknown: 'It runs a command that cannot be read.' };
  const pattern =
    language === 'pwsh' ? /^[-/]c(?:ommand)?$/i : /^(?:-[A-Za-z]*c[A-Za-z]*|--command|--init-command|-C)$/;
  const at = args.findIndex((arg) => pattern.test(arg.value));
  if (at >= 0) {
    const text = args.slice(at + 1);
    const used = language === 'pwsh' ? text : text.filter((arg) => !/^[-+]/.test(arg.value)).slice(0, 1);
    if (used.some((arg) => /^[$`<]/.test(arg.value) && arg.dynamic))
      return { ...none, unknown: 'It runs text that is known only when it runs.' };
    return { ...script(used, undefined, language), wraps: true };
  }
  return interpreterInner(args, fed);
}

function interpreterInner(args: readonly ShellWord[], fed: boolean): Inner {
  const informs = args.length === 1 && /^(?:--?version|--help|-[vVh])$/.test(args[0]?.value ?? '');
  const given = args.find((arg) => !arg.value.startsWith('-') || arg.value === '-');
  const substituted = /^[$`]/.test(given?.value ?? '') && /[(`]/.test(given?.value.slice(0, 2) ?? '');
  if (substituted || args.some((arg) => arg.raw.startsWith('<(')))
    return { ...none, unknown: 'It runs what another command gives.' };
  const code = args.some((arg) => /^-[A-Za-z]*[cemMnrpl]|^--(?:eval|print|test|check)/.test(arg.value));
  const reads = given === undefined ? !code : given.value === '-' || given.value === '/dev/stdin';
  if (!informs && (reads || (fed && args.some((arg) => /^-[a-z]*s/.test(arg.value) && given === undefined)))) {
    return { ...none, unknown: 'It runs whatever is written to it.' };
  }
  return given === undefined || code ? none : { ...none, commands: [args.slice(args.indexOf(given))] };
}

function wrapperInner(
  program: string,
  words: readonly ShellWord[],
  wrapper: { values: ReadonlySet<string>; skip: number },
): Inner {
  const prints = program === 'command' && /^-[vV]/.test(words[1]?.value ?? '');
  if (prints) return none;
  if (program === 'env' && words.some((word) => /^(?:-S|--split-string)/.test(word.value))) {
    const split = words.findIndex((word) => /^(?:-S|--split-string)/.test(word.value));
    const text = (words[split]?.value ?? '').replace(/^(?:-S|--split-string)=?/, '');
    return script([
      ...words.slice(split, split + 1).map((word) => ({ ...word, value: text })),
      ...words.slice(split + 1),
    ]);
  }
  let at = 1;
  let skip = wrapper.skip;
  let unsure = false;
  for (; at < words.length; at += 1) {
    const value = words[at]?.value ?? '';
    if (value === '--') continue;
    if (value.startsWith('-') && value !== '-') {
      unsure = !wrapper.values.has(value);
      if (!unsure) at += 1;
    } else if (/^[A-Za-z_]\w*=/.test(value)) unsure = false;
    else if (skip > 0) skip -= 1;
    else break;
  }
  const rest = words.slice(at);
  if (rest.length === 0) return none;
  const commands = unsure && rest.length > 1 ? [rest, rest.slice(1)] : [rest];
  return {
    ...none,
    commands,
    wraps: !['xargs', 'parallel', 'npx', 'bunx', 'pnpx', 'uvx', 'pipx', 'watch', 'nodemon'].includes(program),
  };
}

/** Every way to read the first words as the beginning of a command. */
function suffixes(args: readonly ShellWord[], most: number): readonly (readonly ShellWord[])[] {
  const found: (readonly ShellWord[])[] = [];
  for (let at = 0; at < args.length && found.length < most; at += 1) {
    if (/^[\w./-]+$/.test(args[at]?.value ?? '') && args[at]?.value.startsWith('-') === false)
      found.push(args.slice(at));
  }
  return found;
}

function findActions(args: readonly ShellWord[]): readonly (readonly ShellWord[])[] {
  const commands: (readonly ShellWord[])[] = [];
  for (let at = 0; at < args.length; at += 1) {
    if (!/^-(?:exec|ok)(?:dir)?$/.test(args[at]?.value ?? '')) continue;
    let end = at + 1;
    while (end < args.length && !/^[;+]$/.test(args[end]?.value ?? '')) end += 1;
    commands.push(args.slice(at + 1, end));
    at = end;
  }
  return commands;
}

function sshInner(args: readonly ShellWord[]): Inner {
  let at = 0;
  while (at < args.length && (args[at]?.value ?? '').startsWith('-'))
    at += /^-[bcDEeFIiJLlmOopQRSWw]$/.test(args[at]?.value ?? '') ? 2 : 1;
  if (args.some((arg) => /^(?:-o)?(?:ProxyCommand|LocalCommand)/i.test(arg.value)))
    return { ...none, unknown: 'Its options run a command.' };
  return script(args.slice(at + 1));
}

function gitInner(args: readonly ShellWord[]): Inner {
  const values = args.slice(0, 12).map((arg) => arg.value);
  const foreach = values.indexOf('foreach');
  if (foreach >= 0) return script(args.slice(foreach + 1).filter((arg) => !arg.value.startsWith('--')));
  const run = values.indexOf('run');
  return run > 0 && values[run - 1] === 'bisect' ? { ...none, commands: [args.slice(run + 1)] } : none;
}
