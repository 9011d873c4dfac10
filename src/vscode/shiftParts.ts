import * as vscode from 'vscode';
import type { ShiftService } from '../core/shifts/shiftService.ts';
import { contextKeys } from './contributions.ts';
import type { PlanStore } from './planStore.ts';
import { ShiftBoards } from './shiftBoards.ts';
import { ShiftCommands } from './shiftCommands.ts';
import { ShiftDocuments } from './shiftDocuments.ts';
import { ShiftQuestions } from './shiftQuestions.ts';
import type { ShiftRow } from './shiftRow.ts';
import { rowsOfBoards } from './shiftRows.ts';
import { ShiftStatus } from './shiftStatus.ts';
import type { ShiftCommand } from './shifts.ts';

export interface ShiftPartsOptions {
  readonly store: PlanStore;
  readonly service: ShiftService;
  readonly showRows: () => void;
}

/** Everything about shifts that is loaded when it is first needed. */
export interface ShiftParts {
  readonly dispose: () => void;
  readonly boards: ShiftBoards;
  readonly questions: ShiftQuestions;
  readonly documents: ShiftDocuments;
  readonly status: ShiftStatus;
  readonly run: (command: ShiftCommand, argument: unknown) => Promise<unknown>;
  /** The rows of the view, of what was looked at for it. */
  readonly rows: () => Promise<readonly ShiftRow[]>;
  readonly setVisible: (visible: boolean) => void;
  readonly lookSoon: () => void;
  /** After a start of the window: what was left in the middle is offered to go on with. */
  readonly lookAfterStart: () => Promise<void>;
}

export function makeShiftParts({ store, service, showRows }: ShiftPartsOptions): ShiftParts {
  const boards = new ShiftBoards(store, service);
  const questions = new ShiftQuestions();
  const documents = new ShiftDocuments();
  const status = new ShiftStatus(boards);
  const commands = new ShiftCommands({ boards, service, questions, documents });
  const changes = boards.onDidChange(showRows);
  return {
    boards,
    questions,
    documents,
    status,
    run: (command, argument) => commands.run(command, argument),
    rows: async () => {
      await boards.looked();
      void vscode.commands.executeCommand('setContext', contextKeys.shiftsLooked, true);
      return rowsOfBoards(boards.all());
    },
    setVisible: (visible) => boards.setVisible(visible),
    lookSoon: () => boards.lookSoon(),
    lookAfterStart: async () => {
      await boards.looked();
      await commands.offerToGoOn();
    },
    dispose: () => {
      for (const part of [changes, boards, documents, status]) part.dispose();
    },
  };
}
