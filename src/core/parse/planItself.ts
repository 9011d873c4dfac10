import { type Draft, isSection, neighbours } from './draft.ts';
import { listKind } from './listKind.ts';
import { normalize } from './roleOfLabel.ts';

const planned =
  /^(?:work|execution|implementation|delivery|roll-?out|migration|build|development|refactoring|milestones?|phase) (?:plan|steps|order|sequence|milestones|strategy|tasks|breakdown|phases|checklist|roadmap)$|^(?:(?:git|project|delivery|key|implementation|development|release) )?milestones$|^(?:tasks?|task list|task breakdown|action items|action plan|work items|to-?do|steps|roadmap|plan of (?:work|action|attack)|order of (?:work|implementation|execution)|(?:sprint|iteration|release) (?:scope|backlog)|(?:remaining|outstanding|open) (?:work|tasks|items|steps))$/;

const plannedElsewhere =
  /^(?:порядок (?:работ|действий|реализации|выполнения|внедрения|разработки)|(?:(?:детальный|подробный|пошаговый|общий) )?план(?: (?:работ|действий|реализации|разработки|внедрения|рефакторинга|миграции))?|(?:этапы|шаги)(?: (?:работ|реализации|разработки|внедрения))?|(?:список )?задачи?|что (?:(?:нужно|надо|осталось) )?с?делать(?: дальше)?|étapes?(?: (?:prévues|suivantes|à venir|du projet|de mise en œuvre))?|plan d'action|tâches|ordre (?:d'exécution|de réalisation)|pasos|plan de (?:acción|trabajo|implementación)|tareas|passos|plano de (?:ação|trabalho|implementação)|tarefas|cronograma|etapas|(?:umsetzungs|arbeits|projekt|maßnahmen|aktions)plan|umsetzung|aufgaben|(?:umsetzungs)?schritte|vorgehen|(?:開発|実装|作業|移行|導入)?の?(?:推奨)?(?:進行|実施|実装|作業|開発)?(?:順序|順番|手順|ステップ|フェーズ|計画|スケジュール|タスク)(?:一覧)?|やること|(?:实施|执行|开发|迁移|实现|工作|行动|任务){1,2}(?:步骤|计划|顺序|清单|列表|安排|路线图)|(?:구현|실행|작업|개발|이행) ?(?:단계|순서|계획|목록|일정)|할 일)$/u;
/** Over numbered headings alone: these words head many lists beside a plan. */
const plannedByParts =
  /^(?:(?:the |detailed )?plan|what (?:to do|needs to be done|is left)(?: next)?|tickets|schedule|proposed (?:plan|steps|changes))$/;

/** Whether a heading may be that of the plan itself; what stands in it and beside it tells. */
export function namesPlan(text: string): boolean {
  const name = normalize(text);
  return planned.test(name) || plannedElsewhere.test(name);
}

/** The same, where its parts are headings that are counted. */
export function namesCountedPlan(text: string): boolean {
  return plannedByParts.test(normalize(text));
}

/** Three headings or more in a section that are numbered through, or are spans of time and phases. */
function isCounted(section: Draft): boolean {
  const parts = section.children.filter(isSection);
  const isNext = ({ id }: Draft, index: number): boolean => Number(id) === Number(parts[0]?.id) + index;
  return parts.length >= 3 && (parts.every(isNext) || parts.every(({ unit }) => unit !== undefined));
}

/**
 * "Execution plan" over numbered steps, among sections that describe what is to be built: it alone is the plan. So is
 * "Tasks" over any list, where two of the sections beside it say themselves that they are about the work.
 */
export function isPlanItself(section: Draft): boolean {
  if (section.type !== 'section') return false;
  const isNamed = namesPlan(section.text);
  if ((isNamed || namesCountedPlan(section.text)) && isCounted(section)) return true;
  if (!isNamed) return false;
  if (isOrdered(section)) return true;
  const beside = neighbours(section).filter(({ type, depth }) => type === 'section' && depth === section.depth);
  return beside.filter(({ text, unit }) => unit === undefined && listKind(text) === 'none').length >= 2;
}

/** Three numbered items or more directly in a section. */
export function isOrdered(section: Draft): boolean {
  return section.children.filter(({ type, ordered }) => type === 'bullet' && ordered).length >= 3;
}
