import * as vscode from 'vscode';
import type { Interpreter } from '../core/model.ts';
import { TerminalOutput } from '../core/run/terminalOutput.ts';

/** How a run ended, as far as its terminal tells. `code` is `undefined` where the shell did not say. */
export type TerminalEnd = { readonly kind: 'closed' } | { readonly kind: 'ended'; readonly code: number | undefined };

export interface TerminalRun {
  /** Of its shell, where there is one. */
  readonly pid: number | undefined;
  /** Whether the shell has said that it began; then it says that it ended too. */
  hasBegun(): boolean;
  /** Whether the shell can be expected to say so. */
  readonly reportsEnds: boolean;
  /** What the run has written, of any length; undefined where the shell does not tell which part of the terminal is its. */
  output(): Promise<TerminalOutput | undefined>;
  readonly ended: Promise<TerminalEnd>;
  show(): void;
  interrupt(): void;
  /** To be called when the end is known, however it was. */
  release(): void;
}

export interface TerminalRequest {
  /** Names the plan. */
  readonly owner: string;
  readonly name: string;
  readonly cwd: string;
  /** A terminal for this run alone: a server keeps its own, and so does what needs variables. */
  readonly own?: { readonly name: string; readonly env: Readonly<Record<string, string>> };
}

/** What is known of a terminal that is ready. */
export interface TerminalFacts {
  readonly shell: Interpreter | undefined;
  /** Whether it says when a command ends, and with which code. */
  readonly reportsEnds: boolean;
  /** Where its shell stands. */
  readonly cwd: string | undefined;
}

/** A shell without integration never says that it is ready; a slow one is given this long. */
const readyWithinMs = 3000;
/** The last of the output comes with the end of the command, or a little later. */
const readWithinMs = 1000;
/** The folder of a new shell comes with its first prompt, some time after the integration. */
const folderWithinMs = 1000;

/** The terminals of plans: one for each, a second where the first is busy. */
export class RunTerminals implements vscode.Disposable {
  readonly #terminals = new Map<string, Set<vscode.Terminal>>();
  /** Terminals in which a run of ours, or a command of the user, has not ended. */
  readonly #ours = new Set<vscode.Terminal>();
  readonly #theirs = new Set<vscode.Terminal>();
  /** VS Code tells of the program in front, which is `/bin/sh` for a moment when a script of ours has just ended. */
  readonly #shells = new WeakMap<vscode.Terminal, Interpreter>();
  readonly #shown = new WeakSet<vscode.Terminal>();
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

  /** Types one line into a free terminal of the plan, which is shown before. */
  async run(request: TerminalRequest, lineFor: (facts: TerminalFacts) => string): Promise<TerminalRun> {
    const terminal = this.#free(request);
    this.#ours.add(terminal);
    const release = (): void => void this.#ours.delete(terminal);
    // One that was never shown says nothing when its shell dies; for another the command comes first.
    const first = !this.#shown.has(terminal);
    this.#shown.add(terminal);
    try {
      if (first) terminal.show(true);
      await ready(terminal);
      const pid = await terminal.processId;
      const line = lineFor(this.#factsOf(terminal));
      const run = watch(terminal, pid, release);
      terminal.sendText(line, true);
      // What is sent leaves this process only when it is done with what it does: all else comes after it.
      await new Promise((resolve) => setTimeout(resolve, 0));
      if (!first && terminal.exitStatus === undefined) terminal.show(true);
      return run;
    } catch (error) {
      release();
      throw error;
    }
  }

  /** Where the next run of a plan finds its shell; undefined where it gets a new one, or nobody knows. */
  folderOf(owner: string): string | undefined {
    return this.#idle(keyOf(owner, undefined))?.shellIntegration?.cwd?.fsPath;
  }

  #free({ owner, name, cwd, own }: TerminalRequest): vscode.Terminal {
    const title = own ? `${name}: ${own.name}` : name;
    // Not brought back with the window: VS Code would keep its variables for that.
    if (own && Object.keys(own.env).length > 0)
      return vscode.window.createTerminal({ name: title, cwd, iconPath: icon, env: { ...own.env }, isTransient: true });
    const key = keyOf(owner, own);
    const idle = this.#idle(key);
    if (idle) return idle;
    const terminals = this.#terminals.get(key) ?? new Set();
    this.#terminals.set(key, terminals);
    const numbered = terminals.size === 0 ? title : `${title} (${terminals.size + 1})`;
    const terminal = vscode.window.createTerminal({ name: numbered, cwd, iconPath: icon });
    terminals.add(terminal);
    return terminal;
  }

  #idle(key: string): vscode.Terminal | undefined {
    const isBusy = (terminal: vscode.Terminal): boolean =>
      this.#ours.has(terminal) || this.#theirs.has(terminal) || terminal.exitStatus !== undefined;
    return [...(this.#terminals.get(key) ?? [])].find((terminal) => !isBusy(terminal));
  }

  #factsOf(terminal: vscode.Terminal): TerminalFacts {
    const { state, shellIntegration } = terminal;
    const shell = this.#shells.get(terminal) ?? shells[state.shell ?? ''];
    if (shell !== undefined) this.#shells.set(terminal, shell);
    return { shell, reportsEnds: shellIntegration !== undefined, cwd: shellIntegration?.cwd?.fsPath };
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }
}

const icon = new vscode.ThemeIcon('checklist');

const keyOf = (owner: string, own: TerminalRequest['own']): string => JSON.stringify([owner, own?.name]);

const shells: Readonly<Record<string, Interpreter>> = {
  sh: 'sh',
  bash: 'bash',
  gitbash: 'bash',
  zsh: 'zsh',
  fish: 'fish',
  pwsh: 'pwsh',
  cmd: 'cmd',
};

/** What is typed before the shell reads is at best shown twice. */
async function ready(terminal: vscode.Terminal): Promise<void> {
  if (terminal.shellIntegration?.cwd) return;
  await terminal.processId;
  const expected = vscode.workspace.getConfiguration('terminal.integrated.shellIntegration').get<boolean>('enabled');
  if (expected === false) return;
  if (!terminal.shellIntegration)
    await integrationWhere(terminal, () => terminal.shellIntegration !== undefined, readyWithinMs);
  if (terminal.shellIntegration)
    await integrationWhere(terminal, () => terminal.shellIntegration?.cwd !== undefined, folderWithinMs);
}

/** Waits until the shell integration of a terminal is so, at most for a time. */
async function integrationWhere(terminal: vscode.Terminal, isSo: () => boolean, withinMs: number): Promise<void> {
  await new Promise<void>((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      listener.dispose();
      resolve();
    };
    const timer = setTimeout(end, withinMs);
    const listener = vscode.window.onDidChangeTerminalShellIntegration((event) => {
      if (event.terminal === terminal && isSo()) end();
    });
    if (isSo()) end();
  });
}

/** The first end after the first start on this terminal: comparing command lines would miss aliases and short forms. */
function watch(terminal: vscode.Terminal, pid: number | undefined, onRelease: () => void): TerminalRun {
  const disposables: vscode.Disposable[] = [];
  let output: TerminalOutput | undefined;
  let isRead: Promise<void> | undefined;
  let started = false;
  const ended = new Promise<TerminalEnd>((resolve) => {
    disposables.push(
      vscode.window.onDidStartTerminalShellExecution((event) => {
        if (event.terminal !== terminal || started) return;
        started = true;
        output = new TerminalOutput();
        isRead = collect(event.execution, output);
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
    pid,
    hasBegun: () => started,
    reportsEnds: terminal.shellIntegration !== undefined,
    output: async () => {
      await Promise.race([isRead, new Promise((resolve) => setTimeout(resolve, readWithinMs))]);
      return output;
    },
    ended,
    show: () => terminal.show(true),
    interrupt: () => terminal.sendText('\x03', false),
    release: () => {
      for (const disposable of disposables) disposable.dispose();
      onRelease();
    },
  };
}

/** What comes before this is asked for is lost, so it is asked for at the start. */
async function collect(execution: vscode.TerminalShellExecution, output: TerminalOutput): Promise<void> {
  for await (const chunk of execution.read()) output.add(chunk);
}
