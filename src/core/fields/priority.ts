import type { Priority } from '../model.ts';

/** A priority in a title or item, with the stretch to cut out (UTF-16 units, end exclusive). */
export interface FoundPriority {
  readonly priority: Priority;
  readonly start: number;
  readonly end: number;
}

const priorities: Readonly<Record<string, Priority>> = {
  p0: 'P0',
  p1: 'P1',
  p2: 'P2',
  p3: 'P3',
  critical: 'P0',
  highest: 'P0',
  urgent: 'P0',
  blocker: 'P0',
  must: 'P0',
  'must have': 'P0',
  'must-have': 'P0',
  high: 'P1',
  should: 'P1',
  'should have': 'P1',
  'should-have': 'P1',
  medium: 'P2',
  med: 'P2',
  normal: 'P2',
  moderate: 'P2',
  low: 'P3',
  lowest: 'P3',
  could: 'P3',
  'could have': 'P3',
  nice: 'P3',
  'nice to have': 'P3',
  'nice-to-have': 'P3',
};

/** The same in other languages, as the value of a field. */
const foreign: Readonly<Record<Priority, string>> = {
  P0: 'kritisch|sehr hoch|critique|crític[oa]|urgente|критич\\p{L}+|срочно|紧急|緊急|最高|긴급|최고',
  P1: 'hoch|haute|élevée?|alt[oa]|высок\\p{L}+|高|높음',
  P2: 'mittel|moyenne?|medi[oa]|médi[oa]|средн\\p{L}+|中|중간|보통',
  P3: 'niedrig|gering|basse?|faible|baj[oa]|baix[oa]|низк\\p{L}+|低|낮음',
};
const foreignValues = Object.entries(foreign).map(
  ([priority, words]) =>
    [priority as Priority, new RegExp(`^[^\\p{L}\\d]{0,8}(?:${words})(?![\\p{L}\\d])`, 'iu')] as const,
);

const word = '(?:P[0-3]|critical|highest|urgent|blocker|high|medium|med|normal|moderate|low|lowest)';
const value = new RegExp(
  `^[^\\p{L}\\d]{0,8}(P[0-3]|critical|highest|urgent|blocker|(?:must|should|could|nice)(?:[ -](?:to[ -])?have)?|high|medium|med|normal|moderate|lowest|low)(?:[ -]priority)?(?=$|\\s*[(,;:/|.]|\\s*[\\p{Extended_Pictographic}]|\\s+[-–—])`,
  'iu',
);

/**
 * Reads the value of a priority field: `P0 (Critical - Blocks many features)`, `HIGH`, `🔴 Critical`, `hoch`. Critical is P0,
 * high P1, medium P2, low P3; must, should and nice to have are P0, P1 and P3. Undefined for a sentence.
 */
export function readPriority(text: string): Priority | undefined {
  const bounded = text.slice(0, 200).trim();
  const said = readPriorityWord(bounded);
  if (said || bounded.length > 30) return said;
  return foreignValues.find(([, pattern]) => pattern.test(bounded))?.[0];
}

/** The same in English alone, for brackets in titles: "(media)" is no priority there. */
export function readPriorityWord(text: string): Priority | undefined {
  const found = value.exec(text.slice(0, 200).trim());
  return found ? priorities[(found[1] ?? '').toLowerCase()] : undefined;
}

const bracketed = new RegExp(`[([]\\s?(?:priority\\s?:?\\s?)?(${word})(?:[ -]priority)?\\s?[)\\]]`, 'iu');
const labelled = new RegExp(`(?:[-–—|,(]\\s?)?\\bpriority\\s?:\\s?(${word})(?![\\p{L}\\d-])\\)?`, 'iu');
/** `P0: text`, `P1 - text`, `P2 Text`; not `P0-P3`, `P0/P1` or `P0 bugs`. */
const leading = /^(P[0-3])(?:\s?[:.]\s+|\s+[-–—]\s+|\s+(?=\p{Lu}|$)|$)/u;
const leadingWord = /^(CRITICAL|URGENT|HIGH|MEDIUM|LOW)(?: PRIORITY)?(?:\s?:\s+|\s+[-–—]\s+)/;
const trailing = /(?<!\s)\s+[-–—|,]\s+(P[0-3]|CRITICAL|URGENT|HIGH|MEDIUM|LOW)(?: PRIORITY)?$/;
const whole = /^(critical|high|medium|low)[ -]priority(?: (?:items|tasks|work|issues|features))?:?$/i;

/**
 * Finds the priority written into an item or heading: `(CRITICAL)`, `[P1]`, `(Priority: P2)`, `P0: ...`, `... - P0`.
 * A mention in the sentence ("fix all P0 bugs") is none.
 */
export function findPriority(text: string): FoundPriority | undefined {
  const anchored = leading.exec(text) ?? leadingWord.exec(text.slice(0, 40)) ?? whole.exec(text.slice(0, 60));
  if (anchored) return found(anchored, 0, anchored[0] === text ? 0 : anchored[0].length);
  const offset = Math.max(0, text.length - 40);
  const last = trailing.exec(text.slice(offset));
  if (last) return found(last, offset + last.index, text.length);
  const match =
    (/[([]/.test(text) ? bracketed.exec(text) : null) ?? (/priority/i.test(text) ? labelled.exec(text) : null);
  return match ? found(match, match.index, match.index + match[0].length) : undefined;
}

function found(match: RegExpExecArray, start: number, end: number): FoundPriority | undefined {
  const priority = priorities[(match[1] ?? '').toLowerCase()];
  return priority && { priority, start, end };
}
