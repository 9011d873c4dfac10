import { readings } from './verbTable.ts';

/** Why a git command is dangerous: it publishes, or loses work that is nowhere else. Source: the manual of git 2.47. */
export function gitDanger(args: readonly string[]): string | undefined {
  if (args.some((arg, at) => runsCommand(arg) || (args[at - 1] === '-c' && runsCommand(arg)))) {
    return 'Its configuration runs a command.';
  }
  for (const [verb = '', second = ''] of readings('git', args)) {
    const rest = args.slice(args.indexOf(verb) + 1);
    const reason = verbReason(verb, second, rest);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

function runsCommand(arg: string): boolean {
  return (
    /^(?:-c)?(?:alias\.|core\.(?:pager|editor|sshcommand|fsmonitor|hookspath|gitproxy)|pager\.|diff\.\S{0,60}command|credential|filter\.|protocol\.ext|uploadpack|receive|sequence\.editor)/i.test(
      arg,
    ) || /^--(?:exec-path=|upload-pack|receive-pack|config-env)/.test(arg)
  );
}

const published = 'It publishes commits.';
const loses = 'It throws away changes that are not committed.';
const rewrites = 'It rewrites history.';

function verbReason(verb: string, second: string, rest: readonly string[]): string | undefined {
  const has = (...options: readonly string[]): boolean =>
    rest.some(
      (arg) =>
        options.includes(arg) || options.some((option) => option.startsWith('--') && arg.startsWith(`${option}=`)),
    );
  const short = (letters: string): boolean =>
    rest.some((arg) => /^-[A-Za-z]+$/.test(arg) && Array.from(letters).some((letter) => arg.includes(letter)));
  const beginning = (...options: readonly string[]): boolean =>
    rest.some((arg) => arg.length > 4 && options.some((option) => option.startsWith(arg)));
  switch (verb) {
    case 'push':
    case 'send-pack':
    case 'send-email':
    case 'svn':
    case 'p4':
      return has('--dry-run', '-n') && verb === 'push' ? undefined : published;
    case 'reset':
      return beginning('--hard', '--merge', '--keep') || has('--hard') ? loses : undefined;
    case 'clean':
      return has('--dry-run') || (short('n') && !short('f')) ? undefined : 'It deletes files that git does not know.';
    case 'checkout':
      return has('--', '.', '--force', '--ours', '--theirs') ||
        short('fB') ||
        has('-f') ||
        rest.some((arg) => /^(?:\.\/|:\/|\*)/.test(arg))
        ? loses
        : undefined;
    case 'switch':
      return has('--force', '--discard-changes') || short('fC') ? loses : undefined;
    case 'restore':
      return (has('--staged') || short('S')) && !has('--worktree') && !short('W') ? undefined : loses;
    case 'checkout-index':
    case 'read-tree':
      return short('f') || has('--force', '--reset') || verb === 'read-tree' ? loses : undefined;
    case 'branch':
      return short('DdMfC') || beginning('--delete', '--force') ? 'It removes or moves a branch.' : undefined;
    case 'tag':
      return short('df') || beginning('--delete', '--force') ? 'It removes or moves a tag.' : undefined;
    case 'stash':
      return second === 'drop' || second === 'clear' ? 'It throws away stashed work.' : undefined;
    case 'rm':
      return has('--cached') ? undefined : 'It deletes files.';
    case 'filter-branch':
    case 'filter-repo':
    case 'replace':
    case 'fast-import':
      return rewrites;
    case 'rebase':
      return short('x') || has('--exec') ? 'It runs a command for each commit.' : undefined;
    case 'commit':
    case 'merge':
    case 'pull':
      return has('--force') && verb === 'pull' ? loses : undefined;
    case 'fetch':
      return short('f') || beginning('--force') ? 'It moves branches by force.' : undefined;
    case 'reflog':
      return second === 'expire' || second === 'delete' ? 'It removes the way back to old commits.' : undefined;
    case 'gc':
    case 'prune':
      return verb === 'prune' || rest.some((arg) => arg.startsWith('--prune'))
        ? 'It removes the way back to old commits.'
        : undefined;
    case 'update-ref':
    case 'symbolic-ref':
      return rest.length > 1 ? 'It moves or removes a branch.' : undefined;
    case 'worktree':
      return second === 'remove' || second === 'prune' ? 'It removes a working tree.' : undefined;
    case 'remote':
      return ['remove', 'rm', 'prune', 'set-url'].includes(second)
        ? 'It changes where the repository publishes to.'
        : undefined;
    case 'submodule':
      return second === 'deinit' ? loses : undefined;
    case 'lfs':
      return ['push', 'prune', 'migrate'].includes(second) ? published : undefined;
    case 'subtree':
      return second === 'push' ? published : undefined;
    case 'flow':
      return rest.includes('finish') || rest.includes('publish') ? published : undefined;
    case 'bisect':
      return undefined;
    case 'config':
      return rest.some(runsCommand) || has('--unset', '--unset-all', '--remove-section')
        ? 'It changes which commands git runs.'
        : undefined;
    case 'grep':
      return short('O') || has('--open-files-in-pager') ? 'It runs a command.' : undefined;
    case 'archive':
    case 'diff':
    case 'log':
    case 'show':
    case 'format-patch':
      return rest.some((arg) => /^--(?:ext-diff|exec|remote)/.test(arg)) ? 'It runs a command.' : undefined;
    default:
      return undefined;
  }
}
