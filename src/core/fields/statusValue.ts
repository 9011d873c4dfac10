import type { Status } from '../model.ts';
import { statusOfWord } from '../text/statusVocabulary.ts';
import { stripDecoration } from '../text/decoration.ts';
import { readPriority } from './priority.ts';

const words: readonly (readonly [Status, RegExp])[] = [
  [
    'done',
    /^(?:done|completed?|finished|shipped|closed|merged|implemented|resolved|yes|oui|sí|sim|ja|да|是|はい|예|x|pass(?:ed)?|動作(?:済み|確認済み)?)$/,
  ],
  [
    'doing',
    /^(?:in[ _-]progress|wip|doing|working on|started|active|ongoing|in[ _-]review|review|partial|partially|partiellement|parcial|parcialmente|teilweise|частично|部分|underway)$/,
  ],
  ['blocked', /^(?:blocked|on[ _-]hold|waiting (?:for|on) .*|stuck|paused)$/],
  ['cancelled', /^(?:cancell?ed|dropped|won't do|wontfix)$/],
  ['skipped', /^(?:deferred|skipped|postponed|n\/a)$/],
  ['failed', /^(?:failed|failing)$/],
  [
    'open',
    /^(?:open|to-?do|to[ _]do|not[ _]started|pending|planned|backlog|queued|waiting|new|no|non|não|nein|нет|否|いいえ|아니오|ready|next|upcoming|scheduled)$/,
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
  const bare = bounded
    .replace(/\s?\([^()]*\)$|（[^（）]*）$|\s[-–—]\s.*$|\s\d{4}[-/.]\d{1,2}[-/.]\d{1,2}$|[.!]$/g, '')
    .trim();
  const named = words.find(([, pattern]) => pattern.test(bare))?.[0] ?? foreignStatus(bare);
  if (named || readPriority(bounded) || /\d\s?%/.test(bounded)) return named;
  return signs.find(([, pattern]) => pattern.test(text.slice(0, 80)))?.[0];
}

/** The words of other languages are those of headings; English ones have more meanings there. */
function foreignStatus(text: string): Status | undefined {
  if (/^[a-z0-9 ,'-]*$/.test(text) && !foreignAscii.test(text)) return undefined;
  return statusOfWord(text) ?? statusOfWord(text.split(/[,，、(（]/, 1)[0] ?? '');
}

const foreignAscii =
  /^(?:completad[oa]|hech[oa]|terminad[oa]|list[oa]|cerrado|feit[oa]|pronto|fertig|erledigt|abgeschlossen|umgesetzt|fait|en (?:progreso|curso|proceso|desarrollo|cours|attente)|em (?:andamento|progresso|curso)|in (?:arbeit|bearbeitung)|pendientes?|pendentes?|por hacer|planificado|planeado|abierto|aberto|a fazer|offen|geplant|ausstehend|bloquead[oa]|blockiert|aplazado|verschoben|cancelad[oa]|abgebrochen)\b/;
