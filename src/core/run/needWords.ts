import type { Assignment } from './shellCommand.ts';
import type { ShellWord } from './shellExpansion.ts';

/** Builtins and keywords of the sh family and fish: never looked for on the PATH. */
const builtins = new Set(
  `. : [ [[ alias and argparse autoload begin bg bind bindkey break builtin caller case cd command commandline compgen
  complete continue contains count declare dirs disown do done echo elif else emulate enable end esac eval exec exit export
  false fc fg fi for function functions getopts hash help history if in integer jobs let local logout mapfile math not or
  popd print printf pushd pwd random read readarray readonly rehash return select set set_color setopt shift shopt source
  status string suspend switch test then time times trap true type typeset ulimit umask unalias unset unsetopt until wait
  whence where while zmodload zstyle { } ! ((`.split(/\s+/),
);

export function isBuiltin(name: string): boolean {
  return builtins.has(name);
}

const wrappers = new Set([
  'nohup',
  'time',
  'exec',
  'command',
  'builtin',
  'nice',
  'stdbuf',
  'setsid',
  'caffeinate',
  'and',
  'or',
  'not',
]);

/**
 * The command behind wrappers without options: `nohup npm start`, `env A=1 npm test`. With options the wrapper itself
 * stays, and what it runs is not looked at.
 */
export function unwrap(words: readonly ShellWord[]): readonly ShellWord[] {
  let at = 0;
  while (at < words.length - 1) {
    const name = words[at]?.value ?? '';
    const next = words[at + 1]?.value ?? '';
    if (next.startsWith('-')) break;
    if (wrappers.has(name) || (at > 0 && /^[A-Za-z_]\w*=/.test(name)) || (name === 'env' && next !== '')) at += 1;
    else break;
  }
  return words.slice(at);
}

const definition =
  /(?:^|[\n;])[ \t]{0,40}(?:function[ \t]{1,10}([\w-]{1,80})|([\w-]{1,80})[ \t]{0,4}\([ \t]{0,4}\)|alias[ \t]{1,10}([\w-]{1,80})=)/g;

/** The functions and aliases that a script defines. */
export function functionNames(texts: readonly string[]): ReadonlySet<string> {
  return new Set(texts.flatMap((text) => Array.from(text.matchAll(definition), ([, a, b, c]) => a ?? b ?? c ?? '')));
}

const installers = new Set(
  `apt apt-get apk brew yum dnf pacman zypper port snap flatpak choco scoop winget nix nix-env asdf mise rtx volta fnm nvm
  sdk rvm rbenv pyenv conda mamba rustup cargo go gem pip pip3 pipx uv poetry npm pnpm yarn corepack curl wget source . eval
  direnv module use set`.split(/\s+/),
);
const installs =
  /^(?:install|i|add|global|use|activate|get|upgrade|update|enable|env|shell|sync|ci|link|setup|init|default)$/;

/** Whether a command may put programs within reach of those behind it. */
export function providesPrograms(argv: readonly string[], assignments: readonly Assignment[]): boolean {
  const words = argv[0] === 'sudo' ? argv.slice(1) : argv;
  const [program = '', ...args] = words;
  if (
    assignments.some(({ name }) => name === 'PATH') ||
    args.some((arg) => /^PATH=|^\+?PATH$|fish_user_paths/.test(arg))
  )
    return true;
  if (!installers.has(program)) return program.includes('/') || /^(?:bash|sh|zsh|make)$/.test(program);
  return (
    args.length === 0 ||
    /^(?:source|\.|eval|curl|wget|direnv|module)$/.test(program) ||
    args.some((arg) => installs.test(arg))
  );
}

const generators = new Set(
  'git tar unzip gunzip gzip curl wget cp mv rsync scp npx bunx dlx npm pnpm yarn make cmake cargo docker terraform composer cookiecutter ng rails django-admin dotnet mvn gradle svn hg gh ln patch tee install node python python3'.split(
    ' ',
  ),
);
const reads =
  /^(?:status|log|diff|show|branch|fetch|add|commit|push|tag|blame|test|t|run|run-script|install|i|ci|audit|outdated|list|ls|ps|logs|images|exec|stop|start|restart|compose|up|down|--version|-v|version|whoami|ping|view|lint|start)$/;

const makes = /build|gen|setup|init|prepare|compile|create|scaffold|install|bootstrap|all|dist/i;

/** Commands that name files without making them. */
const looks = new Set(
  'ls cat chmod head tail less more echo cd source . bash sh zsh node python python3 vim code open'.split(' '),
);

export function looksOnly(program: string): boolean {
  return looks.has(program);
}

/** Whether a command may make any files, so that nothing behind it is known to be missing. */
export function createsFiles(argv: readonly string[]): boolean {
  const [program = '', ...args] = argv[0] === 'sudo' ? argv.slice(1) : argv;
  if (!generators.has(program)) return false;
  const verb = args.find((arg) => !arg.startsWith('-')) ?? args[0] ?? '';
  if (program === 'make' || program === 'node' || program.startsWith('python'))
    return args.some((arg) => makes.test(arg));
  if (program === 'npm' || program === 'pnpm' || program === 'yarn')
    return /^(?:run|run-script)$/.test(verb) ? args.some((arg) => makes.test(arg)) : !reads.test(verb);
  if (program === 'curl') return args.some((arg) => /^(?:-[a-zA-Z]*[oO]|--output|--remote-name)/.test(arg));
  return !reads.test(verb);
}
