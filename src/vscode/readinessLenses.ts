import * as vscode from 'vscode';
import type { Poll } from '../core/readiness/poll.ts';
import type { JudgedCriterion } from '../core/readiness/readiness.ts';
import type { ReadyPlan } from '../core/readiness/readyPlan.ts';
import type { PhaseVerdict } from '../core/readiness/verdict.ts';
import { commands, settings } from './contributions.ts';
import { planDocuments } from './planDocuments.ts';
import type { ReadinessModel } from './readinessModel.ts';
import { decidedDetail, decidedText, numberText, provenText, stateText, verdictText } from './readinessText.ts';

/** So long lenses wait for a text that is being typed to be assessed; until then VS Code shows the last ones. */
const waitMs = 1500;

/** Lenses over phases (number and verdict), gates and criteria (*Check*), and where there is something to decide. */
export class ReadinessLenses implements vscode.CodeLensProvider, vscode.Disposable {
  readonly #model: ReadinessModel;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #disposables: readonly { dispose(): unknown }[];

  readonly onDidChangeCodeLenses = this.#changed.event;

  constructor(model: ReadinessModel) {
    this.#model = model;
    this.#disposables = [
      this.#changed,
      model.onDidChange(() => this.#changed.fire()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(`${settings.section}.${settings.codeLens}`)) this.#changed.fire();
      }),
      vscode.languages.registerCodeLensProvider(planDocuments, this),
    ];
  }

  async provideCodeLenses(document: vscode.TextDocument, token: vscode.CancellationToken): Promise<vscode.CodeLens[]> {
    const enabled = vscode.workspace.getConfiguration(settings.section, document).get<boolean>(settings.codeLens, true);
    if (!enabled || !this.#model.get(document.uri)) return [];
    const ready = await this.#present(document, token);
    return ready?.kind === 'plan' ? lensesOf(document.uri, ready) : [];
  }

  /** What was assessed of the text that is there now; undefined where that takes too long. */
  async #present(document: vscode.TextDocument, token: vscode.CancellationToken): Promise<ReadyPlan | undefined> {
    const now = (): ReadyPlan | undefined => {
      const ready = this.#model.get(document.uri);
      return ready?.lineCount === document.lineCount ? ready : undefined;
    };
    const found = now();
    if (found) return found;
    await new Promise<void>((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        for (const each of listeners) each.dispose();
        resolve();
      };
      const timer = setTimeout(end, waitMs);
      const listeners = [
        token.onCancellationRequested(end),
        this.#model.onDidChange(() => {
          if (now()) end();
        }),
      ];
    });
    return now();
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }
}

type At = (line: number, command: vscode.Command) => vscode.CodeLens;

function lensesOf(uri: vscode.Uri, ready: ReadyPlan): vscode.CodeLens[] {
  const name = uri.toString();
  const at: At = (line, command) => new vscode.CodeLens(new vscode.Range(line, 0, line, 0), command);
  const gates = new Map<string, [JudgedCriterion, ...JudgedCriterion[]]>();
  for (const one of ready.criteria) {
    const known = gates.get(one.gate.key);
    if (known) known.push(one);
    else gates.set(one.gate.key, [one]);
  }
  const lenses = ready.verdict.phases.flatMap((phase) =>
    phase.phase.key === '' ? [] : ofPhase(at, name, ready, phase),
  );
  for (const own of gates.values()) lenses.push(...ofGate(at, name, ready, own));
  if (!vscode.workspace.isTrusted) return lenses;
  for (const one of ready.criteria) if (one.criterion.check) lenses.push(ofCriterion(at, name, one));
  const taken = new Set(Array.from(gates.values(), ([{ gate }]) => gate.line));
  for (const { line, phaseKey } of ready.decisionPoints)
    if (!taken.has(line)) {
      const poll = ready.polls.get(phaseKey);
      lenses.push(decisionLens(at, line, poll, vscode.l10n.t('Record Decision'), [name, 'line', String(line)]));
    }
  return lenses;
}

/** The number and the verdict; *Check* makes every check that decides about the phase. */
function ofPhase(at: At, name: string, ready: ReadyPlan, { phase, sums, verdict, reasons }: PhaseVerdict) {
  const poll = ready.polls.get(phase.key);
  const decided = poll ? decidedText(poll) : '';
  const number = at(phase.line, {
    title: [`${provenText(sums)} ${verdict}`, decided].filter(Boolean).join(' · '),
    tooltip: [
      numberText(sums),
      verdictText(verdict, reasons.length),
      decided,
      ...reasons.slice(0, 5).map(({ text }) => text),
    ]
      .filter(Boolean)
      .join('\n\n'),
    command: commands.openReadiness,
  });
  const hasCheck = ready.criteria.some(({ gate, criterion }) => gate.phaseKey === phase.key && criterion.check);
  if (!vscode.workspace.isTrusted || !hasCheck) return [number];
  const check = at(phase.line, {
    title: `$(beaker) ${vscode.l10n.t('Check')}`,
    tooltip: vscode.l10n.t('Make every check of the gates of this phase'),
    command: commands.check,
    arguments: [name, 'phase', phase.key],
  });
  return [number, check];
}

function ofGate(at: At, name: string, ready: ReadyPlan, own: readonly [JudgedCriterion, ...JudgedCriterion[]]) {
  const [{ gate }] = own;
  const proven = own.filter(({ state }) => state.state === 'pass').length;
  const count = vscode.l10n.t('{0} of {1} proven', proven, own.length);
  const canCheck = vscode.workspace.isTrusted && own.some(({ criterion }) => criterion.check);
  const checked = at(gate.line, {
    title: canCheck ? `$(beaker) ${vscode.l10n.t('Check')} · ${count}` : count,
    tooltip: own.map(({ criterion, state }) => `${criterion.title}: ${state.reason}`).join('\n\n'),
    command: canCheck ? commands.check : commands.openReadiness,
    arguments: canCheck ? [name, 'gate', gate.key] : [],
  });
  if (!vscode.workspace.isTrusted) return [checked];
  const poll = ready.polls.get(gate.phaseKey);
  return [checked, decisionLens(at, gate.line, poll, vscode.l10n.t('GO / NO-GO'), [name, 'gate', gate.key])];
}

/** What was decided, else that it can be. */
function decisionLens(at: At, line: number, poll: Poll | undefined, title: string, args: readonly string[]) {
  return at(line, {
    title: `$(law) ${poll ? decidedText(poll) : title}`,
    tooltip: [poll ? decidedDetail(poll) : '', vscode.l10n.t('Record a decision')].filter(Boolean).join('\n\n'),
    command: commands.recordDecision,
    arguments: [...args],
  });
}

function ofCriterion(at: At, name: string, judged: JudgedCriterion): vscode.CodeLens {
  const { criterion, state } = judged;
  const { kind, text } = criterion.check ?? { kind: '', text: '' };
  return at(criterion.line, {
    title: `$(beaker) ${vscode.l10n.t('Check')} · ${stateText(judged)}`,
    tooltip: [`${kind}: ${text.split('\n')[0] ?? ''}`, state.reason].join('\n\n'),
    command: commands.check,
    arguments: [name, 'id', criterion.key],
  });
}
