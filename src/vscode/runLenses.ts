import * as vscode from 'vscode';
import type { Runnable } from '../core/model.ts';
import { textHash } from '../core/run/textHash.ts';
import { commands, editorCommands, internalCommands, settings } from './contributions.ts';
import { planDocuments } from './planDocuments.ts';
import type { PlanParser } from './planParser.ts';
import { resultText } from './resultText.ts';
import type { RunResults } from './runResults.ts';

const lensesPerLine = 2;

/** The code lenses over the commands of a markdown document. */
export class RunLenses implements vscode.CodeLensProvider, vscode.Disposable {
  readonly #parser: PlanParser;
  readonly #results: RunResults;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #disposables: readonly { dispose(): unknown }[];

  readonly onDidChangeCodeLenses = this.#changed.event;

  constructor(parser: PlanParser, results: RunResults) {
    this.#parser = parser;
    this.#results = results;
    this.#disposables = [
      this.#changed,
      results.onDidChange(() => this.#changed.fire()),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.#changed.fire()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(`${settings.section}.${settings.codeLens}`)) this.#changed.fire();
      }),
      vscode.languages.registerCodeLensProvider(planDocuments, this),
    ];
  }

  async provideCodeLenses(
    document: vscode.TextDocument,
    token: vscode.CancellationToken,
  ): Promise<vscode.CodeLens[] | undefined> {
    const enabled = vscode.workspace.getConfiguration(settings.section, document).get<boolean>(settings.codeLens, true);
    if (!enabled) return [];
    const plan = await this.#parser.ofDocument(vscode.workspace.asRelativePath(document.uri, false), document);
    if (token.isCancellationRequested) return undefined;
    const byLine = new Map<number, Runnable[]>();
    for (const runnable of plan.runnables) {
      if (runnable.kind === 'line') continue;
      byLine.set(runnable.line, [...(byLine.get(runnable.line) ?? []), runnable]);
    }
    return [...byLine].flatMap(([line, runnables]) => {
      const alone = runnables.length === 1;
      const shown = runnables.flatMap((runnable) => this.#commandsOf(document.uri, runnable, alone));
      const range = new vscode.Range(line, 0, line, 0);
      return shown.slice(0, lensesPerLine).map((command) => new vscode.CodeLens(range, command));
    });
  }

  #commandsOf(uri: vscode.Uri, runnable: Runnable, alone: boolean): vscode.Command[] {
    if (!vscode.workspace.isTrusted) {
      return [{ title: `$(shield) ${vscode.l10n.t('Trust to run')}`, command: editorCommands.manageTrust }];
    }
    const record = this.#results.get(uri, runnable);
    const target = [uri.toString(), runnable.key, textHash(runnable.text)];
    const name = alone ? '' : ` ${runnable.text}`;
    const action =
      record?.state === 'running'
        ? { title: `$(debug-stop) ${vscode.l10n.t('Stop')}${name}`, command: commands.stop, arguments: target }
        : {
            title: `$(play) ${vscode.l10n.t('Run')}${name}`,
            command: internalCommands.run,
            arguments: target,
            tooltip: runnable.text,
          };
    if (!record || !alone) return [action];
    return [action, { title: resultText(record), command: '' }];
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }
}
