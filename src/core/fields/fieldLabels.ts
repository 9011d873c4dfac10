/** The labels of the fields that say something of a task, in the languages that plans are written in. */
export const ownerLabel =
  /^(?:owners?|owned by|assignees?|assigned(?: to)?|agent|responsible(?: person)?|accountable|lead|led by|dri|who|point of contact|implementer|handled by|verantwortlich(?:e[rn]?)?|responsables?|responsável|ответственн(?:ый|ая|ые)|исполнитель|负责人|負責人|担当者?|담당자?)$/i;
export const estimateLabel =
  /^(?:estimated? ?(?:time|effort|duration)?|time(?: estimate| budget| needed| required)?|(?:total |level of )?effort(?: estimate)?|loe|(?:expected |total )?duration|time ?box|story points|est\.?|оценка(?: времени)?|трудо[её]мкость|(?:예상 ?)?(?:소요|작업|개발)? ?(?:시간|기간)|공수|estimación|duración(?: estimada)?|tiempo estimado|duração(?: estimada)?|tempo estimado|estimativa|(?:geschätzter )?aufwand|(?:geschätzte )?dauer|durée(?: estimée)?|temps estimé|сроки?|длительность|工期|预[计估](?:时间|工时|耗时|用时|工期)?|工[时時]|耗时|所要時間|見積(?:も?り)?(?:時間|工数)?|工数|作業時間)$/i;
const timeLabel = /^(?:duration|duración|duração|dauer|durée|сроки?|длительность|工期|기간)$/i;
export const dependencyLabel =
  /^(?:depends(?: (?:up)?on)?|deps|dependency|dependencies|blocked by|wait(?:s|ing) (?:for|on)|after|must follow|requires|needs|predecessors?|prerequisites?|hängt ab von|abhängigkeiten|abhängig von|dépend(?:s)? de|dépendances|depende de|dependencias|dependências|зависит от|зависимости|依赖(?:于|项)?|依存(?:関係)?|의존성?)$/i;
export const dateLabel =
  /^(?:due(?: date| by)?|deadline|date|(?:target|end|delivery|ship|release|completion|milestone) date|target completion|(?:finish|complete|done) by|by|frist|fällig(?: am)?|fecha límite|prazo|échéance|дедлайн|截止日期|期限|마감일?)$/i;
export const statusLabel =
  /^(?:(?:current )?status|state|estado|situação|statut|état|статус|состояние|状态|狀態|状態|状況|狀況|ステータス|상태)(?: ?[(（]status[)）])?$/i;
export const priorityLabel =
  /^(?:priority|prio|importance|urgency|criticality|prioridade?|priorität|priorité|приоритет|优先级|優先度|우선순위)$/i;
const otherLabel =
  /^(?:blocked|goal|target|risk|mitigation|impact|probability|why parallel|purpose|focus|blocks|files?|tags?|labels?|(?:date )?(?:completed|closed|resolved|started|finished|released|shipped|created|updated))$/i;

/** Whether a label names a field of a task, so that its line is no item of its own. */
export function isFieldLabel(label: string): boolean {
  return [ownerLabel, estimateLabel, dependencyLabel, dateLabel, statusLabel, priorityLabel, otherLabel].some(
    (pattern) => pattern.test(label.trim()),
  );
}

/** Whether a label says until when, or for how long. */
export function isTimeLabel(label: string): boolean {
  return dateLabel.test(label.trim()) || timeLabel.test(label.trim());
}

/** Whether a label says how far something is, whatever stands behind it. */
export function isStatusLabel(label: string): boolean {
  return statusLabel.test(label.trim());
}
