import type { RunsheetConfig } from '../../core/config/config.ts';
import type { MeasuredScore } from '../../core/shifts/measurement.ts';
import type { CheckResult } from './checkResult.ts';
import { Stopped } from './procedure.ts';
import type { ShiftContext, ShiftOptions } from './shiftContext.ts';
import type { EndFacts, HeldShift } from './shiftState.ts';

/** What the checks need of a procedure; *Status Check* has it too. */
export type CheckContext = Pick<ShiftContext, 'root' | 'config' | 'signal'>;

/** Runs the checks of a kind that the configuration names; those that were run by an earlier call are left out by `skip`. */
export type RunChecks = (
  context: CheckContext,
  kind: CheckResult['kind'],
  shift: number,
  skip: (name: string) => boolean,
  each: (result: CheckResult) => Promise<void>,
) => Promise<void>;

export interface EndOptions extends ShiftOptions {
  /** Whether anything is sent; else the shift stays "ending". */
  readonly push: boolean;
  readonly message?: string;
  readonly runChecks?: RunChecks;
  /** What is proven, of the files as they are; undefined where no plan has anything to be ready. */
  readonly readScore?: (
    root: string,
    config: RunsheetConfig,
    nowMs: number,
    signal?: AbortSignal,
  ) => Promise<MeasuredScore | undefined>;
}

export interface EndContext extends ShiftContext {
  readonly wanted: Pick<EndOptions, 'push' | 'message' | 'runChecks' | 'readScore'>;
  held: HeldShift;
  readonly journal: { readonly facts: EndFacts; readonly note: (facts: EndFacts) => Promise<void> };
  /** Why nothing can be sent now, once that is known. */
  offline: string | undefined;
}

/** The remote of a shift that is claimed there. */
export function remoteOf({
  held,
  state,
}: EndContext): { readonly remote: string; readonly branch: string } | undefined {
  return state?.target && held.remote === state.target.remote ? state.target : undefined;
}

export function trouble(sentence: string, remedy: string): Stopped {
  return new Stopped({ reason: 'trouble', sentence, remedy });
}

export const goOn = 'Then give the same command again: it goes on from here.';
