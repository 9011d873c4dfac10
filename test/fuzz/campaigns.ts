import assert from 'node:assert/strict';
import { couldBePlan } from '../../src/core/detect/couldBePlan.ts';
import { scanFacts } from '../../src/core/detect/scanFacts.ts';
import { scorePlan } from '../../src/core/detect/scorePlan.ts';
import { explainLine } from '../../src/core/parse/explainLine.ts';
import { parsePlan } from '../../src/core/parse/parsePlan.ts';
import { PlanReading } from '../../src/core/parse/planReading.ts';
import type { TextEdit } from '../../src/core/textEdit.ts';
import { decodeText } from '../../src/node/readText.ts';
import { applyEdit, mutate, randomEdit, soup } from './mutate.ts';
import { writePlan } from './planText.ts';
import { type Random, randomFrom, seedOf } from './random.ts';
import { assertPortable, assertSound, assertState, assertToggle, linesOf } from './soundPlan.ts';
import { assertScanned, writeBlocks } from './writeBlocks.ts';

/** One input: what is shown when it fails, and what has to hold for it. */
export interface FuzzInput {
  readonly shown: string | Uint8Array;
  /** Throws when something does not hold. */
  readonly check: () => void;
}

export interface Campaign {
  readonly name: string;
  /** Its part of the time, in relation to the others. */
  readonly share: number;
  readonly make: (random: Random, index: number, texts: Texts) => FuzzInput;
}

/** What people wrote, to begin with. */
export interface Texts {
  /** Examples of the CommonMark and GFM specifications. */
  readonly examples: readonly string[];
  /** The plans of the corpus and of the samples. */
  readonly plans: readonly string[];
}

const file = 'plans/fuzz-plan.md';

export const campaigns: readonly Campaign[] = [
  { name: 'bytes', share: 2, make: bytes },
  { name: 'structure', share: 4, make: structure },
  { name: 'plans', share: 2, make: plans },
  { name: 'edits', share: 3, make: edits },
  { name: 'examples', share: 2, make: examples },
  { name: 'repeats', share: 2, make: repeats },
  { name: 'blocks', share: 2, make: blocks },
];

/** The input `index` of a campaign: the same for the same seed, wherever and whenever it is made. */
export function inputOf(campaign: Campaign, seed: number, index: number, texts: Texts): FuzzInput {
  return campaign.make(randomFrom(seedOf(seed, campaign.name, index)), index, texts);
}

/** Everything that is asked of one text; the dearer questions of some texts only. */
function checkText(text: string, random: Random): void {
  const plan = parsePlan(file, text);
  assertSound(plan, text);
  if (random.oneIn(4)) assertToggle(plan, text, random.below);
  if (random.oneIn(8)) assertState(plan, text, random.below);
  if (random.oneIn(16)) assertPortable(plan);
  if (random.oneIn(16)) assert.ok(explainLine(plan, text, random.below(plan.lineCount)).length > 0, 'explained');
  if (random.oneIn(8)) assert.deepEqual(parsePlan(file, text), plan, 'read again');
}

/** What a file can hold: any bytes, and plans with some of their bytes changed. */
function bytes(random: Random): FuzzInput {
  const content = random.oneIn(2)
    ? Uint8Array.from({ length: random.below(200) }, () => random.below(256))
    : damagedBytes(random);
  const check = (): void => {
    const decoded = decodeText(content);
    couldBePlan(Buffer.from(content.subarray(0, 8192)).toString('latin1'), random.oneIn(2));
    if ('skipped' in decoded) return;
    scorePlan(file, scanFacts(decoded.text));
    checkText(decoded.text, random);
  };
  return { shown: content, check };
}

function damagedBytes(random: Random): Uint8Array {
  const encodings = ['utf8', 'utf8', 'utf16le', 'latin1'] as const;
  const content = Buffer.from(`${random.oneIn(3) ? '\ufeff' : ''}${writePlan(random, 5).text}`, random.pick(encodings));
  for (let count = random.below(5); count > 0; count--) content[random.below(content.length)] = random.below(256);
  return content.subarray(0, random.oneIn(3) ? random.below(content.length) : content.length);
}

/** Plans from every building block: as written, where the boxes are counted, or damaged. */
function structure(random: Random): FuzzInput {
  const written = writePlan(random);
  if (random.oneIn(3)) {
    const check = (): void => {
      const plan = parsePlan(file, written.text);
      assert.deepEqual(
        [plan.boxes.total, plan.boxes.done, plan.boxesInCode],
        [written.boxes, written.done, written.boxesInCode],
        'boxes, done boxes and boxes in code are those that were written',
      );
      checkText(written.text, random);
    };
    return { shown: written.text, check };
  }
  const text = random.oneIn(4) ? soup(random) : mutate(random, written.text);
  return { shown: text, check: () => checkText(text, random) };
}

/** Stretches of real plans, joined and damaged. */
function plans(random: Random, _: number, { plans: texts }: Texts): FuzzInput {
  const stretch = (): string => {
    const text = texts[random.below(texts.length)] ?? '';
    const from = random.below(text.length);
    return text.slice(from, from + 20 + random.below(400));
  };
  const text = mutate(
    random,
    Array.from({ length: 1 + random.below(3) }, stretch).join(random.pick(['', '\n', '\n\n'])),
  );
  return { shown: text, check: () => checkText(text, random) };
}

/** A plan that is typed in: after every change it is read as a document that was always like this. */
function edits(random: Random): FuzzInput {
  const written = writePlan(random, 8).text;
  const start = (random.oneIn(2) ? written : mutate(random, written)).replaceAll('\ufeff', '');
  let lines: readonly string[] = linesOf(start);
  const steps: { readonly edit: TextEdit; readonly text: string }[] = [];
  for (let count = 2 + random.below(8); count > 0; count--) {
    const edit = randomEdit(random, lines);
    lines = applyEdit(lines, edit);
    steps.push({ edit, text: lines.join('\n') });
  }
  const check = (): void => {
    checkText(start, random);
    const reading = new PlanReading(file, start, {});
    assert.deepEqual(reading.plan, parsePlan(file, start), 'opened');
    for (const { edit, text } of steps) {
      const plan = reading.edit([{ ...edit, text: edit.newText }]);
      assert.equal(reading.text, text, 'the text after an edit');
      assert.deepEqual(plan, parsePlan(file, text), 'the plan after an edit is the one of the whole text');
      assertSound(plan, text);
    }
    checkText(lines.join('\n'), random);
  };
  return { shown: JSON.stringify({ start, edits: steps.map(({ edit }) => edit) }, undefined, 1), check };
}

/** The examples of the specifications: each by itself first, then in lists, quotes, phases and after each other. */
function examples(random: Random, index: number, { examples: texts }: Texts): FuzzInput {
  const one = (): string => texts[random.below(texts.length)] ?? '';
  const around = (text: string): string => {
    const indent = (prefix: string): string => text.replaceAll(/^(?=.)/gm, prefix);
    const shapes = [
      text,
      `# Plan\n\n## Phase 1: A\n\n${text}\n- [ ] behind it\n`,
      `- [ ] before it\n\n${indent('  ')}`,
      indent('> '),
      `1. **Task**\n${indent('   ')}`,
      text.replaceAll('foo', '- [ ] foo'),
    ] as const;
    return random.pick(shapes);
  };
  const alone = texts[index];
  const text = alone ?? Array.from({ length: 1 + random.below(3) }, () => around(one())).join('\n');
  const check = (): void => {
    assertScanned(text);
    checkText(text, random);
  };
  return { shown: text, check };
}

/** Lines of every construct of markdown: the scanner reads them as remark does, or not at all. */
function blocks(random: Random): FuzzInput {
  const text = random.oneIn(3) ? mutate(random, writePlan(random, 2).text) : writeBlocks(random);
  return { shown: text, check: () => void assertScanned(text) };
}

/** The same few characters or lines again and again: what shows reading that takes more than its share of time. */
function repeats(random: Random): FuzzInput {
  const piece = mutate(random, writePlan(random, 2).text);
  const from = random.below(piece.length);
  const unit = piece.slice(from, from + 1 + random.below(random.oneIn(2) ? 8 : 80)) || 'a';
  const size = random.pick([2_000, 5_000, 10_000]);
  const text = `${random.oneIn(2) ? '# Plan\n\n- [ ] a ' : ''}${unit.repeat(size / unit.length)}`;
  return { shown: text, check: () => assertSound(parsePlan(file, text), text) };
}
