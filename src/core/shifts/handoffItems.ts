import { findPriority } from '../fields/priority.ts';
import type { Priority } from '../model.ts';
import { stripDecoration } from '../text/decoration.ts';
import { plainText } from '../text/plainText.ts';
import type { Blocker, HandoffAction, HandoffDone } from './handoff.ts';
import type { HandoffLine } from './handoffLines.ts';

/** An item of a list, or a paragraph where there is no list. */
interface Item {
  readonly line: number;
  /** The character in its box. */
  readonly mark?: string;
  readonly source: string;
  /** What stands below it: details of a blocker. */
  readonly below: readonly string[];
}

const itemStart = /^([ \t]{0,40})(?:[-*+•]|\d{1,9}[.)])[ \t]+(?:\[(.)\](?=[ \t]|$)[ \t]*)?(.*)$/u;

/** Whether a text says that there is nothing: "None.", "No blockers at this time", "n/a", a lone dash. */
export function saysNone(text: string): boolean {
  const bare = stripDecoration(plainText(text.slice(0, 200)))
    .replace(/^[-*+•]\s/, '')
    .replace(/[.!]$/, '')
    .trim()
    .toLowerCase();
  if (text.trim() !== '' && /^[-–—\s]*$/.test(bare)) return true;
  return /^(?:none|nothing|nil|n\/a|no|not applicable|nada|keine|aucun)(?: (?:blockers?|issues?|problems?|open|known|current|new|critical|blocking|actions?|to (?:report|watch)|at (?:this|the) (?:time|moment)|currently|now|so far|remaining|in progress|special|and)){0,5}$/.test(
    bare,
  );
}

/** The items of a section; nested ones belong to the item above them. What says that there is none is no item. */
function itemsOf(lines: readonly HandoffLine[]): readonly Item[] {
  const items: (Item & { below: string[] })[] = [];
  let indent = -1;
  let afterBlank = true;
  for (const { line, text, inCode } of lines) {
    const match = inCode ? null : itemStart.exec(text.slice(0, 2000));
    const depth = match?.[1]?.replace(/\t/g, '    ').length ?? 0;
    const last = items.at(-1);
    if (match && (last === undefined || indent < 0 || depth <= indent + 1)) {
      const mark = match[2];
      items.push({ line, ...(mark !== undefined && { mark }), source: match[3] ?? '', below: [] });
      indent = depth;
    } else if (text.trim() === '' || /^ {0,3}#/.test(text) || /^ {0,3}\|?[ :|-]{3,}$/.test(text)) {
      // Blank lines, headings and the rules of tables say nothing.
    } else if (last && (match !== null || !afterBlank || /^\s/.test(text))) last.below.push(text.trim());
    else if (!inCode) {
      items.push({ line, source: text.trim(), below: [] });
      indent = -1;
    }
    afterBlank = text.trim() === '';
  }
  return items.filter(({ source, below }) => source.trim() !== '' && !(below.length === 0 && saysNone(source)));
}

const isTicked = (mark: string | undefined): boolean => mark !== undefined && /[xX✓✔✅]/u.test(mark);

/** What was done. An open box is not done, whatever the heading says. */
export function readDone(lines: readonly HandoffLine[]): readonly HandoffDone[] {
  return itemsOf(lines)
    .filter(({ mark }) => mark === undefined || isTicked(mark))
    .map(({ line, source }) => {
      const text = stripDecoration(plainText(source));
      const said = /\s?[([](verified|unverified|not verified)[)\]]\.?$/i.exec(text.slice(-40));
      const bare = said ? text.slice(0, text.length - said[0].length) : text;
      const dash = bare.lastIndexOf(' — ');
      const colon = bare.indexOf(': ');
      const [at, width] = dash > 0 ? [dash, 3] : [colon, 2];
      const evidence = at > 0 ? bare.slice(at + width).trim() : '';
      return {
        claim: at > 0 ? bare.slice(0, at).trim() : bare,
        ...(evidence !== '' && { evidence }),
        ...(said && { verified: /^verified$/i.test(said[1] ?? '') }),
        line,
      };
    });
}

const detail = / ?\(((?:P[0-3]\b|needs\b|since\b|priority\b)[^\n]*)\)\.?$/i;
const strikes = /^~~[^~]/;

/** What stops the work: `- Password of the gate (P1, needs the office, since 01:30)`, or with its details below it. */
export function readBlockers(lines: readonly HandoffLine[]): readonly Blocker[] {
  return itemsOf(lines).map(({ line, source, mark, below }) => {
    const text = stripDecoration(plainText(source));
    const details = detail.exec(text);
    const parts = [
      ...(details?.[1] ?? '').split(/,\s/),
      ...below.map((each) => plainText(each.replace(/^[-*+] /, ''))),
    ];
    const found = readDetails(parts);
    const bare = details ? text.slice(0, details.index) : text;
    const lead = priorityIn(bare);
    const priority = found.priority ?? lead.priority;
    return {
      text: lead.rest,
      ...(priority && { priority }),
      ...(found.needs !== undefined && { needs: found.needs }),
      ...(found.since !== undefined && { since: found.since }),
      resolved: isTicked(mark) || strikes.test(source) || /^(?:resolved|fixed|solved)\b/i.test(bare),
      line,
    };
  });
}

function readDetails(parts: readonly string[]): { priority?: Priority; needs?: string; since?: string } {
  let key: 'needs' | 'since' | undefined;
  const read: { priority?: Priority; needs?: string; since?: string } = {};
  for (const part of parts) {
    const words = /^(priority|needs?|needed from|waiting (?:for|on)|since|blocked since)\b:?\s*(\S.*)$/i.exec(
      part.trim(),
    );
    const priority = /^(?:priority:? )?(P[0-3])\b/i.exec(part.trim())?.[1]?.toUpperCase();
    if (isPriority(priority)) read.priority = priority;
    else if (words) {
      key = /since/i.test(words[1] ?? '') ? 'since' : 'needs';
      read[key] = words[2] ?? '';
    } else if (key !== undefined && part.trim() !== '') read[key] = `${read[key] ?? ''}, ${part.trim()}`;
  }
  return read;
}

const isPriority = (text: string | undefined): text is Priority => text !== undefined && /^P[0-3]$/.test(text);

/** What the next shift is to do: `- [ ] P0 Backend: tests for windows over midnight`. */
export function readActions(lines: readonly HandoffLine[]): readonly HandoffAction[] {
  return itemsOf(lines).map(({ line, source, mark }) => {
    const { priority, rest } = priorityIn(stripDecoration(plainText(source)));
    const named = /^(?:@([\p{L}\d_.-]{1,40}):?\s+|((?:\p{Lu}[\p{L}\d-]{0,30}\s?){1,3}):\s+)/u.exec(rest);
    // "Fix: ..." without a priority is the thing, not the one who does it.
    const owner = named?.[1] ?? (priority ? named?.[2]?.trim() : undefined);
    return {
      text: owner === undefined ? rest : rest.slice(named?.[0].length ?? 0),
      done: isTicked(mark) || strikes.test(source),
      ...(priority && { priority }),
      ...(owner !== undefined && { owner }),
      line,
    };
  });
}

function priorityIn(text: string): { priority?: Priority; rest: string } {
  const lead = /^[[(]?(P[0-3])[\])]?(?:\s?[:.–—-])?\s+(?=\S)/i.exec(text);
  const own = lead?.[1]?.toUpperCase();
  if (lead && isPriority(own)) return { priority: own, rest: text.slice(lead[0].length) };
  const found = findPriority(text);
  if (!found) return { rest: text };
  const rest = `${text.slice(0, found.start)} ${text.slice(found.end)}`.replace(/\s+/g, ' ').trim();
  return { priority: found.priority, rest: rest === '' ? text : rest };
}
