import type { Random } from './random.ts';

/** A plan that was written block by block, with what its writer counted in it. */
export interface PlanText {
  readonly text: string;
  readonly boxes: number;
  readonly done: number;
  readonly boxesInCode: number;
}

/** Lines of one block, which a blank line parts from the next, and the boxes in them. */
interface Piece {
  readonly lines: readonly string[];
  readonly boxes?: number;
  readonly done?: number;
  readonly boxesInCode?: number;
}

const words = ['sill', 'lamp', 'dredge', 'Kai', 'pier', 'Größe', 'quay', 'fähre', '潮', 'buoy'] as const;
const marks = [' ', ' ', ' ', 'x', 'x', 'X', '-', '~', '/', '!'] as const;
const extras = [
  '',
  '',
  '',
  ' (2h)',
  ' (P0)',
  ' (depends on T1)',
  ' (after Phase 1)',
  ' - **Owner**: Mole Crew',
  ' (optional)',
  ' `make depth`',
  ' ✅',
  ' DEFERRED',
  ' ~~old~~',
  ' (2-3 days, P1)',
  ' → see docs/a.md:3',
] as const;
const ids = ['', '', '', 'T1 ', '1.2 ', '**Task 1.1:** ', 'T014 ', '#3 ', '[P] ', '**bold** ', '*soft* '] as const;
const units = [
  '# Plan',
  '# Part',
  '## Phase 1: Dredge',
  '## Phase 2: Build (Week 1-2)',
  '## Phase 2: Build',
  '## Week 1',
  '### Day 1 (Today)',
  '### Stream A: Lamps',
  '### 1.1 Rent a dredger',
  '## Milestone M1',
  '### Shift 3: 08:00-12:00 UTC',
  '## Overview',
  '## Success Criteria',
  '### Exit Criteria',
  '## Risks',
  '## Future Ideas',
  '## Next Action',
  '## GO / NO-GO',
  '## Daily Checklist',
  '#### Rollback',
  '## ✅ Done',
  '## In Progress',
  '### Task 1.1: Sill',
  '###### deep',
] as const;
const labels = [
  '**Tasks:**',
  '**Acceptance Criteria:**',
  'Deliverables:',
  '**Owner**: Mole Crew',
  '**Estimate**: 2-3 days',
  '**Depends on**: Phase 1, T1',
  '**Status**: In progress (40%)',
  '**Due:** 2026-03-01',
  '**Priority**: HIGH',
  '**Checkpoint:** all lamps lit',
  '**Decision point:** go on or not?',
  '**Phase 3: Paint**',
  '**Progress**: 4/9 (44%)',
  'Legend: [~] in progress, [!] blocked',
  'Verify:',
] as const;

/** Writes a plan of up to so many blocks from every kind of building block that the parser knows. */
export function writePlan(random: Random, most = 14): PlanText {
  const pieces = Array.from({ length: 1 + random.below(most) }, () => random.pick(kinds)(random));
  const sum = (of: (piece: Piece) => number | undefined): number =>
    pieces.reduce((total, piece) => total + (of(piece) ?? 0), 0);
  const front = random.oneIn(12) ? '---\ntitle: Harbour\nstatus: draft\n---\n' : '';
  return {
    text: `${front}${pieces.map(({ lines }) => lines.join('\n')).join('\n\n')}\n`,
    boxes: sum(({ boxes }) => boxes),
    done: sum(({ done }) => done),
    boxesInCode: sum(({ boxesInCode }) => boxesInCode),
  };
}

const kinds: readonly [(random: Random) => Piece, ...((random: Random) => Piece)[]] = [
  heading,
  heading,
  heading,
  boxes,
  boxes,
  boxes,
  numbered,
  bullets,
  label,
  label,
  fence,
  table,
  comment,
  prose,
  odd,
];

function heading(random: Random): Piece {
  return { lines: [random.pick(units)] };
}

function label(random: Random): Piece {
  return { lines: [random.pick(labels)] };
}

function phrase(random: Random): string {
  return Array.from({ length: 1 + random.below(3) }, () => random.pick(words)).join(' ');
}

/** A list of boxes in up to four levels. */
function boxes(random: Random): Piece {
  const lines: string[] = [];
  let total = 0;
  let done = 0;
  let level = 0;
  const bullet = random.pick(['-', '-', '*', '+']);
  for (let count = 1 + random.below(random.oneIn(20) ? 70 : 6); count > 0; count--) {
    const mark = random.pick(marks);
    lines.push(`${'  '.repeat(level)}${bullet} [${mark}] ${random.pick(ids)}${phrase(random)}${random.pick(extras)}`);
    total++;
    if (mark === 'x' || mark === 'X') done++;
    level = random.below(Math.min(level + 2, 4));
  }
  return { lines, boxes: total, done };
}

/** Numbered items in bold with steps below them. */
function numbered(random: Random): Piece {
  const lines: string[] = [];
  let total = 0;
  for (let count = 1; count < 2 + random.below(4); count++) {
    lines.push(`${count}. **${phrase(random)}**${random.pick(extras)}`);
    if (random.oneIn(2)) continue;
    lines.push(`   - [ ] ${phrase(random)}`, `   - ${phrase(random)}`);
    total++;
  }
  return { lines, boxes: total };
}

function bullets(random: Random): Piece {
  return { lines: Array.from({ length: 1 + random.below(5) }, () => `- ${phrase(random)}${random.pick(extras)}`) };
}

function fence(random: Random): Piece {
  const language = random.pick(['sh', 'bash', 'console', '', 'json', 'powershell', 'mermaid', 'markdown']);
  const body = Array.from({ length: random.below(5) }, () =>
    random.pick([
      'make depth',
      '# Step 1: lamps',
      'cat <<EOF',
      'EOF',
      'rm -rf "$X"/',
      '$ npm test',
      'echo "a \\',
      'A --> B',
      '- [ ] sample',
      '- [x] sample',
      'git push --force <BRANCH>',
      '',
    ]),
  );
  return {
    lines: [`\`\`\`${language}`, ...body, '```'],
    boxesInCode: body.filter((line) => line.startsWith('- [')).length,
  };
}

function table(random: Random): Piece {
  const head = random.pick(['| ID | Task | Status |', '| Shift | Agent | Time |', '| Metric | Target | Now |']);
  const rows = Array.from({ length: 1 + random.below(5) }, (_, index) =>
    random.pick([
      `| T${index} | ${phrase(random)} | done |`,
      `| ${index + 1} | Mole Crew | 08:00 - 12:00 |`,
      `| a | ${phrase(random)} | ⏳ |`,
      '| | | |',
      `| 1-3 | \`make a\` |`,
    ]),
  );
  return { lines: [head, '| --- | --- | --- |', ...rows] };
}

function comment(random: Random): Piece {
  return random.oneIn(2)
    ? { lines: ['<!--', '- [ ] later', '-->'], boxesInCode: 1 }
    : { lines: [`<!-- ${phrase(random)} -->`] };
}

function prose(random: Random): Piece {
  return {
    lines: Array.from(
      { length: 1 + random.below(3) },
      () => `${phrase(random)} ${random.pick(['and', 'GO', '95%', '`make`'])} ${phrase(random)}.`,
    ),
  };
}

/** What stands in real plans now and then and bears no boxes. */
function odd(random: Random): Piece {
  return {
    lines: random.pick<readonly string[]>([
      ['---'],
      ['> a quote', '> of two lines'],
      ['[ref]: https://example.org'],
      ['Setext', '======'],
      ['Setext two', '---'],
      ['    indented code'],
      ['<details>', '', '<summary>More</summary>', '', '</details>'],
      ['* * *'],
      ['![](a.png)'],
      ['_Requirements: 1.1, 2.3_'],
      ['\\# no heading'],
      ['Today: lamps', 'Tomorrow: paint'],
    ]),
  };
}
