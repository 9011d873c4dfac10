const readingVerbs =
  /^(?:get|test|select|where|format|measure|sort|group|compare|find|show|resolve|convertto|convertfrom|write|out-(?:host|string|null|default)|join|split)(?:-|$)/;
const changingVerbs =
  /^(?:remove|clear|uninstall|disable|reset|revoke|unregister|dismount|stop|suspend|restart|publish|unpublish|deny|lock|block|register|grant|set-acl|set-itemproperty|set-service|set-content|out-file|restore|checkpoint|push|unprotect|protect|merge)(?:-|$)/;
const lookingTable = new Set(
  'dir type ver vol where tasklist systeminfo ipconfig ping tracert set title cls chcp assoc ftype path prompt gci gc ls cat pwd echo cd sl gl select sort measure rem exit pause findstr find fc more if for foreach % ? param try catch finally switch while return write-host'.split(
    ' ',
  ),
);
const deleting = new Set(
  'remove-item ri rm del erase rd rmdir clear-content clc remove-itemproperty rp rni'.split(' '),
);

/** Why a command of PowerShell or cmd is dangerous. */
export function windowsReason(program: string, args: readonly string[]): string | undefined {
  if (deleting.has(program)) return 'It deletes files for good.';
  if (/^format-(?:table|list|wide|custom|hex)$/.test(program)) return undefined;
  if (/^(?:set-content|out-file|sc|export-\w+|tee-object|tee)$/.test(program)) {
    const appends = args.some((arg) => /^-a(?:p(?:pend)?)?$/i.test(arg));
    return appends || program.startsWith('export-') ? undefined : 'It overwrites a file.';
  }
  if (changingVerbs.test(program)) return 'It removes, stops or changes something of the system.';
  if (program.startsWith('[') || program.startsWith('$')) return codeReason(program, args);
  if (program === 'start-process' && args.some((arg) => /^runas$/i.test(arg)))
    return 'It runs with the rights of the administrator.';
  if (/^(?:move|copy|xcopy|robocopy)$/.test(program) && args.some((arg) => /^\/(?:mir|purge|move|mov)$/i.test(arg)))
    return 'It deletes files at the target.';
  return undefined;
}

/** `[IO.File]::Delete(...)` and `$x.Delete()` are code; an assignment without a call is harmless. */
function codeReason(program: string, args: readonly string[]): string | undefined {
  if (program.startsWith('$') && (args.length === 0 || args[0] === '=') && !program.includes('.')) return undefined;
  return 'It runs code of the system that cannot be judged.';
}

/** Whether a command of PowerShell or cmd only looks at things. */
export function windowsReads(program: string): boolean {
  return (
    lookingTable.has(program) || (readingVerbs.test(program) && program !== 'format-volume') || program.startsWith('$')
  );
}
