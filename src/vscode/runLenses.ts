import * as vscode from 'vscode';
import type { Plan, Runnable } from '../core/model.ts';
import { visibleText } from '../core/run/lane/visibleText.ts';
import type { RunRecord } from '../core/run/runRecord.ts';
import type { runText } from '../core/run/runText.ts';
import { findingSpots, type SequenceSpot } from '../core/run/sequence.ts';
import type { Slices } from '../core/slices.ts';
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
import type { Stretches } from './stretches.ts';
import { TickLenses } from './tickLenses.ts';
import { inTurns } from './turn.ts';

const lensesPerLine = 2;

/** What a lens runs, and where it stands. */
interface Spot {
  readonly runnable: Runnable;
  readonly part?: RunTarget['part'];
  readonly line: number;
  /** What is run, for the tooltip. */
  readonly text: string;
}

/** What the lenses of a document have in common. */
interface Shared {
  readonly textOf: typeof runText;
  /** For tooltips, by the folder that the fence names. */
  readonly folderTexts: Map<string | undefined, string>;
}

export interface RunLensesParts {
  readonly parser: PlanParser;
  readonly results: RunResults;
  readonly places: RunPlaces;
  readonly sequence: RunSequence;
  readonly stretches: Stretches;
}

/** The code lenses over the commands of a markdown document. */
export class RunLenses implements vscode.CodeLensProvider, vscode.Disposable {
  readonly #parser: PlanParser;
  readonly #results: RunResults;
  readonly #places: RunPlaces;
  readonly #sequence: RunSequence;
  readonly #stretches: Stretches;
  readonly #steady = new SteadyRunnables<Runnable | SequenceSpot>();
  readonly #ticks: TickLenses;
  /** For each spot the command that runs it, as long as it would be the same. */
  readonly #plays = new WeakMap<Spot, Play>();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #disposables: readonly { dispose(): unknown }[];

  readonly onDidChangeCodeLenses = this.#changed.event;

  constructor({ parser, results, places, sequence, stretches }: RunLensesParts) {
    this.#sequence = sequence;
    this.#parser = parser;
    this.#results = results;
    this.#places = places;
    this.#stretches = stretches;
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
    const path = vscode.workspace.asRelativePath(document.uri, false);
    const { runText } = await import('../core/parse/parser.ts');
    const stretches = this.#stretches;
    const isCancelled = (): boolean => token.isCancellationRequested;
    while (!isCancelled()) {
      const plan = await this.#parser.ofDocument(path, document);
      const { version } = document;
      const isOld = (): boolean => isCancelled() || document.version !== version;
      const found = await inTurns(findingSpots(plan), { stretches, what: 'what can be run' }, isOld);
      // Lenses begin with what the document holds now: what was typed meanwhile is looked at anew.
      if (found)
        return inTurns(this.#lensesOf(document, plan, found, runText), { stretches, what: 'lenses' }, isCancelled);
    }
    return undefined;
  }

  *#lensesOf(
    document: vscode.TextDocument,
    plan: Plan,
    found: readonly SequenceSpot[],
    textOf: Shared['textOf'],
  ): Slices<vscode.CodeLens[]> {
    const byLine = new Map<number, Spot[]>();
    const sequences: SequenceSpot[] = [];
    for (const runnable of this.#steady.of(document, [...plan.runnables, ...found])) {
      if (runnable.kind === 'sequence') sequences.push(runnable);
      else
        for (const spot of spotsOf(runnable)) {
          const spots = byLine.get(spot.line);
          if (spots) spots.push(spot);
          else byLine.set(spot.line, [spot]);
        }
    }
    yield;
    const parts = { results: this.#results, sequence: this.#sequence };
    const { uri } = document;
    const lenses: vscode.CodeLens[] = [];
    const add = (line: number, commands: readonly vscode.Command[]): void => {
      const range = new vscode.Range(line, 0, line, 0);
      for (const command of commands) lenses.push(new vscode.CodeLens(range, command));
    };
    const boxes = this.#ticks.overBoxes(document, plan);
    yield;
    for (const spot of vscode.workspace.isTrusted ? sequences : []) {
      // On the line of a command there is no room for another pair.
      if (!byLine.has(spot.line)) add(spot.line, sequenceLens(uri, spot, parts));
      yield;
    }
    const ticksOf = this.#ticks.besideResults(document, plan);
    const reading = { textOf, folderTexts: new Map<string | undefined, string>() };
    for (const [line, spots] of byLine) {
      const alone = spots.length === 1;
      const shown = spots.flatMap((spot) => this.#commandsOf(uri, spot, alone, reading));
      const ticks = spots.flatMap(({ runnable, part }) => (part ? undefined : ticksOf.command(runnable)) ?? []);
      add(line, [...shown.slice(0, lensesPerLine), ...ticks]);
      yield;
    }
    ticksOf.end();
    // Behind the others: on the line of a command *Run* stays the first.
    for (const [line, command] of boxes) add(line, [command]);
    return lenses;
  }

  #commandsOf(uri: vscode.Uri, spot: Spot, alone: boolean, { textOf, folderTexts }: Shared): vscode.Command[] {
    if (!vscode.workspace.isTrusted) {
      return [{ title: `$(shield) ${vscode.l10n.t('Trust to run')}`, command: editorCommands.manageTrust }];
    }
    const { runnable, part } = spot;
    const lack = this.#places.lackOf(runnable);
    if (lack !== undefined) return [{ title: `$(warning) ${lack}`, command: '' }];
    const present = this.#results.hasRuns(uri, runnable) ? presentPart(runnable, part) : undefined;
    const text = present && textOf(runnable, present)?.text;
    const record = text === undefined ? undefined : this.#results.get(uri, runnable, text);
    const queued = !part && record?.state !== 'running' && this.#results.isQueued(uri, runnable.key);
    const name = alone ? '' : ` ${runnable.text}`;
    const action = this.#actionOf(uri, spot, record, { name, folderTexts });
    if (queued) return [action, { title: vscode.l10n.t('queued'), command: '' }];
    if (!record || !alone) return [action];
    const history = { command: internalCommands.showHistory, arguments: [uri.toString(), runnable.key] };
    const tooltip = [whyUnknown(record), vscode.l10n.t('Show the runs of this command')].filter(Boolean).join('\n\n');
    return [action, { title: this.#results.textOf(record), tooltip, ...history }];
  }

  #actionOf(
    uri: vscode.Uri,
    spot: Spot,
    record: RunRecord | undefined,
    { name, folderTexts }: Pick<Shared, 'folderTexts'> & { readonly name: string },
  ): vscode.Command {
    const { runnable } = spot;
    if (record?.state === 'running') {
      return {
        title: `$(debug-stop) ${vscode.l10n.t('Stop')}${name}`,
        command: commands.stop,
        arguments: [uri.toString(), runnable.key],
      };
    }
    const again = record?.state === 'failed' || record?.state === 'unknown' || record?.state === 'stopped';
    let folder = folderTexts.get(runnable.folder);
    if (folder === undefined) folderTexts.set(runnable.folder, (folder = this.#folderText(uri, runnable)));
    const known = this.#plays.get(spot);
    if (known?.again === again && known.name === name && known.folder === folder && known.uri === uri)
      return known.command;
    const command = playCommand(uri, spot, { again, name, folder });
    this.#plays.set(spot, { uri, again, name, folder, command });
    return command;
  }

  #folderText(uri: vscode.Uri, runnable: Runnable): string {
    const cwd = this.#places.folderOf(uri, runnable);
    return cwd === undefined ? '' : vscode.l10n.t('Folder: {0}', visibleText(cwd));
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }
}

/** What the command that runs a spot goes by, beside the spot. */
interface PlayGiven {
  readonly again: boolean;
  readonly name: string;
  readonly folder: string;
}

interface Play extends PlayGiven {
  readonly uri: vscode.Uri;
  readonly command: vscode.Command;
}

function playCommand(
  uri: vscode.Uri,
  { runnable, part, text }: Spot,
  { again, name, folder }: PlayGiven,
): vscode.Command {
  const title = again
    ? `$(refresh) ${vscode.l10n.t('Retry')}`
    : `$(play) ${part ? vscode.l10n.t('Run Step') : vscode.l10n.t('Run')}`;
  return {
    title: `${title}${name}`,
    command: internalCommands.run,
    arguments: [...targetArguments(targetOf(uri, runnable, part))],
    tooltip: [visibleText(text), folder].filter(Boolean).join('\n\n'),
  };
}

const known = new WeakMap<Runnable, readonly Spot[]>();

/** The whole at its first line, each labelled step at its label. The same runnable has the same spots. */
function spotsOf(runnable: Runnable): readonly Spot[] {
  const before = known.get(runnable);
  if (before) return before;
  const spots = findSpots(runnable);
  known.set(runnable, spots);
  return spots;
}

function findSpots(runnable: Runnable): readonly Spot[] {
  const steps = runnable.steps.map(({ line, text }, index): Spot => ({
    runnable,
    part: { kind: 'step', index },
    line,
    text,
  }));
  return [{ runnable, line: runnable.line, text: runnable.text }, ...steps];
}
