import type { Status } from '../model.ts';
import { statusOfWord } from '../text/statusVocabulary.ts';
import { stripDecoration } from '../text/decoration.ts';
import { readPriority } from './priority.ts';

const words: readonly (readonly [Status, RegExp])[] = [
  [
    'done',
    /^(?:(?:done|completed?|finished|shipped|released|merged|closed)(?: (?:on|in|at|by|with|since) .{1,40})?|deployed|delivered|fixed|implemented|resolved|yes|oui|sí|sim|ja|да|是|はい|예|x|pass(?:ed)?|動作(?:済み|確認済み)?)$/,
  ],
  [
    'doing',
    /^(?:in[ _-]progress|wip|doing|working on|started|active|ongoing|in[ _-]review|review|partial|partially|in (?:dev|development|testing|qa)|under (?:review|development|construction)|(?:partially|mostly|almost|half|nearly) (?:done|completed?|finished|implemented)|working on it|investigating|researching|partiellement|parcial|parcialmente|teilweise|частично|部分|underway)$/,
  ],
  ['blocked', /^(?:blocked(?: by .*)?|on[ _-]hold|waiting (?:for|on) .*|stuck|paused)$/],
  [
    'cancelled',
    /^(?:cancell?ed|dropped|won'?t (?:do|fix)|wontfix|abandoned|rejected|declined|obsolete|superseded|not needed)$/,
  ],
  ['skipped', /^(?:deferred|skipped|postponed|parked|on ice|out of scope|n\/a)$/],
  ['failed', /^(?:failed|failing|broken|失败|失敗|fehlgeschlagen)$/],
  [
    'open',
    /^(?:open|to-?do|to[ _]do|not[ _](?:yet[ _])?(?:started|done|begun|implemented)|not yet|un-?started|incomplete|to be (?:done|started|implemented)|outstanding|未対応|nicht begonnen|no iniciado|da fare|te doen|pending|planned|backlog|queued|waiting|new|no|non|não|nein|нет|否|いいえ|아니오|ready|next|upcoming|scheduled|exploring|considering|under consideration|thinking(?: about it)?)$/,
  ],
];

/** What these say in the cell of a status column they do not say of a whole document ("Status: Approved"). */
const wordsOfCells: readonly (readonly [Status, RegExp])[] = [
  [
    'done',
    /^(?:live|in production|verified|approved|accepted|landed|published|tested|works|working|ok|okay|fatto|completato|gereed|klar|hotovo|zrobione)$/,
  ],
  ['doing', /^(?:current|testing|qa|developing|in corso|bezig|開発中)$/],
  [
    'open',
    /^(?:draft|proposed|idea|missing|remaining|tbd|to be (?:decided|determined)|future|later|untested|not (?:tested|proven|verified)|unassigned)$/,
  ],
];

const signs: readonly (readonly [Status, RegExp])[] = [
  ['done', /[✅✔☑🟢]/u],
  ['doing', /[🚧🔄🟡⏳🏗]/u],
  ['failed', /[❌✗✘]/u],
  ['blocked', /[🚫⛔🔴]/u],
  ['open', /[⬜☐🔲📋⏸⚪⭕○📅📆🗓💭💡🔜]/u],
];

/**
 * Reads the value of a status field or the cell of a status column: `Done`, `in_progress`, `⏳ PENDING`,
 * `✅ COMPLETE (2 hours)`. Words beat signs. Undefined where it says something else: `72% ready`, `🔴 URGENT`.
 *
 * @param text plain text
 */
export function readStatusValue(text: string): Status | undefined {
  const bounded = wordsOf(text);
  const bare = bounded
    .replace(/\s?\([^()]*\)$|（[^（）]*）$|\s[-–—]\s.*$|\s\d{4}[-/.]\d{1,2}[-/.]\d{1,2}$|[.!]$/g, '')
    .trim();
  const named = words.find(([, pattern]) => pattern.test(bare))?.[0] ?? foreignStatus(bare);
  if (named || readPriority(bounded) || /\d\s?%/.test(bounded)) return named;
  return signs.find(([, pattern]) => pattern.test(text.slice(0, 80)))?.[0];
}

/** "IN_PROGRESS" is two words. */
function wordsOf(text: string): string {
  return stripDecoration(text.slice(0, 80))
    .toLowerCase()
    .replace(/(?<=\p{L})_(?=\p{L})/gu, ' ');
}

/** The cell of a status column: the same, and words that say something else of a whole document. */
export function readStatusCell(text: string): Status | undefined {
  const said = readStatusValue(text);
  if (said) return said;
  const bare = wordsOf(text);
  return wordsOfCells.find(([, pattern]) => pattern.test(bare))?.[0];
}

/** The words of other languages are those of headings; English ones have more meanings there. */
function foreignStatus(text: string): Status | undefined {
  if (/^[a-z0-9 ,'-]*$/.test(text) && !foreignAscii.test(text)) return undefined;
  return statusOfWord(text) ?? statusOfWord(text.split(/[,，、(（]/, 1)[0] ?? '');
}

const foreignAscii =
  /^(?:completad[oa]|hech[oa]|terminad[oa]|list[oa]|cerrado|feit[oa]|pronto|fertig|erledigt|abgeschlossen|umgesetzt|fait|en (?:progreso|curso|proceso|desarrollo|cours|attente)|em (?:andamento|progresso|curso)|in (?:arbeit|bearbeitung)|pendientes?|pendentes?|por hacer|planificado|planeado|abierto|aberto|a fazer|offen|geplant|ausstehend|bloquead[oa]|blockiert|aplazado|verschoben|cancelad[oa]|abgebrochen)\b/;
