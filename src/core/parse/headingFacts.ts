import { type HeadingInfo, readHeading } from '../fields/headingUnit.ts';
import type { Status } from '../model.ts';
import { readRelease } from '../fields/unitOrdinal.ts';
import { repairGarbled } from '../text/garbled.ts';
import { stripDecoration } from '../text/decoration.ts';
import { plainText } from '../text/plainText.ts';
import { readStatusWord } from '../text/statusWords.ts';
import type { HeadingBlock } from './block.ts';
import { isOptional } from './itemFacts.ts';

export interface HeadingFacts {
  /** Repaired plain text, decoration included. */
  readonly text: string;
  readonly info: HeadingInfo;
  readonly status?: Status;
  readonly optional: boolean;
  /** Never empty, where the heading is not. */
  readonly title: string;
  readonly id?: string;
}

/** `### [ ] Draw the map`: a heading can hold no box, but says by it that it is a task and how far it is. */
const drawnBox = /^\[([ xX])\]\s+(?=\S)/;

/** Whether a heading is drawn as a box. */
export function isDrawnBox(text: string): boolean {
  return drawnBox.test(text);
}

const cache = new WeakMap<HeadingBlock, HeadingFacts>();

/** Reads a heading once per block. */
export function headingFacts(block: HeadingBlock): HeadingFacts {
  const known = cache.get(block);
  if (known) return known;
  const text = plainText(repairGarbled(block.source.slice(0, 2000)).text).trim();
  const drawn = drawnBox.exec(text)?.[1];
  const named = drawn === undefined ? text : text.replace(drawnBox, '');
  const word = readStatusWord(stripDecoration(named.replace(/\s?\[checkpoint:[^\]]{0,80}\]\s*$/i, '')));
  const status = drawn === undefined ? (word.status ?? readStatusWord(text).status) : drawn === ' ' ? 'open' : 'done';
  const bare = stripDecoration(named);
  const release = readRelease(bare, block.depth);
  // "[x] 11. Module 01: the clock": what is drawn as a box and counted is a task, whatever its words are.
  const counted = drawn === undefined ? undefined : /^(\d{1,4})[.)]\s+(?=\S)/.exec(word.title);
  const info: HeadingInfo = release
    ? { ...release, id: release.ordinal, title: '', optional: false }
    : counted
      ? { ordinal: counted[1] ?? '', title: word.title.slice(counted[0].length), optional: false }
      : readHeading(word.title);
  const id =
    info.id ??
    info.ordinal ??
    /^(?:\d{1,4}(?=[.)]\s)|\d{1,2}-\d{1,2}(?=\.\s)|\d{1,3}(?:\.\d{1,3}){1,3}$)/.exec(bare)?.[0];
  const facts: HeadingFacts = {
    title: info.title || bare || text,
    ...(id !== undefined && { id }),
    text,
    info,
    ...(status && { status }),
    optional: info.optional || isOptional(text),
  };
  cache.set(block, facts);
  return facts;
}
