import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readMermaidEdges } from '../../../../src/core/fields/mermaid.ts';

const edges = (code: string) => readMermaidEdges(code).map(({ from, to }) => `${from.label} > ${to.label}`);

describe('a mermaid flowchart', () => {
  it('gives its edges with the labels of the nodes, wherever they stand', () => {
    const code = 'graph TD\n  A[Stream 1: Auth] --> B[Stream 2: API]\n  A --> C\n  C(["UI (web)"]) --> D{{Launch}}\n';
    assert.deepEqual(edges(code), ['Stream 1: Auth > Stream 2: API', 'Stream 1: Auth > UI (web)', 'UI (web) > Launch']);
    assert.deepEqual(readMermaidEdges(code)[0]?.from, { id: 'A', label: 'Stream 1: Auth' });
  });

  it('may chain, group and name its arrows', () => {
    assert.deepEqual(edges('flowchart LR; a --> b --> c; d & e -->|yes| f\ng -- text --> h\ni -.-> j\nk ==> l'), [
      ...['a > b', 'b > c', 'd > f', 'e > f', 'g > h', 'i > j', 'k > l'],
    ]);
  });

  it('may have ids with dashes and dots, subgraphs, styles and comments', () => {
    const code = 'graph\n%% note\nsubgraph one\na-1-->b.2\nend\nstyle a-1 fill:#fff\nclick a-1 "x --> y"';
    assert.deepEqual(edges(code), ['a-1 > b.2']);
  });

  it('states no order with a line without a head, nor in other diagrams', () => {
    assert.deepEqual(edges('graph TD\nA --- B'), []);
    assert.deepEqual(edges('sequenceDiagram\nA->>B: hello\nA --> B'), []);
    assert.deepEqual(edges(''), []);
  });

  it('is read whatever it holds', () => {
    const piece = fc.constantFrom(
      'A',
      'B',
      '-->',
      '--',
      '[',
      ']',
      '"',
      '|',
      '&',
      ' ',
      '\n',
      '-.->',
      '(',
      ')',
      ';',
      '>',
    );
    fc.assert(
      fc.property(fc.array(piece), (parts) => assert.ok(Array.isArray(readMermaidEdges(`graph\n${parts.join('')}`)))),
    );
  });
});
