import { findEstimate } from '../fields/estimate.ts';
import { findPriority } from '../fields/priority.ts';
import { plainText } from '../text/plainText.ts';
import { type Draft, newDraft } from './draft.ts';

/** The group that a label opens, with the priority and the estimate that the label carries. */
export function groupDraft(label: string, line: number, endLine: number, parent: Draft): Draft {
  const text = plainText(label).trim();
  const draft = newDraft({ type: 'group', kind: 'group', line, endLine, title: text.replace(/:$/, ''), text, parent });
  const priority = findPriority(text);
  if (priority) draft.priority = priority.priority;
  const estimate = findEstimate(text);
  if (estimate) {
    draft.estimate = estimate.estimate;
    draft.title = text.slice(0, estimate.start).trim();
  }
  return draft;
}
