import type { Priority } from '../model.ts';
import { handoffVersion, type HandoffHead } from './handoff.ts';
import { headLabels, sectionOrder, sectionTitles } from './handoffTitles.ts';
import { instantText } from './instant.ts';

/** A blocker that somebody adds. */
export interface NewBlocker {
  readonly text: string;
  readonly priority?: Priority;
  readonly needs?: string;
  /** Epoch milliseconds UTC. */
  readonly sinceMs?: number;
}

/** The comment below the title by which the version of the format is known. */
const versionComment = `<!-- runsheet: handoff ${handoffVersion} -->`;

/**
 * The text of a new handoff: title, head, nine empty sections, the marker of an open one at the foot. Facts that are
 * known already (received actions, the plan's tasks) are added by edits.
 *
 * @param head what is known at the start; without a shift it is a handoff outside any schedule
 */
export function newHandoffText(head: HandoffHead): string {
  const title = head.shift === undefined ? '# Handoff' : `# Shift ${head.shift} handoff`;
  const lines = headLines({ state: 'active', ...head });
  const sections = sectionOrder.map((section, index) => `## ${index + 1} ${sectionTitles[section]}\n`);
  return `${[title, versionComment, lines.join('\n'), ...sections, '<!-- handoff open -->'].join('\n\n').replace(/\n{3,}/g, '\n\n')}\n`;
}

const headOrder: readonly (keyof HandoffHead)[] = [
  'shift',
  'agent',
  'holder',
  'state',
  'startedAtMs',
  'endedAtMs',
  'startCommit',
  'endCommit',
  'score',
];

function headLines(head: HandoffHead): readonly string[] {
  return headOrder.flatMap((key) => {
    const value = headValue(head, key);
    return value === undefined ? [] : [`**${headLabels[key]}:** ${value}`];
  });
}

/** The value of a line of the head as it is written; undefined where there is none. */
export function headValue(head: HandoffHead, key: keyof HandoffHead): string | undefined {
  const value = head[key];
  if (value === undefined) return undefined;
  if (key === 'startedAtMs' || key === 'endedAtMs') return instantText(Number(value));
  if (key === 'score') return `${value}%`;
  return inlineText(String(value));
}

/** `- Password of the gate (P1, needs the office, since 2025-09-22T01:30Z)` */
export function blockerItem({ text, priority, needs, sinceMs }: NewBlocker): string {
  const details = [
    priority,
    needs !== undefined && needs.trim() !== '' ? `needs ${inlineText(needs)}` : undefined,
    sinceMs === undefined ? undefined : `since ${instantText(sinceMs)}`,
  ].filter((part) => part !== undefined);
  return `- ${itemText(text)}${details.length === 0 ? '' : ` (${details.join(', ')})`}`;
}

/** `- Build twice and compare: equal (verified)` */
export function doneItem(claim: string, evidence: string | undefined, verified: boolean): string {
  const shown = evidence === undefined ? '' : inlineText(evidence);
  const separator = claim.includes(': ') || shown.includes(' — ') ? ' — ' : ': ';
  const behind = shown === '' ? '' : `${separator}${separator === ' — ' ? shown.replaceAll(' — ', ' - ') : shown}`;
  return `- ${itemText(claim)}${behind} (${verified ? 'verified' : 'unverified'})`;
}

/** `- 01:30 the build is slow` */
export function noteItem(time: string, text: string): string {
  return `- ${time} ${inlineText(text)}`;
}

/** A text of a person as the beginning of an item: nothing in it opens a block of its own. */
export function itemText(text: string): string {
  const line = inlineText(text);
  if (/^\d{1,9}[.)](?:\s|$)/.test(line)) return line.replace(/[.)]/, '\\$&');
  return /^(?:[#>~`|+*=[-]|_{3})/.test(line) ? `\\${line}` : line;
}

/** A text of a person within a line: one line, no control characters, and no comment that swallows what follows. */
export function inlineText(text: string): string {
  return text
    .slice(0, 2000)
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ')
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .replaceAll('<!--', '&lt;!--')
    .replace(/ {2,}/g, ' ')
    .trim();
}
