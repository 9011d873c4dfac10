import * as vscode from 'vscode';
import type { Plan, PlanNode, Runnable } from '../core/model.ts';
import { sequenceOf } from '../core/run/sequence.ts';
import { taskType } from './contributions.ts';
import type { PlanStore } from './planStore.ts';
import type { Runner } from './runner.ts';
import type { RunPlaces } from './runPlaces.ts';
import { targetOf } from './runTarget.ts';

interface PlanTask extends vscode.TaskDefinition {
  /** Path of the plan in its workspace folder. */
  readonly plan: string;
  /** Id or key of a task or section, or key of a command. */
  readonly id: string;
}

/** Larger lists nobody chooses from; tasks.json can name every command. */
const mostTasks = 500;
const source = 'Runsheet';

/** The commands of the plans as tasks of VS Code: *Tasks: Run Task*, tasks.json, preLaunchTask. */
export class RunTasks implements vscode.TaskProvider {
  readonly #store: PlanStore;
  readonly #runner: Runner;
  readonly #places: RunPlaces;

  constructor(store: PlanStore, runner: Runner, places: RunPlaces) {
    this.#store = store;
    this.#runner = runner;
    this.#places = places;
  }

  async provideTasks(token: vscode.CancellationToken): Promise<vscode.Task[]> {
    await this.#store.searched();
    const tasks: vscode.Task[] = [];
    for (const entry of this.#store.plans) {
      // VS Code asks unbidden; to unpack all plans of a large workspace at once would hold the editor up for seconds.
      await new Promise((resolve) => setImmediate(resolve));
      if (tasks.length >= mostTasks || token.isCancellationRequested) break;
      const { plan, path, folder } = entry;
      for (const runnable of plan.runnables)
        if (runnable.kind !== 'line')
          tasks.push(
            this.#task({ type: taskType, plan: path, id: runnable.key }, folder, `${plan.title}: ${nameOf(runnable)}`),
          );
    }
    return tasks.slice(0, mostTasks);
  }

  /** What stands in tasks.json; its name there is kept. */
  resolveTask(task: vscode.Task): vscode.Task | undefined {
    const { definition, scope } = task;
    const { plan, id } = definition as Partial<PlanTask>;
    const folder = typeof scope === 'object' ? scope : vscode.workspace.workspaceFolders?.[0];
    if (!folder || typeof plan !== 'string' || typeof id !== 'string') return undefined;
    return this.#task(definition as PlanTask, folder, task.name);
  }

  /** The same object as definition: VS Code knows the resolved task by it. */
  #task(definition: PlanTask, folder: vscode.WorkspaceFolder, name: string): vscode.Task {
    const uri = vscode.Uri.joinPath(folder.uri, definition.plan);
    const execution = new vscode.CustomExecution(() =>
      Promise.resolve(new RunTerminal((write) => this.#run(uri, definition.id, write), this.#runner, uri)),
    );
    const task = new vscode.Task(definition, folder, name, source, execution, []);
    task.presentationOptions = { reveal: vscode.TaskRevealKind.Silent, focus: false, clear: true };
    return task;
  }

  /** The exit code of the first command that does not pass, else 0; 125 where nothing may be run. */
  async #run(uri: vscode.Uri, id: string, write: (line: string) => void): Promise<number> {
    const plan = vscode.workspace.isTrusted ? await this.#places.present(uri) : undefined;
    const runnables = plan ? runnablesOf(plan, id) : [];
    if (runnables.length === 0) {
      write(
        vscode.workspace.isTrusted
          ? vscode.l10n.t('Nothing was run: the plan has no command by the id {0}.', id)
          : vscode.l10n.t('Nothing was run: this workspace is restricted.'),
      );
      return 125;
    }
    for (const runnable of runnables) {
      write(vscode.l10n.t('Runs in the terminal of the plan: {0}', nameOf(runnable)));
      const started = await this.#runner.start(targetOf(uri, runnable));
      if (!started) return 125;
      if (started.agreed.run.endless.endless) continue;
      const record = await started.ended;
      write(record?.state ?? vscode.l10n.t('unknown'));
      if (record?.state !== 'passed') return record?.exitCode ?? 1;
    }
    return 0;
  }
}

/** Shows where a task runs, and tells VS Code its exit code; the command itself has the terminal of its plan. */
class RunTerminal implements vscode.Pseudoterminal {
  readonly #run: (write: (line: string) => void) => Promise<number>;
  readonly #runner: Runner;
  readonly #uri: vscode.Uri;
  readonly #written = new vscode.EventEmitter<string>();
  readonly #closed = new vscode.EventEmitter<number>();
  readonly onDidWrite = this.#written.event;
  readonly onDidClose = this.#closed.event;

  constructor(run: (write: (line: string) => void) => Promise<number>, runner: Runner, uri: vscode.Uri) {
    this.#run = run;
    this.#runner = runner;
    this.#uri = uri;
  }

  open(): void {
    const write = (line: string): void => this.#written.fire(`${line}\r\n`);
    void this.#run(write).then(
      (code) => this.#closed.fire(code),
      (error: unknown) => {
        write(error instanceof Error ? error.message : String(error));
        this.#closed.fire(1);
      },
    );
  }

  /** *Terminate Task* stops the command too. */
  close(): void {
    for (const run of this.#runner.active) if (run.uri.toString() === this.#uri.toString()) run.stop();
  }
}

/** By the key of a command, else by the key or id of one task or section: an id that several have names none. */
function runnablesOf(plan: Plan, id: string): readonly Runnable[] {
  const own = plan.runnables.find(({ key }) => key === id);
  if (own) return [own];
  const nodes = nodesBy(plan.children, (node) => node.key === id);
  const named = nodes.length > 0 ? nodes : nodesBy(plan.children, (node) => node.id === id);
  const [node, other] = named;
  if (!node || other) return [];
  return sequenceOf(plan, node.key)?.steps.map(({ runnable }) => runnable) ?? [];
}

function nodesBy(nodes: readonly PlanNode[], test: (node: PlanNode) => boolean): readonly PlanNode[] {
  return nodes.flatMap((node) => [...(test(node) ? [node] : []), ...nodesBy(node.children, test)]);
}

function nameOf({ label, text }: Runnable): string {
  return label ?? text.split('\n', 1)[0] ?? '';
}
