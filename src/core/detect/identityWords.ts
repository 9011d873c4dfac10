/** Words that say "this is a plan" in a file name or a first heading; names are cut into words first. */
const identityWords = new Set(
  (
    'plan plans roadmap roadmaps todo todos todolist tasks backlog checklist checklists handoff handoffs handover ' +
    'handovers progress tracker trackers milestone milestones readiness sprint sprints priority priorities kanban ' +
    'workflow workflows workplan masterplan tasklist tasklists punchlist planning timeline timelines wbs ' +
    'tareas tarefas pendientes cronograma'
  ).split(' '),
);

const identityPhrases = [
  'next session',
  'next sessions',
  'next steps',
  'next step',
  'action item',
  'action items',
  'road map',
  'to do',
  'to dos',
  'hand off',
  'hand over',
  'check list',
  'task list',
  'punch list',
  'work breakdown',
  'go live',
];

/** `projectplan`, `releaseplan`: written in one word. */
const compound = /^[a-z]{4,12}plan$/;

/** The same in other languages; whole words. */
const foreignWords = new Set(
  (
    'planes plano planos fahrplan projektplan arbeitsplan umsetzungsplan planung planejamento planificación planification aufgaben aufgabenliste checkliste übergabe ' +
    'meilensteine fortschritt tareas tarefas tâches hito hitos marcos prioridades pendientes pendências roteiro ' +
    'план планы задачи чеклист вехи прогресс спринт'
  ).split(' '),
);
const foreignPhrases = [
  'hoja de ruta',
  'feuille de route',
  'plan de travail',
  'lista de verificación',
  'lista de verificação',
  'liste de contrôle',
  'próximos pasos',
  'próximos passos',
  'prochaines étapes',
  'nächste schritte',
  'дорожная карта',
  'чек лист',
  'следующие шаги',
];
/** What the foreign words and phrases in ASCII letters have somewhere. */
const foreignStems =
  /plano|plane|planu|plani|auf|meil|fort|tarea|taref|hito|marco|pend|rote|hoja|feuille|liste?|fase|etapa/i;
/** Written without blanks between words, so that a part of the text has to do. */
const cjk =
  /ロードマップ|計画|計畫|タスク|チェックリスト|引き継ぎ|マイルストーン|路线图|路線圖|计划|計劃|任务|任務|待办|待辦|清单|清單|로드맵|계획|체크리스트/;

/** "Phase 2" in other languages. */
const foreignPhase =
  /(?:^|[^\p{L}])(?:фаза|этап|fase|etapa|étape) ?\d|(?:フェーズ|阶段|階段|단계) ?\d|第 ?\d{1,3} ?(?:阶段|階段)/iu;
/** A first heading that is one piece of work of a tool: "Story 5.2: Batches", "TASK-12: Login". */
const oneWork = /^(?:user )?(?:story|epic|task)[ -]#?\d[\d.]{0,9}(?= ?[:.)\-–—]|$)/i;
/** A first heading that ends with one of these teaches how plans are made. */
const teaching = new Set(
  'guide guides guideline guidelines template templates instructions prompt prompts tutorial conventions'.split(' '),
);

/** What every English identity has somewhere; a quick no for most names and headings. */
const stems =
  /plan|road|to[\W_]?do|timeline|wbs|punch|breakdown|live|week|stage|cronograma|task|backlog|check|hand|progress|tracker|milestone|readiness|sprint|priorit|kanban|workflow|phase|next|action|conductor|stor(?:y|ies)|epic|tare(?:a|f)|pendient/i;
const notAscii = /[^\u0000-\u007f]/;
/** Words of ASCII: capitals up to that of the next word, a word with its capital, a number. */
const asciiWord = /[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g;

export function isAscii(text: string): boolean {
  return !notAscii.test(text);
}

/** Whether a name or path may have an identity: false for most, at a tenth of the cost of cutting it into words. */
export function mayHaveIdentity(name: string): boolean {
  return stems.test(name) || foreignStems.test(name) || !isAscii(name);
}

const phaseNumber = /^(?:\d+|[a-h]|[ivx]+)$/;

/**
 * Cuts a name into words in lower case: `PriorityTasks`, `priority-tasks`, `PRIORITY_TASKS` are all "priority", "tasks";
 * numbers are words of their own (`phase2`). Only the first 300 characters are read.
 */
export function wordsOf(name: string): string[] {
  const start = name.slice(0, 300).replace(/TODOs/g, 'TODO');
  // Most names; the engine takes milliseconds for what it has to know of all scripts.
  if (isAscii(start)) return start.match(asciiWord)?.map((word) => word.toLowerCase()) ?? [];
  return start
    .replace(/(\p{Ll})(?=\p{Lu})/gu, '$1 ')
    .replace(/(\p{Lu})(?=\p{Lu}\p{Ll})/gu, '$1 ')
    .replace(/(\p{L})(?=\p{N})/gu, '$1 ')
    .replace(/(\p{N})(?=\p{L})/gu, '$1 ')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** The first word or phrase of a file name's words that makes it a plan's name: "roadmap", "next steps", "phase 2". */
export function identityOfName(words: readonly string[]): string | undefined {
  const single = words.find((word) => identityWords.has(word) || foreignWords.has(word) || compound.test(word));
  if (single !== undefined) return single;
  const phase = words.findIndex((word, index) => numbered.has(word) && phaseNumber.test(words[index + 1] ?? ''));
  if (phase >= 0) return words.slice(phase, phase + 2).join(' ');
  return phraseIn(words, identityPhrases) ?? phraseIn(words, foreignPhrases);
}

/** What is numbered in the name of the plan of one of them: "week 2 implementation". */
const numbered = new Set(['phase', 'week', 'stage', 'iteration']);

/** The same for a first heading, in other languages too. */
export function identityOfHeading(heading: string): string | undefined {
  if (!mayHaveIdentity(heading)) return undefined;
  const words = wordsOf(heading);
  const own = identityOfName(words);
  const start = heading.slice(0, 300);
  return own ?? cjk.exec(start)?.[0] ?? foreignPhase.exec(start)?.[0].trim() ?? oneWork.exec(start)?.[0];
}

/** The word at the end of a first heading, or of its part before a colon or dash, that makes it a text about plans. */
export function teachingWord(heading: string): string | undefined {
  const head = heading.slice(0, 300).split(/:| [-–—] /, 1)[0] ?? '';
  const last = wordsOf(head).at(-1);
  return last !== undefined && teaching.has(last) ? last : undefined;
}

function phraseIn(words: readonly string[], phrases: readonly string[]): string | undefined {
  const text = ` ${words.join(' ')} `;
  return phrases.find((phrase) => text.includes(` ${phrase} `));
}
