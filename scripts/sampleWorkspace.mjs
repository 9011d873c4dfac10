// Makes a fresh copy of samples/ with a git history and a local bare remote, and prints its folder as the last line.
//   node scripts/sampleWorkspace.mjs [folder] [--fresh] [--anchor INSTANT]
// An existing copy is kept, with whatever its user did in it; --fresh makes it anew. Exit code 2: wrong use.
import { execFile } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { devNull, homedir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { sampleAnchor } from './sampleAnchor.mjs';

const run = promisify(execFile);
const source = fileURLToPath(new URL('../samples', import.meta.url));
const generated = new Set(['node_modules', 'dist', 'bench-results', 'test-results', '.backups']);
/** The file in a git folder that says: this may be replaced. */
const marker = 'runsheet-sample';
const note = 'made by scripts/sampleWorkspace.mjs\n';
const author = { name: 'Sample Author', email: 'sample@example.invalid' };

/** The history: what each commit adds. The last one takes everything that is left, and the ticks in the plans. */
const history = [
  [
    '2025-08-04T08:00:00Z',
    'Compute the tide of two harbours',
    ['package.json', '.gitignore', 'data', 'src/tide.mjs', 'test/tide.test.mjs'],
  ],
  ['2025-08-11T09:30:00Z', 'Say when a boat passes the sill', ['src/gate.mjs', 'src/cli.mjs', 'test/gate.test.mjs']],
  ['2025-08-18T13:10:00Z', 'Answer over HTTP', ['src', 'test', 'docs/api.md', 'compose.yaml']],
  ['2025-08-25T10:45:00Z', 'Check, build, smoke and bench with one command each', ['scripts/*.mjs', 'Makefile']],
  [
    '2025-09-01T15:20:00Z',
    'Keep builds and go back to them',
    ['scripts/doctor.sh', 'scripts/backup.sh', 'scripts/rollback.sh'],
  ],
  ['2025-09-08T07:50:00Z', 'Plan the rollout, the season and the second harbour', ['plans']],
  ['2025-09-20T11:00:00Z', 'Work in shifts of three hours', ['scripts', '.agent-handoffs', '.runsheet.json']],
  ['2025-09-22T02:56:00Z', 'Tick what the first weeks brought', ['.']],
];

/** Runs git without the user's configuration, so that neither signing, hooks nor templates of this machine take part. */
async function git(cwd, args, date) {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_')));
  Object.assign(env, { GIT_CONFIG_GLOBAL: devNull, GIT_CONFIG_NOSYSTEM: '1', GIT_TERMINAL_PROMPT: '0' });
  if (date !== undefined) Object.assign(env, { GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date });
  await run('git', args, { cwd, env, windowsHide: true });
}

async function exists(file) {
  return stat(file).then(
    () => true,
    () => false,
  );
}

/** Unticked plans for the commit that brings them; returns what the files said. */
async function untick(folder) {
  const texts = new Map();
  for (const name of await readdir(folder)) {
    const file = path.join(folder, name);
    const text = await readFile(file, 'utf8');
    texts.set(file, text);
    await writeFile(file, text.replaceAll('- [x] ', '- [ ] '));
  }
  return texts;
}

async function commitHistory(folder) {
  for (const [date, message, paths] of history) {
    const ticked = paths.includes('plans') ? await untick(path.join(folder, 'plans')) : new Map();
    await git(folder, ['add', '--', ...paths]);
    await git(folder, ['commit', '--quiet', '-m', message], date);
    for (const [file, text] of ticked) await writeFile(file, text);
  }
}

/** Builds repository and remote under other names and renames them at the end: a copy is complete or not there. */
async function build(folder, remote, anchor) {
  await mkdir(path.dirname(folder), { recursive: true });
  const staging = await mkdtemp(`${folder}-new-`);
  try {
    const work = path.join(staging, 'work');
    await cp(source, work, { recursive: true, filter: (file) => !generated.has(path.basename(file)) });
    for (const name of await readdir(path.join(work, 'scripts'))) {
      if (name.endsWith('.sh')) await chmod(path.join(work, 'scripts', name), 0o755);
    }
    const config = path.join(work, '.runsheet.json');
    const text = await readFile(config, 'utf8');
    await writeFile(config, text.replace(/("anchor": )"[^"]*"/, `$1"${anchor}"`));

    await git(staging, ['init', '--quiet', '--bare', '--initial-branch=main', 'remote']);
    await writeFile(path.join(staging, 'remote', marker), note);
    await git(staging, ['init', '--quiet', '--initial-branch=main', 'work']);
    const settings = {
      'user.name': author.name,
      'user.email': author.email,
      'commit.gpgsign': 'false',
      'core.autocrlf': 'false',
    };
    for (const [key, value] of Object.entries(settings)) await git(work, ['config', key, value]);
    await commitHistory(work);

    await rm(remote, { recursive: true, force: true });
    await rename(path.join(staging, 'remote'), remote);
    await git(work, ['remote', 'add', 'origin', remote]);
    await git(work, ['push', '--quiet', '--set-upstream', 'origin', 'main']);
    await writeFile(path.join(work, '.git', marker), note);
    await rename(work, folder);
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

/** A sentence why the place cannot be used, or undefined. Only what this script made is ever replaced. */
async function objection(folder, remote, ours) {
  if (ours) return undefined;
  if ((await exists(folder)) && !((await stat(folder)).isDirectory() && (await readdir(folder)).length === 0)) {
    return `${folder} is there and is no sample workspace. Name an empty or a new folder.`;
  }
  if ((await exists(remote)) && !(await exists(path.join(remote, marker))))
    return `${remote} is there already. Remove it, or name another folder.`;
  return undefined;
}

function readArguments() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { fresh: { type: 'boolean', default: false }, anchor: { type: 'string' } },
  });
  if (positionals.length > 1) throw new TypeError('One folder at most.');
  const cache = process.env.XDG_CACHE_HOME || path.join(homedir(), '.cache');
  const folder = path.resolve(positionals[0] ?? path.join(cache, 'runsheet-sample'));
  const instant = values.anchor === undefined ? sampleAnchor(Date.now()) : Date.parse(values.anchor);
  if (Number.isNaN(instant))
    throw new TypeError(`--anchor: "${values.anchor}" is no instant such as 2025-09-22T00:00:00Z.`);
  return { folder, fresh: values.fresh, anchor: new Date(instant).toISOString().replace('.000Z', 'Z') };
}

async function main() {
  let wanted;
  try {
    wanted = readArguments();
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
  const { folder, fresh, anchor } = wanted;
  const remote = `${folder}-origin.git`;
  const ours = await exists(path.join(folder, '.git', marker));
  const problem = await objection(folder, remote, ours);
  if (problem !== undefined) {
    process.stderr.write(`${problem}\n`);
    return 2;
  }
  if (ours && !fresh) {
    process.stdout.write('Kept the sample workspace that is there; --fresh makes it anew.\n');
  } else {
    await rm(folder, { recursive: true, force: true });
    await build(folder, remote, anchor);
    process.stdout.write(`Made a sample workspace with ${history.length} commits; its remote is ${remote}\n`);
  }
  process.stdout.write(`${folder}\n`);
  return 0;
}

process.exitCode = await main();
