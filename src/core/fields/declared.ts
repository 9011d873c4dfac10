import type { Declared } from '../model.ts';

export type DeclaredValue = Pick<Declared, 'what' | 'value'>;

const qualifier =
  '(?:current|present|overall|total|project|production|release|launch|deployment|plan|mvp|implementation|development|work|task|tasks|sprint|phase|stage|stream|week|milestone|epic|the|our|final|initial|feature|\\d{1,3})';
const noun =
  '(?:status|progress|completion|complete|completed|done|readiness|score|percent complete|progreso|progresso|estado|avance|fortschritt|avancement|прогресс|статус|готовность|进度|進捗)';
const own = new RegExp(`^(?:${qualifier}[ -]){0,4}(?:readiness )?(${noun})$`, 'iu');
const beforeTarget = new RegExp(`^(?:${qualifier}[ -]){0,3}(${noun}[ -])?$`, 'iu');
const behindTarget = new RegExp(`^(?:[ -]${qualifier}){0,3}(?:[ -](?:readiness[ -])?${noun})?$`, 'iu');
/** Sections of what is hoped for: their percentages are goals, not state. */
const hopes =
  /\b(?:outcomes?|goals?|objectives?|by (?:the )?end of|success (?:metrics|criteria)|metrics|kpis?|criteria|expected|thresholds?)\b/i;
const bound = /[<>≥≤→⇒]|->|=>|\btarget|\bgoal\b|\bfrom \d|\bat least\b|\bminimum\b/i;
/** What a plain "Target: 95%" may be a percentage of; "80% test coverage" is a metric. */
const ofThePlan =
  /^\+?\s*(?:$|[(,.;|]|(?:of )?(?:the )?(?:all tasks|tasks|features|production|mvp|release|launch|plan|progress)|(?:[\p{L}-]{1,20} ){0,2}(?:complete|completed|completion|done|ready|readiness)\b)/iu;

/**
 * Reads the percentage that a line declares about the plan: a label of status, progress, completion, readiness or score
 * (`**Status**: 72% Production Ready`, `Progress: 12/87`, `Score: [####----]`), or its target (`**Target**: 95%+`).
 * Not with a bound, an arrow or a target in the value, and not below a heading of goals, outcomes or metrics.
 */
export function readDeclared(label: string, value: string, heading: string): DeclaredValue | undefined {
  const text = value.slice(0, 300);
  if (!percentMark.test(text)) return undefined;
  const name = label
    .slice(0, 100)
    .replace(/[:*_`]+/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  if (hopes.test(heading.slice(0, 300))) return undefined;
  const isTarget = namesTarget(name);
  const kind = isTarget ? undefined : own.exec(name)?.[1]?.toLowerCase();
  if (!isTarget && (kind === undefined || bound.test(text))) return undefined;
  if (isTarget && /[→⇒<]|->|=>/.test(text)) return undefined;
  const found = readPercent(text);
  if (!found || (isTarget && !ofThePlan.test(text.slice(found.end).replace(/^[`*_]+/, '')))) return undefined;
  return { what: isTarget ? 'target' : whatOf(kind ?? ''), value: found.value };
}

/**
 * `Target`, `Overall target phase 2 progress`, `Readiness target`. Not one pattern: it took V8 longer to compile than a
 * plan takes to read, and most labels have no such word or nothing beside it.
 */
function namesTarget(name: string): boolean {
  const word = /target/i.exec(name);
  if (!word) return false;
  const behind = name.slice(word.index + word[0].length);
  if (word.index === 0 && behind === '') return true;
  const before = beforeTarget.exec(name.slice(0, word.index));
  return before !== null && (behind === '' || (before[1] === undefined && behindTarget.test(behind)));
}

function whatOf(noun: string): Declared['what'] {
  if (noun === 'score') return 'score';
  return /^(?:status|readiness|estado|статус|готовность)$/.test(noun) ? 'status' : 'progress';
}

/** What none of the patterns of `readPercent` does without: most values need none of the long ones. */
const percentMark = /[%/\]█▓■]|of/;

function readPercent(text: string): { value: number; end: number } | undefined {
  const percent = /(?<![\d.,-])(\d{1,3}(?:[.,]\d{1,2})?)\s?%/.exec(text);
  if (percent) return percentage(Number((percent[1] ?? '').replace(',', '.')), percent.index + percent[0].length);
  const ratio = /(?<![\d./-])(\d{1,6}(?:\.\d{1,2})?)\s?(?:\/|of|out of)\s?(\d{1,6})(?![\d/-])/.exec(text);
  if (ratio) return percentage((100 * Number(ratio[1])) / Number(ratio[2]), ratio.index + ratio[0].length);
  const bar =
    /(?<![█▓■#=])([█▓■#=]{0,200})[>▌▒]?([░▒□·.–\- ]{0,200})\]/.exec(text) ?? /([█▓■]{1,200})([░▒□]{0,200})/.exec(text);
  const [filled, empty] = [bar?.[1]?.length ?? 0, bar?.[2]?.length ?? 0];
  return bar && filled + empty >= 4
    ? percentage((100 * filled) / (filled + empty), bar.index + bar[0].length)
    : undefined;
}

function percentage(value: number, end: number): { value: number; end: number } | undefined {
  return Number.isFinite(value) && value >= 0 && value <= 100 ? { value: Math.round(value * 10) / 10, end } : undefined;
}
