import { type HeadingInfo, readHeading } from '../fields/headingUnit.ts';
import type { Status } from '../model.ts';
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

const cache = new WeakMap<HeadingBlock, HeadingFacts>();

/** Reads a heading once per block. */
export function headingFacts(block: HeadingBlock): HeadingFacts {
  const known = cache.get(block);
  if (known) return known;
  const text = plainText(repairGarbled(block.source.slice(0, 2000)).text).trim();
  const word = readStatusWord(stripDecoration(text.replace(/\s?\[checkpoint:[^\]]{0,80}\]\s*$/i, '')));
  const info = readHeading(word.title);
  const bare = stripDecoration(text);
  const id = info.id ?? info.ordinal ?? /^(\d{1,4})[.)]\s/.exec(bare)?.[1];
  const facts: HeadingFacts = {
    title: info.title || bare || text,
    ...(id !== undefined && { id }),
    text,
    info,
    ...(word.status && { status: word.status }),
    optional: info.optional || isOptional(text),
  };
  cache.set(block, facts);
  return facts;
}
