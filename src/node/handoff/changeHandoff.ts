import path from 'node:path';
import type { HandoffChange } from '../../core/shifts/handoffDocument.ts';
import { editFile } from '../editFile.ts';

/**
 * Changes a handoff that no editor has open, safely beside everybody else who writes it. What stands there already is not
 * written again.
 *
 * @param at path relative to the root, with `/`
 * @returns a sentence that says why nothing was changed, where that is so
 */
export async function changeHandoff(
  root: string,
  at: string,
  change: (text: string) => HandoffChange,
): Promise<{ readonly refused: string } | undefined> {
  const outcome = await editFile<string>(path.join(root, at), (text) => {
    const wanted = change(text);
    if ('refused' in wanted) return { kind: 'refused', reason: wanted.refused };
    const isThere = wanted.edits.every(({ newText }) => newText.trim() !== '' && text.includes(newText.trim()));
    return isThere ? { kind: 'unchanged' } : { kind: 'edit', edits: wanted.edits };
  });
  if (outcome.kind === 'written' || outcome.kind === 'unchanged') return undefined;
  if (outcome.kind === 'refused') return { refused: outcome.reason };
  if (outcome.kind === 'overwritten') return { refused: 'Another program keeps writing it: try again.' };
  return { refused: outcome.trouble === 'missing' ? 'It does not exist.' : outcome.message };
}
