import type { Interpreter, RunnableLine, RunnableStep } from '../model.ts';
import { whyNoCommands } from './blockContent.ts';
import type { BodyItem } from './bodyItem.ts';
import { beginsWithPrompt, readPrompts } from './consolePrompts.ts';
import { knownTools } from './knownTools.ts';
import { labelOf, scanBody, splitLogicalLines } from './logicalLines.ts';
import { isProse } from './prose.ts';

/** What a fence holds for somebody who wants to run it. */
export interface ShellBlock {
  readonly runnable: boolean;
  /** A sentence for *Explain This Line*: why it can be run, or why not. */
  readonly reason: string;
  /** What is run: without prompts and without the output in a console block, LF line ends, no final newline. */
  readonly text: string;
  /** `bash`, `sh`, `zsh`, `fish`, `pwsh` or `cmd`. */
  readonly interpreter: Interpreter;
  /** The commands that can be run one by one. Empty if the block is not runnable. */
  readonly commands: readonly RunnableLine[];
  /** Labelled parts; empty unless there are two. */
  readonly steps: readonly RunnableStep[];
}

const interpreters: ReadonlyMap<string, Interpreter> = new Map([
  ['', 'bash'],
  ['sh', 'sh'],
  ['bash', 'bash'],
  ['shell', 'bash'],
  ['zsh', 'zsh'],
  ['fish', 'fish'],
  ['powershell', 'pwsh'],
  ['pwsh', 'pwsh'],
  ['cmd', 'cmd'],
  ['bat', 'cmd'],
  ['console', 'bash'],
  ['shell-session', 'bash'],
  ['shellsession', 'bash'],
  ['sh-session', 'bash'],
  ['bash-session', 'bash'],
  ['terminal', 'bash'],
]);

const sessions = new Set(['console', 'shell-session', 'shellsession', 'sh-session', 'bash-session', 'terminal']);
/** Of these, a block that begins with a prompt is one too, whatever it is called. */
const prompted = new Set(['', 'sh', 'bash', 'shell', 'zsh', 'fish', 'powershell', 'pwsh']);

/**
 * Reads a fence as something to run.
 *
 * @param language first word of the info string in lower case, empty if there is none
 * @param body content of the fence without its indent, with LF line ends
 * @param bodyLine 0-based line of the first line of the body
 * @param fenceIsOpen the document ends before the fence is closed: never runnable
 */
export function readShellBlock(language: string, body: string, bodyLine: number, fenceIsOpen = false): ShellBlock {
  const interpreter = interpreters.get(language);
  if (interpreter === undefined) return refuse('bash', `A block in "${language}" is not a shell block.`);
  if (fenceIsOpen) return refuse(interpreter, 'The fence is not closed, so the end of the block is not known.');
  if (sessions.has(language) || (prompted.has(language) && beginsWithPrompt(body)))
    return readSession(language, interpreter, body, bodyLine);
  const text = trimBlankLines(body);
  const why = whyNoCommands(scanBody(body, bodyLine, language));
  if (why !== undefined) return refuse(interpreter, why);
  const commands = splitLogicalLines(body, bodyLine, language);
  if (language === '') {
    const why = whyNoTool(commands[0]?.text ?? '');
    if (why !== undefined) return refuse(interpreter, why);
  }
  const reason =
    language === '' ? 'A block without language that starts with a known tool.' : `A shell block (${language}).`;
  return { runnable: true, reason, text, interpreter, commands, steps: readSteps(body, bodyLine, language) };
}

function refuse(interpreter: Interpreter, reason: string): ShellBlock {
  return { runnable: false, reason, text: '', interpreter, commands: [], steps: [] };
}

function readSession(language: string, tagged: Interpreter, body: string, bodyLine: number): ShellBlock {
  const { commands, interpreter: used } = readPrompts(body, bodyLine);
  const interpreter = used === 'pwsh' ? used : tagged;
  if (commands.length === 0) {
    return refuse(interpreter, `A ${language} block without a prompt ($, %, > or PS C:\\>): all of it is output.`);
  }
  const [first] = commands;
  const why =
    whyNoCommands(commands.map((command) => ({ type: 'command', ...command }))) ??
    (language === '' && !/^(?:\.{0,2}|~)\//.test(first?.text ?? '') ? whyNoTool(first?.text ?? '') : undefined);
  if (why !== undefined) return refuse(interpreter, why);
  const text = commands.map((command) => command.text).join('\n');
  const reason = `A ${language === '' ? 'block without language, with prompts' : `${language} block`}: the lines with a prompt are commands, the rest is output.`;
  return { runnable: true, reason, text, interpreter, commands, steps: [] };
}

/** Why a block without language does not begin with a command; undefined if it does. */
function whyNoTool(text: string): string | undefined {
  const first = commandWord(text);
  if (!knownTools.has(first)) return `A block without language, and "${first}" is no known tool.`;
  return isProse(text) ? 'A block without language that reads as prose.' : undefined;
}

/** The first word that is not an assignment. */
function commandWord(text: string): string {
  return text.split(/\s/, 50).find((word) => word !== '' && !/^[A-Za-z_]\w*=/.test(word)) ?? '';
}

function trimBlankLines(body: string): string {
  const lines = body.split('\n');
  let start = 0;
  let end = lines.length;
  while (start < end && lines[start]?.trim() === '') start += 1;
  while (end > start && lines[end - 1]?.trim() === '') end -= 1;
  return lines.slice(start, end).join('\n');
}

/**
 * The labelled parts of a block. A comment on its own line labels the commands behind it, up to the next such comment;
 * the line of a step is that of its comment. A comment without commands behind it is no step, and commands before the
 * first label belong to none. One labelled part alone is the whole block, so it gives no steps.
 */
function readSteps(body: string, bodyLine: number, language: string): readonly RunnableStep[] {
  const steps: { label: string; line: number; texts: string[] }[] = [];
  let comments: BodyItem[] = [];
  let isLabelled = false;
  for (const item of scanBody(body, bodyLine, language)) {
    if (item.type === 'comment') {
      comments.push(item);
      isLabelled ||= labelOf([item], language) !== undefined;
    } else if (item.type === 'blank') {
      if (!isLabelled) comments = [];
    } else {
      const label = labelOf(lastGroup(comments), language) ?? labelOf(comments, language);
      if (label !== undefined) steps.push({ ...label, texts: [] });
      steps.at(-1)?.texts.push(item.text);
      comments = [];
      isLabelled = false;
    }
  }
  if (steps.length < 2) return [];
  return steps.map(({ label, line, texts }) => ({ label, line, text: texts.join('\n') }));
}

/** The comments directly above a command; a header of the block, set off by an empty line, is not among them. */
function lastGroup(comments: readonly BodyItem[]): readonly BodyItem[] {
  let start = comments.length - 1;
  while (start > 0 && comments[start - 1]?.endLine === comments[start]?.line) start -= 1;
  return comments.slice(Math.max(start, 0));
}
