import * as vscode from 'vscode';
import type { Plan, Runnable } from '../core/model.ts';
import type { ComposedRun, composeRun, RunRefusal, RunRequest } from '../core/run/composeRun.ts';
import type { RunPart } from '../core/run/runText.ts';
import { textHash } from '../core/run/textHash.ts';
import { editorCommands } from './contributions.ts';
import type { RunPlaces } from './runPlaces.ts';
import type { Machine } from './runPorts.ts';
import type { RunQuestions } from './runQuestions.ts';
import { presentPart, type RunTarget } from './runTarget.ts';
import { openVariable, type RunValues } from './runValues.ts';
import { saveBeforeRun } from './saveBeforeRun.ts';

/** A run that the user has agreed to. */
export interface AgreedRun {
  readonly target: RunTarget;
  readonly plan: Plan;
  readonly runnable: Runnable;
  readonly part: RunPart;
  readonly cwd: string;
  readonly run: ComposedRun;
  /** For another terminal, of which more is known. */
  recompose(terminal: RunRequest['terminal']): ComposedRun;
}

/** Nobody is asked more often than this for one run. */
const mostQuestions = 30;

/** All that stands between a click and a run: trust, the present text, values, what is missing, danger. */
export class RunPreparation {
  readonly #places: RunPlaces;
  readonly #values: RunValues;
  readonly #questions: RunQuestions;
  readonly #machine: Machine;

  constructor(places: RunPlaces, values: RunValues, questions: RunQuestions, machine: Machine) {
    this.#places = places;
    this.#values = values;
    this.#questions = questions;
    this.#machine = machine;
  }

  /**
   * Undefined where nothing may be run: the user was told why, or said so himself.
   *
   * @param shellFolder where the shell that runs it stands, if that is not left to the plan
   */
  async prepare(target: RunTarget, shellFolder?: string): Promise<AgreedRun | undefined> {
    if (!isTrusted()) return tellTrust();
    if (!(await saveBeforeRun())) return undefined;
    const plan = await this.#places.present(target.uri);
    const runnable = plan?.runnables.find(({ key }) => key === target.key);
    const part = runnable && presentPart(runnable, target.part);
    if (!plan || !runnable || !part || textHash(runnable.text) !== target.hash) return tell(changed());
    const lack = this.#machine.lacks(runnable.interpreter);
    if (lack !== undefined) return tell(vscode.l10n.t('Nothing was run: {0}', lack));
    const named = runnable.folder !== undefined;
    const cwd = (named ? undefined : shellFolder) ?? this.#places.folderOf(target.uri, runnable);
    if (cwd === undefined) return tell(vscode.l10n.t('Nothing was run: this plan is not in a folder of this machine.'));
    if (this.#machine.existingFile(cwd)('.') === false)
      return tell(vscode.l10n.t('Nothing was run: the folder {0} does not exist.', cwd));
    const { composeRun } = await import('../core/parse/parser.ts');
    const request = await this.#complete(target.uri, { runnable, part }, cwd, composeRun);
    if (!request) return undefined;
    const run = composeRun(request);
    if (run.kind === 'refused') return tell(refusalSentence(run));
    if (!(await this.#questions.agreesTo(run, target.uri, cwd))) return undefined;
    // The question may have stood for long.
    if (!isTrusted()) return tellTrust();
    const recompose = (terminal: RunRequest['terminal']): ComposedRun => {
      const again = composeRun({ ...request, ...(terminal && { terminal }) });
      return again.kind === 'run' ? again : run;
    };
    return { target, plan, runnable, part, cwd, run, recompose };
  }

  /** With the values that it needs, and without what the user wants to leave out. */
  async #complete(
    uri: vscode.Uri,
    base: Pick<RunRequest, 'runnable'> & { readonly part: RunPart },
    cwd: string,
    compose: typeof composeRun,
  ): Promise<RunRequest | undefined> {
    const without = new Set<number>();
    const existingFile = this.#machine.existingFile(cwd);
    // Other values of the plan are no business of this command.
    const wanted = new Set(base.runnable.placeholders.map(({ name }) => name));
    let values = await this.#valuesOf(uri, wanted);
    let looked = false;
    for (let question = 0; question < mostQuestions; question++) {
      const request: RunRequest = { ...base, without, values, known: this.#machine.variables, existingFile };
      const run = compose(request);
      if (run.kind === 'refused') {
        const names =
          run.code === 'placeholder'
            ? run.placeholders
            : run.code === 'variable'
              ? run.variables.map(openVariable)
              : [];
        if (names.length === 0) return tell(refusalSentence(run));
        if (!(await this.#values.ask(uri, names, base.runnable.text))) return undefined;
        for (const { name } of names) wanted.add(name);
        values = await this.#valuesOf(uri, wanted);
        continue;
      }
      if (looked) return request;
      const { language, interpreter } = base.runnable;
      const missing = await this.#machine.missing({ commands: run.commands, language, interpreter, cwd });
      if (missing.length === 0) return request;
      const answer = await this.#questions.aboutMissing(missing, uri);
      if (answer === undefined) return undefined;
      if (answer === 'run') looked = true;
      else if ('without' in answer) without.add(answer.without);
      else await this.#machine.makeExecutable(answer.executable);
    }
    return undefined;
  }

  async #valuesOf(uri: vscode.Uri, wanted: ReadonlySet<string>): Promise<ReadonlyMap<string, string>> {
    if (wanted.size === 0) return new Map();
    return new Map([...(await this.#values.of(uri))].filter(([name]) => wanted.has(name)));
  }
}

/** Asked anew each time: trust may come and go while something is awaited. */
function isTrusted(): boolean {
  return vscode.workspace.isTrusted;
}

const changed = (): string =>
  vscode.l10n.t('Nothing was run: the command has changed since it was shown. Look at it and run it again.');

function refusalSentence(refusal: RunRefusal): string {
  switch (refusal.code) {
    case 'not-found':
      return changed();
    case 'control-character':
      return vscode.l10n.t(
        'Nothing was run: the command has a control character ({0}). Remove it from the plan first.',
        refusal.character,
      );
    case 'placeholder':
      return vscode.l10n.t(
        'Nothing was run: {0} has no value.',
        refusal.placeholders.map(({ text }) => text).join(', '),
      );
    case 'variable':
      return vscode.l10n.t(
        'Nothing was run: {0} has no value.',
        refusal.variables.map((name) => `$${name}`).join(', '),
      );
    case 'value':
      return vscode.l10n.t('Nothing was run: {0}', refusal.reason);
  }
}

function tell(sentence: string): Promise<undefined> {
  void vscode.window.showWarningMessage(sentence);
  return Promise.resolve(undefined);
}

export function tellTrust(): Promise<undefined> {
  const manage = vscode.l10n.t('Manage Workspace Trust');
  void vscode.window
    .showWarningMessage(
      vscode.l10n.t('Nothing was run: this workspace is restricted. Trust it to run commands of its plans.'),
      manage,
    )
    .then((answer) => answer === manage && vscode.commands.executeCommand(editorCommands.manageTrust));
  return Promise.resolve(undefined);
}
