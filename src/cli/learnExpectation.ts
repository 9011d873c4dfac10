import path from 'node:path';
import type { RunsheetConfig } from '../core/config/config.ts';
import { findCriteria } from '../core/readiness/criteria.ts';
import { directiveEdit } from '../core/readiness/directiveEdit.ts';
import { type Expectation, expectationText } from '../core/readiness/expectation.ts';
import { editFile } from '../node/editFile.ts';
import type { CheckEntry } from './checkJson.ts';
import type { Shell } from './shell.ts';

/**
 * Writes which end is the good one behind criteria whose plan does not say it, so that it is asked only once and a result
 * that is kept is one of what the plan expects. True where a plan has learned something, and is to be read again.
 */
export async function learnExpectation(
  entries: readonly CheckEntry[],
  expectation: Expectation,
  { root, config }: { readonly root: string; readonly config: RunsheetConfig },
  shell: Pick<Shell, 'complain'>,
): Promise<boolean> {
  const value = expectationText(expectation);
  const { parsePlan } = await import('../core/parse/parser.ts');
  let hasLearned = false;
  for (const { plan, criterion, check } of entries) {
    if (check?.expectation.kind !== 'ask') continue;
    const place = `${plan.path}:${criterion.line + 1}`;
    const { kind } = await editFile<'moved'>(path.join(root, plan.path), (present) => {
      const gates = findCriteria(parsePlan(plan.path, present, config), config);
      const same = gates.flatMap(({ criteria }) => criteria).find(({ key }) => key === criterion.key);
      const text = same?.hash === criterion.hash ? present.split(/\r\n|\n|\r/)[same.line] : undefined;
      const edit = same && text !== undefined ? directiveEdit(text, same.line, 'expect', value) : undefined;
      return edit ? { kind: 'edit', edits: [edit] } : { kind: 'refused', reason: 'moved' };
    });
    if (kind === 'written') hasLearned = true;
    shell.complain(
      kind === 'written'
        ? `${place}: written behind it: <!-- runsheet: expect=${value} -->`
        : `${place}: what is expected could not be written behind it: say it there with <!-- runsheet: expect=${value} -->.`,
    );
  }
  return hasLearned;
}
