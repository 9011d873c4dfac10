import { findEstimate } from '../fields/estimate.ts';
import { readItemId } from '../fields/itemId.ts';
import { findPriority } from '../fields/priority.ts';
import { plainText } from '../text/plainText.ts';
import { type Draft, newDraft } from './draft.ts';

/**
 * The group that a label opens, with the priority and the estimate that the label carries.
 *
 * @param isTitle the label is the title of a task: it may have an id, and the fields below are its own (`Draft.bold`)
 */
export function groupDraft(label: string, line: number, endLine: number, parent: Draft, isTitle = false): Draft {
  const text = plainText(label).trim();
  const title = text.replace(/:$/, '');
  const draft = newDraft({ type: 'group', kind: 'group', line, endLine, title, text, bold: isTitle, parent });
  const priority = findPriority(text);
  if (priority) draft.priority = priority.priority;
  const estimate = findEstimate(text);
  if (estimate) {
    draft.estimate = estimate.estimate;
    draft.title = text.slice(0, estimate.start).trim();
  }
  const named = isTitle ? readItemId(draft.title) : { title: '' };
  if (named.id !== undefined && named.title !== '') {
    draft.id = named.id;
    draft.title = named.title;
    if (named.unit !== undefined) draft.unit = named.unit;
  }
  return draft;
}
