import { readLabel } from '../fields/label.ts';
import { stripDecoration } from '../text/decoration.ts';
import { repairGarbled } from '../text/garbled.ts';
import { plainText } from '../text/plainText.ts';
import {
  handoffVersion,
  type Handoff,
  type HandoffFault,
  type HandoffHead,
  type HandoffSection,
  type SectionSpan,
  type ShiftState,
  type StatusWord,
} from './handoff.ts';
import { readActions, readBlockers, readDone } from './handoffItems.ts';
import { splitHandoff, type FoundSection, type HandoffLine, type SplitHandoff } from './handoffLines.ts';
import { headKeyOf } from './handoffTitles.ts';
import { readInstant } from './instant.ts';

/** At the foot of a handoff that is finished, and of one that is still worked on. */
export const completeMarker = 'handoff complete';
export const openMarker = 'handoff open';

/** No handoff is longer; what stands behind is not read. UTF-16 units. */
const longest = 1_000_000;

/**
 * Reads a handoff: one of Runsheet's, one that a person or an agent wrote, or one of a script. Headings, labels and
 * lists are matched loosely; what is not there is absent. Never throws; what cannot be trusted is a fault.
 */
export function readHandoff(text: string): Handoff {
  const split = splitHandoff(repairGarbled(text.slice(0, longest)).text);
  const sections: Partial<Record<HandoffSection, SectionSpan>> = {};
  const linesOf = new Map<HandoffSection, HandoffLine[]>();
  for (const { section, lines, ...span } of split.sections) {
    const first = sections[section];
    sections[section] = first ? { ...first, text: `${first.text}\n\n${span.text}`.trim() } : span;
    linesOf.set(section, [...(linesOf.get(section) ?? []), ...lines]);
  }
  const head = readHead(split, sections.facts?.text ?? '');
  const version = versionOf(split.comments);
  const isComplete = split.comments.at(-1)?.toLowerCase() === completeMarker;
  const status = readStatus(sections.status?.text, head.statusWord);
  return {
    head: head.values,
    sections,
    ...(status && { status }),
    done: readDone(linesOf.get('done') ?? []),
    blockers: readBlockers(linesOf.get('blockers') ?? []),
    actions: readActions(linesOf.get('actions') ?? []),
    ...(version !== undefined && { version }),
    isComplete,
    faults: faultsOf(split, version, isComplete, text.length > longest, Object.keys(head.values).length),
  };
}

function versionOf(comments: readonly string[]): number | undefined {
  for (const comment of comments) {
    const match = /^runsheet:\s?handoff v?(\d{1,6})$/i.exec(comment.slice(0, 60));
    if (match) return Number(match[1]);
  }
  return undefined;
}

function faultsOf(
  { sections, comments, isOpenEnded, isNumbered }: SplitHandoff,
  version: number | undefined,
  isComplete: boolean,
  isTooLong: boolean,
  headKeys: number,
): readonly HandoffFault[] {
  if (version !== undefined && version > handoffVersion)
    return [
      {
        code: 'future-version',
        message: `Written in version ${version} of the handoff format, and this Runsheet knows version ${handoffVersion}: update Runsheet to change it.`,
      },
    ];
  if (sections.length === 0 && headKeys < 2)
    return [
      { code: 'no-handoff', message: 'It has no section of a handoff, such as Summary, Done, Blockers or Next steps.' },
    ];
  const isOurs = isNumbered || version !== undefined;
  const hasFoot = isComplete || comments.at(-1)?.toLowerCase() === openMarker;
  if (!isTooLong && !isOpenEnded && (!isOurs || hasFoot)) return [];
  const why = isTooLong
    ? 'It is longer than 1 MB, and only its beginning was read'
    : isOpenEnded
      ? 'A code block or comment in it is never closed'
      : `The line "<!-- ${completeMarker} -->" at its foot is missing`;
  return [{ code: 'truncated', message: `${why}: part of it may be lost. Compare it with the version in git.` }];
}

interface Head {
  readonly values: HandoffHead;
  readonly statusWord?: StatusWord;
}

function readHead({ title, head, sections }: SplitHandoff, facts: string): Head {
  const found = new Map<keyof HandoffHead, string>();
  for (const [label, value] of labelsIn(head)) {
    const key = headKeyOf(label);
    if (key !== undefined && value !== '' && !found.has(key)) found.set(key, value);
  }
  // A script writes what it learns at the end below, in its own section.
  for (const [label, value] of labelsIn(sections.flatMap(tail))) {
    const key = headKeyOf(label);
    if ((key === 'endedAtMs' || key === 'endCommit' || key === 'score') && !found.has(key)) found.set(key, value);
  }
  const titled = /\bshift\s?#?(\d{1,3})\b/i.exec(title);
  const shift = Number(/\d{1,3}/.exec(found.get('shift') ?? '')?.[0] ?? titled?.[1] ?? NaN);
  const agent = nameOf(found.get('agent') ?? (titled ? /\s[-–—:]\s(.+)$/.exec(title.slice(0, 200))?.[1] : undefined));
  const holder = nameOf(found.get('holder'));
  const state = stateOf(found.get('state') ?? '');
  const started = readInstant(found.get('startedAtMs') ?? '');
  const ended = readInstant(found.get('endedAtMs') ?? '');
  const startCommit = commitOf(found.get('startCommit'));
  const endCommit = commitOf(found.get('endCommit'));
  const score = percentOf(found.get('score') ?? /\bscore\b[^%\n]{0,60}%/i.exec(facts)?.[0] ?? '');
  const statusWord = statusWordOf(found.get('state') ?? '');
  return {
    values: {
      ...(shift >= 1 && { shift }),
      ...(agent !== undefined && { agent }),
      ...(holder !== undefined && { holder }),
      ...(state && { state }),
      ...(started !== undefined && { startedAtMs: started }),
      ...(ended !== undefined && { endedAtMs: ended }),
      ...(startCommit !== undefined && { startCommit }),
      ...(endCommit !== undefined && { endCommit }),
      ...(score !== undefined && { score }),
    },
    ...(statusWord && { statusWord }),
  };
}

const tail = ({ section, lines }: FoundSection): readonly HandoffLine[] =>
  section === 'facts' || section === 'watch' || section === 'summary' || section === 'status' ? lines : [];

function labelsIn(lines: readonly HandoffLine[]): readonly (readonly [string, string])[] {
  return lines.flatMap(({ text, inCode }) => {
    const label = inCode ? undefined : (readLabel(text) ?? rowOf(text));
    return label ? [[label.label, label.value.trim()] as const] : [];
  });
}

/** `| Agent | Backend |` */
function rowOf(text: string): { label: string; value: string } | undefined {
  const cells = /^\s{0,3}\|([^|]{1,80})\|([^|]{1,200})\|\s{0,9}$/.exec(text.slice(0, 300));
  return cells ? { label: plainText(cells[1] ?? ''), value: plainText(cells[2] ?? '') } : undefined;
}

function nameOf(text: string | undefined): string | undefined {
  const name = stripDecoration(text ?? '')
    .replace(/\s?\bagent$/i, '')
    .trim()
    .slice(0, 100);
  return name === '' || /^(?:[-–—.?_]*|tbd|n\/a|none|\[.{0,60}\])$/i.test(name) ? undefined : name;
}

const states: readonly (readonly [ShiftState, RegExp])[] = [
  ['planned', /^(?:planned|scheduled|not started)\b/],
  ['active', /^(?:active|in[ -]progress|ongoing|started|open|running)\b/],
  ['ending', /^ending\b/],
  ['ended', /^(?:ended|completed?|done|finished|closed|handed (?:off|over))\b/],
  ['acknowledged', /^(?:acknowledged|received)\b/],
  ['abandoned', /^(?:abandoned|taken over)\b/],
];

function stateOf(text: string): ShiftState | undefined {
  const bare = stripDecoration(text).toLowerCase();
  return states.find(([, pattern]) => pattern.test(bare))?.[0];
}

const statusWords: readonly (readonly [StatusWord, RegExp])[] = [
  ['UNSTABLE', /^(?:unstable|red|broken|critical|blocked|failing|down)\b|🔴|❌/iu],
  ['WATCH', /^(?:watch(?:er)?|yellow|amber|degraded|at risk|caution|partial(?:ly)?)\b|🟡|⚠/iu],
  ['STABLE', /^(?:stable|green|healthy|ok|good|all good)\b|🟢/iu],
];

function statusWordOf(text: string): StatusWord | undefined {
  const start = text.trimStart().slice(0, 60);
  const bare = stripDecoration(plainText(start));
  return statusWords.find(([, pattern]) => pattern.test(bare) || pattern.test(start))?.[0];
}

function readStatus(text: string | undefined, headWord: StatusWord | undefined): Handoff['status'] {
  const line = text?.split('\n').find((each) => each.trim() !== '') ?? '';
  const word = statusWordOf(line) ?? headWord;
  if (line === '' && !word) return undefined;
  const bare = stripDecoration(plainText(line));
  const reason = bare.replace(/^(?:unstable|watch|stable)\b(?:\s?[:.,–—-])?/i, '').trim();
  return { ...(word && { word }), reason };
}

function commitOf(text: string | undefined): string | undefined {
  return /(?<![\p{L}\d])[\da-f]{7,64}(?![\p{L}\d])/iu.exec(text?.slice(0, 200) ?? '')?.[0].toLowerCase();
}

/** The last percentage: `95% → 96%` is 96. */
function percentOf(text: string): number | undefined {
  const values = Array.from(text.slice(0, 200).matchAll(/(?<![\d.])(\d{1,3}(?:\.\d{1,2})?)\s?%/g), (match) =>
    Number(match[1]),
  );
  const last = values.at(-1);
  return last !== undefined && last <= 100 ? last : undefined;
}
