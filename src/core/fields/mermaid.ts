/** A node of a flowchart: its id, and the text in its shape (the id, where it has none). */
export interface MermaidNode {
  readonly id: string;
  readonly label: string;
}

export interface MermaidEdge {
  readonly from: MermaidNode;
  readonly to: MermaidNode;
}

const header = /^(?:graph|flowchart)(?:\s+(?:TB|TD|BT|RL|LR))?\s*;?/i;
const notStatements = /^(?:subgraph|end|style|classDef|class|click|linkStyle|direction)\b/;
/** An arrow with a head, with or without a text in it. The text is bounded so that a scan stays linear. */
const arrow =
  /^\s*(?:<?(?:--+|==+|-\.+-?)[>ox](?=[\s|A-Za-z_"([{&])|<?(?:--|==|-\.)\s?[^-=.|>\s][^|>\n]{0,80}?(?:--+|==+|\.+-)>)\s*(?:\|[^|\n]{0,200}\|)?\s*/;
const nodeId = /^\s*([\p{L}\d_](?:[\p{L}\d_]|[-.](?=[\p{L}\d_])(?!-)){0,100})/u;
const shapes: readonly (readonly [open: string, close: string])[] = [
  ['(((', ')))'],
  ['((', '))'],
  ['([', '])'],
  ['[[', ']]'],
  ['[(', ')]'],
  ['[/', '/]'],
  ['[\\', '\\]'],
  ['{{', '}}'],
  ['[', ']'],
  ['(', ')'],
  ['{', '}'],
  ['>', ']'],
];

/**
 * The edges of a mermaid flowchart in the order of the code, chains (`A --> B --> C`) and groups (`A & B --> C`) taken
 * apart. Lines without an arrow head (`A --- B`) state no order and are left out. Empty for other diagrams. Syntax as in
 * the mermaid documentation, "Flowcharts".
 */
export function readMermaidEdges(code: string): readonly MermaidEdge[] {
  const lines = code
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('%%'));
  const first = header.exec(lines[0] ?? '');
  if (!first) return [];
  const statements = [(lines[0] ?? '').slice(first[0].length), ...lines.slice(1)].flatMap((line) =>
    splitStatements(line),
  );
  const labels = new Map<string, string>();
  const edges: (readonly [string, string])[] = [];
  for (const statement of statements) if (!notStatements.test(statement)) readStatement(statement, labels, edges);
  const node = (id: string): MermaidNode => ({ id, label: labels.get(id) ?? id });
  return edges.map(([from, to]) => ({ from: node(from), to: node(to) }));
}

function splitStatements(line: string): string[] {
  return line.includes(';') ? line.split(';').map((part) => part.trim()) : [line];
}

function readStatement(statement: string, labels: Map<string, string>, edges: (readonly [string, string])[]): void {
  let rest = statement.slice(0, 5000);
  let from: readonly string[] = [];
  for (;;) {
    const group = readGroup(rest, labels);
    if (group.ids.length === 0) return;
    for (const source of from) for (const target of group.ids) edges.push([source, target]);
    const next = arrow.exec(group.rest);
    if (!next || next[0] === '') return;
    from = group.ids;
    rest = group.rest.slice(next[0].length);
  }
}

/** `A[One] & B` with its labels. At most 20 nodes, so that two groups cannot multiply without bound. */
function readGroup(text: string, labels: Map<string, string>): { ids: readonly string[]; rest: string } {
  const ids: string[] = [];
  let rest = text;
  while (ids.length < 20) {
    const id = nodeId.exec(rest);
    if (!id?.[1]) break;
    ids.push(id[1]);
    rest = readLabel(id[1], rest.slice(id[0].length), labels).replace(/^:::\w{1,60}/, '');
    const more = /^\s*&/.exec(rest);
    if (!more) break;
    rest = rest.slice(more[0].length);
  }
  return { ids, rest };
}

function readLabel(id: string, text: string, labels: Map<string, string>): string {
  const shape = shapes.find(([open, close]) => text.startsWith(open) && text.includes(close, open.length));
  if (!shape) return text;
  const [open, close] = shape;
  const quoted = text.startsWith('"', open.length) ? text.indexOf(`"${close}`, open.length + 1) : -1;
  const end = quoted >= 0 ? quoted + 1 : text.indexOf(close, open.length);
  const label = text
    .slice(open.length, end)
    .replace(/^"|"$/g, '')
    .replace(/<br\s?\/?>/gi, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (label !== '') labels.set(id, label);
  return text.slice(end + close.length);
}
