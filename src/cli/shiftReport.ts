import { visibleText } from '../core/run/lane/visibleText.ts';
import type { ProcedureEvent, Stop } from '../node/shift/procedure.ts';
import { exitCodes } from './exitCodes.ts';
import type { Shell } from './shell.ts';

/** One step as JSON has it. */
export interface StepJson {
  readonly step: string;
  readonly outcome: string;
  readonly text: string;
  readonly detail: readonly string[];
  readonly earlier: boolean;
}

export interface StepReport {
  readonly report: (event: ProcedureEvent) => void;
  readonly steps: readonly StepJson[];
  readonly signal: AbortSignal;
  readonly release: () => void;
}

const marks = { done: '✓', warned: '!', skipped: '-' } as const;

/** Shows the steps while they run, and turns Ctrl+C into a stop behind the step that runs. */
export function reportSteps(json: boolean, shell: Shell): StepReport {
  const steps: StepJson[] = [];
  const control = new AbortController();
  const cancel = (): void => control.abort();
  for (const name of ['SIGINT', 'SIGQUIT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, cancel);
  const write = (line: string): void => {
    const text = `${visibleText(line)}\n`;
    if (json) process.stderr.write(text);
    else shell.write(text);
  };
  return {
    steps,
    signal: control.signal,
    report: (event) => {
      if (event.kind === 'begun') return;
      const { step, title, outcome, earlier } = event;
      if (outcome.kind === 'stopped') {
        steps.push({ step, outcome: 'stopped', text: outcome.stop.sentence, detail: [], earlier });
        return;
      }
      const { kind, text, detail = [] } = outcome;
      steps.push({ step, outcome: kind, text, detail, earlier });
      write(`${marks[kind]} ${title}: ${earlier ? 'done before. ' : ''}${text}`);
      if (!earlier) for (const line of detail) write(`    ${line}`);
    },
    release: () => {
      for (const name of ['SIGINT', 'SIGQUIT', 'SIGTERM', 'SIGHUP'] as const) process.off(name, cancel);
    },
  };
}

/** Says why it went no further, and what to do. */
export function complainOf(stop: Stop, shell: Shell): number {
  for (const line of [...stop.sentence.split('\n'), ...stop.remedy.split('\n')])
    if (line.trim() !== '') shell.complain(visibleText(line));
  return exitCodeOf(stop);
}

export function exitCodeOf({ reason }: Stop): number {
  switch (reason) {
    case 'lost':
      return exitCodes.claimLost;
    case 'question':
      return exitCodes.wrongUse;
    case 'cancelled':
      return 130;
    case 'trouble':
    case 'pending':
    case 'busy':
      return exitCodes.findings;
  }
}

/** Why it stopped, for machines: instants in ISO. */
export function stopJson({ reason, sentence, remedy, claim, question }: Stop) {
  return {
    reason,
    message: sentence,
    remedy,
    ...(claim && {
      holder: claim.holder,
      ...(claim.agent !== undefined && { agent: claim.agent }),
      since: new Date(claim.sinceMs).toISOString(),
    }),
    ...(question && { question: question.id, flag: question.flag }),
  };
}
