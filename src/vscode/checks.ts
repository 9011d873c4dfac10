import * as vscode from 'vscode';
import type { ChosenCriterion } from '../core/evidence/selectCriteria.ts';
import type { Plan } from '../core/model.ts';
import { commands } from './contributions.ts';
import { askForExpectation, writeDirective } from './criterionEdits.ts';
import { seeLine } from './planLine.ts';
import type { ReadinessModel } from './readinessModel.ts';
import type { CheckWish, MadeCheck, ReadinessDisk } from './readinessPorts.ts';
import { folderOfPlan, meantCriteria, type ReadyTarget, servicesOf } from './readinessTarget.ts';
import type { RunPlaces } from './runPlaces.ts';
import { tellTrust } from './runPreparation.ts';
import type { RunQuestions } from './runQuestions.ts';
import type { RunValues } from './runValues.ts';
import { saveBeforeRun } from './saveBeforeRun.ts';

export interface ChecksParts {
  readonly model: ReadinessModel;
  readonly disk: ReadinessDisk;
  readonly places: RunPlaces;
  readonly values: RunValues;
  readonly questions: RunQuestions;
  readonly log: vscode.LogOutputChannel;
}

/** Nobody is asked more often than this for the checks of one click. */
const mostRounds = 20;

/** Makes the checks of criteria: in a trusted workspace, after the questions that a run asks, with progress and an end. */
export class Checks {
  readonly #parts: ChecksParts;
  #busy = false;
  /** A test answers in place of the box. */
  askExpectation: typeof askForExpectation = askForExpectation;

  constructor(parts: ChecksParts) {
    this.#parts = parts;
  }

  /** Checks what is meant; what came of it is told. */
  async check({ uri, target }: ReadyTarget): Promise<readonly MadeCheck[]> {
    if (!vscode.workspace.isTrusted) {
      await tellTrust();
      return [];
    }
    const plan = await this.#parts.places.present(uri);
    const chosen = plan ? await meantCriteria(plan, target, servicesOf(this.#parts.model, uri)) : [];
    if (!plan || chosen.length === 0) {
      say(vscode.l10n.t('There is no criterion here. Put the cursor on a gate or one of its criteria.'));
      return [];
    }
    const wishes = await this.#wishes(uri, plan, chosen);
    if (!wishes) return [];
    if (wishes.length === 0) {
      void this.#offerWord(chosen.length, uri, target);
      return [];
    }
    return this.#checkAll(new Map([[uri.toString(), wishes]]), chosen.length - wishes.length);
  }

  /** Of grep and its like somebody has to say once which end is the good one. Undefined where that was given up. */
  async #wishes(
    uri: vscode.Uri,
    plan: Plan,
    chosen: readonly ChosenCriterion[],
  ): Promise<readonly CheckWish[] | undefined> {
    const open = chosen.filter(({ criterion }) => criterion.check?.expectation.kind === 'ask');
    for (const { criterion } of open) {
      const seen = await seeLine(uri, criterion.line);
      const value = await this.askExpectation(criterion.title, criterion.check?.text ?? '');
      if (!seen || value === undefined || !(await writeDirective(uri, seen, 'expect', value))) return undefined;
    }
    if (open.length === 0) return wishesOf(plan, chosen);
    // As the plan says it now.
    const now = await this.#parts.places.present(uri);
    const all = now ? await meantCriteria(now, { kind: 'all' }, servicesOf(this.#parts.model, uri)) : [];
    const keys = new Set(chosen.map(({ criterion }) => criterion.key));
    return wishesOf(
      now ?? plan,
      all.filter(({ criterion }) => keys.has(criterion.key)),
    );
  }

  /** Checks everything in the workspace that has a check and is not proven by it now. */
  async checkStale(): Promise<readonly MadeCheck[]> {
    if (!vscode.workspace.isTrusted) {
      await tellTrust();
      return [];
    }
    const { model, places } = this.#parts;
    const byPlan = new Map<string, readonly CheckWish[]>();
    for (const { entry, ready } of model.plans) {
      const open = new Set(
        ready.criteria.filter(({ state: { state } }) => state !== 'pass').map(({ criterion }) => criterion.key),
      );
      if (open.size === 0 || !folderOfPlan(entry.uri)) continue;
      const plan = await places.present(entry.uri);
      const all = plan ? await meantCriteria(plan, { kind: 'all' }, servicesOf(model, entry.uri)) : [];
      const stale = all.filter(({ criterion }) => open.has(criterion.key));
      const wishes = plan ? await this.#wishes(entry.uri, plan, stale) : [];
      if (!wishes) return [];
      if (wishes.length > 0) byPlan.set(entry.uri.toString(), wishes);
    }
    if (byPlan.size > 0) return this.#checkAll(byPlan, 0);
    say(vscode.l10n.t('Nothing is stale: every criterion with a check is proven by it.'));
    return [];
  }

  async #checkAll(byPlan: ReadonlyMap<string, readonly CheckWish[]>, persons: number): Promise<readonly MadeCheck[]> {
    if (this.#busy) {
      say(vscode.l10n.t('Checks are being made already.'));
      return [];
    }
    this.#busy = true;
    try {
      if (!(await saveBeforeRun())) return [];
      const made: MadeCheck[] = [];
      const options = {
        location: vscode.ProgressLocation.Notification,
        title: vscode.l10n.t('Checking'),
        cancellable: true,
      };
      await vscode.window.withProgress(options, async (progress, token) => {
        const stop = new AbortController();
        token.onCancellationRequested(() => stop.abort());
        for (const [uri, wishes] of byPlan) {
          if (stop.signal.aborted) break;
          made.push(...(await this.#checkPlan(vscode.Uri.parse(uri), wishes, stop.signal, progress)));
        }
      });
      await this.#parts.model.reload();
      this.#tell(made, persons);
      return made;
    } finally {
      this.#busy = false;
    }
  }

  async #checkPlan(
    uri: vscode.Uri,
    wishes: readonly CheckWish[],
    signal: AbortSignal,
    progress: vscode.Progress<{ readonly message: string }>,
  ): Promise<readonly MadeCheck[]> {
    const { model, disk, values, questions } = this.#parts;
    const folder = folderOfPlan(uri);
    if (!folder) {
      say(vscode.l10n.t('Nothing was checked: this plan is not in a folder of this machine.'));
      return [];
    }
    const { config, keepsEvidence } = model.factsOf(folder);
    const record = config.evidence ?? (keepsEvidence || (await this.#mayKeep(config.handoffs)));
    if (record === undefined) return [];
    const root = folder.uri.fsPath;
    const yes = new Set<string>();
    const made: MadeCheck[] = [];
    let left = wishes;
    for (let round = 0; left.length > 0 && round < mostRounds && !signal.aborted; round++) {
      const request = {
        ...{ root, config, record, signal },
        values: await values.of(uri),
        yes: [...yes],
        onStart: ({ criterion }: CheckWish) => progress.report({ message: criterion.title.slice(0, 100) }),
      };
      // Trust may have been taken back while something was asked.
      if (!vscode.workspace.isTrusted) break;
      const results = await disk.check(left, request);
      const again: CheckWish[] = [];
      for (const one of results) {
        const { refusal } = one;
        const { line } = one.wish.check;
        if (refusal?.code === 'danger') {
          const agreed = await questions.agreesTo(refusal.run, uri, refusal.folder);
          if (agreed) yes.add(String(line + 1));
          if (agreed) again.push(one.wish);
          else made.push(one);
        } else if (refusal?.code === 'values' && (await values.ask(uri, refusal.names, one.wish.check.text)))
          again.push(one.wish);
        else made.push(one);
      }
      left = again;
    }
    return made;
  }

  /** Asked once: then there is a folder, or the configuration says so. Undefined: nothing is to be checked. */
  async #mayKeep(handoffs: string): Promise<boolean | undefined> {
    const keep = vscode.l10n.t('Keep Results');
    const answer = await this.#parts.questions.ask({
      message: vscode.l10n.t('Keep the results of checks in this folder?'),
      detail: vscode.l10n.t(
        'Each result becomes a small file in {0}/evidence: what was checked, on which commit, when and by whom, without output. Only what is kept counts as proven. To be committed with the work, or ignored.',
        handoffs,
      ),
      action: keep,
      others: [vscode.l10n.t('Check Only')],
    });
    return answer === true ? true : answer === false ? undefined : false;
  }

  #tell(made: readonly MadeCheck[], persons: number): void {
    const { log } = this.#parts;
    for (const one of made) {
      const { criterion, plan } = one.wish;
      const sentence = `${plan.path}:${criterion.line + 1}: ${one.outcome}: ${criterion.title}${one.reason === undefined ? '' : `: ${one.reason}`}`;
      if (one.outcome === 'pass') log.info(sentence);
      else log.warn(one.output === undefined ? sentence : `${sentence}\n${one.output.slice(-8000)}`);
    }
    if (made.length === 0) return;
    const bad = made.find(({ outcome }) => outcome === 'fail') ?? made.find(({ outcome }) => outcome !== 'pass');
    const lost = made.find(({ notWritten }) => notWritten !== undefined)?.notWritten;
    if (lost !== undefined)
      void vscode.window.showWarningMessage(vscode.l10n.t('The results could not be kept: {0}.', lost));
    const passed = made.filter(({ outcome }) => outcome === 'pass').length;
    const changed = made.find(({ changedFiles, outcome }) => changedFiles && outcome !== 'unknown');
    const rest = [
      persons > 0 ? vscode.l10n.t('{0} more need the word of a person.', persons) : '',
      changed ? vscode.l10n.t('The check of "{0}" changed files of the folder.', changed.wish.criterion.title) : '',
    ]
      .map((sentence) => sentence && ` ${sentence}`)
      .join('');
    if (!bad) {
      const [only] = made;
      say(
        (made.length === 1 && only
          ? vscode.l10n.t('"{0}" is proven.', only.wish.criterion.title)
          : vscode.l10n.t('All {0} criteria are proven.', made.length)) + rest,
      );
      return;
    }
    if (made.every(({ outcome }) => outcome === 'pass' || outcome === 'interrupted')) {
      const { title } = bad.wish.criterion;
      say(vscode.l10n.t('The check of "{0}" was stopped: it proves nothing.', title) + rest);
      return;
    }
    void this.#tellBad(bad, passed, made.length, rest);
  }

  async #tellBad(bad: MadeCheck, passed: number, count: number, rest: string): Promise<void> {
    const { title, line } = bad.wish.criterion;
    const why = bad.reason ?? bad.refusal?.code ?? outcomeWord(bad.outcome);
    const head = count === 1 ? '' : `${vscode.l10n.t('{0} of {1} criteria are proven.', passed, count)} `;
    const output = vscode.l10n.t('Show Output');
    const show = vscode.l10n.t('Show in Plan');
    const sentence = `${head}${vscode.l10n.t('"{0}": {1}', title, why)}${rest}`;
    const answer = await vscode.window.showWarningMessage(sentence, show, output);
    if (answer === output) this.#parts.log.show();
    const entry = this.#parts.model.plans.find(({ entry: { path } }) => path === bad.wish.plan.path)?.entry;
    if (answer === show && entry)
      await vscode.window.showTextDocument(entry.uri, { selection: new vscode.Range(line, 0, line, 0) });
  }

  async #offerWord(count: number, uri: vscode.Uri, target: ReadyTarget['target']): Promise<void> {
    const attest = vscode.l10n.t('Attest...');
    const setCheck = vscode.l10n.t('Set Check...');
    const sentence =
      count === 1
        ? vscode.l10n.t('This criterion has no check: a person says that it holds, or it gets one.')
        : vscode.l10n.t(
            'None of these {0} criteria has a check: a person says that they hold, or they get one.',
            count,
          );
    const answer = await vscode.window.showInformationMessage(sentence, attest, setCheck);
    const place = placeOf(uri, target);
    if (answer === attest) await vscode.commands.executeCommand(commands.attest, ...place);
    if (answer === setCheck) await vscode.commands.executeCommand(commands.setCheck, ...place);
  }
}

/** As the arguments of a command; none for what the cursor says. */
function placeOf(uri: vscode.Uri, target: ReadyTarget['target']): readonly string[] {
  if (target.kind === 'id') return [uri.toString(), 'id', target.id];
  return target.kind === 'gate' || target.kind === 'phase' ? [uri.toString(), target.kind, target.name] : [];
}

function wishesOf(plan: Plan, chosen: readonly ChosenCriterion[]): readonly CheckWish[] {
  return chosen.flatMap(({ gate, criterion }) =>
    criterion.check ? [{ plan, gate, criterion, check: criterion.check }] : [],
  );
}

function outcomeWord(outcome: MadeCheck['outcome']): string {
  if (outcome === 'interrupted') return vscode.l10n.t('stopped');
  return outcome === 'refused' ? vscode.l10n.t('not checked') : vscode.l10n.t('unknown');
}

function say(sentence: string): void {
  void vscode.window.showInformationMessage(sentence);
}
