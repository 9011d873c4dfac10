import type { Answer, ProcedureEvent, Question } from '../../core/shifts/procedure.ts';
import type { ShiftRequests } from '../../core/shifts/shiftService.ts';

/** What the thread of a request is started with. */
export interface ShiftWorkerStart {
  readonly kind: keyof ShiftRequests;
  readonly given: ShiftRequests[keyof ShiftRequests]['given'];
}

export type ToShiftWorker =
  { readonly kind: 'cancel' } | { readonly kind: 'answered'; readonly id: number; readonly answer: Answer };

export type FromShiftWorker =
  | { readonly kind: 'ask'; readonly id: number; readonly question: Question }
  | { readonly kind: 'report'; readonly event: ProcedureEvent }
  | { readonly kind: 'answer'; readonly answer: ShiftRequests[keyof ShiftRequests]['answer'] }
  | { readonly kind: 'failed'; readonly message: string };
