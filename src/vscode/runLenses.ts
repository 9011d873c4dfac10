import * as vscode from 'vscode';
import type { Runnable } from '../core/model.ts';
import { visibleText } from '../core/run/lane/visibleText.ts';
import type { RunRecord } from '../core/run/runRecord.ts';
import type { runText } from '../core/run/runText.ts';
import { type SequenceSpot, sequenceSpots } from '../core/run/sequence.ts';
import { commands, editorCommands, internalCommands, settings } from './contributions.ts';
import { planDocuments } from './planDocuments.ts';
import type { PlanParser } from './planParser.ts';
import { whyUnknown } from './resultText.ts';
import type { RunPlaces } from './runPlaces.ts';
import type { RunResults } from './runResults.ts';
import type { RunSequence } from './runSequence.ts';
import { presentPart, type RunTarget, targetArguments, targetOf } from './runTarget.ts';
import { sequenceLens } from './sequenceLens.ts';
import { SteadyRunnables } from './steadyRunnables.ts';
import { TickLenses } from './tickLenses.ts';

const lensesPerLine = 2;

/** What a lens runs, and where it stands. */
interface Spot {
  readonly runnable: Runnable;
  readonly part?: RunTarget['part'];
  readonly line: number;
  /** What is run, for the tooltip. */
  readonly text: string;
}

/** The code lenses over the commands of a markdown document. */
export class RunLenses implements vscode.CodeLensProvider, vscode.Disposable {
  readonly #parser: PlanParser;
  readonly #results: RunResults;
  readonly #places: RunPlaces;
  readonly #sequence: RunSequence;
  readonly #steady = new SteadyRunnables<Runnable | SequenceSpot>();
  readonly #ticks: TickLenses;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #disposables: readonly { dispose(): unknown }[];

  readonly onDidChangeCodeLenses = this.#changed.event;

  constructor(parser: PlanParser, results: RunResults, places: RunPlaces, sequence: RunSequence) {
    this.#sequence = sequence;
    this.#parser = parser;
    this.#results = results;
    this.#places = places;
    this.#ticks = new TickLenses(results);
    this.#disposables = [
      this.#changed,
      this.#steady,
      this.#steady.onDidRelease(() => this.#changed.fire()),
      this.#ticks,
      this.#ticks.onDidRelease(() => this.#changed.fire()),
      results.onDidChange(() => this.#changed.fire()),
      sequence.onDidChange(() => this.#changed.fire()),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.#changed.fire()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        const ids = [settings.codeLens, settings.codeLensTick];
        if (ids.some((id) => event.affectsConfiguration(`${settings.section}.${id}`))) this.#changed.fire();
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
    const core = await import('../core/parse/parser.ts');
    if (token.isCancellationRequested) return undefined;
    const byLine = new Map<number, Spot[]>();
    const sequences: SequenceSpot[] = [];
    for (const runnable of this.#steady.of(document, [...plan.runnables, ...sequenceSpots(plan)])) {
      if (runnable.kind === 'sequence') sequences.push(runnable);
      else for (const spot of spotsOf(runnable)) byLine.set(spot.line, [...(byLine.get(spot.line) ?? []), spot]);
    }
    const parts = { results: this.#results, sequence: this.#sequence };
    const ofSequences = sequences.flatMap((spot) => {
      // On the line of a command there is no room for another pair.
      if (byLine.has(spot.line) || !vscode.workspace.isTrusted) return [];
      const range = new vscode.Range(spot.line, 0, spot.line, 0);
      return sequenceLens(document.uri, spot, parts).map((command) => new vscode.CodeLens(range, command));
    });
    const tickOf = this.#ticks.besideResults(document, plan);
    const ofCommands = [...byLine].flatMap(([line, spots]) => {
      const alone = spots.length === 1;
      const shown = spots.flatMap((spot) => this.#commandsOf(document.uri, spot, alone, core.runText));
      const ticks = spots.flatMap(({ runnable, part }) => (part ? undefined : tickOf(runnable)) ?? []);
      const range = new vscode.Range(line, 0, line, 0);
      return [...shown.slice(0, lensesPerLine), ...ticks].map((command) => new vscode.CodeLens(range, command));
    });
    // Behind the others: on the line of a command *Run* stays the first.
    const ofBoxes = [...this.#ticks.overBoxes(document, plan)].map(
      ([line, command]) => new vscode.CodeLens(new vscode.Range(line, 0, line, 0), command),
    );
    return [...ofSequences, ...ofCommands, ...ofBoxes];
  }

  #commandsOf(uri: vscode.Uri, spot: Spot, alone: boolean, textOf: typeof runText): vscode.Command[] {
    if (!vscode.workspace.isTrusted) {
      return [{ title: `$(shield) ${vscode.l10n.t('Trust to run')}`, command: editorCommands.manageTrust }];
    }
    const { runnable, part } = spot;
    const lack = this.#places.lackOf(runnable);
    if (lack !== undefined) return [{ title: `$(warning) ${lack}`, command: '' }];
    const present = presentPart(runnable, part);
    const text = present && textOf(runnable, present)?.text;
    const record = text === undefined ? undefined : this.#results.get(uri, runnable, text);
    const queued = !part && record?.state !== 'running' && this.#results.isQueued(uri, runnable.key);
    const name = alone ? '' : ` ${runnable.text}`;
    const action = this.#actionOf(uri, spot, record, name);
    if (queued) return [action, { title: vscode.l10n.t('queued'), command: '' }];
    if (!record || !alone) return [action];
    const history = { command: internalCommands.showHistory, arguments: [uri.toString(), runnable.key] };
    const tooltip = [whyUnknown(record), vscode.l10n.t('Show the runs of this command')].filter(Boolean).join('\n\n');
    return [action, { title: this.#results.textOf(record), tooltip, ...history }];
  }

  #actionOf(
    uri: vscode.Uri,
    { runnable, part, text }: Spot,
    record: RunRecord | undefined,
    name: string,
  ): vscode.Command {
    if (record?.state === 'running') {
      return {
        title: `$(debug-stop) ${vscode.l10n.t('Stop')}${name}`,
        command: commands.stop,
        arguments: [uri.toString(), runnable.key],
      };
    }
    const again = record?.state === 'failed' || record?.state === 'unknown' || record?.state === 'stopped';
    const title = again
      ? `$(refresh) ${vscode.l10n.t('Retry')}`
      : `$(play) ${part ? vscode.l10n.t('Run Step') : vscode.l10n.t('Run')}`;
    const cwd = this.#places.folderOf(uri, runnable);
    const folder = cwd === undefined ? '' : vscode.l10n.t('Folder: {0}', visibleText(cwd));
    return {
      title: `${title}${name}`,
      command: internalCommands.run,
      arguments: [...targetArguments(targetOf(uri, runnable, part))],
      tooltip: [visibleText(text), folder].filter(Boolean).join('\n\n'),
    };
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }
}

/** The whole at its first line, each labelled step at its label. */
function spotsOf(runnable: Runnable): readonly Spot[] {
  const steps = runnable.steps.map(({ line, text }, index): Spot => ({
    runnable,
    part: { kind: 'step', index },
    line,
    text,
  }));
  return [{ runnable, line: runnable.line, text: runnable.text }, ...steps];
}
