import { changeTask, readSteadily } from '../../../src/node/changeTask.ts';

/**
 * A process that ticks and unticks tasks of a file, several at a time, each of them `rounds` times, and prints what became
 * of each as a line of JSON: `node tickWorker.js FILE FIRST LAST ROUNDS [--parents]`.
 */
const [file = '', first = '0', last = '0', rounds = '1', parents] = process.argv.slice(2);

async function tickAll(task: number): Promise<void> {
  for (let round = 0; round < Number(rounds); round++) {
    const state = round % 2 === 0 ? 'done' : 'open';
    const read = await readSteadily(file, process.cwd());
    if ('unreadable' in read) throw new Error(read.unreadable);
    const name = { kind: 'id', id: `T${String(task).padStart(3, '0')}` } as const;
    const { kind } = await changeTask({ file, read, name, state, parents: parents !== undefined });
    process.stdout.write(`${JSON.stringify({ task, state, kind })}\n`);
  }
}

const tasks = Array.from({ length: Number(last) - Number(first) + 1 }, (_, index) => Number(first) + index);
void Promise.all(tasks.map(tickAll));
