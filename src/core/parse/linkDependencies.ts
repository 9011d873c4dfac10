import { readMermaidEdges } from '../fields/mermaid.ts';
import { readHeading } from '../fields/headingUnit.ts';
import type { Dependency } from '../model.ts';
import { type Draft, walk } from './draft.ts';
import { nameOf, namedNodes } from './namedNodes.ts';

/**
 * Adds the edges of the flowcharts to the sections they name, and gives each dependency the key of the node it names,
 * where the plan has exactly one. An edge that the text calls soft stays soft.
 */
export function linkDependencies(root: Draft): void {
  const nodes = namedNodes(root);
  addMermaidEdges(root, nodes);
  walk(root, (draft) => {
    if (draft.dependsOn.length === 0) return;
    for (const [index, dependency] of draft.dependsOn.entries()) {
      const target = dependency.target === undefined ? undefined : nodes.get(nameOf(dependency.target));
      if (target && target !== draft) draft.dependsOn[index] = { ...dependency, key: target.key };
    }
  });
}

/**
 * `A[Stream 1: Auth] --> B[Stream 2]`: stream 2 depends on stream 1. Where several nodes of the drawing name one section,
 * they are parts of it, and their edges say nothing about the whole.
 */
function addMermaidEdges(root: Draft, nodes: ReadonlyMap<string, Draft>): void {
  walk(root, (draft) => {
    if (draft.code.length === 0) return;
    for (const { line, block } of draft.code) {
      if (block?.language !== 'mermaid') continue;
      const edges = readMermaidEdges(block.body);
      const drawn = new Map<string, Draft>();
      for (const end of edges.flatMap((edge) => [edge.from, edge.to])) {
        const section = sectionOf(end.label, nodes);
        if (section) drawn.set(end.id, section);
      }
      const sections = [...drawn.values()];
      const whole = (id: string): Draft | undefined => {
        const section = drawn.get(id);
        return section && sections.filter((one) => one === section).length === 1 ? section : undefined;
      };
      for (const edge of edges) {
        const from = whole(edge.from.id);
        const to = whole(edge.to.id);
        if (from && to && from !== to) addEdge(to, from, edge.from.label, line);
      }
    }
  });
}

function sectionOf(label: string, nodes: ReadonlyMap<string, Draft>): Draft | undefined {
  const { unit, ordinal } = readHeading(label);
  return unit !== undefined && ordinal !== undefined ? nodes.get(nameOf(`${unit} ${ordinal}`)) : undefined;
}

function addEdge(draft: Draft, on: Draft, label: string, line: number): void {
  const target = `${on.unit ?? ''} ${on.id ?? ''}`.trim();
  const known = draft.dependsOn.some((one) => one.target !== undefined && nameOf(one.target) === nameOf(target));
  if (known) return;
  const written = target.charAt(0).toUpperCase() + target.slice(1);
  const edge: Dependency = { kind: 'hard', target: written, text: label, line };
  draft.dependsOn.push(edge);
}
