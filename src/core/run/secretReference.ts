import type { QuoteContext, ValueShell } from './shellQuoting.ts';

/**
 * What stands in a script for a secret that is passed in the environment, in the quotes it stands in; undefined where a
 * variable cannot stand: in a heredoc whose delimiter is quoted, and between single quotes of PowerShell.
 *
 * fish reads `{$X}` between double quotes as text, so its quotes are closed and opened again around the variable.
 */
export function secretReference(variable: string, shell: ValueShell, context: QuoteContext): string | undefined {
  if (context === 'raw') return undefined;
  switch (shell) {
    case 'posix':
      if (context === 'single') return `'"\${${variable}}"'`;
      return context === 'none' ? `"\${${variable}}"` : `\${${variable}}`;
    case 'fish':
      if (context === 'single') return `'"$${variable}"'`;
      return context === 'none' ? `"$${variable}"` : `""$${variable}""`;
    case 'pwsh':
      if (context === 'single') return undefined;
      return context === 'none' ? `"\${env:${variable}}"` : `\${env:${variable}}`;
    case 'cmd':
      return context === 'none' ? `"%${variable}%"` : `%${variable}%`;
  }
}

/** The name of the variable that carries a secret: `RUNSHEET_YOUR_TOKEN` of `<your-token>`. */
export function secretVariable(name: string, taken: ReadonlySet<string>): string {
  const words = name
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '_')
    .slice(0, 60);
  const variable = `RUNSHEET_${words}`;
  let free = variable;
  for (let number = 2; taken.has(free); number++) free = `${variable}_${number}`;
  return free;
}
