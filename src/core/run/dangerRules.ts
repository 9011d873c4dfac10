import { dangerTable, dangerousPrograms } from './dangerTable.ts';
import { gitDanger } from './gitDanger.ts';
import { findVerb } from './verbTable.ts';

type Rule = (args: readonly string[]) => string | undefined;

/** A short option, alone or in a bundle (`-rf`), or one of the long ones. */
function hasOption(args: readonly string[], short: string, ...long: readonly string[]): boolean {
  for (const arg of args) {
    if (arg === '--') return false;
    if (
      /^-[A-Za-z0-9]/.test(arg) &&
      short !== '' &&
      Array.from(short).some((letter) => arg.slice(0, 40).includes(letter))
    )
      return true;
    if (long.some((option) => arg === option || arg.startsWith(`${option}=`))) return true;
  }
  return false;
}

const any =
  (...texts: readonly string[]): ((args: readonly string[]) => boolean) =>
  (args) =>
    args.some((arg) => texts.includes(arg));

const deletes = 'It deletes files for good.';
const deepChange: Rule = (args) =>
  hasOption(args, 'R', '--recursive') ? 'It changes a whole folder with everything in it.' : undefined;

/** `rm --recurs` is `rm --recursive`: GNU programs take any beginning of a long option. */
function removal(args: readonly string[]): string | undefined {
  if (args.length === 1 && /^--(?:version|help)$/.test(args[0] ?? '')) return undefined;
  const deep = hasOption(args, 'rR') || args.some((arg) => arg.startsWith('--r'));
  return deep ? 'It deletes whole folders for good.' : deletes;
}

const database: Rule = (args) =>
  args.some((arg) =>
    /\b(?:drop|truncate|delete\s{1,9}from|alter|update|grant|revoke|dropDatabase|deleteMany|deleteOne|remove|vacuum|reindex)\b/i.test(
      arg,
    ),
  )
    ? 'It changes or drops data.'
    : undefined;

const foreignCode: Rule = (args) => {
  const code = args.find((_, at) => /^-[A-Za-z]*[ceErp]$|^--(?:eval|print|execute|run)$/.test(args[at - 1] ?? ''));
  const inline = code ?? args.find((arg) => /^-(?:e|c|r|E).|^--eval=/.test(arg));
  if (inline === undefined) return undefined;
  const risky =
    /rm|unlink|rmtree|rmdir|remove|delete|system|exec|spawn|popen|subprocess|child_process|kill|truncate|write|open\s?\(|fork|`|eval|import_|__|fetch|request|rename|socket|\\x|base64|require\(['"](?!\.\/package)/i;
  return risky.test(inline) ? 'It runs code that may delete, write or start something.' : undefined;
};

/** Rules that look at options and arguments. */
const rules: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ['rm', removal],
  ['chmod', deepChange],
  ['chown', deepChange],
  ['chgrp', deepChange],
  ['git', gitDanger],
  ['find', (args) => (any('-delete')(args) ? 'It deletes every file it finds.' : overwrite(args, /^-f(?:print|ls)/))],
  [
    'fd',
    (args) =>
      hasOption(args, 'xX', '--exec', '--exec-batch') ? 'It runs a command on every file it finds.' : undefined,
  ],
  [
    'rsync',
    (args) => (args.some((arg) => /^--(?:del|remove-source|inplace)/.test(arg)) ? 'It deletes files.' : undefined),
  ],
  [
    'tar',
    (args) =>
      args.some((arg) => /^--(?:remove-files|to-command|checkpoint-action|use-compress|rsh|delete)/.test(arg))
        ? 'It deletes files or runs a command.'
        : undefined,
  ],
  ['docker', containers],
  ['podman', containers],
  ['nerdctl', containers],
  ['docker-compose', (args) => containers(['compose', ...args])],
  ['kubectl', (args) => (args.some((arg) => /^--dry-run(?:=client|=server)?$/.test(arg)) ? undefined : clusters(args))],
  ['vercel', (args) => (args.length === 0 || any('--prod')(args) ? 'It changes what is deployed.' : undefined)],
  ['netlify', (args) => (any('--prod')(args) ? 'It changes what is deployed.' : undefined)],
  [
    'wsl',
    (args) =>
      any('--unregister', '--shutdown', '--terminate', '-t')(args) ? 'It removes or stops a system.' : undefined,
  ],
  [
    'crontab',
    (args) =>
      hasOption(args, 'r') || (args.length > 0 && !hasOption(args, 'le'))
        ? 'It changes the schedule of the machine.'
        : undefined,
  ],
  ['pacman', (args) => (args.some((arg) => /^-(?:R|Scc)|^--remove/.test(arg)) ? 'It removes software.' : undefined)],
  [
    'gh',
    (args) =>
      args[0] === 'api' && hasOption(args, 'XfF', '--method', '--field', '--raw-field', '--input')
        ? 'It changes things on GitHub.'
        : undefined,
  ],
  [
    'curl',
    (args) =>
      args.some((arg) => /^(?:DELETE|-XDELETE|--request=DELETE)$/i.test(arg))
        ? 'It asks a server to delete something.'
        : undefined,
  ],
  [
    'wget',
    (args) =>
      args.some((arg) => /^--method=DELETE$/i.test(arg)) ? 'It asks a server to delete something.' : undefined,
  ],
  ['cryptsetup', (args) => (any('luksFormat', 'luksErase', 'erase')(args) ? 'It erases a disk.' : undefined)],
  ['kill', (args) => (any('-1', '--', '0')(args.slice(1)) || args[0] === '-1' ? 'It ends every process.' : undefined)],
  ['gpg', (args) => (args.some((arg) => arg.startsWith('--delete-')) ? 'It deletes keys.' : undefined)],
  ['aws', (args) => (args[0] === 's3' && any('--delete')(args) ? 'It removes data in the cloud.' : undefined)],
  ['psql', database],
  ['mysql', database],
  ['mariadb', database],
  ['sqlite3', database],
  ['mongosh', database],
  ['mongo', database],
  ['cockroach', database],
  ['clickhouse-client', database],
  ['sqlcmd', database],
  ['duckdb', database],
  ['python', foreignCode],
  ['python2', foreignCode],
  ['python3', foreignCode],
  ['py', foreignCode],
  ['node', foreignCode],
  ['deno', (args) => (args[0] === 'eval' ? foreignCode(['-e', ...args.slice(1)]) : undefined)],
  ['perl', foreignCode],
  ['ruby', foreignCode],
  ['php', foreignCode],
  ['lua', foreignCode],
  ['osascript', foreignCode],
  ['awk', awk],
  ['gawk', awk],
  ['mawk', awk],
  [
    'sed',
    (args) =>
      args.some((arg) => /^(?:\d+|\$|\/[^/]{0,200}\/)?e\b|\/[gpiIm0-9]{0,5}e[gpiIm0-9]{0,5}$/.test(arg))
        ? 'It runs text as commands.'
        : undefined,
  ],
  ['vim', editor],
  ['vi', editor],
  ['ex', editor],
  ['ed', editor],
  ['make', (args) => taskDanger(args)],
  ['just', (args) => taskDanger(args)],
  ['task', (args) => taskDanger(args)],
  ['npm', (args) => (['run', 'run-script'].includes(args[0] ?? '') ? taskDanger(args) : undefined)],
  ['pnpm', (args) => taskDanger(args)],
  ['yarn', (args) => taskDanger(args)],
  ['bun', (args) => foreignCode(args) ?? taskDanger(args)],
  [
    'ansible-playbook',
    (args) =>
      any('--check', '--syntax-check', '--list-tasks', '--list-hosts')(args) ? undefined : 'It changes other machines.',
  ],
  ['stop-process', () => 'It ends processes.'],
  ['ln', (args) => (hasOption(args, 'f', '--force') ? 'It replaces a file by a link.' : undefined)],
]);

function awk(args: readonly string[]): string | undefined {
  return args.some((arg) => /system\s?\(|\|\s?getline|\|\s?"|print[^|>]{0,200}>/.test(arg))
    ? 'It runs commands or writes files.'
    : undefined;
}

function editor(args: readonly string[]): string | undefined {
  return args.some((arg) => /!|delete|\bw\b|system/.test(arg) && /^[-+]|^:/.test(arg)) || hasOption(args, 'cS')
    ? 'It runs commands of an editor.'
    : undefined;
}

function overwrite(args: readonly string[], option: RegExp): string | undefined {
  return args.some((arg) => option.test(arg)) ? 'It writes over a file.' : undefined;
}

function clusters(args: readonly string[]): string | undefined {
  return findVerb(dangerTable, 'kubectl', args)?.reason;
}

function containers(args: readonly string[]): string | undefined {
  if (args.includes('compose') && args.includes('down') && hasOption(args, 'v', '--volumes', '--rmi')) {
    return 'It removes containers with their data.';
  }
  if (
    args.includes('--privileged') ||
    args.some((arg) => /^(?:--volume=|-v)?\/:\//.test(arg) || arg.includes('docker.sock'))
  ) {
    return 'It gives a container the whole machine.';
  }
  if ((args[0] === 'build' || args[0] === 'buildx') && args.includes('--push')) return 'It publishes to a registry.';
  return undefined;
}

const taskWord =
  /(?:^|[-_:./])(?:rollback|roll-back|destroy|teardown|tear-down|nuke|wipe|purge|deploy|publish|undeploy|drop-db|db-drop|reset-db|db-reset)(?:$|[-_:./])/i;

/** A script or task that says by its name that it takes away or publishes. */
export function taskDanger(args: readonly string[]): string | undefined {
  const task = args.find((arg) => !arg.startsWith('-') && taskWord.test(arg.slice(0, 200)));
  return task === undefined
    ? undefined
    : `The name "${task.slice(0, 60)}" says that it removes, takes back or publishes something.`;
}

/** Whether a program is asked only to say what it would do. Not `npm run x --dry-run`, which the script never sees. */
function rehearses(program: string, args: readonly string[]): boolean {
  switch (program) {
    case 'npm':
    case 'pnpm':
    case 'cargo':
      return args[0] === 'publish' && args.includes('--dry-run');
    case 'helm':
      return args.some((arg) => /^--dry-run(?:=client|=server)?$/.test(arg));
    case 'aws':
      return args[0] === 's3' && args.includes('--dryrun');
    case 'rsync':
      return args.some((arg) => /^--dry-run$|^-[avzrhiPu]{0,8}n[avzrhiPu]{0,8}$/.test(arg));
    default:
      return false;
  }
}

/** Why a program with these arguments is dangerous; undefined if no rule says so. */
export function ruleReason(program: string, args: readonly string[]): string | undefined {
  const base = program.startsWith('mkfs.') || program.startsWith('newfs_') ? 'mkfs' : program;
  if (rehearses(base, args)) return undefined;
  if (base === 'kubectl') return rules.get(base)?.(args);
  const informs = args.length === 1 && /^--(?:version|help)$/.test(args[0] ?? '');
  const always = informs ? undefined : rules.has(base) ? undefined : dangerousPrograms.get(base);
  return always ?? rules.get(base)?.(args) ?? findVerb(dangerTable, base, args)?.reason;
}
