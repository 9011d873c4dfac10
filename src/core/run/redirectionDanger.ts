import type { Redirection } from './shellCommand.ts';
import type { ShellWord } from './shellExpansion.ts';

/** A path with a `/` at its end exists only as a folder. */
type Exists = ((path: string) => boolean | undefined) | undefined;

const harmless = /^(?:\/dev\/(?:null|stdout|stderr|tty|fd\/\d+)|nul|\$null)$/i;

/** Files that teams and Runsheet read scores, shifts and handoffs from: by hand they are replaced with care, or not at all. */
const recordName = /(?:^|[/._-])(?:handoffs?|tracker|score)(?=[/._-]|$)/i;

/** Why a redirection is dangerous: it empties the file it writes to. `>>` and `/dev/null` are fine. */
export function redirectionReason({ operator, target }: Redirection, exists: Exists): string | undefined {
  if (!operator.includes('>') && operator !== '<>')
    return /^\/dev\/(?:tcp|udp)\//.test(target.value) ? 'It opens a connection.' : undefined;
  if (operator === '>&' || operator === '<&') {
    if (/^(?:\d+|-|\d+-)$/.test(target.value)) return undefined;
  }
  if (operator === '>?') return undefined;
  if (target.value.startsWith('/dev/') && !harmless.test(target.value)) return 'It writes to a device.';
  if (operator.endsWith('>>')) return undefined;
  return fileReason(target, exists);
}

/** Why the files that a program writes to are in danger. */
export function writtenFileReason(program: string, args: readonly ShellWord[], exists: Exists): string | undefined {
  for (const file of replacedFiles(program, args, exists))
    if (exists?.(file) === true) return `It overwrites ${file.slice(0, 120)}.`;
  if (program !== 'tee' || args.some((arg) => /^(?:-[a-z]*a[a-z]*|--append)$/.test(arg.value))) return undefined;
  for (const arg of args) {
    const reason = arg.value.startsWith('-') ? undefined : fileReason(arg, exists);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

function fileReason(target: ShellWord, exists: Exists): string | undefined {
  if (harmless.test(target.value) || target.raw.startsWith('>(')) return undefined;
  const known = target.dynamic || target.glob ? undefined : exists?.(target.value);
  if (known === false)
    return recordName.test(target.value) ? `It writes the record ${target.value.slice(0, 120)} by hand.` : undefined;
  return known === true
    ? `It overwrites ${target.value.slice(0, 120)}.`
    : `It overwrites ${target.value.slice(0, 120)}, if that exists.`;
}

/** Options with which nothing is lost: what is there stays, is asked for, or is kept beside; and those that turn the order around. */
const keeps = /^-[a-zA-Z]*[nibt][a-zA-Z]*$|^--(?:no-clobber|interactive|backup|update=none|target-directory)/;

/** The files that a program puts another in the place of, as far as they are written out: `cp .env.example .env`. */
function replacedFiles(program: string, args: readonly ShellWord[], exists: Exists): readonly string[] {
  const known = (word: ShellWord | undefined): word is ShellWord =>
    word !== undefined && !word.dynamic && !word.glob && word.value !== '' && word.value !== '-';
  if (program === 'curl' || program === 'wget') {
    const option = program === 'curl' ? /^(?:-[a-zA-Z]*o|--output)$/ : /^(?:-[a-zA-Z]*O|--output-document)$/;
    const file = args[args.findIndex(({ value }) => option.test(value)) + 1];
    return args.some(({ value }) => option.test(value)) && known(file) ? [file.value] : [];
  }
  if (program !== 'cp' && program !== 'mv') return [];
  if (args.some(({ value }) => keeps.test(value))) return [];
  const paths = args.filter(({ value }) => !value.startsWith('-'));
  const target = paths.at(-1);
  if (paths.length < 2 || !known(target)) return [];
  const folder = target.value.replace(/\/$/, '');
  if (exists?.(`${folder}/`) !== true) return [target.value];
  const names = paths.slice(0, -1).filter(known);
  return names.map(({ value }) => `${folder}/${value.replace(/\/$/, '').replace(/^.*\//, '')}`);
}
