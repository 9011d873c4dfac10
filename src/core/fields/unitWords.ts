/** The words that number the parts of a plan, by their canonical English name. Lower case, singular first. */
const words: Readonly<Record<string, string>> = {
  phase:
    'phase|phases|fase|fases|phasen|etap|etapp|этап|этапы|фаза|фазы|етап|faz|aşama|faza|fáze|fas|vaihe|fázis|φάση|שלב|tahap|giai đoạn|ระยะที่|ระยะ|เฟส|เฟสที่|المرحلة|चरण|フェーズ|阶段|階段|段階|단계|期',
  stage: 'stage|stages|etapa|etapas|étape|étapes|etape|etapes|ステージ|стадия',
  stream: 'stream|streams',
  track: 'track|tracks|spur',
  workstream: 'workstream|workstreams|work stream|work streams|workstrand',
  sprint:
    'sprint|sprints|спринт|スプリント|冲刺|迭代|스프린트|iteration|iterations|iteración|iteração|iteratie|iterasjon|итерация|イテレーション|이터레이션',
  milestone:
    'milestone|milestones|meilenstein|meilensteine|hito|hitos|marco|marcos|jalon|jalons|веха|mijlpaal|milepæl|milstolpe|virstanpylväs|kamień milowy|milník|mérföldkő|traguardo|kilometre taşı|マイルストーン|里程碑|마일스톤',
  delivery: 'entrega|entregas',
  epic: 'epic|epics|épica|epos|epik',
  priority: 'priority|priorities|prioridad|prioridade|priorität|priorité|приоритет|優先度|优先级',
  version:
    'version|versions|versión|versão|versie|versjon|versione|wersja|verze|версия|релиз|バージョン|版本|release|releases',
  month:
    'month|months|mes|meses|mês|monat|monate|mois|mese|mesi|månad|måned|kuukausi|maand|miesiąc|měsíc|hónap|bulan|tháng|месяц|月',
  week: 'uke|uker|week|weeks|wk|wks|kw|semana|semanas|woche|wochen|semaine|semaines|неделя|недели|тиждень|hafta|tydzień|týden|minggu|tuần|weken|settimana|settimane|vecka|veckor|uker|uge|uger|viikko|viikot|tygodnie|týždeň|săptămâna|tjedan|седмица|εβδομάδα|สัปดาห์ที่|الأسبوع|週|周|주차',
  day: 'day|days|día|días|dia|dias|tag|tage|jour|jours|день|дни|dag|dagar|dager|dage|giorno|giorni|päivä|dzień|gün|ngày|日|天|일차',
  shift: 'shift|shifts|turno|schicht|смена',
  hour: 'hour|hours|hora|horas|stunde|stunden|heure|heures|час',
  step: 'step|steps|paso|pasos|passo|passos|schritt|schritte|шаг|шаги|крок|krok|steg|trin|trinn|askel|lépés|pasul|adım|langkah|bước|stap|ขั้นตอนที่|ขั้นที่|ステップ|步骤|步驟|步',
  task: 'task|tasks|activity|activities|attività|compito|compiti|actividad|atividade|activité|tarea|tareas|tarefa|tarefas|aufgabe|aufgaben|taak|taken|görev|zadanie|tugas|nhiệm vụ|งานที่|tâche|tâches|задача|задачи|タスク|任务|任務',
  section: 'section|sections|sección|seção|abschnitt|раздел|章',
  slice: 'slice|slices|tranche|tranches|scheibe|scheiben',
  tier: 'tier|tiers',
  level: 'level|levels|nivel|nível|niveau|stufe|уровень',
  gate: 'gate|gates',
  session: 'session|sessions|sesión|sessão|sitzung|сессия',
  option: 'option|options|alternative|approach|opción|opção|вариант|方案',
  wave: 'wave|waves|welle|oleada|onda|vague|волна',
  part: 'part|parts|parte|partes|teil|teile|partie|bölüm|часть|部分',
  module: 'module|modules|módulo|modul|модуль|模块',
  story: 'user story|user stories|story|stories',
  risk: 'risk|risks|riesgo|risco|risiko|risque|риск',
  slot: 'slot|slots',
  batch: 'batch|batches|批',
  objective: 'objective|objectives|objetivo|objetivos|objectif|objectifs',
  package:
    'package|packages|work package|work packages|wp|ap|arbeitspaket|arbeitspakete|werkpakket|lot|lots|paquete de trabajo|pacote de trabalho',
  round: 'round|rounds|runde|ronda|rodada|轮|輪',
  pr: 'pr|pull request',
  subtask: 'subtask|subtasks|sub-task|sub-tasks',
};

const byWord: ReadonlyMap<string, string> = new Map(
  Object.entries(words).flatMap(([unit, list]) => list.split('|').map((word) => [word, unit] as const)),
);

const isCjk = (word: string) => /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]/.test(word);
const longestFirst = Array.from(byWord.keys()).sort((left, right) => right.length - left.length);
const alternatives = (list: readonly string[]) => list.map((word) => word.replace(' ', '[ -]?')).join('|');

/** Alternatives of a regular expression (flags `iu`) for all unit words that are written with blanks around them. */
export const unitWordPattern = alternatives(longestFirst.filter((word) => !isCjk(word)));
/** The same for Chinese, Japanese and Korean, where no blank stands between word and number. */
export const cjkUnitWordPattern = alternatives(longestFirst.filter(isCjk));

/** The canonical unit of a word in any case: `Fase` is `phase`, `Weeks` is `week`. */
export function unitOfWord(word: string): string | undefined {
  const lower = word.toLowerCase().replace(/[\s-]+/g, ' ');
  return byWord.get(lower) ?? byWord.get(lower.replace(' ', '')) ?? byWord.get(lower.replace(' ', '-'));
}
