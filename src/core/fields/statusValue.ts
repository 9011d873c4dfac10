import type { Status } from '../model.ts';
import { stripDecoration } from '../text/decoration.ts';
import { readPriority } from './priority.ts';

const words: readonly (readonly [Status, RegExp])[] = [
  ['done', /^(?:done|completed?|finished|shipped|closed|merged|implemented|resolved|yes|x|pass(?:ed)?)$/],
  ['doing', /^(?:in[ _-]progress|wip|doing|started|active|ongoing|in[ _-]review|review|partial|underway)$/],
  ['blocked', /^(?:blocked|on[ _-]hold|waiting (?:for|on) .*|stuck|paused)$/],
  ['cancelled', /^(?:cancell?ed|dropped|won't do|wontfix)$/],
  ['skipped', /^(?:deferred|skipped|postponed|n\/a)$/],
  ['failed', /^(?:failed|failing)$/],
  [
    'open',
    /^(?:open|to-?do|to[ _]do|not[ _]started|pending|planned|backlog|queued|waiting|new|no|ready|next|upcoming|scheduled)$/,
  ],
];

const signs: readonly (readonly [Status, RegExp])[] = [
  ['done', /[✅✔☑🟢]/u],
  ['doing', /[🚧🔄🟡⏳🏗]/u],
  ['failed', /[❌✗✘]/u],
  ['blocked', /[🚫⛔🔴]/u],
  ['open', /[⬜☐📋⏸⚪⭕]/u],
];

/**
 * Reads the value of a status field or the cell of a status column: `Done`, `in_progress`, `⏳ PENDING`,
 * `✅ COMPLETE (2 hours)`. Words beat signs. Undefined where it says something else: `72% ready`, `🔴 URGENT`.
 *
 * @param text plain text
 */
export function readStatusValue(text: string): Status | undefined {
  const bounded = stripDecoration(text.slice(0, 80)).toLowerCase();
  const bare = bounded.replace(/\s?\([^()]*\)$|\s[-–—]\s.*$|[.!]$/g, '').trim();
  const named = words.find(([, pattern]) => pattern.test(bare))?.[0];
  if (named || readPriority(bounded) || /\d\s?%/.test(bounded)) return named;
  return signs.find(([, pattern]) => pattern.test(text.slice(0, 80)))?.[0];
}
