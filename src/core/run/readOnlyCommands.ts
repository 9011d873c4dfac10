import { knownTools } from './knownTools.ts';
import { findVerb, readVerbTable } from './verbTable.ts';

/** Programs that only look, unless one of the options behind the bar is given. */
const programs: ReadonlyMap<string, RegExp | undefined> = new Map([
  ...'ls ll cat bat head tail less more grep egrep fgrep zgrep rg ag ack wc du df pwd whoami id groups uptime ps top htop btop free uname arch nproc lscpu lsblk which where whereis type file stat tree echo printf true false test [ [[ : cd pushd popd dirs printenv diff cmp comm cut tr jq nl tac rev column fold paste basename dirname realpath readlink md5sum md5 sha1sum sha256sum sha512sum shasum cksum lsof netstat ss ping dig nslookup host sleep seq expr man help history jobs exit return export read set unset local declare typeset readonly shift wait break continue let getopts hash times umask ulimit shopt setopt unsetopt function for select case switch w who last cal locale tty strings od hexdump xxd pgrep pstree vmstat iostat sw_vers lsb_release getent zcat sum begin contains status math string count'
    .split(' ')
    .map((name) => [name, undefined] as const),
  ['find', /^-(?:delete|exec|ok|fprint|fls)/],
  ['fd', /^-(?:x|X|-exec)/],
  ['sort', /^(?:-[a-zA-Z]*o|--output|--compress-program)/],
  ['date', /^(?:-s|--set|\d{8})/],
  ['hostname', /^[^-]|^-(?:F|b)/],
  ['ifconfig', /^[^-]*(?:up|down|\d\.)/],
  ['ip', /^(?:add|del|set|flush|delete|replace|exec|change|append)$/],
  ['env', /./],
  ['yq', /^(?:-[a-zA-Z]*i|--in-?place)/],
  ['dmesg', /^-(?:c|C|n|-clear)/],
  ['journalctl', /^--(?:vacuum|rotate|flush|sync)/],
  ['tree', /^-o/],
  ['less', /^(?:-[oO]|\+!)/],
  ['rg', /^--pre/],
  ['ag', /^--pager/],
  ['xxd', /^-r/],
  ['get-childitem', undefined],
  ['uniq', undefined],
]);

/** Subcommands that only look. The third column is not used. */
const lookups = readVerbTable(`
git | status, log, diff, show, describe, rev-parse, rev-list, ls-files, ls-tree, ls-remote, blame, shortlog, cat-file, grep, name-rev, merge-base, cherry, count-objects, reflog show, stash list, stash show, worktree list, config --get, remote show, remote get-url, check-ignore, for-each-ref, whatchanged, version, help, submodule status, range-diff |
npm pnpm | ls, list, ll, la, outdated, view, info, show, search, ping, whoami, root, prefix, explain, why, config get, config list, doctor, query, help, licenses |
yarn | list, why, info, outdated, versions |
docker podman nerdctl | ps, images, logs, inspect, info, version, stats, top, port, history, diff, events, container ls, container list, container logs, container inspect, container top, container stats, image ls, image inspect, image history, volume ls, volume inspect, network ls, network inspect, system df, system info, context ls, compose ps, compose logs, compose config, compose images, compose ls, compose top, compose version, compose port, service ls, service ps, service logs, node ls, stack ls, stack ps, buildx ls |
docker-compose podman-compose | ps, logs, config, images, top, version, port |
kubectl oc k | get, describe, logs, top, version, explain, api-resources, api-versions, cluster-info, diff, config view, config get-contexts, config current-context, auth can-i, rollout status, rollout history, events |
helm | list, ls, status, get, history, version, search, show, template, lint |
terraform tofu | show, output, validate, version, providers, graph, state list, state show, workspace list, workspace show |
pm2 | status, ls, list, l, ps, logs, log, show, describe, info, monit, prettylist, jlist, env, id, pid, report |
systemctl | status, is-active, is-enabled, is-failed, list-units, list-unit-files, show, cat, list-timers |
pip pip3 pipx uv | list, show, freeze, check, pip list, pip show, pip freeze, tree |
brew | list, ls, info, outdated, deps, leaves, config, doctor, search |
cargo | tree, metadata, search |
go | version, env, list, doc |
gem bundle | list, outdated, info, show |
gh | pr list, pr view, pr status, pr diff, pr checks, issue list, issue view, issue status, run list, run view, run watch, repo view, repo list, release list, release view, workflow list, workflow view, auth status, status, gist list, gist view, secret list, variable list, label list |
aws | sts get-caller-identity, s3 ls, * describe*, * list* |
gcloud | * list, * * list, * describe, * * describe, * * * list, config list, info, auth list |
az | * list, * show, * * list, * * show |
apt apt-cache apt-get dnf yum | list, show, search, policy, info |
nvm | ls, list, current, version, ls-remote, which |
rustup | show, check |
redis-cli | ping, PING, info, INFO, dbsize, DBSIZE |
heroku fly flyctl | logs, status, ps, apps, releases, config, apps list |
prisma | migrate status, validate, version |
vagrant | status, global-status |
gradle gradlew | tasks, dependencies, projects, properties |
poetry | show, check, env info |
composer | show, outdated, diagnose |
conda | list, info, env list |
dotnet | --info, --version, --list-sdks, list |
minikube | status, ip, profile list |
pg_isready | * |
crontab | -l |
`);

const informing = new Set(['--version', '--help', '-V', 'version', 'help', '-version', '-?']);
const shortVersion = new Set(
  'node npm npx yarn pnpm docker docker-compose php ruby deno bun tsc vercel gradle mvn nginx pm2 psql mysql k6 terraform'.split(
    ' ',
  ),
);

/** Whether a command only looks at things: the run needs no question. */
export function isReadOnly(program: string, args: readonly string[]): boolean {
  const only = args.length === 1 ? (args[0] ?? '') : '';
  if (informing.has(only) && knownTools.has(program)) return true;
  if (only === '-v' && shortVersion.has(program)) return true;
  if (programs.has(program)) {
    const unless = programs.get(program);
    if (program === 'uniq') return args.filter((arg) => !arg.startsWith('-')).length < 2;
    return unless === undefined || !args.some((arg) => unless.test(arg));
  }
  if (program === 'awk') return !args.some((arg) => /[>|]|system|^-i/.test(arg));
  if (program === 'command') return /^-[vV]$/.test(args[0] ?? '');
  if (program === 'git') return gitReads(args);
  if (program === 'npm' && args[0] === 'audit') return !args.includes('fix');
  if (program === 'npm' && only === 'run') return true;
  return (
    findVerb(lookups, program, args) !== undefined && !args.some((arg) => /^--(?:output|fix|delete|unset)\b/.test(arg))
  );
}

function gitReads(args: readonly string[]): boolean {
  if (args.some((arg) => /^(?:--output|--ext-diff|-O|--open-files)/.test(arg))) return false;
  const [verb, ...rest] = args;
  if (verb === 'branch' || verb === 'tag' || verb === 'remote') {
    return rest.every((arg) =>
      /^(?:-[avrln]+|--(?:list|all|remotes|verbose|show-current|merged|no-merged|contains|sort=\S+|format=\S+))$/.test(
        arg,
      ),
    );
  }
  if (verb === 'config') return rest.some((arg) => /^(?:--get|--get-all|--list|-l|get|list)$/.test(arg));
  return findVerb(lookups, 'git', args) !== undefined;
}
