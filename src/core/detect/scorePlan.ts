import type { PlanKind } from '../model.ts';
import { identityOfHeading, teachingWord, wordsOf } from './identityWords.ts';
import { planKind } from './planKind.ts';
import { type PlanFacts, scanFacts } from './scanFacts.ts';
import { type PathScore, scorePath, type ScoreTerm } from './scorePath.ts';

/** `possible`: not shown, one click away. */
export type PlanVerdict = 'plan' | 'possible' | 'no';

export interface PlanScore {
  readonly score: number;
  readonly verdict: PlanVerdict;
  readonly kind: PlanKind;
  /** The sum, term by term; what decided without a sum stands here with 0 points. */
  readonly terms: readonly ScoreTerm[];
}

/** What the configuration says about a path. */
export interface ConfigVerdict {
  readonly verdict: 'plan' | 'no';
  /** The key and glob that decided: `plans: docs/**`. */
  readonly reason: string;
}

/** At this score a document is shown; 88 of 100 are plans then. */
const planAt = 4;
const possibleAt = 3;
/** Words of a name that promise work, not only a document about it. */
const promises = /^(?:plans?|roadmaps?|todos?|tasks|backlog|checklists?|milestones|hand(?:offs?|overs?)|workplan)$/;

/**
 * Whether a document is a plan. A marker in the document decides first, then the configuration, then the name, then the
 * sum: boxes alone do not tell (many plans have none, most other lists have some).
 *
 * @param path relative to the root, with `/`
 * @param config what the globs of the configuration say, if they say anything
 * @param pathScore what `scorePath` said, where the caller has it already
 */
export function scorePlan(
  path: string,
  facts: PlanFacts,
  config?: ConfigVerdict,
  pathScore: PathScore = scorePath(path),
): PlanScore {
  const heading = identityOfHeading(facts.title ?? '');
  const identity = [
    ...pathScore.terms,
    ...(heading === undefined ? [] : [{ points: 1, reason: `first heading says "${heading}"` }]),
  ];
  const kind = planKind(path);
  const terms = [
    ...identity,
    ...structureTerms(facts, kind, isListName(path)),
    ...recordTerm(pathScore, facts),
    ...(kind === 'handoff' ? [] : teachingTerm(facts.title ?? '')),
  ];
  const score = terms.reduce((sum, term) => sum + term.points, 0);
  const decided = decide(facts, config, pathScore, identity.length > 0);
  const verdict = decided?.verdict ?? verdictOf(score, facts, isListName(path), isPromised(path, facts.title ?? ''));
  return {
    score,
    verdict,
    kind: verdict === 'no' ? 'other' : kind,
    terms: decided ? [...terms, { points: 0, reason: decided.reason }] : terms,
  };
}

/**
 * The same of a text, as quickly as that can be said: most plans are plans by their name, their title and their first boxes.
 * The terms are all of them only where the verdict is another than `plan`.
 */
export function scoreText(path: string, text: string, config?: ConfigVerdict, pathScore = scorePath(path)): PlanScore {
  const enough = pathScore.record === undefined ? planAt - pathScore.score : Infinity;
  const quick = scorePlan(path, scanFacts(text, enough), config, pathScore);
  return quick.verdict === 'plan' ? quick : scorePlan(path, scanFacts(text), config, pathScore);
}

/** `[ARCHIVED - see ROADMAP.md] Roadmap`, `Roadmap (archived)`, `ARCHIVED: Roadmap`; "Archive old orders: plan" is work. */
const retired =
  /[[(](?:archived|deprecated|obsolete|superseded|retired)\b[^\])]{0,200}[\])]|^(?:archived|deprecated|obsolete|superseded)\s?[:–—-]/i;

/** What beats the sum. */
function decide(
  facts: PlanFacts,
  config: ConfigVerdict | undefined,
  path: PathScore,
  identified: boolean,
): ConfigVerdict | undefined {
  if (facts.marker === 'plan') return { verdict: 'plan', reason: 'marked as a plan: <!-- runsheet: plan -->' };
  if (facts.marker === 'ignore') return { verdict: 'no', reason: 'marked as no plan: <!-- runsheet: ignore -->' };
  if (config) return config;
  if (path.excluded !== undefined) return { verdict: 'no', reason: `excluded: ${path.excluded}` };
  if (retired.test((facts.title ?? '').slice(0, 300))) return { verdict: 'no', reason: 'retired by its first heading' };
  if (!identified) return { verdict: 'no', reason: 'neither path nor first heading says that it is a plan' };
  if (facts.headings === 0 && facts.listItems === 0) return { verdict: 'no', reason: 'no heading and no list in it' };
  return undefined;
}

/** Names of files that are lists of work, whatever form their lists have; `docs/harbour-plan.md` may be a design. */
const listNames =
  /^(?:[\p{L}\d]+ ){0,2}(?:roadmap|road map|todos?|to dos?|todo list|to do list|todolist|tasks|task ?list|punch ?list|backlog|checklist|milestones|work ?plan|cronograma)(?: (?:\d+|[a-z]{2}))?$|^(?:(?:implementation|project|development|dev|sprint|release|launch|migration|delivery|work|execution|mvp|build|action|roll ?out|cutover) )?plan$|^(?:project|release|delivery|development) timeline$|^tareas$|^tarefas$|^pendientes$/u;

function isListName(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '');
  return listNames.test(wordsOf(name).join(' '));
}

/** Whether both the name and the first heading say that this is a plan. */
function isPromised(path: string, title: string): boolean {
  const says = (text: string): boolean => wordsOf(text).some((word) => promises.test(word));
  return says(path.slice(path.lastIndexOf('/') + 1)) && says(title) && teachingWord(title) === undefined;
}

/**
 * @param named whether the name of the file says that it lists work
 * @param promised whether this says it is a plan, by name and by heading: its work may be in plain lists then
 */
function verdictOf(score: number, facts: PlanFacts, named: boolean, promised: boolean): PlanVerdict {
  if (score >= planAt) return 'plan';
  const units = facts.unitHeadings >= 2 && (facts.labelKinds.length >= 3 || facts.listedSections >= 2);
  const lists = named && (facts.unitHeadings >= 2 || facts.listItems >= 3);
  const hasTask = lists || facts.boxes > 0 || facts.taskHeadings > 0 || facts.statusRows > 0 || units;
  if (score >= possibleAt && hasTask) return 'possible';
  return promised && score >= possibleAt - 1 && hasText(facts) ? 'possible' : 'no';
}

/** Headings over lists, or as many headings as may be the work themselves. */
function hasText({ headings, listItems }: PlanFacts): boolean {
  return headings >= (listItems >= 3 ? 3 : 5);
}

/** @param promised whether the name of the file says that it lists work: lists below headings are structure then */
function structureTerms(facts: PlanFacts, kind: PlanKind, promised: boolean): ScoreTerm[] {
  const { boxes, listItems } = facts;
  const terms: ScoreTerm[] = [];
  const add = (holds: boolean, reason: string) => {
    if (holds) terms.push({ points: 1, reason });
  };
  add(facts.unitHeadings >= 2, `${facts.unitHeadings} numbered headings such as "Phase 1"`);
  add(boxes >= 3, `${boxes} boxes, 3 or more`);
  add(boxes >= 10, `${boxes} boxes, 10 or more`);
  add(boxes > 0 && boxes * 10 >= listItems * 4, `${boxes} of ${listItems} list items have a box`);
  add(facts.labelKinds.length >= 2, `labels of a plan: ${facts.labelKinds.join(', ')}`);
  add(facts.statusHeadings >= 2, `${facts.statusHeadings} headings with a status`);
  add(facts.statusRows >= 2, `${facts.statusRows} rows of tables with a status`);
  const sections = facts.listedSections >= 2 ? `${facts.listedSections} sections with lists` : `a list of ${listItems}`;
  const isListed = facts.unitHeadings >= 2 && facts.listedSections >= 2;
  add((promised || isListed) && boxes === 0 && listItems >= 3, sections);
  const handoff = kind === 'handoff' && facts.handoffHeadings >= 2;
  add(handoff, `${facts.handoffHeadings} headings of a handoff such as "Next steps"`);
  return terms.length > 0 ? terms : [{ points: -1, reason: 'no structure of a plan' }];
}

function teachingTerm(title: string): ScoreTerm[] {
  const word = teachingWord(title);
  return word === undefined ? [] : [{ points: -2, reason: `first heading ends with "${word}"` }];
}

/** A record of finished work has no open work; one with ten open boxes is a plan with an unlucky name. */
function recordTerm(path: PathScore, facts: PlanFacts): ScoreTerm[] {
  if (path.record === undefined) return [];
  const open = facts.openBoxes >= 10;
  const reason = `file name says "${path.record}"${open ? `, but ${facts.openBoxes} boxes are open` : ''}`;
  return [{ points: open ? -1 : -4, reason }];
}
