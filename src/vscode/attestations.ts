import * as vscode from 'vscode';
import { askForCheck, writeCheck } from './criterionEdits.ts';
import type { ChecksParts } from './checks.ts';
import { commands } from './contributions.ts';
import { seeLine } from './planLine.ts';
import { folderOfPlan, meantCriteria, type ReadyTarget, refusesRecord, servicesOf } from './readinessTarget.ts';
import type { Word } from './readinessPorts.ts';
import type { TaskToggler } from './taskToggler.ts';

/** A word of which the box of a criterion is to be ticked, with who signed and when below it. */
export interface SignedWord extends Word {
  readonly tick?: boolean;
}

export interface AttestationsParts extends Pick<ChecksParts, 'model' | 'disk' | 'places'> {
  readonly toggler: TaskToggler;
}

/** What a person says of criteria instead of a check, and what check they get. */
export class Attestations {
  readonly #parts: AttestationsParts;
  /** Asks who says what; a test answers in place of the boxes. */
  askWord: (title: string, who: string, boxed: boolean) => Promise<SignedWord | undefined> = askWord;
  askCheck: typeof askForCheck = askForCheck;

  constructor(parts: AttestationsParts) {
    this.#parts = parts;
  }

  /** *Attest...*: the word of a person becomes evidence, bound to the present state of the files. */
  async attest({ uri, target }: ReadyTarget): Promise<boolean> {
    if (refusesRecord()) return false;
    const { model, disk, places } = this.#parts;
    const folder = folderOfPlan(uri);
    const plan = await places.present(uri);
    const chosen = plan && folder ? await meantCriteria(plan, target, servicesOf(model, uri)) : [];
    const [first] = chosen;
    if (!plan || !folder || !first) {
      say(vscode.l10n.t('There is no criterion here. Put the cursor on a gate or one of its criteria.'));
      return false;
    }
    const title = chosen.length === 1 ? first.criterion.title : vscode.l10n.t('{0} criteria', chosen.length);
    const root = folder.uri.fsPath;
    const boxed = chosen.filter(({ criterion }) => criterion.boxed);
    const word = await this.askWord(title, await disk.who(root), boxed.length > 0);
    // Trust may have been taken back while it was asked.
    if (!word || refusesRecord()) return false;
    const { handoffs } = model.factsOf(folder).config;
    const wishes = chosen.map((one) => ({ ...one, plan }));
    const now = Date.now();
    await disk.attest(wishes, word, { root, handoffs, now });
    if (word.holds && word.tick === true && boxed.length > 0) {
      const place = { uri, path: vscode.workspace.asRelativePath(uri, false), seen: plan };
      const signed = `${word.who}, ${new Date(now).toISOString().slice(0, 10)}`;
      const targets = boxed.map(({ criterion: { key } }) => ({ ...place, key }));
      await this.#parts.toggler.change(targets, { state: 'done', reason: signed });
    }
    await model.reload();
    say(
      word.holds
        ? vscode.l10n.t('{0} says that it holds: {1}', word.who, title)
        : vscode.l10n.t('{0} says that it does not hold: {1}', word.who, title),
    );
    return true;
  }

  /** *Set Check...*: written into the plan, behind the criterion. */
  async setCheck({ uri, target }: ReadyTarget): Promise<boolean> {
    const plan = await this.#parts.places.present(uri);
    const chosen = plan ? await meantCriteria(plan, target, servicesOf(this.#parts.model, uri)) : [];
    const picked =
      chosen.length < 2
        ? chosen[0]
        : (
            await vscode.window.showQuickPick(
              chosen.map((one) => ({ label: one.criterion.title, description: one.criterion.check?.text ?? '', one })),
              { placeHolder: vscode.l10n.t('Which criterion?') },
            )
          )?.one;
    if (!picked) {
      if (chosen.length === 0)
        say(vscode.l10n.t('There is no criterion here. Put the cursor on a gate or one of its criteria.'));
      return false;
    }
    const { criterion } = picked;
    const seen = await seeLine(uri, criterion.line);
    const chosenCheck = await this.askCheck(criterion.title, criterion.check?.text.split('\n')[0]);
    if (!seen || !chosenCheck || !(await writeCheck(uri, seen, chosenCheck))) return false;
    void offerCheck(uri, criterion, chosenCheck.check);
    return true;
  }
}

/** A check that was just set is made at once, if the user likes. */
async function offerCheck(
  uri: vscode.Uri,
  { title, key }: { readonly title: string; readonly key: string },
  check: string,
): Promise<void> {
  const isPerson = check === 'person';
  const act = isPerson ? vscode.l10n.t('Attest...') : vscode.l10n.t('Check Now');
  const sentence = isPerson
    ? vscode.l10n.t('"{0}" is proven by the word of a person now.', title)
    : vscode.l10n.t('"{0}" is checked by {1} now.', title, check);
  const actions = vscode.workspace.isTrusted ? [act] : [];
  const answer = await vscode.window.showInformationMessage(sentence, ...actions);
  if (answer === act)
    await vscode.commands.executeCommand(isPerson ? commands.attest : commands.check, uri.toString(), 'id', key);
}

async function askWord(title: string, who: string, boxed: boolean): Promise<SignedWord | undefined> {
  const sign = {
    label: vscode.l10n.t('It holds: tick and sign'),
    description: vscode.l10n.t('ticks the box and writes below it who signed, and when'),
    ...{ holds: true, tick: true },
  };
  const choices = [
    ...(boxed ? [sign] : []),
    { label: vscode.l10n.t('It holds'), description: '', holds: true, tick: false },
    { label: vscode.l10n.t('It does not hold'), description: '', holds: false, tick: false },
  ];
  const choice = await vscode.window.showQuickPick(choices, { title, placeHolder: vscode.l10n.t('What do you say?') });
  if (!choice) return undefined;
  const name = await vscode.window.showInputBox({ title, prompt: vscode.l10n.t('Who says so'), value: who });
  if (name === undefined || name.trim() === '') return undefined;
  const prompt = vscode.l10n.t('How you know: what you saw, where, when');
  const note = await vscode.window.showInputBox({
    title,
    prompt,
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === '' ? vscode.l10n.t('A note is needed.') : undefined),
  });
  if (note === undefined || note.trim() === '') return undefined;
  return { who: name.trim().slice(0, 200), note: note.trim().slice(0, 2000), holds: choice.holds, tick: choice.tick };
}

function say(sentence: string): void {
  void vscode.window.showInformationMessage(sentence);
}
