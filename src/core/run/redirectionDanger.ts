import type { Redirection } from './shellCommand.ts';
import type { ShellWord } from './shellExpansion.ts';

type Exists = ((path: string) => boolean | undefined) | undefined;

const harmless = /^(?:\/dev\/(?:null|stdout|stderr|tty|fd\/\d+)|nul|\$null)$/i;

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

/** Why the files that `tee` writes to are in danger. */
export function writtenFileReason(program: string, args: readonly ShellWord[], exists: Exists): string | undefined {
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
  if (known === false) return undefined;
  return known === true
    ? `It overwrites ${target.value.slice(0, 120)}.`
    : `It overwrites ${target.value.slice(0, 120)}, if that exists.`;
}
