/** Lists of subcommands by program: `docker | rm, system prune | why`. */
export interface VerbRow {
  /** The words of the subcommand. `delete*` stands for everything that begins so, `*` for any word. */
  readonly verbs: readonly (readonly string[])[];
  readonly reason: string;
}

export type VerbTable = ReadonlyMap<string, readonly VerbRow[]>;

/** Reads a table: one row a line, `programs | subcommands | reason`. */
export function readVerbTable(text: string): VerbTable {
  const table = new Map<string, VerbRow[]>();
  for (const line of text.trim().split('\n')) {
    const [programs = '', verbs = '', reason = ''] = line.split('|').map((cell) => cell.trim());
    const row = { verbs: verbs.split(',').map((verb) => verb.trim().split(' ')), reason };
    for (const program of programs.split(' ')) table.set(program, [...(table.get(program) ?? []), row]);
  }
  return table;
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
