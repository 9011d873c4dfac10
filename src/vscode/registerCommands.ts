import * as vscode from 'vscode';
import type { CommandId } from './contributions.ts';
import { isRowLost, tellRowLost } from './lostRow.ts';

/** A command: its arguments come from anybody, so the handler checks them. */
export type CommandHandler = (...args: readonly unknown[]) => unknown;

export type CommandTable = Readonly<Record<CommandId, CommandHandler>>;

/**
 * Registers every command; the one place where exceptions end: the log has all of it, the user gets one sentence.
 *
 * @param ofRows ids of those that are for the row in whose menu they stand
 */
export function registerCommands(
  table: CommandTable,
  ofRows: ReadonlySet<string>,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  const registrations = Object.entries(table).map(([id, handler]) =>
    vscode.commands.registerCommand(id, async (...args: unknown[]) => {
      try {
        if (!ofRows.has(id) || !isRowLost(args)) return await handler(...args);
        tellRowLost();
        return undefined;
      } catch (error) {
        log.error(`${id}:`, error instanceof Error ? error : String(error));
        void offerLog(error, log);
        return undefined;
      }
    }),
  );
  return vscode.Disposable.from(...registrations);
}

async function offerLog(error: unknown, log: vscode.LogOutputChannel): Promise<void> {
  const message = error instanceof Error ? error.message : String(error);
  const show = vscode.l10n.t('Show Log');
  const answer = await vscode.window.showErrorMessage(
    vscode.l10n.t(
      'Runsheet could not do that: {0} The log has the details.',
      message.endsWith('.') ? message : `${message}.`,
    ),
    show,
  );
  if (answer === show) log.show();
}
