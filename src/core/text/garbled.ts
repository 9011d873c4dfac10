import { judgeSequence, type Belief } from './garbledPlausibility.ts';
import { misreadings, readUtf8Sequence, type Misreading } from './utf8Sequence.ts';

/** A stretch of the text that is garbled, and what it says. Offsets are UTF-16 units, the end is exclusive. */
export interface GarbledRun {
  readonly start: number;
  readonly end: number;
  readonly repaired: string;
}

interface Candidate extends GarbledRun {
  readonly misreading: Misreading;
  readonly belief: 'accepted' | 'evidence' | 'none';
}

const nonAscii = /[^\0-\x7f]/g;

/** Text that went wrong twice is rare, three times is unheard of. */
const mostRounds = 3;

/**
 * Repairs UTF-8 that was read as Windows-1252, Windows-1254 or Mac Roman: `â†’` is `→`, `‚úÖ` is `✅`.
 *
 * Works run by run, since bytes get lost on the way: what does not decode to a valid and plausible character stays as
 * it is, and good text is never changed. Give it the whole document: doubtful runs (a lone `Å°`) are believed only
 * where other text of the document is garbled in the same way. A text without garbled runs comes back as the same
 * string.
 */
export function repairGarbled(text: string): { readonly text: string; readonly runs: readonly GarbledRun[] } {
  return repairRound(text, 1);
}

function repairRound(text: string, round: number): { text: string; runs: readonly GarbledRun[] } {
  const candidates = findCandidates(text);
  const proven = new Set<Misreading>();
  for (const candidate of candidates) if (candidate.belief === 'accepted') proven.add(candidate.misreading);
  if (proven.size === 0) return { text, runs: [] };
  const runs: GarbledRun[] = [];
  const parts: string[] = [];
  let end = 0;
  for (const candidate of candidates) {
    if (candidate.belief === 'none' || !proven.has(candidate.misreading)) continue;
    const repaired = round < mostRounds ? repairRound(candidate.repaired, round + 1).text : candidate.repaired;
    runs.push({ start: candidate.start, end: candidate.end, repaired });
    parts.push(text.slice(end, candidate.start), repaired);
    end = candidate.end;
  }
  parts.push(text.slice(end));
  return { text: parts.join(''), runs };
}

/** The longest run at each place, in order; a run that is not believed is skipped as a whole, so the scan is linear. */
function findCandidates(text: string): Candidate[] {
  const found: Candidate[] = [];
  nonAscii.lastIndex = 0;
  for (let match = nonAscii.exec(text); match; match = nonAscii.exec(text)) {
    let best: Candidate | undefined;
    for (const misreading of misreadings) {
      const candidate = readCandidate(text, match.index, misreading);
      if (candidate && (!best || candidate.end > best.end)) best = candidate;
    }
    if (!best) continue;
    found.push(best);
    nonAscii.lastIndex = best.end;
  }
  return found;
}

function readCandidate(text: string, start: number, misreading: Misreading): Candidate | undefined {
  const beliefs: Belief[] = [];
  const decoded: string[] = [];
  let last = 0;
  let end = start;
  for (;;) {
    const sequence = readUtf8Sequence(text, end, misreading);
    if (!sequence) break;
    const belief = judgeSequence(text, end, sequence, misreading);
    if (belief === 'never') break;
    beliefs.push(belief);
    decoded.push(String.fromCodePoint(sequence.codePoint));
    last = sequence.codePoint;
    end += sequence.length;
  }
  if (decoded.length === 0) return undefined;
  const selector = cutSelector(text, end, last, misreading);
  return {
    start,
    end: end + selector.length,
    repaired: decoded.join('') + (selector && '\ufe0f'),
    misreading,
    belief: believe(beliefs),
  };
}

function believe(beliefs: readonly Belief[]): Candidate['belief'] {
  const count = (belief: Belief) => beliefs.filter((one) => one === belief).length;
  const [pairs, rows] = [count('pair'), count('row')];
  if (count('sure') > 0 || (pairs > 0 && pairs + rows > 1) || rows > 3) return 'accepted';
  return rows > 0 ? 'none' : 'evidence';
}

/**
 * The variation selector behind a symbol (U+FE0F, bytes EF B8 8F) whose last byte was dropped, because Windows-1252 and
 * Windows-1254 do not define 8F. No other character of EF B8 stands behind a symbol.
 */
function cutSelector(text: string, index: number, codePoint: number, { name, byteOf }: Misreading): string {
  const isSymbol = (codePoint >= 0x2000 && codePoint < 0x2c00) || codePoint >= 0x1f000;
  const cut = name === 'macintosh' ? 'Ô∏' : 'ï¸';
  if (!isSymbol || !text.startsWith(cut, index)) return '';
  const next = byteOf.get(text.charAt(index + cut.length));
  return next !== undefined && next < 0xc0 ? '' : cut;
}
