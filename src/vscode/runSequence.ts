import * as vscode from 'vscode';
import { sequenceHash, sequenceOf, type SequenceStep } from '../core/run/sequence.ts';
import type { Plan } from '../core/model.ts';
import { visibleText } from '../core/run/lane/visibleText.ts';
import type { RunRecord } from '../core/run/runRecord.ts';
import { resultText } from './resultText.ts';
import type { Runner } from './runner.ts';
import type { RunPlaces } from './runPlaces.ts';
import { tellTrust } from './runPreparation.ts';
import type { RunQuestions } from './runQuestions.ts';
import type { RunResults } from './runResults.ts';
import { targetOf } from './runTarget.ts';

/** How a task, phase or plan ended: `stopped` at a step that did not pass, `cancelled` by the user, or through. */
export type SequenceEnd =
  | { readonly kind: 'passed'; readonly ran: number }
  | { readonly kind: 'nothing' | 'cancelled' }
  | { readonly kind: 'stopped'; readonly record: RunRecord | undefined };

/** A sequence that is on: which of its commands is its turn, 1-based. */
export interface ActiveSequence {
  readonly index: number;
  readonly total: number;
}

interface Active extends ActiveSequence {
  readonly cancel: vscode.CancellationTokenSource;
}

/** Runs the commands of a task, phase or plan in order, up to the first that does not pass. */
export class RunSequence implements vscode.Disposable {
  readonly #runner: Runner;
  readonly #results: RunResults;
  readonly #places: RunPlaces;
  readonly #questions: RunQuestions;
  /** By document and node. */
  readonly #active = new Map<string, Active>();
  /** What is asked about or runs, by document and node. */
  readonly #begun = new Set<string>();
  readonly #changed = new vscode.EventEmitter<void>();

  /** A sequence began, went on or ended. */
  readonly onDidChange = this.#changed.event;

  constructor(runner: Runner, results: RunResults, places: RunPlaces, questions: RunQuestions) {
    this.#runner = runner;
    this.#results = results;
    this.#places = places;
    this.#questions = questions;
  }

  of(uri: vscode.Uri, nodeKey: string | undefined): ActiveSequence | undefined {
    return this.#active.get(idOf(uri, nodeKey));
  }

  /** Stops what is running of it, and runs nothing more. */
  cancel(uri: vscode.Uri, nodeKey: string | undefined): void {
    this.#active.get(idOf(uri, nodeKey))?.cancel.cancel();
  }

  /**
   * Runs what stands in a node, or in the whole plan. What passed on the same text is skipped, so that the next call goes
   * on where this one stopped.
   *
   * @param seen the hash of the commands that the user saw; without it, what stands there now
   * @param again what passed is run too
   */
  async run(uri: vscode.Uri, nodeKey: string | undefined, seen?: string, again = false): Promise<SequenceEnd> {
    const id = idOf(uri, nodeKey);
    // From the first question on: a second click while the plan is read must not begin a second sequence.
    if (this.#begun.has(id)) {
      say(vscode.l10n.t('It is running already.'));
      return { kind: 'nothing' };
    }
    if (!vscode.workspace.isTrusted) {
      await tellTrust();
      return { kind: 'nothing' };
    }
    this.#begun.add(id);
    try {
      const plan = await this.#places.present(uri);
      const sequence = plan && sequenceOf(plan, nodeKey);
      const runnables = sequence?.steps.map(({ runnable }) => runnable) ?? [];
      if (!sequence || (seen !== undefined && seen !== sequenceHash(runnables))) {
        say(vscode.l10n.t('Nothing was run: the plan has changed since this was shown. Look at it and run it again.'));
        return { kind: 'nothing' };
      }
      const open = again
        ? sequence.steps
        : sequence.steps.filter(({ runnable }) => this.#results.get(uri, runnable)?.state !== 'passed');
      if (open.length === 0) {
        if (runnables.length > 0) void this.#offerAgain(uri, nodeKey);
        else say(nothing(sequence.blocked));
        return { kind: 'nothing' };
      }
      if (!(await this.#announce(open, plan))) return { kind: 'cancelled' };
      const end = await vscode.window.withProgress(
        { location: vscode.ProgressLocation.Notification, title: sequence.title, cancellable: true },
        (progress, token) => this.#runAll(uri, nodeKey, open, progress, token),
      );
      if (end.kind === 'stopped') void this.#offerResume(uri, nodeKey, end.record);
      else if (end.kind === 'passed') say(passedSentence(end.ran, sequence.blocked));
      return end;
    } finally {
      this.#begun.delete(id);
    }
  }

  async #runAll(
    uri: vscode.Uri,
    nodeKey: string | undefined,
    steps: readonly SequenceStep[],
    progress: vscode.Progress<{ message?: string; increment?: number }>,
    token: vscode.CancellationToken,
  ): Promise<SequenceEnd> {
    const cancel = new vscode.CancellationTokenSource();
    const byProgress = token.onCancellationRequested(() => cancel.cancel());
    const total = steps.length;
    const waiting = new Set(steps.map(({ runnable }) => runnable.key));
    this.#results.setQueued(uri, [...waiting], true);
    try {
      for (const [index, { runnable, title }] of steps.entries()) {
        this.#note(uri, nodeKey, { index: index + 1, total, cancel });
        if (isCancelled(cancel)) return { kind: 'cancelled' };
        progress.report({ message: `${index + 1}/${steps.length} ${title}`, increment: 100 / steps.length });
        // It waits until its line is sent: a terminal may take its time, and the user too.
        const started = this.#isServing(uri, runnable.key) || (await this.#runner.start(targetOf(uri, runnable)));
        waiting.delete(runnable.key);
        this.#results.setQueued(uri, [runnable.key], false);
        if (started === true) continue;
        if (!started) return { kind: 'cancelled' };
        // What runs until it is stopped is not waited for.
        if (started.agreed.run.endless.endless) continue;
        const cancelled = cancel.token.onCancellationRequested(() => this.#runner.stop(uri, runnable.key));
        const record = await started.ended;
        cancelled.dispose();
        if (isCancelled(cancel)) return { kind: 'cancelled' };
        if (record?.state !== 'passed') return { kind: 'stopped', record };
      }
      return { kind: 'passed', ran: steps.length };
    } finally {
      byProgress.dispose();
      cancel.dispose();
      this.#note(uri, nodeKey, undefined);
      this.#results.setQueued(uri, [...waiting], false);
    }
  }

  #note(uri: vscode.Uri, nodeKey: string | undefined, active: Active | undefined): void {
    if (active) this.#active.set(idOf(uri, nodeKey), active);
    else this.#active.delete(idOf(uri, nodeKey));
    this.#changed.fire();
  }

  /** A server that was started before is there still. */
  #isServing(uri: vscode.Uri, key: string): boolean {
    return this.#runner.active.some((run) => run.server && run.key === key && run.uri.toString() === uri.toString());
  }

  /** Dangerous steps are said once before the start; each asks for itself when it is its turn. */
  async #announce(steps: readonly SequenceStep[], { title }: Plan): Promise<boolean> {
    const dangerous = steps.filter(({ runnable }) => runnable.danger === 'dangerous');
    if (dangerous.length === 0) return true;
    const lines = dangerous.map(({ runnable }) => {
      const [first = '', ...rest] = runnable.text.split('\n');
      return `${vscode.l10n.t('Line {0}', runnable.line + 1)}: ${visibleText(first)}${rest.length > 0 ? ' …' : ''}`;
    });
    const answer = await this.#questions.ask({
      message: vscode.l10n.t(
        '{0} of {1} commands are dangerous. Each will ask before it runs.',
        lines.length,
        steps.length,
      ),
      detail: [title, ...lines].join('\n'),
      action: vscode.l10n.t('Start'),
    });
    return answer === true;
  }

  async #offerAgain(uri: vscode.Uri, nodeKey: string | undefined): Promise<void> {
    const again = vscode.l10n.t('Run All Again');
    const sentence = vscode.l10n.t('Everything here has passed already.');
    if ((await vscode.window.showInformationMessage(sentence, again)) === again)
      await this.run(uri, nodeKey, undefined, true);
  }

  dispose(): void {
    this.#changed.dispose();
  }

  async #offerResume(uri: vscode.Uri, nodeKey: string | undefined, record: RunRecord | undefined): Promise<void> {
    const resume = vscode.l10n.t('Resume');
    const sentence = record
      ? vscode.l10n.t(
          'Stopped at line {0}: {1}.',
          record.line,
          resultText({ ...record, endedAt: Date.now() }).split(' · ')[0] ?? '',
        )
      : vscode.l10n.t('Stopped.');
    if ((await vscode.window.showWarningMessage(sentence, resume)) === resume) await this.run(uri, nodeKey);
  }
}

function passedSentence(ran: number, blocked: readonly string[]): string {
  const sentence = vscode.l10n.t('{0} commands passed.', ran);
  return blocked.length > 0
    ? `${sentence} ${vscode.l10n.t('Not run, because blocked: {0}.', blocked.join(', '))}`
    : sentence;
}

/** Asked anew each time: it comes while something is awaited. */
function isCancelled({ token }: vscode.CancellationTokenSource): boolean {
  return token.isCancellationRequested;
}

function nothing(blocked: readonly string[]): string {
  return blocked.length > 0
    ? vscode.l10n.t('Nothing to run: blocked by {0}.', blocked.join(', '))
    : vscode.l10n.t('There is no command here that is open.');
}

function idOf(uri: vscode.Uri, nodeKey: string | undefined): string {
  return JSON.stringify([uri.toString(), nodeKey]);
}

function say(sentence: string): void {
  void vscode.window.showInformationMessage(sentence);
}
