import { endShift } from '../../../../src/node/shift/endShift.ts';
import { startShift } from '../../../../src/node/shift/startShift.ts';
import { type Answers, endOptions, startOptions } from './procedures.ts';

/** What a worker is told: which procedure, where, and after which step it dies. */
export interface ProcedureOrder {
  readonly procedure: 'start' | 'end';
  readonly root: string;
  readonly shift?: number;
  readonly answers: Answers;
  readonly dieAfter?: string;
}

/** Runs a procedure in a process of its own, and kills it as the system would, without a chance to tidy up. */
async function work(order: ProcedureOrder): Promise<void> {
  const die = (step: string): void => {
    if (step === order.dieAfter) process.kill(process.pid, 'SIGKILL');
  };
  const result =
    order.procedure === 'start'
      ? await startShift(startOptions(order.root, order.answers, order.shift, die))
      : await endShift(endOptions(order.root, order.answers, die));
  process.stdout.write(JSON.stringify(result));
}

const [order] = process.argv.slice(2);
if (require.main === module && order !== undefined) void work(JSON.parse(order) as ProcedureOrder);
