import type { Interpreter, RunnableLine } from '../model.ts';
import { splitLogicalLines } from './logicalLines.ts';

/**
 * The prompts of the shells, also behind the name of an environment (`(venv) $ ls`); only with a space behind them, so that
 * `$HOME/x` and `$(x)` keep their dollar.
 */
const prompt = /^\s{0,40}(?:\([\w.-]{1,60}\) )?(?:(PS(?: [A-Za-z]:[^>\n]{0,200})?>)|([$%])) +(?=\S)/;
/** A user, host and folder before the sign: `me@host:~/x$ ls`, `[me@host x]$ ls`, `root@host:~# ls`. */
const longPrompt =
  /^\s{0,40}(?:\([\w.-]{1,60}\) )?(?:\[[\w.-]{1,60}@[^\]\n]{1,200}\]|[\w.-]{1,60}@[\w.-]{1,100}:[^\s$%#>]{0,200})[$%#] +(?=\S)/;
const anglePrompt = /^\s{0,40}> +(?=\S)/;
const secondPrompt = /^\s{0,40}>{1,2} /;

/** More lines than this are output behind a command that is not closed, not its continuation. */
const longest = 200;

interface PromptedLine {
  readonly text: string;
  readonly powershell: boolean;
  /** `$` or `%`, where it stands alone. */
  readonly sign: string | undefined;
}

/** Whether the first line that is no comment has `$ ` or `PS C:\> ` in front, which begin no command: so it is a prompt. */
export function beginsWithPrompt(body: string): boolean {
  const first = body.split('\n').find((line) => line.trim() !== '' && !line.trimStart().startsWith('#'));
  const start = first === undefined ? undefined : startOf(first);
  return start?.sign === '$' || start?.powershell === true;
}

/**
 * The commands of a console block: lines with a prompt, with their continuations. A continuation is what a shell
 * would still read (an open quote, a backslash, a heredoc, a loop); a secondary `> ` before it is taken off. `> ` alone
 * is a prompt only in a block without any other, because programs print such lines too; so they do `% done`, so that `%`
 * is none behind a first `$`, and the other way round.
 */
export function readPrompts(body: string, firstLine: number): { commands: RunnableLine[]; interpreter: Interpreter } {
  const lines = body.split('\n');
  const found = lines.map(startOf);
  const sign = found.find((start) => start?.sign !== undefined)?.sign;
  const usual = found.map((start) => (start?.sign === undefined || start.sign === sign ? start : undefined));
  const starts = usual.some((start) => start !== undefined) ? usual : lines.map(angleStart);
  const commands: RunnableLine[] = [];
  let index = 0;
  while (index < lines.length) {
    const start = starts[index];
    if (start === undefined) {
      index += 1;
      continue;
    }
    const group = [start.text];
    while (group.length < longest && index + group.length < lines.length && !starts[index + group.length]) {
      group.push((lines[index + group.length] ?? '').replace(secondPrompt, ''));
    }
    const length = lengthOfFirst(group, start.powershell ? 'pwsh' : 'bash');
    const [command] = splitLogicalLines(group.slice(0, length).join('\n'), 0, start.powershell ? 'pwsh' : 'bash');
    const line = firstLine + index;
    if (command !== undefined) commands.push({ text: command.text, line, endLine: line + length });
    index += length;
  }
  return { commands, interpreter: starts.some((start) => start?.powershell === true) ? 'pwsh' : 'bash' };
}

function startOf(line: string): PromptedLine | undefined {
  const found = prompt.exec(line) ?? longPrompt.exec(line);
  if (found === null) return undefined;
  return { text: line.slice(found[0].length), powershell: found[1] !== undefined, sign: found[2] };
}

function angleStart(line: string): PromptedLine | undefined {
  const found = anglePrompt.exec(line);
  return found === null ? undefined : { text: line.slice(found[0].length), powershell: false, sign: undefined };
}

/** How many lines the first command takes; one if it is never closed. */
function lengthOfFirst(group: readonly string[], language: string): number {
  const [first] = splitLogicalLines(`${group.join('\n')}\ntrue\n`, 0, language);
  const length = first?.endLine ?? 1;
  return length > group.length ? 1 : length;
}
