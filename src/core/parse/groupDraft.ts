import { findEstimate } from '../fields/estimate.ts';
import { readItemId } from '../fields/itemId.ts';
import { findPriority } from '../fields/priority.ts';
import { plainText } from '../text/plainText.ts';
import { remembered } from '../text/remembered.ts';
import { type Draft, newDraft } from './draft.ts';

/**
 * The group that a label opens, with the priority and the estimate that the label carries.
 *
 * @param isTitle the label is the title of a task: it may have an id, and the fields below are its own (`Draft.bold`)
 */
export function groupDraft(label: string, line: number, endLine: number, parent: Draft, isTitle = false): Draft {
  const facts = isTitle ? titleFacts(label) : labelFacts(label);
  const { text, title } = facts;
  const draft = newDraft({ type: 'group', kind: 'group', line, endLine, title, text, bold: isTitle, parent });
  if (facts.priority) draft.priority = facts.priority;
  if (facts.estimate) draft.estimate = facts.estimate;
  if (facts.id !== undefined) draft.id = facts.id;
  if (facts.unit !== undefined) draft.unit = facts.unit;
  return draft;
}

type GroupFacts = Pick<Draft, 'text' | 'title'> & Partial<Pick<Draft, 'priority' | 'estimate' | 'id' | 'unit'>>;

const labelFacts = remembered((label): GroupFacts => {
  const text = plainText(label).trim();
  const priority = findPriority(text);
  const estimate = findEstimate(text);
  return {
    text,
    title: estimate ? text.slice(0, estimate.start).trim() : text.replace(/:$/, ''),
    ...(priority && { priority: priority.priority }),
    ...(estimate && { estimate: estimate.estimate }),
  };
});

const titleFacts = remembered((label): GroupFacts => {
  const facts = labelFacts(label);
  const { id, unit, title } = readItemId(facts.title);
  return id === undefined || title === '' ? facts : { ...facts, id, title, ...(unit !== undefined && { unit }) };
});
