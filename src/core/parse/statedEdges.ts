import { readDependencies, type StatedDependency } from '../fields/dependencies.ts';
import { readHeading } from '../fields/headingUnit.ts';
import { type Draft, walk } from './draft.ts';
import { nameOf, namedNodes } from './namedNodes.ts';
import { normalize } from './roleOfLabel.ts';

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
  walk(root, (draft) => {
    if ((draft.type !== 'section' && draft.type !== 'group') || draft.text.length > 80) return;
    if (!/depend/i.test(draft.text) || !heads.test(normalize(draft.text))) return;
    walk(draft, (below) => {
      if (below.type === 'bullet') lines.add(below);
    });
  });
  if (lines.size === 0) return;
  const nodes = namedNodes(root);
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
  }
}

function phasesByTitle(root: Draft): ReadonlyMap<string, Draft> {
  const phases = new Map<string, Draft>();
  walk(root, (draft) => {
    if (draft.phase && draft.title.length > 3) phases.set(draft.title.toLowerCase(), draft);
  });
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
