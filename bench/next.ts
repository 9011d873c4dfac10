import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { backlogProgram, binaryOf, installPeer } from './peers.ts';
import { type Contestant, runsheet, takeTurns } from './processes.ts';
import { bestOf, median, report, reportMissing, spread } from './report.ts';

const tasks = 1000;
const files = 100;

/** `runsheet next` with a thousand tasks against what task tools say to the same question. */
export async function next(temporary: string): Promise<void> {
  const what = '`runsheet next` with 1\u00a0000 tasks in 100 files';
  const ours = path.join(temporary, 'next');
  writeOurs(ours);
  const contestants: Record<string, Contestant> = {
    warm: runsheet(['next'], ours, path.join(temporary, 'next-warm'), false),
    cold: runsheet(['next'], ours, path.join(temporary, 'next-cold'), true),
  };
  const backlog = await installPeer('backlog');
  if ('folder' in backlog) {
    const cwd = path.join(temporary, 'backlog');
    writeBacklog(cwd);
    contestants['backlog.md list'] = {
      command: backlogProgram(backlog.folder),
      args: ['task', 'list', '--plain'],
      cwd,
    };
  } else reportMissing(`${what} against backlog.md`, backlog.why);
  const master = await installPeer('task-master');
  if ('folder' in master) {
    const cwd = path.join(temporary, 'task-master');
    writeTaskMaster(cwd);
    const program = binaryOf(master.folder, 'task-master-ai', 'task-master');
    contestants['task-master next'] = { command: process.execPath, args: [program, 'next'], cwd };
  } else reportMissing(`${what} against task-master-ai`, master.why);

  const { warm = [], cold = [], ...peers } = takeTurns<string>(contestants, 3);
  const fastest = Math.min(...Object.values(peers).map(median));
  for (const [peer, times] of Object.entries(peers))
    for (const [way, own] of Object.entries({ 'from the cache': warm, cold })) {
      const isFastest = median(times) === fastest;
      report({
        name: `next ${way} / ${peer}`,
        what: `${what} ${way}, ms (${spread(own)})`,
        against: `${peer} (${spread(times)})`,
        value: median(own),
        peer: median(times),
        bestRatio: bestOf(own, times),
        must: '1',
        ...(isFastest && { goal: '1/4' }),
        holds: median(own) < median(times),
      });
    }
}

const isDone = (task: number): boolean => task % 3 === 0;
const titleOf = (task: number): string => `Check the lamp of buoy ${task}`;

function writeOurs(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const each = tasks / files;
  for (let file = 0; file < files; file++) {
    const lines = Array.from({ length: each }, (_, index) => {
      const task = file * each + index;
      return `- [${isDone(task) ? 'x' : ' '}] T${task} ${titleOf(task)}${index === 5 ? ` (depends on T${task - 1})` : ''}`;
    });
    writeFileSync(path.join(folder, `plan-${file}.md`), `# Plan ${file}\n\n## Phase 1: Lamps\n\n${lines.join('\n')}\n`);
  }
}

/** One file for each task: what backlog.md calls a task. Without branches and remotes, which would cost it more. */
function writeBacklog(folder: string): void {
  mkdirSync(path.join(folder, 'backlog/tasks'), { recursive: true });
  writeFileSync(
    path.join(folder, 'backlog/config.yml'),
    [
      'project_name: "bench"',
      'default_status: "To Do"',
      'statuses: ["To Do", "In Progress", "Done"]',
      'labels: []',
      'date_format: yyyy-mm-dd',
      'remote_operations: false',
      'filesystem_only: true',
      'check_active_branches: false',
      'task_prefix: "task"',
      '',
    ].join('\n'),
  );
  for (let task = 1; task <= tasks; task++) {
    const head = [
      `id: TASK-${task}`,
      `title: ${titleOf(task)}`,
      `status: ${isDone(task) ? 'Done' : 'To Do'}`,
      'assignee: []',
      "created_date: '2026-01-01 00:00'",
      'labels: []',
      `dependencies: [${task % 10 === 5 ? `TASK-${task - 1}` : ''}]`,
    ];
    const name = `task-${task} - ${titleOf(task).replaceAll(' ', '-')}.md`;
    writeFileSync(path.join(folder, 'backlog/tasks', name), `---\n${head.join('\n')}\n---\n`);
  }
}

function writeTaskMaster(folder: string): void {
  mkdirSync(path.join(folder, '.taskmaster/tasks'), { recursive: true });
  const list = Array.from({ length: tasks }, (_, task) => ({
    id: task + 1,
    title: titleOf(task),
    description: titleOf(task),
    details: '',
    testStrategy: '',
    status: isDone(task) ? 'done' : 'pending',
    dependencies: task % 10 === 5 ? [task] : [],
    priority: 'medium',
    subtasks: [],
  }));
  const metadata = { created: '2026-01-01T00:00:00.000Z', description: 'bench' };
  writeFileSync(path.join(folder, '.taskmaster/config.json'), '{}');
  writeFileSync(
    path.join(folder, '.taskmaster/tasks/tasks.json'),
    JSON.stringify({ master: { tasks: list, metadata } }),
  );
}
