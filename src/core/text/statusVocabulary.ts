/** What a word or sign in a heading, a legend or a title says about the state of the work. */
export type StatusWord = 'done' | 'doing' | 'open' | 'blocked' | 'skipped' | 'cancelled';

const words: Readonly<Record<StatusWord, string>> = {
  done:
    'complete|completed|done|finished|shipped|implemented|resolved|fixed|closed|merged|delivered|released|passed|' +
    'fully complete|100% complete|completado|completada|hecho|terminado|concluído|concluída|feito|fertig|erledigt|' +
    'abgeschlossen|umgesetzt|terminé|terminée|fait|livré|hecha|listo|lista|cerrado|completo|entregado|concluido|feita|pronto|' +
    'готово|готов|готова|выполнено|выполнен|выполнена|завершено|завершён|завершен|завершена|сделано|реализовано|закрыто|' +
    '完了|完成|已完成|完了済み|完了済|済|実装済み|対応済み|已实现|已上线|完工|tamamlandı|tamamlandi|bitti|voltooid|afgerond|klaar|zakończone|ukończone|selesai|đã xong|hoàn thành|เสร็จแล้ว|เสร็จสิ้น|виконано|완료|완료됨|구현 완료|개발 완료',
  doing:
    'in progress|in-progress|in_progress|inprogress|wip|work in progress|doing|ongoing|active|started|underway|' +
    'in review|in work|current|partial|partially complete|partially done|en progreso|en curso|em andamento|' +
    'in arbeit|in bearbeitung|laufend|en cours|en proceso|en desarrollo|em progresso|em curso|в работе|в процессе|выполняется|' +
    'в разработке|текущий|текущая|進行中|进行中|作業中|対応中|実装中|开发中|開發中|devam ediyor|mee bezig|w trakcie|đang làm|กำลังทำ|в процесі|진행 중|진행중|작업 중|개발 중',
  open:
    'todo|to do|to-do|open|pending|not started|not yet started|not done|not complete|incomplete|planned|upcoming|' +
    'queued|scheduled|ready|pendiente|pendientes|por hacer|sin empezar|planificado|planeado|abierto|pendente|pendentes|a fazer|' +
    'não iniciado|planejado|aberto|offen|geplant|ausstehend|à faire|non commencé|prévu|planifié|не начато|не начат|не начата|' +
    'не сделано|запланировано|запланирован|ожидает|ожидание|следующий|следующая|открыто|未着手|未开始|未開始|待办|待辦|待开始|待處理|待处理|' +
    '未完了|未完成|予定|計画中|计划中|bekliyor|planlandı|gepland|zaplanowane|chưa làm|规划中|規劃中|예정|대기|대기 중|미착수|미완료|계획',
  blocked:
    'blocked|on hold|on-hold|waiting|paused|stalled|bloqueado|bloqueada|blockiert|bloqué|en attente|заблокировано|на паузе|阻塞|已阻塞|暂停|保留|ブロック中|보류|차단',
  skipped:
    'skipped|skip|deferred|postponed|n/a|not applicable|moved|aplazado|verschoben|reporté|отложено|отложен|延期|推迟|연기',
  cancelled:
    "cancelled|canceled|dropped|abandoned|obsolete|superseded|wontfix|won't do|won't fix|wont do|removed|rejected|" +
    'deprecated|cancelado|cancelada|abgebrochen|annulé|annulée|отменено|отменён|отменен|已取消|中止|취소|취소됨',
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
  'lista',
  'listo',
  'pronto',
  'laufend',
  'abierto',
  'aberto',
  '계획',
  'ожидание',
  '保留',
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

// "EDİYOR" in lower case has a dot of its own.
/** What is to be done to a text but for its case. Most texts are one or two words with nothing of the kind. */
const unevenly = /^\s|\s$|\s\s|[^\S ]|[’\u0130\u0307]/;

const normalized = (text: string) => (unevenly.test(text) ? evened(text) : text.toLowerCase());

const evened = (text: string) =>
  text
    .trim()
    .toLowerCase()
    .replace(/’/g, "'")
    .replace(/\u0307/g, '')
    .replace(/\s+/g, ' ');

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
