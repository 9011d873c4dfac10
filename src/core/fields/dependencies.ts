import type { DependencyKind } from '../model.ts';
import { readUnitOrdinal } from './unitOrdinal.ts';
import { unitWordPattern } from './unitWords.ts';

/** A dependency as a plan states it; the plan decides whether the target is known. */
export interface StatedDependency {
  readonly kind: DependencyKind;
  /** `Stream 1`, `T012`, `1.2`. Absent for a note. */
  readonly target?: string;
  /** The clause that states it. */
  readonly text: string;
}

const none =
  /^(?:none\b|nothing\b|no dependenc|no blockers?\b|n\/a\b|nil\b|independent\b|can (?:start|begin) (?:immediately|now|any ?time|right away)|no\W*$|[-–—]+$|keine?\b|ninguna?\b|nenhuma?\b|aucune?\b|нет\b|なし|无$)/iu;
const lead =
  /^(?:(?:hard |soft )?(?:depends?|dependent|depending) (?:up)?on|dependenc(?:y|ies)|blocked by|blocked on|requires|after|needs|waits? (?:for|on)|follows)\s?:?\s+/i;
const soft =
  /\bpartial|\bcan (?:\w+ ){0,2}?(?:use|start|begin|implement|proceed|work|mock|stub|poll|run)\b|\binitially\b|\bneeded for\b|\boptional|\bnice to have|\bsoft\b|\bpreferabl|\bideally\b|\bin part\b|\brecommended\b|\bwith mock/i;

/** "Can start weeks 1-2 immediately" is about the task itself. */
const ownStart = /^can (?:\w+ )?(?:start|begin|write|run|work|proceed|do)\b(?!.*\b(?:after|once|when|until|on)\b)/i;

const mostExpanded = 50;
const unitStart = new RegExp(`(?<![\\p{L}\\d])(?:${unitWordPattern})(?=[\\s#-]{0,3}\\S)`, 'giu');
const cjkStart = /第\s?[\d一二三四五六七八九十]|阶段|フェーズ|タスク|任务/g;
const idShape =
  /(?<![\p{L}\d.#/_-])(?:#?(?:[A-Z][A-Z0-9]{0,9}-){1,2}\d{1,5}(?:\.\d{1,3})*|[A-Z]{1,3}\d{1,4}(?:\.\d{1,3})*|#\d{1,6}|\d{1,4}(?:\.\d{1,4}){1,5})(?![\p{L}\d%/_-]|\.\d)/gu;
const notAnId =
  /^(?:PM2|S3|EC2|K[68]S?|H2|D3|MP[34]|UTF-?\d+|HTTP-?\d|SHA-?\d+|AES-\d+|E2E|Q[1-4]|P\d{1,3}|GPT-\d.*|RFC-?\d+|ISO-\d+|V\d|ES\d+|CSS3|HTML5|B2B|X509|IPV[46])$/i;
const bareNumbers = /^\s*(?:and |& ?)?#?\d{1,4}(?:\s?(?:,|and|&|-|–)\s?#?\d{1,4})*\s*(?:\([^()]*\))?$/i;
/** What may stand before a dotted number that is an id; "Node 18.2" and "Redis 7.2" are versions. */
const joined = /(?:^|[,;&+(→/]|\b(?:and|or|on|by|after|from|of|both|to|und|y|et)|#)\s*$/i;

/**
 * Reads the value of Depends on, Dependencies, Blocked by or after, or one bullet below it.
 *
 * `Stream 1-2` names two; `T012, T013 and 1.2` three; "partial", "can use", "can start", "initially" and "needed for"
 * make what their clause names soft; "None" and "can start immediately" give nothing; what names nothing is one note.
 */
export function readDependencies(value: string): readonly StatedDependency[] {
  const text = value.slice(0, 2000).replace(/\s+/g, ' ').trim().replace(lead, '');
  if (text === '' || none.test(text)) return [];
  const stated: StatedDependency[] = [];
  let unit: string | undefined;
  for (const clause of splitClauses(text)) {
    const targets = readTargets(clause, unit);
    unit = targets.unit ?? unit;
    const isSoft = soft.test(clause);
    // "Stream 1, can use mock data": the remark is about what stands before it.
    if (targets.names.length === 0 && isSoft) softenLast(stated, clause);
    for (const target of targets.names) {
      if (!stated.some((one) => one.target === target))
        stated.push({ kind: isSoft ? 'soft' : 'hard', target, text: clause });
    }
  }
  return stated.length > 0 ? stated : [{ kind: 'note', text }];
}

function softenLast(stated: StatedDependency[], clause: string): void {
  const last = stated.at(-1);
  if (last) stated[stated.length - 1] = { ...last, kind: 'soft', text: `${last.text}, ${clause}` };
}

/** At commas and semicolons outside brackets. */
function splitClauses(text: string): string[] {
  const clauses: string[] = [];
  let depth = 0;
  let start = 0;
  for (let index = 0; index <= text.length; index++) {
    const char = text.charAt(index);
    if (char === '(' || char === '[') depth++;
    else if (char === ')' || char === ']') depth = Math.max(0, depth - 1);
    else if (index === text.length || (depth === 0 && (char === ',' || char === ';'))) {
      clauses.push(text.slice(start, index).trim());
      start = index + 1;
    }
  }
  return clauses.filter((clause) => clause !== '');
}

interface Targets {
  readonly names: readonly string[];
  /** The last unit word, for "Phase 1, 2 and 3". */
  readonly unit?: string;
}

function readTargets(clause: string, carried: string | undefined): Targets {
  if (ownStart.test(clause)) return { names: [] };
  if (bareNumbers.test(clause)) {
    const numbers = (clause.replace(/\(.*$/, '').match(/\d+(?:\s?[-–]\s?\d+)?/g) ?? []).flatMap(expand);
    return { names: numbers.map((number) => (carried ? `${carried} ${number}` : number)) };
  }
  const found: { index: number; end: number; names: readonly string[]; unit?: string }[] = [];
  for (const pattern of [unitStart, cjkStart]) {
    for (const match of clause.matchAll(pattern)) {
      const read = readUnitOrdinal(clause.slice(match.index));
      if (!read || found.some((one) => match.index < one.end && match.index >= one.index)) continue;
      const unit = singular(read.unitWord);
      const more = /^(?:\s?(?:,|&|and|und|y|et|\/|\+)\s?\d{1,4}(?![\p{L}\d.]))+/u.exec(
        clause.slice(match.index + read.length),
      );
      const numbers = [read.ordinal, ...(more?.[0].match(/\d+/g) ?? [])].flatMap(expand);
      const end = match.index + read.length + (more?.[0].length ?? 0);
      found.push({ index: match.index, end, names: numbers.map((number) => `${unit} ${number}`), unit });
    }
  }
  for (const match of clause.matchAll(idShape)) {
    const end = match.index + match[0].length;
    if (notAnId.test(match[0]) || found.some((one) => match.index < one.end && end > one.index)) continue;
    if (/^\d/.test(match[0]) && !joined.test(clause.slice(Math.max(0, match.index - 20), match.index))) continue;
    found.push({ index: match.index, end, names: [match[0].replace(/^#/, '')] });
  }
  found.sort((left, right) => left.index - right.index);
  const unit = found.findLast((one) => one.unit !== undefined)?.unit;
  return { names: found.flatMap((one) => one.names), ...(unit ? { unit } : {}) };
}

/** `1-3` as `1`, `2`, `3`. */
function expand(ordinal: string): string[] {
  const match = /^(\d{1,4})\s?[-–]\s?(\d{1,4})\+?$/.exec(ordinal);
  const [first, last] = [Number(match?.[1]), Number(match?.[2])];
  if (!match || last < first || last - first > mostExpanded) return [ordinal];
  return Array.from({ length: last - first + 1 }, (_, index) => String(first + index));
}

const singular = (word: string) => {
  const one = /^(?:stor|priorit)ies$/i.test(word) ? word.replace(/ies$/i, 'y') : word.replace(/(?<=[a-z]{3})s$/i, '');
  return one.charAt(0).toUpperCase() + one.slice(1);
};

/**
 * The parts of an arrow chain, in order: `Stream 1 → Stream 2 → Launch`, `A -> B`, `A > B`. Empty where the text is no
 * chain of two or more.
 */
export function readArrowChain(text: string): readonly string[] {
  const parts = text
    .slice(0, 2000)
    .split(/\s?(?:→|⇒|➜|➔|⟶|=>|-{1,2}>)\s?|\s>\s/)
    .map((part) => part.trim());
  return parts.length < 2 || parts.some((part) => part === '') ? [] : parts;
}
