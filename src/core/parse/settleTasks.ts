import { readDependencies } from '../fields/dependencies.ts';
import { type NamedFile, readFileReferences } from '../fields/fileReferences.ts';
import type { Status } from '../model.ts';
import { pushAll } from '../pushAll.ts';
import type { Slices } from '../slices.ts';
import { plainText } from '../text/plainText.ts';
import { readStatusWord } from '../text/statusWords.ts';
import { isBoldTask, isNamedTask, nameTask } from './boldTasks.ts';
import { noteBoldItems, tellBoldTopics } from './boldTopics.ts';
import { type Body, followContent, give, notedBodies } from './body.ts';
import type { CodeBlock } from './block.ts';
import { ancestor, type Draft, newDraft, pass, setChildren, walk } from './draft.ts';
import type { ChosenPhases } from './choosePhases.ts';
import { inPhase, isDependencyLabel, isInTask, isTaskHeading, noteStatedTasks } from './headingTasks.ts';
import { judgedHeadings } from './judgedHeadings.ts';
import { isListedHeading, type KnownPlaces, listsTickets } from './listedHeading.ts';
import { noteListed } from './listedLook.ts';
import { isPlanItself } from './planItself.ts';
import { mergeRows, noteIds } from './mergeRows.ts';
import { nameOnlyWork, numberedWork, startsWithSign, workOf } from './phaseWork.ts';
import { normalize, roleOfLabel } from './roleOfLabel.ts';
import { addStatedEdges } from './statedEdges.ts';
import { isStateOrBacklog } from './statusLists.ts';
import { isMustHave } from './wishes.ts';

/**
 * Decides which sections and bullets are tasks, now that the phases are known:
 * headings with a task number or task fields, bold items with boxes under them (plain numbered ones are groups), bold or
 * numbered items with an estimate, the bullets of a gate (criteria without a box) and of a priority list, and the bullets
 * in a fence of another language.
 */
export function* settleTasks(
  root: Draft,
  { phases, listed, weights }: ChosenPhases,
  bodies: readonly Body[],
): Slices<void> {
  addStatedEdges(root);
  const known: KnownPlaces = new Map();
  // What is to come stands in headings, where what is done has boxes.
  const bare = listed ? [] : phases.filter((phase) => phase.boxes === 0 && isStateOrBacklog(phase));
  const isListed = (draft: Draft): boolean =>
    !draft.phase &&
    (listed ? phases.length === 0 || inPhase(draft) : bare.some((phase) => holds(phase, draft))) &&
    isListedHeading(draft, known);
  const isJudged = judgedHeadings(weights);
  const isOver = (draft: Draft): boolean => listed && draft.unit === undefined && listsTickets(draft);
  settleHeads(root, (draft) => ((isTaskHeading(draft) || isListed(draft)) && !isOver(draft)) || isJudged(draft));
  yield;
  for (const body of bodies) {
    give(body, 'inPhase', body.section.phase || inPhase(body.section));
    give(body, 'isTask', body.section.type === 'task');
    give(body, 'inTask', isInTask(body.section));
    give(body, 'statusAbove', statusFrom(body.section));
  }
  noteStatedTasks(bodies);
  yield;
  noteIds(bodies);
  mergeRows(root);
  for (const body of bodies) {
    give(body, 'statusAboveLate', statusFrom(body.section));
    give(body, 'boxless', body.section.boxes === 0);
    give(body, 'priority', body.section.priority);
  }
  yield;
  // Sections that are phases for want of others leave work beside them; numbered phases hold all of it.
  const holdAll = phases.some((phase) => phase.unit !== undefined || (listed && isPlanItself(phase)));
  const places = holdAll ? phases : [root, ...phases];
  const bullets = new Set(listed ? workOf(places) : phases.flatMap(numberedWork));
  if (listed) {
    phases.forEach(nameOnlyWork);
    noteListed(bodies, bullets);
  } else for (const bullet of bullets) bullet.meddled = true;
  noteBoldItems(bodies);
  settleBullets(root, { listed: bullets, noted: notedBodies(bodies), areTopics: tellBoldTopics(bodies) });
  yield;
  const lift = (draft: Draft): void => {
    liftDependencies(draft);
    sayOptionalOnce(draft);
  };
  walk(root, lift, pass);
  followContent(bodies);
  for (const body of bodies)
    give(body, 'optionalAbove', body.section.optional || ancestor(body.section, (at) => at.optional) !== undefined);
}

function holds(phase: Draft, draft: Draft): boolean {
  return ancestor(draft, (at) => at === phase) !== undefined;
}

/** @param isTask asked of sections */
export function settleHeads(root: Draft, isTask: (section: Draft) => boolean): void {
  const settle = (draft: Draft): void => {
    const isNamed = isNamedTask(draft);
    if ((draft.type === 'section' && isTask(draft)) || isNamed || isBoldTask(draft)) {
      if (isNamed) nameTask(draft);
      draft.type = 'task';
      draft.kind = 'task';
      if (draft.status === 'unboxed') draft.status = statusAbove(draft);
      addFenceSteps(draft);
    }
  };
  walk(root, settle, pass);
}

/** What stands in something optional is so by that. */
export function sayOptionalOnce(draft: Draft): void {
  if (draft.optional && ancestor(draft, (at) => at.optional)) draft.optional = false;
}

/** Whether dependencies that are said of a section are said of one above it. */
export function isLifted(draft: Draft): boolean {
  return ownerOfDependencies(draft) !== undefined;
}

/**
 * A stream that ends with the sections of its weeks has its dependencies at the foot of the last week: they belong to the
 * section that carries the owner, the priority or the effort.
 */
function liftDependencies(draft: Draft): void {
  const owned = ownerOfDependencies(draft);
  if (!owned) return;
  pushAll(owned.dependsOn, draft.dependsOn);
  draft.dependsOn.length = 0;
}

function ownerOfDependencies(draft: Draft): Draft | undefined {
  if (draft.type !== 'section' || draft.dependsOn.length === 0 || isOwned(draft)) return undefined;
  return ancestor(draft, (at) => at.type === 'section' && isOwned(at));
}

function isOwned(draft: Draft): boolean {
  return draft.owner !== undefined || draft.priority !== undefined || draft.estimate !== undefined;
}

/** Languages whose code may hold lines that begin with a dash. */
const listLanguages = new Set([
  '',
  'md',
  'markdown',
  'yaml',
  'yml',
  'text',
  'txt',
  'diff',
  'mermaid',
  'sh',
  'bash',
  'zsh',
  'fish',
  'shell',
  'console',
]);

/** "# File: x.py" and "- Implement y" in a python fence: no code, but the steps of the task above it. */
function addFenceSteps(task: Draft): void {
  for (const { line, block } of task.code) {
    if (!block) continue;
    const { file, steps } = fenceFacts(block);
    if (file && !task.files.some(({ path }) => path === file.path)) task.files.push({ ...file, line: line + 1 });
    if (steps.length === 0) continue;
    const drafts = steps.map(({ index, text }) => {
      const at = line + 1 + index;
      return newDraft({ type: 'task', kind: 'step', line: at, endLine: at + 1, title: text, text, parent: task });
    });
    // Its own text stands before the headings below it.
    const first = task.children.findIndex((child) => !child.stands && child.depth > 0);
    task.children.splice(first < 0 ? task.children.length : first, 0, ...drafts);
  }
}

interface FenceFacts {
  /** `# File: monitoring/observer.py`, `// internal/auth/jwt.go` at the top of a block: the file it is about. */
  readonly file?: NamedFile;
  /** With their lines in the body. */
  readonly steps: readonly { readonly index: number; readonly text: string }[];
}

const fences = new WeakMap<CodeBlock, FenceFacts>();

/** Reads a block once: each reading of the document asks for it again. */
function fenceFacts(block: CodeBlock): FenceFacts {
  let facts = fences.get(block);
  if (!facts) {
    const [first = ''] = block.body.split('\n', 1);
    const file = /^\s{0,8}(?:#|\/\/|--|\/\*|<!--)/.test(first) ? readFileReferences(first)[0] : undefined;
    facts = { ...(file && { file }), steps: stepsOf(block) };
    fences.set(block, facts);
  }
  return facts;
}

function stepsOf({ body, fenced, language }: CodeBlock): FenceFacts['steps'] {
  if (!fenced || listLanguages.has(language)) return [];
  const lines = body.split('\n');
  const bullets = lines.flatMap((text, index) => (/^\s{0,8}[-*] \S/.test(text) ? [index] : []));
  const rest = lines.filter((text) => text.trim() !== '' && !/^\s{0,8}(?:[-*] |#|\/\/)/.test(text));
  if (bullets.length < 2 || rest.length > 0) return [];
  return bullets.map((index) => ({ index, text: plainText((lines[index] ?? '').trim().slice(2)).trim() }));
}

/** What bullets are settled by. */
interface Settling {
  /** Bullets that are tasks by their place. */
  readonly listed: ReadonlySet<Draft>;
  /** The sections of which is noted what their lists add to them. */
  readonly noted: ReadonlyMap<Draft, Body>;
  /** Numbered bold items over boxes sort them, see boldTopics.ts. */
  readonly areTopics: boolean;
}

export function settleBullets(draft: Draft, by: Settling): void {
  const { listed, noted, areTopics } = by;
  if (draft.type !== 'bullet' && !draft.mark && isDependencyLabel(draft.text)) takeDependencies(draft);
  const kept: Draft[] = [];
  const body = noted.get(draft);
  const before = lengths(draft);
  let behind = before;
  for (const child of draft.children) {
    if (child.stands) {
      pushAll(draft.dependsOn, child.stands.lateDependsOn);
      pushAll(draft.code, child.stands.lateCode);
      kept.push(child);
      continue;
    }
    settleBullets(child, by);
    if (child.type !== 'bullet') kept.push(child);
    else if (listed.has(child) || becomesTask(child, areTopics)) {
      child.type = 'task';
      child.kind = 'task';
      // "☑ Oil the hinges" says how far it is; under criteria such a sign is only a claim.
      if (child.status === 'unboxed' && listed.has(child)) child.status = statusOfStart(child.text);
      if (child.status === 'unboxed') child.status = statusAbove(child);
      if (isPriorityList(draft) && draft.priority) child.priority ??= draft.priority;
      kept.push(child);
    } else if (child.boxes > 0 || child.children.some((below) => below.type === 'task')) {
      // A plain bullet over boxes only says what they are about.
      child.type = 'group';
      child.kind = 'group';
      child.title = child.title.replace(/\s?[:：]$/, '');
      kept.push(child);
    } else {
      // What stands in it still belongs to the place: its commands can be run.
      pushAll(draft.code, child.code);
      for (const below of child.children) if (below.type === 'group') pushAll(draft.code, below.code);
    }
    // Its own text stands before the headings below it, which may add to it too.
    if (child.depth === 0) behind = lengths(draft);
  }
  if (body?.notes) {
    body.notes.facts.lateDependsOn = draft.dependsOn.slice(before.dependsOn, behind.dependsOn);
    body.notes.facts.lateCode = draft.code.slice(before.code, behind.code);
  }
  setChildren(draft, kept);
}

function lengths({ dependsOn, code }: Draft): { readonly dependsOn: number; readonly code: number } {
  return { dependsOn: dependsOn.length, code: code.length };
}

function statusOfStart(text: string): Status {
  return startsWithSign.test(text) ? (readStatusWord(text.slice(0, 300)).status ?? 'unboxed') : 'unboxed';
}

/** What the headings above say of how far the work is: "Done", "✅ Phase 1". */
function statusAbove(draft: Draft): Status {
  return statusFrom(draft.parent);
}

function statusFrom(above: Draft | undefined): Status {
  for (let at = above; at?.boxes === 0; at = at.parent) {
    const status = at.stated ?? at.status;
    // "TODO" over the whole document is its name.
    if (at.depth === 1 && status === 'open') break;
    if (status !== 'unboxed') return status;
  }
  return 'unboxed';
}

function becomesTask(bullet: Draft, areTopics: boolean): boolean {
  if (bullet.boxes > 0) return bullet.bold && (bullet.ordered ? !areTopics : !isLabel(bullet));
  const place = bullet.parent;
  if (!place || place.type === 'bullet') return false;
  if (bullet.ordered && bullet.bold && inPhase(bullet) && isEstimated(place)) return true;
  if (roleOfLabel(place.text) === 'gate') return !isMustHave(place);
  return place.boxes === 0 && isPriorityList(place);
}

/** Most of its numbered steps say how long they take: all of them are tasks then, else none. */
function isEstimated(place: Draft): boolean {
  const steps = place.children.filter((child) => child.ordered && child.bold && !child.mark);
  return steps.filter((step) => step.estimate).length * 2 > steps.length;
}

const callout = /^(?:important|attention|note|nota bene|n\.?b\.?|warning|caution|urgent)\W*$/i;

/** `- **Pass criteria:**`, `- **IMPORTANT**` over boxes say what they are; `1. **Set up:**` is the first thing to do. */
function isLabel({ text }: Draft): boolean {
  return /[:：]\s*$/.test(text) || callout.test(text) || roleOfLabel(text) !== undefined;
}

function isPriorityList(draft: Draft): boolean {
  return draft.priority !== undefined && /^p[0-3]\b/.test(normalize(draft.text));
}

function takeDependencies(group: Draft): void {
  const owner = group.parent;
  if (!owner || owner.depth === 0 || (owner.depth === 1 && group.type === 'section')) return;
  pushAll(owner.dependsOn, group.dependsOn.splice(0));
  for (const child of group.children) {
    if (child.type !== 'bullet' || child.kind === 'edge') continue;
    for (const dependency of readDependencies(child.text)) owner.dependsOn.push({ ...dependency, line: child.line });
  }
}
