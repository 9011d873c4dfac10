import { type MermaidEdge, readMermaidEdges } from '../fields/mermaid.ts';
import { readHeading } from '../fields/headingUnit.ts';
import type { Dependency } from '../model.ts';
import { type Body, give } from './body.ts';
import type { CodeBlock } from './block.ts';
import { type Draft, pass, walk } from './draft.ts';
import { nameOf, namedNodes } from './namedNodes.ts';
import type { NodeName } from './settledBody.ts';

/**
 * Adds the edges of the flowcharts to the sections they name, and gives each dependency the key of the node it names,
 * where the plan has exactly one. An edge that the text calls soft stays soft.
 */
export function linkDependencies(root: Draft, bodies: readonly Body[]): Map<string, string> {
  const nodes = namedNodes(root, (body) => body.names);
  addMermaidEdges(root, nodes);
  noteDependencies(bodies);
  const link = (draft: Draft): void => {
    if (draft.dependsOn.length === 0) return;
    for (const [index, dependency] of draft.dependsOn.entries()) {
      const target = dependency.target === undefined ? undefined : nodes.get(nameOf(dependency.target));
      if (target && target !== draft) draft.dependsOn[index] = { ...dependency, key: target.key };
    }
  };
  walk(root, link, pass);
  for (const body of bodies) {
    const dependencies = (body.settled ?? body.notes?.facts)?.dependencies ?? [];
    give(body, 'links', dependencies.map((one) => linkOf(one, nodes.get(one.name)?.key)).join('\n'));
  }
  return new Map([...nodes].map(([name, { key }]) => [name, key]));
}

/** @param target the key of what it names */
export function linkOf({ key }: NodeName, target: string | undefined): string {
  return target === undefined || target === key ? '' : target;
}

/** Notes what the nodes in the own texts of sections depend on. */
export function noteDependencies(bodies: readonly Body[]): void {
  for (const { notes, content } of bodies) {
    if (!notes) continue;
    const dependencies: NodeName[] = [];
    const visit = ({ dependsOn, key, code, meddled }: Draft): void => {
      for (const { target } of dependsOn) if (target !== undefined) dependencies.push({ name: nameOf(target), key });
      // A flowchart in a label or an item says something of the whole document; one elsewhere may have said it of an item.
      if (meddled || code.some(({ block }) => block?.language === 'mermaid')) notes.isOpen = true;
    };
    for (const draft of content) walk(draft, visit);
    notes.facts.dependencies = dependencies;
  }
}

/**
 * `A[Stream 1: Auth] --> B[Stream 2]`: stream 2 depends on stream 1. Where several nodes of the drawing name one section,
 * they are parts of it, and their edges say nothing about the whole.
 */
function addMermaidEdges(root: Draft, nodes: ReadonlyMap<string, Draft>): void {
  const read = (draft: Draft): void => {
    if (draft.code.length === 0) return;
    for (const { line, block } of draft.code) {
      if (block?.language !== 'mermaid') continue;
      const { edges, names } = chartOf(block);
      const drawn = new Map<string, Draft>();
      for (const [id, name] of names) {
        const section = nodes.get(name);
        if (section) drawn.set(id, section);
      }
      const parts = new Map<Draft, number>();
      for (const section of drawn.values()) parts.set(section, (parts.get(section) ?? 0) + 1);
      const whole = (id: string): Draft | undefined => {
        const section = drawn.get(id);
        return section && parts.get(section) === 1 ? section : undefined;
      };
      for (const edge of edges) {
        const from = whole(edge.from.id);
        const to = whole(edge.to.id);
        if (from && to && from !== to) addEdge(to, from, edge.from.label, line);
      }
    }
  };
  walk(root, read, pass);
}

interface Chart {
  readonly edges: readonly MermaidEdge[];
  /** Ids of its nodes, each with the name of the section that a label of it names, in the order of the code. */
  readonly names: readonly (readonly [id: string, name: string])[];
}

const charts = new WeakMap<CodeBlock, Chart>();

/** Reads a flowchart once per block. */
function chartOf(block: CodeBlock): Chart {
  const known = charts.get(block);
  if (known) return known;
  const edges = readMermaidEdges(block.body);
  const names: (readonly [string, string])[] = [];
  for (const { id, label } of edges.flatMap((edge) => [edge.from, edge.to])) {
    const { unit, ordinal } = readHeading(label);
    if (unit !== undefined && ordinal !== undefined) names.push([id, nameOf(`${unit} ${ordinal}`)]);
  }
  const chart = { edges, names };
  charts.set(block, chart);
  return chart;
}

function addEdge(draft: Draft, on: Draft, label: string, line: number): void {
  const target = `${on.unit ?? ''} ${on.id ?? ''}`.trim();
  const known = draft.dependsOn.some((one) => one.target !== undefined && nameOf(one.target) === nameOf(target));
  if (known) return;
  const written = target.charAt(0).toUpperCase() + target.slice(1);
  const edge: Dependency = { kind: 'hard', target: written, text: label, line };
  draft.dependsOn.push(edge);
  draft.meddled = true;
}
