import type { Interpreter } from '../model.ts';

/** A shell that values are quoted for. */
export type ValueShell = 'posix' | 'fish' | 'pwsh' | 'cmd';

/** The quotes that a place of a script stands in; `raw` is the body of a heredoc whose delimiter is quoted. */
export type QuoteContext = 'none' | 'single' | 'double' | 'heredoc' | 'raw' | 'comment';

/** Whose quotes an interpreter reads. */
export function valueShell(interpreter: Interpreter): ValueShell {
  switch (interpreter) {
    case 'sh':
    case 'bash':
    case 'zsh':
      return 'posix';
    case 'fish':
    case 'pwsh':
    case 'cmd':
      return interpreter;
  }
}

/** A value as text of a script that the shell reads as exactly this value, in the quotes it stands in. */
export function quoteFor(value: string, shell: ValueShell, context: QuoteContext): string {
  if (context === 'raw') return value;
  switch (shell) {
    case 'posix':
      return quotePosix(value, context);
    case 'fish':
      return quoteFish(value, context);
    case 'pwsh':
      return quotePowerShell(value, context);
    case 'cmd':
      return quoteCmd(value, context);
  }
}

const plain = /^[A-Za-z0-9_@%+:,./-]+$/;

/** POSIX.1-2024, XCU 2.2. `!` is left alone: scripts have no history expansion. */
function quotePosix(value: string, context: QuoteContext): string {
  if (context === 'single') return value.replaceAll("'", `'\\''`);
  if (context === 'double') return value.replace(/[\\$`"]/g, '\\$&');
  if (context === 'heredoc') return value.replace(/[\\$`]/g, '\\$&');
  return plain.test(value) && !value.startsWith('-') ? value : `'${value.replaceAll("'", `'\\''`)}'`;
}

/** In fish, a backslash escapes in single quotes too. */
function quoteFish(value: string, context: QuoteContext): string {
  if (context === 'double') return value.replace(/[\\$"]/g, '\\$&');
  const escaped = value.replace(/[\\']/g, '\\$&');
  if (context === 'single') return escaped;
  return plain.test(value) && !/[%-]/.test(value[0] ?? '') ? value : `'${escaped}'`;
}

/** PowerShell takes the typographic quotes for quotes as well. */
function quotePowerShell(value: string, context: QuoteContext): string {
  if (context === 'double') return value.replace(/[`$"\u201c\u201d\u201e]/g, '`$&');
  const escaped = value.replace(/['\u2018\u2019\u201a\u201b]/g, '$&$&');
  if (context === 'single') return escaped;
  return /^[A-Za-z0-9_./:\\]+$/.test(value) ? value : `'${escaped}'`;
}

/** cmd has no escape for `"` that every program reads alike; doubling is read by most. `%` is doubled in a batch file. */
function quoteCmd(value: string, context: QuoteContext): string {
  const escaped = value.replaceAll('"', '""').replaceAll('%', '%%');
  if (context === 'double') return escaped;
  return /^[A-Za-z0-9_./:\\-]+$/.test(value) ? value : `"${escaped}"`;
}
