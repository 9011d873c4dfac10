import * as vscode from 'vscode';

/** What is used of package.json. */
export interface Manifest {
  readonly contributes: {
    readonly menus: Readonly<Record<string, readonly { readonly command?: string }[]>>;
  };
}

/** Commands in the menus of rows; without those that stand over a view too, which hands over a row only if one is focused. */
export function rowCommands({ contributes: { menus } }: Manifest): ReadonlySet<string> {
  const over = new Set(menus['view/title']?.map(({ command }) => command));
  return new Set(menus['view/item/context']?.flatMap(({ command = '' }) => (over.has(command) ? [] : [command])));
}

/**
 * Whether a command was chosen at a row that VS Code could not name: from the moment a row is drawn anew until it has
 * asked for the rows below, VS Code does not know what its menus and boxes belong to, and hands over `undefined`. Without
 * a menu a command has no arguments at all.
 */
export function isRowLost(args: readonly unknown[]): boolean {
  return args.length > 0 && args[0] === undefined;
}

/** Nothing else may be done instead: the cursor, which says what is meant elsewhere, may stand at another task. */
export function tellRowLost(): void {
  void vscode.window.showWarningMessage(
    vscode.l10n.t('The row was just being drawn anew, so nothing was done. Do it once more.'),
  );
}
