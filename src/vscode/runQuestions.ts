import * as vscode from 'vscode';
import type { ComposedRun } from '../core/run/composeRun.ts';
import { findControlCharacters } from '../core/run/control.ts';
import { visibleText } from '../core/run/lane/visibleText.ts';
import type { Missing, Question, ValueQuestion } from './runPorts.ts';

const approvalsKey = 'dangerousRuns';
const keptApprovals = 300;

/** What the user is asked before a run. */
export class RunQuestions {
  readonly #memento: vscode.Memento;
  ask: Question = askInModal;
  askValue: ValueQuestion = askInBox;

  constructor(memento: vscode.Memento) {
    this.#memento = memento;
  }

  /** Whether the user agrees to what cannot be taken back, or does not look like what it is. */
  async agreesTo(run: ComposedRun, uri: vscode.Uri, cwd: string): Promise<boolean> {
    const hidden = findControlCharacters(run.text);
    if (run.danger.level !== 'dangerous' && hidden.length === 0) return true;
    // The texts themselves: of two texts a hash could be made to meet.
    const approval = JSON.stringify([uri.toString(), cwd, run.script]);
    const approved = this.#memento.get<readonly string[]>(approvalsKey, []);
    if (hidden.length === 0 && approved.includes(approval)) return true;
    const reasons = run.danger.reasons.map(({ command, reason }) => `${visibleText(command)}: ${reason}`);
    if (hidden.length > 0) {
      const codes = [...new Set(hidden.map(({ code }) => code))].join(', ');
      reasons.push(vscode.l10n.t('It has characters that are not seen: {0}', codes));
    }
    const always = vscode.l10n.t('Run and Do Not Ask Again');
    const show = vscode.l10n.t('Show in Plan');
    const answer = await this.ask({
      message: vscode.l10n.t('Run this command? It can change or delete things for good.'),
      detail: [visibleText(run.script), vscode.l10n.t('Folder: {0}', visibleText(cwd)), ...reasons].join('\n\n'),
      action: vscode.l10n.t('Run'),
      safe: show,
      ...(hidden.length === 0 && { others: [always] }),
    });
    if (answer === show) await showLine(uri, run.commands[0]?.line ?? 0);
    if (answer === always) await this.#memento.update(approvalsKey, [...approved, approval].slice(-keptApprovals));
    return answer === true || answer === always;
  }

  /** What is to be done about what is missing; undefined: nothing is run. */
  async aboutMissing(
    missing: readonly Missing[],
    uri: vscode.Uri,
  ): Promise<'run' | { readonly without: number } | { readonly executable: string } | undefined> {
    const anyway = vscode.l10n.t('Run Anyway');
    const executable = vscode.l10n.t('Make Executable and Run');
    const without = vscode.l10n.t('Run Without This Line');
    const show = vscode.l10n.t('Show in Plan');
    const remedies = missing.flatMap((each) => each.remedies);
    const bit = remedies.find((remedy) => remedy.kind === 'make-executable');
    const left = remedies.find((remedy) => remedy.kind === 'leave-out');
    const answer = await this.ask({
      message: missing[0]?.sentence ?? '',
      detail: missing
        .slice(1)
        .map(({ sentence }) => sentence)
        .join('\n'),
      action: anyway,
      safe: show,
      others: [...(bit ? [executable] : []), ...(left ? [without] : [])],
    });
    if (answer === show) await showLine(uri, missing[0]?.line ?? 0);
    if (answer === true) return 'run';
    if (answer === executable && bit) return { executable: bit.file };
    return answer === without && left ? { without: left.line } : undefined;
  }
}

async function showLine(uri: vscode.Uri, line: number): Promise<void> {
  const at = new vscode.Position(line, 0);
  await vscode.window.showTextDocument(uri, { selection: new vscode.Range(at, at) });
}

/** As VS Code asks it: the first button has the focus, so that it is what Enter and a second click mean. */
const askInModal: Question = async ({ message, detail, action, safe, others = [] }) => {
  const buttons = [...(safe === undefined ? [] : [safe]), action, ...others];
  const answer = await vscode.window.showWarningMessage(message, { modal: true, detail }, ...buttons);
  return answer === action ? true : (answer ?? false);
};

const askInBox: ValueQuestion = async ({ name, secret, value, command }) =>
  vscode.window.showInputBox({
    title: vscode.l10n.t('Value of {0}', name),
    prompt: secret
      ? vscode.l10n.t('A secret: it is passed in the environment, and kept nowhere. {0}', command)
      : command,
    value,
    password: secret,
    ignoreFocusOut: true,
    validateInput: (text) => {
      if (text === '') return vscode.l10n.t('A value is needed.');
      return /[\x00-\x1f\x7f]/.test(text) ? vscode.l10n.t('One line without control characters.') : undefined;
    },
  });
