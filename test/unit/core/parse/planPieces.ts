import fc from 'fast-check';

/** Lines out of which plans are put together: of everything that a rule of the reading looks at, and that meets others. */
const pieces: readonly string[] = [
  '',
  '',
  '# Plan',
  '# Other',
  '## Phase 1: Setup',
  '## Phase 2: Build',
  '## Phase 2',
  '### Phase 3: Slipped',
  '# Phase 4: Slipped too',
  '## Q2 2026',
  '### Q3 2026 – Reach',
  '## Launch',
  '## Completed features',
  '## Detailed plan',
  '### 1. Read it',
  '### 2. Write it',
  '### 3. Send it',
  '## Stream 1: Auth',
  '## Stream 2: Data',
  '## Week 1',
  '## Overview',
  '## Later',
  '## ✅ Done',
  '## Future ideas',
  '## Success Metrics',
  '## Quality gates',
  '## Checklist (for each page)',
  '## Summary',
  '## Dependencies',
  '## Rollback Plan',
  '## Next Steps',
  '## Start Here',
  '## M1 — Control',
  '## M2 — Data',
  '## Chunk 01',
  '## Chunk 02',
  '## Chunk 03',
  '## v1.0',
  '## v2.0',
  '## Phases',
  '## Setup (Optional)',
  '### Task 1.1: Write it',
  '### Task 1.2: Test it',
  '### 1.1 Write it',
  '### T-001 Ticket',
  '### Step 1: Prepare',
  '### Phase 1 Checkpoint',
  '### Exit Criteria',
  '### Risks',
  '### Shift 1 (00:00-03:00 UTC) - Backend Agent',
  '### Shift 2 (03:00-06:00 UTC)',
  '## Day 1 Goals (Shifts 1-2)',
  '#### Deep heading',
  '#### 1. Add a button',
  'Setext heading\n---',
  '> ## Quoted heading',
  '##',
  '# ',
  '**Owner**: Backend Engineer',
  '**Estimate**: 2h',
  '**Status**: done',
  '**Status**: 40% complete',
  '**Priority**: P0',
  '**Depends on**: Stream 1, T001',
  '**Dependencies**: Task 1.1',
  '**Target**: 95% → 97%',
  '**File**: src/a.ts',
  '**Next Action**: call them',
  '**Decision Point**: GO/NO-GO',
  '**Tasks**:',
  '**Files:**',
  '**Dependencies:**',
  '**Deliverables:**',
  '**Acceptance criteria:**',
  '**Metrics:**',
  '**P0 first:**',
  '**Phase 1: Setup**',
  '**Phase 2: Build**',
  '**Rename the columns** (2 hours)',
  '**M1. Routes** *(merged)*',
  '**Week 1 – Frame**',
  '**Week 2 – Doors**',
  'SATURDAY',
  'SUNDAY',
  'Things I learned',
  '- [ ] T001 first task',
  '- [x] T002 second task (depends on T001)',
  '- [ ] T001 again',
  '- [ ] plain task',
  '- [x] plain task',
  '- [ ] other task (2h) P1',
  '- [ ] Phase 1: Setup',
  '- [ ] **Phase 2: Build**',
  '- [ ] Shift 1: start',
  '- [ ] 2. Second',
  '  - [ ] 2.1 below',
  '- [ ] 2.1 beside',
  '- [~] begun',
  '- [-] dropped',
  '- [!] blocked',
  '- [P] by a legend',
  '- [ ] ~~struck~~',
  '- [ ] run `npm test`',
  '- [ ] `npm run build`',
  '- [ ] coverage over 90%',
  '- [ ] ____',
  '  - [ ] nested task',
  '  - [x] nested task',
  '    - [ ] deeper',
  '  - **Owner**: Nested',
  '  **Status**: done',
  '- bullet',
  '- T001 depends on T002',
  '- Stream 2 requires Stream 1',
  '- Foundation (Phase 2): Depends on Phase 1',
  '- **Owner**: Listed Owner',
  '- write the `npm run lint` thing',
  '  - below a bullet',
  '* star bullet',
  '1. **Phase 1: Setup**',
  '2. **Phase 2: Build**',
  '1. first step',
  '2. second step',
  '   - [ ] box of a step',
  '| Task | Status | ID |\n| - | - | - |\n| first task | done | T001 |\n| row | open | T9 |',
  '| ID | Task | Owner | Effort |\n| - | - | - | - |\n| T002 | second | Ann | 2h |\n| 1.1 | Write | Bob | 3h |',
  '| Agent | Shifts |\n| - | - |\n| Backend | 1, 2 |\n| Frontend | 2 |',
  '## Must have',
  '## Should have',
  '## 1. The importer test',
  '## 2. The exporter test',
  '## 3. The load test',
  '| Area | Note |\n| - | - |\n| Importer | to be written |\n| Week 1 | to be read |',
  '| Quarter | Goal |\n| - | - |\n| Q1 2026 | Import |\n| Q2 2026 | Export |',
  '**Importer.** Reads what there is.',
  '- Week 1: import',
  '- Week 2: export',
  '```sh\nnpm test\n```',
  '```bash\n# Step 1: Start\nnpm start\nrm -rf /var/x\n```',
  '```\n- [ ] in code\n```',
  '```mermaid\ngraph TD\nA[Stream 1: Auth] --> B[Stream 2: Data]\nC[Phase 1] --> D[Phase 2]\n```',
  '```python\n# File: a.py\n- Implement y\n- Implement z\n```',
  '```',
  '~~~',
  '  ```sh',
  '<!-- runsheet: role=recurring -->',
  '<!-- runsheet: role=gate -->',
  '<!--',
  '-->',
  '<!-- AC:BEGIN -->',
  '<!-- AC:END -->',
  '<details><summary>Phase 1: Folded</summary>',
  '<summary>Acceptance criteria</summary>',
  '</details>',
  '<div>',
  '</div>',
  '> quote',
  '> - [ ] quoted box',
  'Legend: [P] = done',
  '`[~]` = blocked',
  'We work in 3-hour shifts.',
  '_Requirements: 1.1_',
  'Run: `npm run it`',
  'prose',
  '---',
  '***',
  '    indented code',
  '\t- [ ] tabbed',
  'â€™ garbled',
  '- [ ] Ã¼ber',
];

const small = [
  'x',
  ' ',
  '#',
  '-',
  '`',
  '[',
  ']',
  '*',
  ':',
  '\n',
  '\n\n',
  '1',
  '**',
  '  ',
  '|',
  '<',
  '>',
  '_',
  '~',
  'é',
];

const piece = fc.constantFrom(...pieces);

const boxes = pieces.filter((line) => /^ *- \[.\]/.test(line));

/** Plans as people write them, so that phases, inherited roles and repeated work hold while something else is edited. */
const ordinaryPlan: fc.Arbitrary<string> = fc
  .array(
    fc.tuple(
      fc.constantFrom(
        ...[
          '## Phase 1: Setup',
          '## Phase 2: Build',
          '## Phase 3: Ship',
          '## Summary',
          '## Later',
          '## Success Metrics',
        ],
        ...[
          '### Task 1.1: Write it',
          '### Notes (Optional)',
          '### Exit Criteria',
          '### Rollback Plan',
          '#### Deep heading',
        ],
      ),
      fc.array(fc.oneof(fc.constantFrom(...boxes), piece), { minLength: 1, maxLength: 4 }),
    ),
    { minLength: 4, maxLength: 12 },
  )
  .map((sections) => sections.map(([heading, lines]) => `${heading}\n\n${lines.join('\n')}\n\n`).join(''))
  .map(
    (text) =>
      `# Plan\n\n## Phase 1: Setup\n\n- [ ] T001 first task\n\n## Phase 2: Build\n\n- [x] plain task\n\n${text}`,
  );

/** Random plans: lines of every kind, with blank lines between them more often than not. */
const anyText: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom('', '', '', '---\ntitle: Front\n---\n', '---\n', 'intro\n\n'),
    fc.array(fc.tuple(piece, fc.constantFrom('\n', '\n\n', '\n\n')), { maxLength: 40 }),
    fc.constantFrom('', '\n'),
  )
  .map(([front, lines, end]) => front + lines.map(([line, gap]) => line + gap).join('') + end);

export const documentText = fc.oneof(anyText, ordinaryPlan);

/** An edit, whatever the text: places are taken modulo its size. */
export interface RandomEdit {
  readonly kind: 'type' | 'paste' | 'cut' | 'cutLines' | 'replaceLine' | 'toggle' | 'undo';
  readonly at: number;
  readonly length: number;
  readonly text: string;
}

export const edit: fc.Arbitrary<RandomEdit> = fc.record({
  kind: fc.constantFrom('type', 'type', 'paste', 'paste', 'cut', 'cutLines', 'replaceLine', 'toggle', 'undo'),
  at: fc.nat(1_000_000),
  length: fc.nat(8),
  text: fc.oneof(
    fc.constantFrom(...small),
    piece,
    fc.tuple(piece, piece).map((both) => both.join('\n\n')),
  ),
});

export interface LineChange {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly text: string;
}

/** What an editor reports for a random edit of a text; undefined where it changes nothing. */
export function changeOf(lines: readonly string[], { kind, at, length, text }: RandomEdit): LineChange | undefined {
  const line = at % lines.length;
  const source = lines[line] ?? '';
  const column = Math.floor(at / lines.length) % (source.length + 1);
  switch (kind) {
    case 'type':
      return { line, column, endLine: line, endColumn: column, text: text.slice(0, 3) };
    case 'paste':
      return { line, column: 0, endLine: line, endColumn: 0, text: `${text}\n` };
    case 'cut':
      return { line, column, endLine: line, endColumn: Math.min(source.length, column + length), text: '' };
    case 'cutLines':
      return { line, column: 0, endLine: Math.min(lines.length - 1, line + length), endColumn: 0, text: '' };
    case 'replaceLine':
      return { line, column: 0, endLine: line, endColumn: source.length, text };
    case 'toggle': {
      const box = source.indexOf('[');
      if (box < 0) return undefined;
      return { line, column: box + 1, endLine: line, endColumn: box + 2, text: source[box + 1] === 'x' ? ' ' : 'x' };
    }
    case 'undo':
      return undefined;
  }
}

/** The change that takes another back. */
export function inverseOf(lines: readonly string[], change: LineChange): LineChange {
  const { line, column, endLine, endColumn, text } = change;
  const removed = lines
    .slice(line, endLine + 1)
    .join('\n')
    .slice(column, undefined);
  const tail = (lines[endLine] ?? '').length - endColumn;
  const inserted = text.split('\n');
  const last = inserted.at(-1) ?? '';
  return {
    line,
    column,
    endLine: line + inserted.length - 1,
    endColumn: inserted.length === 1 ? column + last.length : last.length,
    text: removed.slice(0, removed.length - tail),
  };
}
