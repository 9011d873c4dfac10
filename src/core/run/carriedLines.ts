import type { RunnableLine } from '../model.ts';
import type { SimpleCommand } from './shellCommand.ts';
import { splitSimpleCommands } from './simpleCommands.ts';

/**
 * What a line or step of a block needs of the lines above it to mean the same when it is run alone: each `cd` and
 * `export`, also `pushd`, `popd`, `unset`, plain assignments and fish's `set`, in order, and the functions that it calls.
 * Of `cd web && npm ci` only the `cd` is carried; what stands in a subshell, loop or condition is not.
 *
 * @param before 0-based line; only lines that end at or above it are looked at
 * @param language of the fence
 * @param text of the line or step
 */
export function carriedLines(
  lines: readonly RunnableLine[],
  before: number,
  language: string,
  text: string,
): readonly { readonly text: string; readonly line: number }[] {
  const above = lines
    .filter(({ endLine }) => endLine <= before)
    .map((each) => ({ each, name: functionName(each.text) }));
  const bodies = new Map<string, string>();
  for (const { each, name } of above)
    if (name !== undefined) bodies.set(name, `${bodies.get(name) ?? ''}\n${each.text}`);
  const used = new Set(wordsOf(text));
  // A function may call others, wherever they stand; what is added is visited too.
  for (const word of used) for (const next of wordsOf(bodies.get(word) ?? '')) used.add(next);
  return above.flatMap(({ each, name }) => {
    const head = name === undefined ? headOf(each, language) : used.has(name) ? each.text : '';
    return head === '' ? [] : [{ text: head, line: each.line }];
  });
}

const wordsOf = (text: string): readonly string[] => text.split(/[^\w-]/);
const definition = /^(?:function[ \t]{1,10}([\w-]{1,80})|([\w-]{1,80})[ \t]{0,4}\([ \t]{0,4}\))/;

/** Of a line that defines a function and does nothing else. */
function functionName(text: string): string | undefined {
  const found = definition.exec(text);
  if (!found || !/(?:\}|\bend)$/.test(text) || /\}[ \t]{0,10}(?:[;|]|&&)/.test(text)) return undefined;
  return found[1] ?? found[2];
}

const windowsSetting = /^(?:cd|chdir|pushd|set|sl|set-location|push-location)\s|^\$env:\w{1,100}\s?=/i;
const begins = /^(?:cd|pushd|popd|export|unset|set|[A-Za-z_]\w{0,100}=)/;
/** Nobody joins more settings on one line. */
const mostCuts = 20;
const longest = 4000;

/** Each step of a block asks for all the lines above it. */
const heads = new WeakMap<RunnableLine, { readonly head: string; readonly language: string }>();

function headOf(line: RunnableLine, language: string): string {
  const known = heads.get(line);
  if (known?.language === language) return known.head;
  const head = settingHead(line.text, language);
  heads.set(line, { head, language });
  return head;
}

/** The beginning of a command that only changes folder or variables; empty where there is none. */
function settingHead(text: string, language: string): string {
  if (/^(?:pwsh|powershell|cmd|bat)$/.test(language))
    return windowsSetting.test(text) && !/[|&;\n]/.test(text) ? text : '';
  if (!begins.test(text) || text.length > longest) return '';
  const cuts = [...text.matchAll(/&&|\|\||;/g)].slice(0, mostCuts).map(({ index }) => index);
  for (const cut of [text.length, ...cuts.reverse()]) {
    const head = text.slice(0, cut).trimEnd();
    const commands = splitSimpleCommands(head, language);
    if (commands !== undefined && outermost(commands).every((command) => isSetting(command, language))) return head;
  }
  return '';
}

/** Without the commands of substitutions, which stand in front of the command that holds them. */
function outermost(commands: readonly SimpleCommand[]): readonly SimpleCommand[] {
  return commands.filter(
    ({ text }, at) =>
      !commands.some((other, later) => later > at && other.text.length > text.length && other.text.includes(text)),
  );
}

function isSetting({ argv, assignments, background }: SimpleCommand, language: string): boolean {
  const [program, option = ''] = argv;
  if (background) return false;
  if (program === undefined) return assignments.length > 0;
  if (program === 'set') return language === 'fish' && !/^-[a-zA-Z]*[eqnS]/.test(option);
  return ['cd', 'pushd', 'popd', 'export', 'unset'].includes(program);
}
