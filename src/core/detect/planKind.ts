import type { PlanKind } from '../model.ts';
import { wordsOf } from './identityWords.ts';

const work = new Set('plan plans roadmap todo todos tasks backlog checklist checklists'.split(' '));

/**
 * What a document is for, by its path relative to the root: a handoff, a tracker of progress, else a plan. A name that
 * also has a word for work ("progress-checklist") is a plan: its boxes are meant to be counted.
 */
export function planKind(path: string): PlanKind {
  const words = wordsOf(path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]*$/, ''));
  const text = ` ${words.join(' ')} `;
  if (/ (?:hand ?(?:off|over)s?|next sessions?) /.test(text)) return 'handoff';
  if (words.some((word) => work.has(word))) return 'plan';
  if (/ (?:trackers?|progress) /.test(text)) return 'tracker';
  return /(?:^|\/)(?:\.agent-|session-?)?hand-?(?:offs?|overs?)\//i.test(path) ? 'handoff' : 'plan';
}
