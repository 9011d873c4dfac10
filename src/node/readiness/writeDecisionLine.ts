import type { RunsheetConfig } from '../../core/config/config.ts';
import { findCriteria } from '../../core/readiness/criteria.ts';
import { decisionEdit } from '../../core/readiness/decisionText.ts';
import { editFile } from '../editFile.ts';

/** What became of the line; `line` is 0-based. */
export type DecisionLine =
  | { readonly kind: 'written'; readonly line: number }
  /** The plan has no decision point and no approval for it. */
  | { readonly kind: 'not asked' }
  /** A sentence. */
  | { readonly kind: 'failed'; readonly why: string };

/**
 * Writes a decision where a plan that no editor has open asks for it, safely beside everybody else who writes the file.
 *
 * @param file absolute
 * @param path relative to the root, with `/`
 * @param text as `decisionText` gives it
 */
export async function writeDecisionLine(
  file: string,
  path: string,
  config: RunsheetConfig,
  text: string,
  phaseKey: string | undefined,
): Promise<DecisionLine> {
  const { parsePlan } = await import('../../core/parse/parser.ts');
  let line = 0;
  const outcome = await editFile<'not asked'>(file, (present) => {
    const plan = parsePlan(path, present, config);
    const lines = present.split(/\r\n|\n|\r/);
    const edit = decisionEdit(plan, lines, findCriteria(plan, config), text, phaseKey);
    if (!edit) return { kind: 'refused', reason: 'not asked' };
    line = edit.line + (edit.newText === text ? 0 : 2);
    return lines[edit.line] === edit.newText ? { kind: 'unchanged' } : { kind: 'edit', edits: [edit] };
  });
  switch (outcome.kind) {
    case 'written':
    case 'unchanged':
      return { kind: 'written', line };
    case 'refused':
      return { kind: 'not asked' };
    case 'overwritten':
      return { kind: 'failed', why: 'Another program keeps writing it.' };
    case 'failed':
      return { kind: 'failed', why: outcome.message };
  }
}
