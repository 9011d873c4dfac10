import { version } from '../../package.json';
import { type ExitCode, exitCodes } from './exitCodes.ts';
import { printable } from '../core/outline/style.ts';
import { readOptions } from './readOptions.ts';
import { refusedInJson } from './refusedInJson.ts';
import type { Shell } from './shell.ts';
import { styleFor } from './terminal.ts';

const help = `Usage: runsheet <command> [FILE|FOLDER ...] [--json]

Reads the plans in files, or finds them in folders; the current folder by default.

Commands:
  outline    what stands in the plans: phases, tasks, commands
  status     how ready the work is, and why not more; see runsheet status --help
  next       the open work, what is to be done first in front
  explain    FILE:LINE: what a line was read as, and why; FILE: why a file is a plan or is none;
             readiness [FILE]: the number with every term
  run        FILE#ID, FILE:LINE, FILE --phase NAME, FILE --all: run commands; see runsheet run --help
  check      FILE#ID, FILE:LINE, --gate NAME, --phase NAME, --all: check criteria; see runsheet check --help
  decide     FILE#PHASE, FILE:LINE, FILE --vote go|no-go|abstain: record a vote; see runsheet decide --help
  tick       FILE#ID, FILE:LINE: set the mark of a task; see runsheet tick --help
  shift      start, end, takeover: hold a shift that no other machine holds; see runsheet shift --help

Options:
  --json      print JSON instead of text
  --limit N   how many tasks next lists; 10 by default
  --no-cache  read everything anew, keep nothing; RUNSHEET_NO_CACHE=1 does so for every call
  --help      print this
  --version   print the version

Exit codes:
  0  good
  1  status: less than what was asked for
  2  wrong use, or something that was named cannot be read
  run: what the command returned; 125 where nothing was run; tick: 1 where nothing was changed;
  decide: 1 where nothing was recorded;
  check: 1 where something did not pass, 125 where something was refused;
  shift: 1 where something stands in the way, 3 where somebody else holds the shift
`;

/** What a command needs is loaded with it: a start takes as long as its shortest answer. */
const commands: Readonly<
  Record<string, (targets: readonly string[], json: boolean, shell: Shell) => Promise<ExitCode>>
> = {
  explain: async (...given) => (await import('./explain.ts')).explain(...given),
  next: async (...given) => (await import('./listings.ts')).listings.next(...given),
  outline: async (...given) => (await import('./listings.ts')).listings.outline(...given),
};

const flag = { type: 'boolean', default: false } as const;
const options = {
  json: flag,
  'no-cache': flag,
  limit: { type: 'string' },
  help: { ...flag, short: 'h' },
  version: { ...flag, short: 'v' },
} as const;

/** Runs one command line and returns its exit code; who asked for JSON gets JSON, also where it is refused. */
async function main(argv: readonly string[], shell: Shell): Promise<number> {
  const [word = ''] = argv;
  // It says in the same document which steps it has made.
  if (word === 'shift') return (await import('./shift.ts')).shift(argv.slice(1), shell);
  const help = withOwnOptions.includes(word) ? `runsheet ${word} --help` : 'runsheet --help';
  return refusedInJson(argv, help, shell, (own) => runCommand(argv, own));
}

const withOwnOptions: readonly string[] = ['run', 'check', 'decide', 'status', 'tick'];

/** Wrong use is a sentence, never a stack trace. */
async function runCommand(argv: readonly string[], shell: Shell): Promise<number> {
  const wrongUse = (sentence: string) => {
    shell.complain(`${sentence} See runsheet --help.`);
    return exitCodes.wrongUse;
  };
  // They have options of their own.
  if (argv[0] === 'run') return (await import('./run.ts')).run(argv.slice(1), shell);
  if (argv[0] === 'check') return (await import('./check.ts')).check(argv.slice(1), shell);
  if (argv[0] === 'decide') return (await import('./decide.ts')).decide(argv.slice(1), shell);
  if (argv[0] === 'status') return (await import('./status.ts')).status(argv.slice(1), shell);
  if (argv[0] === 'tick') return (await import('./tick.ts')).tick(argv.slice(1), shell);
  const parsed = readOptions(argv, options);
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
  return command(targets, values.json, {
    ...shell,
    noCache: values['no-cache'],
    ...(values.limit !== undefined && { limit: values.limit }),
  });
}

/** The reader may have gone (`runsheet outline | head -1`): then there is nobody to tell. */
function quietWhenUnread(stream: NodeJS.WriteStream): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
}

/** The command line, from the arguments of this process to its exit code. */
export function start(): void {
  quietWhenUnread(process.stdout);
  quietWhenUnread(process.stderr);
  const shell: Shell = {
    cwd: process.cwd(),
    style: styleFor(process.stdout, process.env),
    noCache: false,
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
}
