import * as vscode from 'vscode';

/** How a run ended, as far as its terminal tells. `code` is `undefined` where the shell did not say. */
export type TerminalEnd = { readonly kind: 'closed' } | { readonly kind: 'ended'; readonly code: number | undefined };

export interface TerminalRun {
  readonly ended: Promise<TerminalEnd>;
  interrupt(): void;
  /** To be called when the end is known, however it was. */
  release(): void;
}

/** A shell without integration never says that it is ready; a slow one is given this long. */
const readyWithinMs = 3000;

/** The terminals of plans: one for each, a second where the first is busy. */
export class RunTerminals implements vscode.Disposable {
  readonly #terminals = new Map<string, Set<vscode.Terminal>>();
  /** Terminals in which a run of ours, or a command of the user, has not ended. */
  readonly #ours = new Set<vscode.Terminal>();
  readonly #theirs = new Set<vscode.Terminal>();
  readonly #disposables: vscode.Disposable[];

  constructor() {
    this.#disposables = [
      vscode.window.onDidStartTerminalShellExecution(({ terminal }) => this.#theirs.add(terminal)),
      vscode.window.onDidEndTerminalShellExecution(({ terminal }) => this.#theirs.delete(terminal)),
      vscode.window.onDidCloseTerminal((terminal) => {
        this.#theirs.delete(terminal);
        this.#ours.delete(terminal);
        for (const terminals of this.#terminals.values()) terminals.delete(terminal);
      }),
    ];
  }

  /** Types one line into a free terminal of the plan, which is shown before. `owner` names the plan. */
  async run(owner: string, name: string, cwd: string, commandLine: string): Promise<TerminalRun> {
    const terminal = this.#free(owner, name, cwd);
    this.#ours.add(terminal);
    terminal.show(true);
    await ready(terminal);
    const run = watch(terminal, () => this.#ours.delete(terminal));
    terminal.sendText(commandLine, true);
    return run;
  }

  #free(owner: string, name: string, cwd: string): vscode.Terminal {
    const terminals = this.#terminals.get(owner) ?? new Set();
    this.#terminals.set(owner, terminals);
    for (const terminal of terminals) {
      const busy = this.#ours.has(terminal) || this.#theirs.has(terminal) || terminal.exitStatus !== undefined;
      if (!busy) return terminal;
    }
    const title = terminals.size === 0 ? name : `${name} (${terminals.size + 1})`;
    const terminal = vscode.window.createTerminal({ name: title, cwd });
    terminals.add(terminal);
    return terminal;
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }
}

/** What is typed before the shell reads is at best shown twice. */
async function ready(terminal: vscode.Terminal): Promise<void> {
  if (terminal.shellIntegration) return;
  await terminal.processId;
  const expected = vscode.workspace.getConfiguration('terminal.integrated.shellIntegration').get<boolean>('enabled');
  if (expected === false) return;
  await new Promise<void>((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      listener.dispose();
      resolve();
    };
    const timer = setTimeout(end, readyWithinMs);
    const listener = vscode.window.onDidChangeTerminalShellIntegration((event) => {
      if (event.terminal === terminal) end();
    });
    if (terminal.shellIntegration) end();
  });
}

/** The first end after the first start on this terminal: comparing command lines would miss aliases and short forms. */
function watch(terminal: vscode.Terminal, onRelease: () => void): TerminalRun {
  const disposables: vscode.Disposable[] = [];
  const ended = new Promise<TerminalEnd>((resolve) => {
    let started = false;
    disposables.push(
      vscode.window.onDidStartTerminalShellExecution((event) => {
        if (event.terminal === terminal) started = true;
      }),
      vscode.window.onDidEndTerminalShellExecution((event) => {
        if (event.terminal === terminal && started) resolve({ kind: 'ended', code: event.exitCode });
      }),
      vscode.window.onDidCloseTerminal((closed) => {
        if (closed === terminal) resolve({ kind: 'closed' });
      }),
    );
    if (terminal.exitStatus) resolve({ kind: 'closed' });
  });
  return {
    ended,
    interrupt: () => terminal.sendText('\x03', false),
    release: () => {
      for (const disposable of disposables) disposable.dispose();
      onRelease();
    },
  };
}
