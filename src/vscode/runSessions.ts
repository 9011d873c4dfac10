import * as vscode from 'vscode';
import type { Interpreter, Runnable } from '../core/model.ts';
import type { ComposedRun } from '../core/run/composeRun.ts';
import { scriptFileName } from '../core/run/lane/interpreter.ts';
import { quoteForAnyShell } from '../core/run/lane/quoteWord.ts';

const sessionsKey = 'sessionPlans';

/** Which plans run their commands in the shell of their terminal, so that `cd` and `export` carry over: the user's word. */
export class RunSessions {
  readonly #memento: vscode.Memento;
  readonly #offered = new Set<string>();

  constructor(memento: vscode.Memento) {
    this.#memento = memento;
  }

  has(uri: vscode.Uri): boolean {
    return this.#plans().includes(uri.toString());
  }

  /** True when the plan has a session from now on. */
  async toggle(uri: vscode.Uri): Promise<boolean> {
    const id = uri.toString();
    const on = !this.has(uri);
    await this.#memento.update(
      sessionsKey,
      on ? [...this.#plans(), id] : this.#plans().filter((other) => other !== id),
    );
    return on;
  }

  /** Says once for a plan that its commands could share a shell, where one begins with what is lost in a script. */
  async offer(uri: vscode.Uri, script: string): Promise<void> {
    if (this.has(uri) || this.#offered.has(uri.toString()) || !wantsSession(script)) return;
    this.#offered.add(uri.toString());
    const use = vscode.l10n.t('Use One Shell');
    const answer = await vscode.window.showInformationMessage(
      vscode.l10n.t(
        'What this command sets ends with it. Run the commands of this plan in one shell, so that it carries over?',
      ),
      use,
    );
    if (answer === use && !this.has(uri)) await this.toggle(uri);
  }

  #plans(): readonly string[] {
    return this.#memento.get<readonly string[]>(sessionsKey, []);
  }
}

/** The line that runs a script in the shell of the terminal itself. */
export function sessionLine(folder: string, interpreter: Interpreter): string {
  return `. ${quoteForAnyShell(`${folder}/${scriptFileName(interpreter)}`)}`;
}

/** Why a script cannot run in the shell of the terminal: it would end it, stands elsewhere, or is read differently. */
export function whyNoSession(
  { script, interpreter }: Pick<ComposedRun, 'script' | 'interpreter'>,
  { folder }: Pick<Runnable, 'folder'>,
  shell: Interpreter | undefined,
): string | undefined {
  if (folder !== undefined) return vscode.l10n.t('the plan names a folder for it');
  if (/(?:^|[\n;&|({]|\b(?:then|do|else)\s)[ \t]{0,20}(?:exit|exec|logout|return)\b/.test(script))
    return vscode.l10n.t('its "exit" would end the shell of the terminal');
  if (/(?:^|[\n;&|({])[ \t]{0,20}set[ \t]{1,20}(?:-[a-z]{0,10}e|-o[ \t]{1,20}errexit)/.test(script))
    return vscode.l10n.t('its "set -e" would end the shell of the terminal');
  const same = interpreter === shell || (interpreter === 'sh' && (shell === 'bash' || shell === 'zsh'));
  return same ? undefined : vscode.l10n.t('the terminal has another shell than {0}', interpreter);
}

/** Begins with what only lives in the shell that runs it: functions of nvm and conda, variables. */
function wantsSession(script: string): boolean {
  const first = script.split('\n', 200).find((line) => line.trim() !== '' && !line.trim().startsWith('#')) ?? '';
  return /^[ \t]{0,20}(?:nvm|conda|source|export|\.)[ \t]/.test(first);
}
