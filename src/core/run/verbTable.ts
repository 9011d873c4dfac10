/** Lists of subcommands by program: `docker | rm, system prune | why`. */
export interface VerbRow {
  /** The words of the subcommand. `delete*` stands for everything that begins so, `*` for any word. */
  readonly verbs: readonly (readonly string[])[];
  readonly reason: string;
}

export interface VerbTable {
  readonly get: (program: string) => readonly VerbRow[] | undefined;
}

/**
 * A table in text: one row a line, `programs | subcommands | reason`. Only the rows of programs that are asked for are
 * read: a start of the command line asks for one or two of hundreds.
 */
export function readVerbTable(text: string): VerbTable {
  let lines: ReadonlyMap<string, readonly string[]> | undefined;
  const read = new Map<string, readonly VerbRow[]>();
  return {
    get: (program) => {
      lines ??= linesByProgram(text);
      const known = read.get(program);
      const rows = known ?? lines.get(program)?.map(readRow);
      if (rows && !known) read.set(program, rows);
      return rows;
    },
  };
}

function linesByProgram(text: string): ReadonlyMap<string, readonly string[]> {
  const lines = new Map<string, string[]>();
  for (const line of text.trim().split('\n'))
    for (const program of line.slice(0, line.indexOf('|')).trim().split(' ')) {
      const known = lines.get(program);
      if (known) known.push(line);
      else lines.set(program, [line]);
    }
  return lines;
}

function readRow(line: string): VerbRow {
  const [, verbs = '', reason = ''] = line.split('|').map((cell) => cell.trim());
  return { verbs: verbs.split(',').map((verb) => verb.trim().split(' ')), reason };
}

/** Options of programs that take the next word as their value and may stand before the subcommand. */
const valueOptions: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({
    git: '-C -c --git-dir --work-tree --namespace --exec-path --config-env --super-prefix',
    docker:
      '-H --host -c --context --config -l --log-level -f --file -p --project-name --profile --env-file --project-directory',
    'docker-compose': '-f --file -p --project-name --profile --env-file --project-directory -H --host',
    podman: '--url --connection -c --log-level --root',
    kubectl: '-n --namespace --context --cluster --kubeconfig -s --server --user --as --token --request-timeout',
    oc: '-n --namespace --context --kubeconfig -s --server',
    helm: '-n --namespace --kube-context --kubeconfig',
    aws: '--profile --region --output --endpoint-url --query',
    gcloud: '--project --account --configuration --format',
    az: '--subscription --output -o --query',
    npm: '--prefix -C -w --workspace --registry --loglevel --tag --otp',
    pnpm: '-C --dir -F --filter --registry',
    yarn: '--cwd',
    cargo: '--manifest-path -C --config -Z --color',
    gh: '-R --repo',
    make: '-C -f -I -j -o -W --directory --file',
    systemctl: '-H --host -M --machine -t --type',
    pulumi: '-C --cwd -s --stack',
    flyctl: '-a --app -c --config',
    fly: '-a --app -c --config',
    heroku: '-a --app -r --remote',
    'redis-cli': '-h -p -a -n -u --user',
  }).map(([program, options]) => [program, new Set(options.split(' '))]),
);

/**
 * The words of the subcommand: the arguments without options and their values. Where an option is not known, its value
 * may be the first of them, so `readings` gives each way to read it.
 */
export function readings(program: string, args: readonly string[]): readonly (readonly string[])[] {
  const known = valueOptions.get(program);
  const words: string[] = [];
  let unsure = false;
  for (let at = 0; at < args.length && words.length < 6; at += 1) {
    const arg = args[at] ?? '';
    if (arg === '--' && words.length > 0) break;
    if (!arg.startsWith('-') || arg === '-') words.push(arg);
    else if (known?.has(arg) === true) at += 1;
    else if (words.length === 0 && !arg.includes('=')) unsure = true;
  }
  return unsure && words.length > 1 ? [words, words.slice(1)] : [words];
}

/** The reason of the first row that a command meets, in any reading of its options. */
export function findVerb(table: VerbTable, program: string, args: readonly string[]): VerbRow | undefined {
  const rows = table.get(program);
  if (rows === undefined) return undefined;
  const ways = readings(program, args);
  return rows.find((row) =>
    row.verbs.some((verb) => ways.some((words) => verb.every((part, at) => meets(words[at], part)))),
  );
}

function meets(word: string | undefined, part: string): boolean {
  if (word === undefined) return false;
  return part.endsWith('*') ? word.startsWith(part.slice(0, -1)) : word === part;
}
