/** What a word or sign in a heading, a legend or a title says about the state of the work. */
export type StatusWord = 'done' | 'doing' | 'open' | 'blocked' | 'skipped' | 'cancelled';

const words: Readonly<Record<StatusWord, string>> = {
  done:
    'complete|completed|done|finished|shipped|implemented|resolved|fixed|closed|merged|delivered|released|passed|' +
    'fully complete|100% complete|completado|completada|hecho|terminado|concluído|concluída|feito|fertig|erledigt|' +
    'abgeschlossen|terminé|terminée|fait|готово|выполнено|завершено|完了|完成|已完成',
  doing:
    'in progress|in-progress|in_progress|inprogress|wip|work in progress|doing|ongoing|active|started|underway|' +
    'in review|in work|current|partial|partially complete|partially done|en progreso|en curso|em andamento|' +
    'in arbeit|en cours|в работе|в процессе|進行中|进行中',
  open:
    'todo|to do|to-do|open|pending|not started|not yet started|not done|not complete|incomplete|planned|upcoming|' +
    'queued|scheduled|ready|pendiente|pendente|offen|geplant|à faire|не начато|未着手|未开始|待办',
  blocked: 'blocked|on hold|on-hold|waiting|paused|stalled|bloqueado|bloqueada|blockiert|bloqué|заблокировано|阻塞',
  skipped: 'skipped|skip|deferred|postponed|n/a|not applicable|moved|aplazado|verschoben|reporté|отложено',
  cancelled:
    "cancelled|canceled|dropped|abandoned|obsolete|superseded|wontfix|won't do|won't fix|wont do|removed|rejected|" +
    'deprecated|cancelado|cancelada|abgebrochen|annulé|annulée|отменено|已取消',
};

const byWord: ReadonlyMap<string, StatusWord> = new Map(
  Object.entries(words).flatMap(([status, list]) =>
    list.split('|').map((word) => [word, status as StatusWord] as const),
  ),
);

/** Words that also begin or end ordinary titles ("Open: a file", "What is next"): believed in brackets only. */
const everyday = new Set([
  'open',
  'active',
  'current',
  'started',
  'ready',
  'closed',
  'fixed',
  'removed',
  'planned',
  'moved',
  'scheduled',
  'released',
  'passed',
  'partial',
  'merged',
  'skip',
]);

const bySign: ReadonlyMap<string, StatusWord> = new Map([
  ['✅', 'done'],
  ['✓', 'done'],
  ['✔', 'done'],
  ['☑', 'done'],
  ['🚧', 'doing'],
  ['🏗', 'doing'],
  ['⏳', 'doing'],
  ['⌛', 'doing'],
  ['⛔', 'blocked'],
  ['🛑', 'blocked'],
  ['⏸', 'blocked'],
  ['⏭', 'skipped'],
  ['⬜', 'open'],
  ['☐', 'open'],
  ['🔲', 'open'],
  ['❌', 'open'],
]);

const normalized = (text: string) => text.trim().toLowerCase().replace(/’/g, "'").replace(/\s+/g, ' ');

/** The status that a text is a word for, in any case: "In Progress". Undefined if it says anything else or more. */
export function statusOfWord(text: string): StatusWord | undefined {
  return text.length > 40 ? undefined : byWord.get(normalized(text));
}

/** Whether a status word is also an everyday word, which says little where it is not in brackets or upper case. */
export function isEverydayWord(text: string): boolean {
  return everyday.has(normalized(text));
}

/** The status that an emoji or check mark stands for; variation selectors are ignored. */
export function statusOfSign(sign: string): StatusWord | undefined {
  return bySign.get(sign.replace(/\ufe0f/g, ''));
}
