import { remembered } from '../text/remembered.ts';
import { kindNamed } from './labelNames.ts';
import { normalize } from './roleOfLabel.ts';

/**
 * What a label or heading says about the plain items below it: `work` things to do, `output` what comes of them (or how
 * it is tested), `none` something about the work. Undefined where it names a part of the product: "Backend".
 */
export type ListKind = 'work' | 'output' | 'none';

const work =
  '(?:sub-?)?tasks?|to-?dos?|to do|steps?|actions?|action items?|activities|work|work items?|items|work packages?|deliverable tasks|' +
  'implementation|implementation (?:tasks|steps|order|sequence)|(?:build|execution|work|suggested|recommended) order|order of (?:work|implementation|execution)|changes|what to (?:do|build|implement|change)|next steps?|what needs to be done|needed|' +
  'prossimi passi|następne kroki|volgende stappen|下一步(?:计划)?|次のステップ|다음 단계|' +
  '할 일|작업|구현|작업 (?:항목|내용|목록)|任务|任務|待办|待辦|待办事项|工作|工作内容|任务列表|具体任务|步骤|步驟|実装|(?:実装)?タスク|作業|作業内容|やること|手順|' +
  'задачи|задача|шаги|действия|работы|что (?:нужно )?(?:с?делать|сделано)|tareas|pasos|actividades|acciones|tarefas|passos|atividades|' +
  "ações|ordre (?:d'exécution|de réalisation)|" +
  'changements|modifications|порядок (?:работ|реализации|выполнения)|orden de (?:ejecución|implementación)|ordem de (?:execução|implementação)|trabajos?|trabalhos?|travail|arbeiten|reihenfolge|umsetzung(?:sschritte)?|aufgaben|schritte|arbeitspakete|maßnahmen|tâches|étapes|actions à mener|travaux';
const output =
  'deliverables?|(?:test )?fixtures|outputs?|outcomes?|results?|artifacts?|tests?|testing|test (?:plan|cases|coverage|strategy)|tests? (?:to (?:write|add))|verification|validation|verify|(?:verification|validation) plan|(?:verification|validation|testing|test|qa) steps|' +
  'how to (?:test|verify)|산출물|테스트|검증|产出|交付物|交付|产出物|產出|测试|測試|验证|驗證|成果|成果物|テスト|検証|результаты?|итоги|тесты|проверка|entregables?|resultados?|pruebas|verificación|verificação|vérification|validación|validação|prüfung|cas de tests?|casos de (?:prueba|teste)|plan de (?:tests?|pruebas|testes)|testfälle|testplan|' +
  'entregas|entregáveis|testes|ergebnis(?:se)?|lieferobjekte|livrables?|résultats?';
const none =
  'overview|background|summary|introduction|intro|context|motivations?|rationale|reasoning|purposes?|vision|mission|goals?|non-?goals?|' +
  'objectives?|aims?|focus|theme|benefits?|advantages?|disadvantages?|pros|cons|trade-?offs?|risks?|mitigations?|assumptions?|constraints?|' +
  'limitations?|principles?|philosophy|guidelines?|rules|conventions?|guardrails?|standards?|notes?|remarks?|caveats?|traps|gotchas|pitfalls|tips?|warnings?|' +
  '(?:possible|useful|suggested|third-party) librar(?:y|ies)|references?|related (?:documents?|documentation|docs|files?|links?|issues?|reading|work)|links?|resources?|further reading|see also|appendix|glossary|terminology|abbreviations?|legend|files?|files? (?:changed|modified|touched|created)|dependenc(?:y|ies)|' +
  'prerequisites?|requirements|metrics?|kpis?|timeline|schedule|durations?|estimates?|estimation|effort|budget|costs?|pricing|team|' +
  'roles|responsibilities|stakeholders?|contacts?|architecture|(?:tech(?:nology|nical)? )?stack|technolog(?:y|ies)|(?:project|directory|folder|file|repository|repo|code) (?:structure|layout)|structure|' +
  'data model|schema|examples?|usage|current state|verified state|current status|status|status quo|baseline|starting point|what exists|problems?|problem statement|' +
  'decisions?|(?:open )?questions?|faq|alternatives?|(?:expected|desired) (?:results?|outcomes?|behaviou?r)|lessons(?: learned)?|definitions?|versioning|license|' +
  '(?:git|branch|branching|commit|pull request|pr) (?:workflow|process|strategy|rules)|contributing|changelog|change ?log|history|strategy|approach|methodology|governance|strengths|weaknesses|findings|' +
  '(?:completion|progress|status) review|observations|insights|comparison|conclusion|acknowledge?ments|retro|retrospective|feedback|sprint goal|credits|out of scope|not in scope|declined|rejected|discarded|non-?scope|inspiration|recommendations|reading order|table of contents|contents|toc|about|how it works|' +
  '(?:module|component|technical|implementation|design|api|class|file|interface) details|how to use|how to read|priorit(?:y|ies) (?:legend|levels?)|owners?|quality targets?|rollback|troubleshooting|' +
  '목표|목적|리스크|위험|비고|참고|참고 자료|배경|개요|원칙|기준|확인|질문|의존성|기간|일정|요약|현재 상태|기술 스택|예상 결과|이유|' +
  '目标|目標|目的|背景|概述|风险|風險|备注|備註|参考|參考|依赖|依賴|说明|說明|注意|注意事项|适合时机|適合時機|商业建议|商業建議|安全要求|评分说明|评分重点|交付物总览|原则|原則|现状|現狀|架构|技术栈|技術棧|时间|時間|预计时间|收益|' +
  '概要|リスク|備考|前提|方針|依存関係|期間|現状|メモ|(?:[\\p{L}\\p{N}]{1,12}の)?(?:注意点|注意事項|留意点|仕組み|作り方|使い方|考え方|背景|目的)|' +
  'цель|цели|риски?|оговорки|риски/оговорки|текущая ситуация|текущее состояние|преимущества|(?:полезные )?ссылки|примечани[ея]|обзор|зависимости|срок(?:и)?|контекст|описание|принципы|метрики|архитектура|заметки|структура|' +
  'objetivos?|riesgos?|notas?|resumen|contexto|dependencias|beneficios|requisitos|riscos?|dependências|resumo|visão geral|pré-requisitos|arquitetura|' +
  'arquitectura|ziele?|risiken|hinweise?|überblick|abhängigkeiten|voraussetzungen|hintergrund|notizen|architektur|objectifs?|risques?|remarques?|' +
  'archivos(?: \\p{L}+)?|arquivos(?: \\p{L}+)?|fichiers(?: \\p{L}+)?|dateien|файлы|' +
  "guard-?rails|rizika|ryzyka?|ghi chú|mục tiêu|rủi ro|tổng quan|kết luận|risico'?s|risker|risici|cíle|doelen|mål|założenia|předpoklady|aannames|koszty|náklady|kosten|kostnader|ceremonies|zależności|závislosti|afhankelijkheden|beroenden|uwagi|poznámky|opmerkingen|anteckningar|bra att veta|goed om te weten|warto wiedzieć|tracking issues?|start dates?|" +
  'contexte|dépendances|prérequis|aperçu|bénéfices|résumé|hypothèses|choix|défauts|public (?:apis?|interfaces?)(?: changes)?|interfaces publiques|interfaces públicas|' +
  '(?:технологический )?стек|технологии|уточнени[ея]|допущения|(?:технический |выбранный )?стек технологий|supuestos|suposições|annahmen|pila tecnológica|stack technique';

/** Words that say as little as these only where they stand alone. */
const alone =
  '(?:notas|observaciones|observações|remarques|archivos|arquivos|fichiers|riesgos|riscos|métricas|decisiones|decisões|consideraciones|considerações)(?: \\p{L}+){1,3}|verified(?: facts)?|(?:known |hard |pre-launch )?facts|(?:daily |weekly )?progress(?: log| notes)?|(?:current|existing) (?:\\p{L}+ |\\p{L}?\\d+[\\p{L}-]* ){1,3}(?:state|status|workflow|behaviou?r|setup)|key|value|impact|challenges|process|workflow|commands|analysis|scope|design|details|sources|info|information|' +
  "current situation|state of play|risk register|(?:known )?unknowns|decision log|decisions? needed|data flow|tooling choices|files (?:affected|involved)|team members|raci(?: matrix)?|communication plan|tl dr|what went (?:well|wrong)|(?:alternatives|options|approaches) considered|business value|expected impact|target (?:audience|users|group)|(?:user )?personas|screenshots|environment variables|(?:useful|quick|common|key) commands|(?:(?:security|performance|design|technical|other|general|important|key) )?considerations|things to (?:consider|remember|know|note|keep in mind)|remember|overall progress|progress tracking|severity levels|complexity|parallelization|parallel opportunities|critical path|dependency graph|order of operations?|contingency plan|fallback plan|elevator pitch|(?:decision |work |project )?log|diary|journal|shops|suppliers|contacts|competitors|capabilit(?:y|ies)|(?:working|team) agreements?|ways of working|(?:competitive|market) analysis|(?:revenue|business) model|inputs?|hypothes[ei]s|(?:current )?blockers|preconditions?|what we won'?t do|offene fragen|nicht-?ziele|zusammenfassung|zeitplan|questions ouvertes|hors perimetre|preguntas abiertas|fuera del? alcance|objetivos? da fase|fora d[oe] escopo|открытые вопросы|(?:что )?не входит|参考资料|参考文献|前提条件|前置条件|技术选型|目录结构|非目标|위험 요소|주의 ?사항|전제 조건";

/** "Résumé" and "Resume": accents are left out as often as they are written. Letters of other scripts stay whole. */
function withoutAccents(text: string): string {
  if (!/[\u00c0-\u017f\u0300-\u036f]/.test(text)) return text;
  return text
    .normalize('NFD')
    .replace(/([a-z])[\u0300-\u036f]+/g, '$1')
    .normalize('NFC');
}

/** Behind one of these stands no noun that heads the whole: "A store with history". */
const joining = '(?:with|without|via|using|into|through|by|from|for|to|in|on|at)';

/** The noun with at most three words before it, and what it is of behind it: "Key risks of the rollout". */
const headed = (nouns: string): RegExp =>
  new RegExp(
    `^(?:(?!${joining} )[\\p{L}\\p{N}'/-]+ ){0,3}(?:${withoutAccents(nouns)})(?:,? (?:for|of|in|to|by|from|per|with|we|this|that|the|so|on|at|after|before|is|are|de|du|des|pour|a(?= .)|par|por|para|fur|von|zu[mr]?|по|для|на|в|о)(?: .*)?)?$`,
    'u',
  );
const patterns: readonly (readonly [ListKind, RegExp])[] = [
  // "Only do it if:"
  ['none', / if$/],
  ['none', headed(none)],
  ['none', new RegExp(`^(?:${alone})$`, 'u')],
  ['output', headed(output)],
  ['work', headed(work)],
];
const sentence =
  /^(?:explicitly |deliberately |currently )?(?:not (?:doing|this|yet|planned|in|on|part of|coming|happening|now|to do|included|supported|going|worth|pursu|bugs?$|features?$|\p{L}{3,}ing(?: |$))|won'?t|will not|we (?:won'?t|will not|do not|don'?t)|excluded|never)(?: |$)|^(?:\p{L}+ (?:and|or|&|\/) )?(?:declined|rejected|discarded|dismissed)$|^what (?:i|we) (?:do|did|will|am|are|have) not(?: |$)|^what (?:could|can|might) go wrong|^what (?:the|our|my) |^\p{L}+ we (?:use|follow)(?: |$)|^(?:things|what|lessons) (?:i|we)(?:'?ve| have)? (?:learned|learnt|noticed|found)(?: |$)|^remember(?:$| from | that | for )|^(?:why|how|where|who|when(?: (?:to|not|do|should|is|are)))(?: |$)|^what(?:'?s| is| we'?re| we are| you)? (?:not|stays?|remains|(?:does|do|will|should)(?: not|n'?t)|(?:won|doesn|isn|aren)'?t)(?: |$)|^(?:ce qu[e'’] ?.{1,20} ne |lo que no |o que não |was .{0,20}nicht |nicht |wat (?:we|wij|niet) |niet |co (?:nie|ne) |vad vi inte |чего (?:мы )?не |что (?:мы )?не |не (?:делаем|будем|входит))|^(?:what (?:is|are|was|we have|we use|exists|changed|already|works|this)) ?|^what (?:\p{L}+ ){1,5}contains?$|^(?:technical|key|main|known|expected|potential|design|level(?: design)?) (?:themes|challenges)$/u;

/** "Traps - read before touching the store", "Need help": nouns and sentences that no work begins with. */
const explained =
  /^(?:traps|gotchas|pitfalls|caveats|risks|notes|references|glossary|appendix|faq|background|non-goals|principles|assumptions|constraints|lessons learned) - |^(?:need|getting|get|asking for) (?:more |some )?help(?: |$)|^(?:congratulations|well done)$|^if (?:you (?:get stuck|need help|have (?:questions|problems|issues|trouble))|(?:something|anything|things) (?:is|are|goes?|breaks?|fails?))(?: |$)|^(?:если (?:что-то|что то|возник|не )|как (?:это |мы )?(?:применить|использовать|запустить|работает)|что написать|как пользоваться)|^(?:暂不|暂时不|不做|不考虑|不纳入|不在本|明确不|本期不|やらない|対象外)|(?:현황|구현) 요약$|^(?:满足|滿足|符合)?以下条件/u;

/** @param label plain text of a label or heading, with or without its colon */
export function listKind(label: string): ListKind | undefined {
  return label.length > 120 ? undefined : readKind(label);
}

/** "Add environment validation" is a thing to do, whatever the noun at its end. */
const imperative =
  /^(?:add|write|create|implement|define|set ?up|configure|prepare|collect|improve|fix|extend|finali[sz]e|update|install|integrate|refactor|migrate|remove|delete|replace|rename|introduce|enable|disable|ensure|make|publish|generate|expose|extract|convert|establish|split|merge|rewrite|reduce|simplify|optimi[sz]e|deploy|verify|validate|consolidate|standardi[sz]e|choose|select|identify|determine|decide|evaluate|analy[sz]e|reorgani[sz]e|send|submit|register|connect|unify|automate|investigate|perform|conduct|gather|draft|clean ?up|ajouter|creer|ecrire|mettre|implementer|crear|anadir|implementar|escribir|criar|adicionar|escrever|добавить|создать|написать|настроить|реализовать|подготовить) (?=\p{L})/u;

/** "Long-term vision", "Current focus", "2026 goals": when it is to be done sorts work. */
const spanOfTime =
  /^(?:(?:immediate|short|near|medium|mid|long)[ -](?:term|range)|current|next|upcoming|immediate|further|additional|stretch|more (?:ambitious|advanced)) (?:goals?|objectives?|vision|focus(?: areas?)?|plans?|strategy|priorities)$/;
/** "Quick wins", "Medium effort": how much it costs or brings sorts work. */
const degree =
  /^(?:very )?(?:low|medium|moderate|high|small|large|big|little|minimal)[ -](?:effort|impact|value|risk|cost|complexity)(?: (?:high|low|medium)[ -](?:effort|impact|value|risk|cost))?$/;
const yearly =
  /^(?:[QH][1-4] )?20\d\d (?:goals|objectives|focus|priorities|plans?)$|^(?:goals|objectives|priorities|plans?) for (?:[QH][1-4] )?20\d\d$/i;

const readKind = remembered((label: string): ListKind | undefined => {
  const text = withoutAccents(normalize(label));
  if (text === '' || imperative.test(text) || spanOfTime.test(text) || degree.test(text) || yearly.test(label))
    return undefined;
  if (sentence.test(text) || explained.test(text)) return 'none';
  // "Limitations. What should be left out?"
  const [first = '', behind] = text.split('. ', 2);
  if (behind !== undefined && kindOfWords(first) === 'none') return 'none';
  const kinds = text.split(/ (?:&|\+|and|y|e|и|und|et) | ?\/ |, /).map((part) => kindOfWords(part.trim()));
  if (!kinds.every((kind) => kind === kinds[0] || kind === 'none' || kind === 'output')) return undefined;
  // "UI & layout deliverables": one noun for both.
  return kinds[0] ?? (text.endsWith(' deliverables') ? kinds.at(-1) : undefined);
});

function kindOfWords(words: string): ListKind | undefined {
  return kindNamed(words, withoutAccents) ?? patterns.find(([, pattern]) => pattern.test(words))?.[0];
}

/** Whether what stands below a label or header is no work: it says something about it, or what comes of it. */
export function isAboutWork(text: string): boolean {
  const kind = listKind(text);
  return kind === 'none' || kind === 'output';
}
