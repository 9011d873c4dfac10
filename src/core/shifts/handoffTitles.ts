import { stripDecoration } from '../text/decoration.ts';
import { plainText } from '../text/plainText.ts';
import type { HandoffHead, HandoffSection } from './handoff.ts';

/** The sections with the headings that Runsheet writes. */
export const sectionTitles: Readonly<Record<HandoffSection, string>> = {
  status: 'Status',
  summary: 'Summary',
  done: 'Done',
  inProgress: 'In progress',
  blockers: 'Blockers',
  actions: 'Actions for the next shift',
  watch: 'Watch, and what to do if',
  facts: 'Facts',
  receivedBy: 'Received by',
};

export const sectionOrder: readonly HandoffSection[] = Object.keys(sectionTitles).filter(isSection);

function isSection(name: string): name is HandoffSection {
  return name in sectionTitles;
}

/**
 * The headings that people, agents and scripts write for them. The first that fits counts, so what is narrow stands
 * before what is wide: "next steps" before "steps", "blockers and issues" before "issues".
 */
const headings: readonly (readonly [HandoffSection, RegExp])[] = [
  ['receivedBy', /^(?:received(?: by)?|read ?back|acknowledge(?:d|ment)(?: by)?|synthesis(?: by receiver)?)\b/],
  ['actions', /^(?:(?:recommended|suggested|immediate|priority|prioriti[sz]ed) )?(?:next|upcoming)\b(?! shift notes)/],
  ['actions', /^(?:actions?|action items|action list|to-?do|to do|todos|follow-?ups?|recommendations|priorities)\b/],
  ['actions', /^(?:what'?s next|what is next|for the next|hand(?:off|over) to|tasks for|remaining (?:tasks|work))\b/],
  ['blockers', /^(?:open |current |known |active )?(?:blockers?|blocked|blocking|impediments?|issues?|problems?)\b/],
  [
    'inProgress',
    /^(?:(?:currently |still |work )?in[ -]progress|ongoing|wip|unfinished|partial(?:ly)?|not (?:yet )?)\b/,
  ],
  ['inProgress', /^(?:current (?:work|tasks?|focus)|started(?! at)|left open|open work|incomplete|pending)\b/],
  ['done', /^(?:done|completed?|accomplish(?:ed|ments)|achieve(?:d|ments)|finished|delivered|deliverables)\b/],
  [
    'done',
    /^(?:(?:tasks|work|items) (?:completed|done|finished)|what (?:was|i|we|has been) (?:done|did|built|changed))\b/,
  ],
  ['done', /^(?:changes(?: made)?|what changed|files changed|shipped)\b/],
  [
    'watch',
    /^(?:watch|risks?|contingenc(?:y|ies)|warnings?|caveats?|gotchas?|notes?|important|heads[ -]?up|lessons?)\b/,
  ],
  ['watch', /^(?:things to (?:know|watch)|what to do if|if |known risks|be careful|shift notes|next shift notes)/],
  ['facts', /^(?:facts|test(?:s| results?| status)?|services?|metrics|environment|git|commits?|docker|health|api)\b/],
  ['facts', /^(?:key (?:figures|metrics)|system (?:state|status)|service status|connection pool|score|production)\b/],
  ['status', /^(?:(?:current|overall|shift|project|session) )?(?:status|state|condition|severity|illness severity)\b/],
  ['summary', /^(?:(?:executive|shift|session|work|quick) )?(?:summary|overview|tl;?dr|context|background|synopsis)\b/],
  ['summary', /^(?:where (?:we|things) (?:are|stand)|what happened|objectives?|goals?|focus)\b/],
];

/** A heading without number, decoration and emphasis. */
export function bareTitle(heading: string): string {
  return stripDecoration(plainText(heading.slice(0, 300)))
    .replace(/^(?:section )?\d{1,2}(?:[.):]| -)?\s+/i, '')
    .replace(/[:：]$/, '')
    .trim();
}

/** The section that a heading opens; undefined for any other heading. */
export function sectionOf(heading: string): HandoffSection | undefined {
  const title = stripDecoration(bareTitle(heading)).toLowerCase().replace(/\s+/g, ' ');
  if (title === '' || title.length > 80) return undefined;
  return headings.find(([, pattern]) => pattern.test(title))?.[0];
}

const keys: readonly (readonly [keyof HandoffHead, RegExp])[] = [
  ['shift', /^(?:shift|shift (?:number|no\.?|#|id))$/],
  ['agent', /^(?:agent|agent (?:type|role)|role|type|team|crew)$/],
  ['holder', /^(?:holder|held by|by|author|written by|from|name|operator|engineer|agent name|owner|handed over by)$/],
  ['state', /^(?:state|status|shift (?:state|status))$/],
  ['startedAtMs', /^(?:started|start|starts|start time|started at|began|begin|shift start|start date|date)$/],
  ['endedAtMs', /^(?:ended|end|ends|end time|ended at|finished|finished at|completed|completed at|shift end)$/],
  ['startCommit', /^(?:start(?:ing)? commit|commit at start|base commit|from commit)$/],
  ['endCommit', /^(?:end(?:ing)? commit|final commit|last commit|latest commit|commit|commit sha|commit at end|head)$/],
  ['score', /^(?:score|(?:production|current|final|overall|end) (?:score|readiness)(?: score)?|readiness|progress)$/],
];

/** The key of the head that a label names; undefined for any other label. */
export function headKeyOf(label: string): keyof HandoffHead | undefined {
  const name = stripDecoration(label).toLowerCase().replace(/\s+/g, ' ').trim();
  return keys.find(([, pattern]) => pattern.test(name))?.[0];
}

/** The lines of the head as Runsheet writes them. */
export const headLabels: Readonly<Record<keyof HandoffHead, string>> = {
  shift: 'Shift',
  agent: 'Agent',
  holder: 'Held by',
  state: 'State',
  startedAtMs: 'Started',
  endedAtMs: 'Ended',
  startCommit: 'Start commit',
  endCommit: 'End commit',
  score: 'Score',
};
