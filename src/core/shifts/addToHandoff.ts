import type { HandoffChange } from './handoffDocument.ts';
import { addAction, addBlocker, addNote, markDone } from './handoffEdits.ts';
import type { HandoffAddition } from './shiftService.ts';

/** The edits that add something to the text of a handoff. */
export function addToHandoff(text: string, addition: HandoffAddition, nowMs: number): HandoffChange {
  const { text: said } = addition;
  switch (addition.kind) {
    case 'blocker': {
      const { priority, needs } = addition;
      return addBlocker(text, {
        text: said,
        sinceMs: nowMs,
        ...(priority && { priority }),
        ...(needs !== undefined && { needs }),
      });
    }
    case 'note':
      return addNote(text, said, nowMs);
    case 'done': {
      const { evidence, verified } = addition;
      return markDone(text, { claim: said, verified, ...(evidence !== undefined && { evidence }) });
    }
    case 'action': {
      const { priority, owner } = addition;
      return addAction(text, { text: said, ...(priority && { priority }), ...(owner !== undefined && { owner }) });
    }
  }
}
