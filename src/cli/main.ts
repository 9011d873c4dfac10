#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { version } from '../../package.json';
import { type ExitCode, exitCodes } from './exitCodes.ts';
import { explain } from './explain.ts';
import { outline } from './outline.ts';
import { printable } from '../core/outline/style.ts';
import type { Shell } from './shell.ts';
import { status } from './status.ts';
import { styleFor } from './terminal.ts';

const help = `Usage: runsheet <command> [FILE|FOLDER ...] [--json]

Reads the plans in files, or finds them in folders; the current folder by default.

Commands:
  outline    what stands in the plans: phases, tasks, commands
  status     how far the work is
  explain    FILE:LINE: what a line was read as, and why; FILE: why a file is a plan or is none

Options:
  --json     print JSON instead of text
  --help     print this
  --version  print the version

Exit codes:
  0  good
  2  wrong use, or something that was named cannot be read
`;

const commands: Readonly<
  Record<string, (targets: readonly string[], json: boolean, shell: Shell) => Promise<ExitCode>>
> = {
  explain,
  outline,
  status,
};

/** Runs one command line and returns its exit code. Wrong use is a sentence, never a stack trace. */
async function main(argv: readonly string[], shell: Shell): Promise<ExitCode> {
  const wrongUse = (sentence: string) => {
    shell.complain(`${sentence} See runsheet --help.`);
    return exitCodes.wrongUse;
  };
  const parsed = parse(argv);
  if (typeof parsed === 'string') return wrongUse(parsed);
  const { values, positionals } = parsed;
  const [name, ...targets] = positionals;
  if (values.help || values.version) {
    shell.write(values.help ? help : `${version}\n`);
    return exitCodes.good;
  }
  if (name === undefined) return wrongUse('A command is missing.');
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) return wrongUse(`There is no command "${name}".`);
  if (targets.includes('')) return wrongUse('A path is empty.');
  return command(targets, values.json, shell);
}

function parse(argv: readonly string[]) {
  const flag = { type: 'boolean', default: false } as const;
  try {
    const options = { json: flag, help: { ...flag, short: 'h' }, version: { ...flag, short: 'v' } } as const;
    return parseArgs({ args: Array.from(argv), allowPositionals: true, options });
  } catch (error) {
    const [sentence = 'Wrong options'] = (error instanceof Error ? error.message : String(error)).split(/\.\s/);
    return `${sentence.replace(/\.$/, '')}.`;
  }
}

/** The reader may have gone (`runsheet outline | head -1`): then there is nobody to tell. */
function quietWhenUnread(stream: NodeJS.WriteStream): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
}

quietWhenUnread(process.stdout);
quietWhenUnread(process.stderr);
const shell: Shell = {
  cwd: process.cwd(),
  style: styleFor(process.stdout, process.env),
  write: (text) => void process.stdout.write(text),
  complain: (sentence) => void process.stderr.write(`runsheet: ${printable(sentence)}\n`),
};
main(process.argv.slice(2), shell).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    shell.complain(`This should not happen: ${error instanceof Error ? error.message : String(error)}.`);
    process.exitCode = exitCodes.wrongUse;
  },
);
