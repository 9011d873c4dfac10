import { readDependencies, type StatedDependency } from '../fields/dependencies.ts';
import { readHeading } from '../fields/headingUnit.ts';
import type { Body, PlacedRun } from './body.ts';
import { type Draft, pass, walk } from './draft.ts';
import { nameOf, namedNodes } from './namedNodes.ts';
import { normalize } from './roleOfLabel.ts';
import type { BodyFacts } from './settledBody.ts';

const heads =
  /^(?:\p{L}+ ){0,2}dependencies(?: (?:&|and|,) .{1,40})?$|^(?:\p{L}+ ){0,2}dependency (?:order|list|map|rules|notes)$/u;
const verb =
  /^([^:]{1,120}?)(?:\s?[:→]|\s[-–—]|(?<=\]))?\s+(?:(?:must|should|can) (?:wait|start|begin|come|run) )?(?:depends? on|requires|(?:is )?blocked by|needs|waits? (?:for|on)|(?:comes? )?after|follows)\s?:?\s+(\S.*)$/iu;

/**
 * Adds what a section of dependencies says at the end of a plan to the nodes that it says it of: `T004 depends on T003`,
 * `Foundation (Phase 2): Depends on Phase 1`. A phase that is named by its title is a soft dependency: words may mean
 * more than one thing.
 */
export function addStatedEdges(root: Draft): void {
  const lines = new Set<Draft>();
  const visit = (draft: Draft): void => {
    if (!headsEdges(draft)) return;
    walk(
      draft,
      (below) => {
        if (below.type === 'bullet') lines.add(below);
      },
      (body) => {
        if (body.edges !== 'none') body.touched = true;
      },
    );
  };
  walk(root, visit, (body) => {
    if (body.edges === 'headed') body.touched = true;
  });
  if (lines.size === 0) return;
  const nodes = namedNodes(root, (body) => body.earlyNames);
  const phases = phasesByTitle(root);
  for (const line of lines) {
    const [, subject = '', rest = ''] = verb.exec(line.text.slice(0, 1000)) ?? [];
    const node = subject === '' ? undefined : nodeOf(subject, nodes, phases);
    if (!node) continue;
    for (const stated of withTitles(readDependencies(rest), phases)) {
      const known = node.dependsOn.some(({ target }) => target !== undefined && target === stated.target);
      if (!known) node.dependsOn.push({ ...stated, line: line.line });
    }
    // The line is said of that node, not of what the list stands in.
    line.dependsOn.length = 0;
    line.kind = 'edge';
    line.meddled = true;
    node.meddled = true;
  }
}

/** Whether a heading or label heads lines that say what depends on what. */
export function headsEdges(draft: Draft): boolean {
  if ((draft.type !== 'section' && draft.type !== 'group') || draft.text.length > 80) return false;
  return /depend/i.test(draft.text) && heads.test(normalize(draft.text));
}

/** Notes which texts hold bullets that may say something of other nodes, and whether a label of theirs heads them. */
export function noteEdges(bodies: readonly Body[]): void {
  for (const { notes, content } of bodies) {
    if (!notes) continue;
    let edges: BodyFacts['edges'] = 'none';
    const visit = (draft: Draft, isHeaded: boolean): void => {
      const headed = isHeaded || headsEdges(draft);
      if (draft.type === 'bullet' && edges !== 'headed' && verb.test(draft.text.slice(0, 1000)))
        edges = headed ? 'headed' : 'loose';
      for (const child of draft.children) visit(child, headed);
    };
    for (const draft of content) visit(draft, false);
    notes.facts.edges = edges;
  }
}

/** Whether a line that says what depends on what may call a phase by one of these titles: letters alone are compared. */
export function mayDependOn(bodies: readonly Body[], titles: readonly string[]): boolean {
  const names = titles.map(lettersOf);
  const namesOne = ({ part }: PlacedRun): boolean => {
    const letters = lettersOf(part.text);
    return names.some((name) => letters.includes(name));
  };
  return bodies.some(({ settled, notes, place: { first, more } }) => {
    const { edges = 'none' } = settled ?? notes?.facts ?? {};
    return edges !== 'none' && [first, ...more].some(namesOne);
  });
}

/** Letters and digits alone: in the source a title may be wrapped, or its words set in bold. */
const lettersOf = (text: string): string =>
  text
    .toLowerCase()
    .replace(/&(?:#\w{1,8}|\w{1,10});/g, '')
    .replace(/[^\p{L}\p{N}]/gu, '');

function phasesByTitle(root: Draft): ReadonlyMap<string, Draft> {
  const phases = new Map<string, Draft>();
  walk(
    root,
    (draft) => {
      if (draft.phase && draft.title.length > 3) phases.set(draft.title.toLowerCase(), draft);
    },
    pass,
  );
  return phases;
}

/** What the line is about: an id, a unit with its number at the start or in brackets, or the title of a phase. */
function nodeOf(
  subject: string,
  nodes: ReadonlyMap<string, Draft>,
  phases: ReadonlyMap<string, Draft>,
): Draft | undefined {
  const bare = subject.replace(/[[\]`*]/g, '').trim();
  const bracket = /\(([^()]{1,60})\)/.exec(bare)?.[1] ?? '';
  for (const name of [bare, bracket]) {
    const { unit, ordinal, id } = readHeading(name);
    const found =
      nodes.get(nameOf(name)) ??
      (ordinal === undefined ? undefined : nodes.get(nameOf(`${unit ?? ''} ${ordinal}`))) ??
      (id === undefined ? undefined : nodes.get(nameOf(id)));
    if (found) return found;
  }
  return phases.get(bare.replace(/\s?\([^()]*\)/g, '').toLowerCase());
}

/** `Setup - BLOCKS all stories` names the phase "Setup". */
function withTitles(
  stated: readonly StatedDependency[],
  phases: ReadonlyMap<string, Draft>,
): readonly StatedDependency[] {
  return stated.map((one) => {
    if (one.kind !== 'note') return one;
    const words = one.text.toLowerCase();
    const named = [...phases].find(
      ([title]) => words.startsWith(title) && !/^[\p{L}\d]/u.test(words.slice(title.length)),
    );
    if (!named?.[1].unit || named[1].id === undefined) return one;
    const unit = named[1].unit.charAt(0).toUpperCase() + named[1].unit.slice(1);
    return { kind: 'soft', target: `${unit} ${named[1].id}`, text: one.text };
  });
}
