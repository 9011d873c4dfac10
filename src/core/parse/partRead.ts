import { readLegend } from '../fields/marks.ts';
import { isStageLine } from '../fields/shiftText.ts';
import type { Status } from '../model.ts';
import { repairGarbled } from '../text/garbled.ts';
import type { Block, HeadingBlock, TableBlock } from './block.ts';
import { boxesInCode, leavesOf } from './codeBoxes.ts';
import { blocksOfPart } from './partCache.ts';
import { findInLines, isNothing, type LineFindings } from './readLines.ts';
import { isSuspect } from './readDocument.ts';
import { isShiftTable } from './readShifts.ts';
import type { SettledBody } from './settledBody.ts';

/** What stands between two headings of a part, its quotes unfolded; the first run of a part may have no heading. */
export interface Run {
  readonly heading?: HeadingBlock;
  readonly blocks: readonly Block[];
  /** What is known of the own text of the section that begins here. */
  settled?: SettledBody;
  /** For how many readings it is not to be settled. */
  inFull?: number;
}

type GarbledRun = ReturnType<typeof repairGarbled>['runs'][number] & { readonly line: number };

/** What the lines and blocks of a part say by themselves. Lines are relative to the part. */
export interface PartFacts {
  readonly legend: ReadonlyMap<string, Status>;
  readonly garbled: readonly GarbledRun[];
  /** Lines that speak of shifts, or draw the stages of one. */
  readonly mentions: readonly string[];
  /** Code, HTML, tables, rules and what is nested too deep, whatever it stands in. */
  readonly leaves: readonly Block[];
  /** Those of them in which something may be wrong. */
  readonly suspects: readonly Block[];
  readonly shiftTables: readonly TableBlock[];
  readonly boxesInCode: number;
  readonly findings: LineFindings;
  /** Whether anything of this is to be said of the document: its findings, suspects, or garbled text. */
  readonly tells: boolean;
  /** Names requirements as Kiro does. */
  readonly kiro: boolean;
}

/** A part of one document, read. */
export interface PartRead {
  /** 0-based line of the document at which the part begins; moves with the text above. */
  line: number;
  readonly text: string;
  readonly runs: readonly Run[];
  readonly facts: PartFacts;
}

export function tells({ facts }: PartRead): boolean {
  return facts.tells;
}

interface Known {
  readonly runs: readonly Run[];
  readonly facts: PartFacts;
}

const known = new WeakMap<readonly Block[], Known>();

/** Reads a part; one with the same text was read before, wherever it stood. */
export function readPart(line: number, text: string, keep: boolean): PartRead {
  const blocks = blocksOfPart(text, keep);
  let read = known.get(blocks);
  if (!read) {
    read = { runs: runsOf(blocks), facts: factsOf(text, blocks) };
    known.set(blocks, read);
  }
  // What is settled belongs to one place of one document.
  return { line, text, runs: read.runs.map((run) => ({ ...run })), facts: read.facts };
}

function runsOf(blocks: readonly Block[]): readonly Run[] {
  const runs: { heading?: HeadingBlock; blocks: Block[] }[] = [{ blocks: [] }];
  const add = (block: Block, isQuoted: boolean): void => {
    if (block.type === 'quote') for (const below of block.blocks) add(below, true);
    // Without words it heads nothing: whoever types "### Review" writes a "#" first, which would be over all that follows.
    else if (block.type === 'heading' && block.source.trim() === '') return;
    else if (block.type === 'heading') runs.push({ heading: block, blocks: [] });
    else runs.at(-1)?.blocks.push(isQuoted && block.type === 'list' ? { ...block, isQuoted } : block);
  };
  for (const block of blocks) add(block, false);
  return runs[0]?.blocks.length === 0 ? runs.slice(1) : runs;
}

function factsOf(text: string, blocks: readonly Block[]): PartFacts {
  const lines = text.split('\n');
  const leaves = leavesOf(blocks);
  const findings = findInLines(lines, blocks);
  const suspects = leaves.filter(isSuspect);
  const garbled = lines.flatMap((source, line) => repairGarbled(source).runs.map((run) => ({ ...run, line })));
  return {
    legend: readLegend(lines),
    garbled,
    mentions: lines.filter((line) => line.length < 2000 && (/shift/i.test(line) || isStageLine(line))),
    leaves,
    suspects,
    shiftTables: leaves.filter((block) => block.type === 'table').filter(isShiftTable),
    boxesInCode: boxesInCode(leaves),
    findings,
    tells: !isNothing(findings) || suspects.length > 0 || garbled.length > 0,
    kiro: text.includes('_Requirements:'),
  };
}
