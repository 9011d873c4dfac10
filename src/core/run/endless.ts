import { splitForeignCommands } from './foreignCommands.ts';
import { neutralizePlaceholders } from './placeholders.ts';
import type { SimpleCommand } from './shellCommand.ts';
import { splitSimpleCommands } from './simpleCommands.ts';
import { findVerb, readVerbTable } from './verbTable.ts';

export interface Endless {
  readonly endless: boolean;
  /** The first command that does not end by itself, as written. */
  readonly command?: string;
  /** What stands behind it is kept waiting: it is not sent to the background. */
  readonly holds?: boolean;
}

/** Subcommands that run until they are stopped. The third column is not used. */
const servers = readVerbTable(`
npm pnpm | start, run start, run dev, run serve, run watch, run start:*, run dev:*, run serve:*, run watch:*, run preview, run storybook, run-script dev, run-script start |
pnpm yarn bun | start, dev, serve, watch, preview, start:*, dev:*, storybook, run start, run dev, run serve, run watch, run preview |
pm2 | logs, log, monit, dash, dashboard |
docker podman docker-compose | events, compose watch, attach, container attach, watch |
kubectl oc k | port-forward, proxy, attach |
ng nuxt gatsby hugo jekyll mkdocs mdbook zola eleventy astro webpack wrangler netlify vercel firebase sls serverless functions-framework shopify remix | serve, server, dev, develop, start, emulators:start, offline, pages dev |
next nuxi nuxt vite vinxi blitz | dev, start, preview, serve |
php artisan | serve, queue:work, queue:listen, horizon, schedule:work, octane:start |
rails bin/rails | server, s, console, c |
flask quart | run, shell |
manage.py django-admin | runserver, shell |
mix | phx.server |
cargo | watch, shuttle |
dotnet | watch |
skaffold tilt garden | dev, up |
minikube | dashboard, tunnel, mount |
ollama redis-server caddy traefik nginx-debug | serve, run |
supabase | functions serve |
prisma | studio |
stripe | listen |
ngrok | http, tcp, start, tls |
cloudflared | tunnel |
celery | worker, beat, -A |
mongod mysqld postgres | * |
expo react-native | start |
storybook start-storybook | dev |
deno | serve |
gh | run watch |
temporal | server |
dapr | run |
consul vault nomad | agent, server, monitor |
uvx | jupyter |
jupyter | lab, notebook, server |
streamlit | run |
`);

const always = new Set(
  'top htop btop atop iotop nload iftop glances watch nodemon uvicorn gunicorn hypercorn daphne http-server live-server serve json-server browser-sync redis-server mongod mysqld webpack-dev-server ts-node-dev entr fswatch watchexec chokidar foreman overmind honcho hivemind vite ngrok redis-sentinel memcached caddy traefik k9s lazydocker lazygit tcpdump puma unicorn sidekiq air reflex wscat minio localtunnel lt'.split(
    ' ',
  ),
);

const wrappers = new Set(
  'sudo env nohup time nice exec command npx bunx pnpx cross-env dotenv stdbuf poetry uv pipenv bundle run exec dlx'.split(
    ' ',
  ),
);

/**
 * Whether a script has a command that runs until it is stopped: a server, a watcher, a log that is followed, or a
 * command sent to the background. Such a run counts as started, not as passed.
 */
export function isEndless(script: string, language = 'bash'): Endless {
  const text = neutralizePlaceholders(script, 'value');
  const commands = /^(?:pwsh|powershell)$/.test(language)
    ? splitForeignCommands(text, 'pwsh')
    : /^(?:cmd|bat)$/.test(language)
      ? splitForeignCommands(text, 'cmd')
      : splitSimpleCommands(text, language);
  const found = commands?.find((command, at) => runsOn(command, commands, at));
  return found === undefined ? { endless: false } : { endless: true, command: found.text, holds: !found.background };
}

function runsOn(command: SimpleCommand, commands: readonly SimpleCommand[], at: number): boolean {
  if (
    command.background &&
    !commands.slice(at + 1, at + 200).some(({ argv }) => argv[0] === 'wait' || argv[0] === 'kill')
  )
    return true;
  let start = 0;
  while (start < 6 && skips(command.argv[start] ?? '', command.argv[start - 1] ?? '')) start += 1;
  const [path = '', ...args] = command.argv.slice(start);
  const program = path.slice(path.lastIndexOf('/') + 1).replace(/\.(?:exe|cmd)$/, '');
  if (command.argv[0] === 'timeout' || informs(args)) return false;
  return follows(program, args) || isServer(program, args);
}

function skips(word: string, before: string): boolean {
  return (
    (wrappers.has(word) && (word !== 'run' && word !== 'exec' && word !== 'dlx' ? true : wrappers.has(before))) ||
    /^[A-Za-z_]\w*=/.test(word) ||
    (word.startsWith('-') && before !== '')
  );
}

function informs(args: readonly string[]): boolean {
  return (
    args.some((arg) => /^(?:--version|--help|-V)$/.test(arg)) || (args.length === 1 && /^-[vh]$/.test(args[0] ?? ''))
  );
}

/** A log that is followed, or a tool that watches files. */
function follows(program: string, args: readonly string[]): boolean {
  const has = (pattern: RegExp): boolean => args.some((arg) => pattern.test(arg));
  if (program === 'tail') return has(/^-[a-zA-Z0-9]*[fF]|^--(?:follow|retry)/);
  if (/^(?:journalctl|dmesg)$/.test(program)) return has(/^-[a-zA-Z]*[fw]$|^--follow$/);
  if (
    /^(?:docker|docker-compose|podman|kubectl|oc|k|nerdctl|heroku|fly|flyctl|stern)$/.test(program) &&
    has(/^logs$/)
  ) {
    return (
      has(/^(?:-[a-z]*f[a-z]*|--follow|-t|--tail)$/) && !(program === 'kubectl' && !has(/^(?:-[a-z]*f|--follow)$/))
    );
  }
  if (program === 'kubectl' && has(/^(?:-w|--watch)$/)) return true;
  if (program === 'less') return has(/^\+F/);
  if (program === 'ping') return !has(/^-[a-zA-Z]*[cwn]/);
  if (program === 'sleep') return has(/^inf/);
  return (
    !['git', 'grep', 'rg', 'echo', 'printf'].includes(program) &&
    has(/^--watch(?:=true|All)?$|^--watchAll$|^--watch-all$/)
  );
}

function isServer(program: string, args: readonly string[]): boolean {
  const has = (pattern: RegExp): boolean => args.some((arg) => pattern.test(arg));
  if (program === 'pm2' && (args[0] === 'logs' || args[0] === 'log')) return !has(/^--nostream$/);
  if (/^(?:docker|docker-compose|podman|podman-compose)$/.test(program)) {
    const composes = program.endsWith('compose') || args.includes('compose');
    if (composes && args.includes('up')) return !has(/^(?:-d|--detach|--wait|--no-start)$/);
    return program !== 'docker-compose' && findVerb(servers, program, args) !== undefined;
  }
  if (program === 'vite') return args.length === 0 || !has(/^(?:build|optimize)$/);
  if (program === 'webpack' || program === 'tsc' || program === 'rollup' || program === 'esbuild')
    return has(/^(?:-w|serve)$/);
  if (program === 'hugo' || program === 'next' || program === 'astro')
    return has(/^(?:server|serve|dev|start|preview)$/);
  if (program === 'python' || program === 'python3') {
    return (
      has(/^(?:http\.server|SimpleHTTPServer|uvicorn|gunicorn|smtpd)$/) ||
      has(/^runserver$/) ||
      (has(/^flask$/) && has(/^run$/))
    );
  }
  if (program === 'php') return has(/^-S$/) || (has(/^artisan$/) && has(/^(?:serve|queue:work|queue:listen)$/));
  if (program === 'node' || program === 'bun')
    return has(/^--watch/) || (program === 'bun' && findVerb(servers, program, args) !== undefined);
  if (program === 'ssh')
    return args.length > 0 && (has(/^-[a-zA-Z]*N/) || args.filter((arg) => !arg.startsWith('-')).length === 1);
  if (program === 'nc' || program === 'netcat') return has(/^-[a-z]*l/);
  if (program === 'yes') return true;
  if (program === 'redis-cli') return has(/^(?:monitor|MONITOR|subscribe|SUBSCRIBE)$/);
  if (program === 'foreman' || program === 'overmind') return has(/^(?:start|s)$/);
  return always.has(program) || findVerb(servers, program, args) !== undefined;
}
