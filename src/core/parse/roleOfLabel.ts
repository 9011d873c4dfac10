import type { Role } from '../model.ts';
import { remembered } from '../text/remembered.ts';
import { roleNamed } from './labelNames.ts';

/**
 * The role that a label or heading gives to the list below it, by its whole text; undefined where the text says
 * nothing about the role. Whole labels only: "Approval Flow & Notifications" is work, "Approval & Sign-off" is a gate.
 *
 * @param label plain text of the label, with or without its colon
 */
export function roleOfLabel(label: string): Role | undefined {
  return label.length > 120 ? undefined : readRole(label);
}

/** One reading of a document asks for the same labels many times. */
const readRole = remembered((label: string): Role | undefined => {
  const text = normalize(label);
  if (text === '') return undefined;
  if (template.test(label) || repeated.test(label)) return 'recurring';
  const role =
    roleOfWhole(text) ??
    (numberedGate.test(text) || headedCriteria.test(text) ? 'gate' : undefined) ??
    roleOfHead(text) ??
    roleOfPairs(text);
  // "Post-launch (T+1 hour)" is the last part of the launch, not an idea for some day.
  return role === 'future' && /\(T ?[+-] ?\d/.test(label) ? undefined : role;
});

/** "Checkpoint 2 - Opening": a gate with its number, whatever it is called. */
const numberedGate =
  /^(?:(?:quality|phase|review|release|validation) )?(?:check-?point|gate) #?(?:\d{1,3}|[a-z])(?:[.:]|$| -)/;

/** "Canary success criteria", "API acceptance criteria": what the criteria are of stands before them. */
const headedCriteria =
  /^(?!(?:define|write|add|review|set|agree|document|create|draft|update|list|collect|refine|meet|check|verify|establish) )(?:[\p{L}\p{N}/&'+-]+ ){1,4}criteria$/u;

/** "Checklist (for each page)": to be gone through again for every piece of work, not work of its own. */
const template =
  /(?:check-?list|체크리스트|清单|チェックリスト|lista|liste)[^()]{0,40}\((?:[^()]{0,20}\b(?:each|every|per|cada|jede[rsn]?|chaque)\b[^()]{1,40}|[^()]{0,10}(?:각|매|每|各)[^()]{1,20})\)/iu;

/** "Verification (run each release)" */
const repeated =
  /\((?:(?:run|repeat|do|check|once|(?:to be )?fill(?:ed)? in|copy|again)(?: again)? )?(?:for |before |after |on |with |at )?(?:each|every) (?:release|deploy(?:ment)?|launch|day|week|month|quarter|year|morning|evening|night|session|sprint|build|time|commit|merge|pull request|PR)\)\W*$/i;

/** Lower case, without brackets, colon, outline number and "Phase 2" in front. */
export function normalize(label: string): string {
  return label.length > 300 ? readName(label) : knownName(label);
}

const knownName = remembered((label) => readName(label));

function readName(label: string): string {
  return (
    label
      .toLowerCase()
      // The dot of a Turkish "İ".
      .replaceAll('i\u0307', 'i')
      // "III. Plan"
      .replace(/^(?:[ivx]{1,5}[.)] |[一二三四五六七八九十]{1,3}、)/, '')
      .replace(/\([^()]*\)|\[[^[\]]*\]|（[^（）]*）/g, ' ')
      .replace(/[:?!.…*_`]/g, (char) => (char === ':' ? ': ' : ' '))
      .replace(/[‐‑‒–—]/g, '-')
      .replace(/[^\p{L}\p{N}&/+:,'-]+/gu, ' ')
      .replace(/^[\d. ]+[\s:)-]+/, ' ')
      .trim()
      .replace(
        /^(?:phase|stage|sprint|milestone|week|day|task|step|stream|track|epic|v)[ -]?[\d.]+[a-z]?(?: ?[:-])? /,
        '',
      )
      .replace(/(?<![\s:&-])[\s:&-]+$/, '')
      // "阶段验收标准", "主要任务": written without a blank
      .replace(/^(?:本|各|每)?(?:阶段[一二三四五六七八九十]{0,2}|主要|具体|核心)(?=[\u4e00-\u9fff]{2})/, '')
      // "Success criteria for phase 2", "Критерии успеха Sprint 4"
      .replace(
        / (?:(?:for|of|de la|de|d[aou]|del|der|für) )?(?:phase|stage|sprint|milestone|week|fase|этапа?|фазы?|спринта?) [\d.]{1,6}[a-z]?$/,
        '',
      )
      // "Критерии готовности спринта", "Critérios de aceite da sprint": whose they are
      .replace(criteriaOf, '$1')
      .trim()
  );
}

const criteriaOf =
  /^((?:критери[ийяе]+|crit[eéè]r\p{L}+|criteri\p{L}*|kryteria|\p{L}*kriterien|\p{L}* ?기준|definition of done).{0,30}?) (?:(?:(?:del|de la|del?|d[aou]|des?|der|du|della|dello|for the) )?(?:phase|sprints?|fase|etap[ap]?e?|étape|projekts?|projets?|proye[ck]to|projeto|semana|semaine|hito|marco|mvp|sprintu|etapu|fazy)|спринта|этапа|фазы|стадии|недели|проекта|релиза|задачи|эпика)(?: [\d.]{1,6})?$/u;

const plural =
  '(?: (?:features?|items?|tasks?|ideas?|improvements?|enhancements?|work|checklists?|lists?|criteria|requirements?|checks?|goals?|template|section|matrix))*';

/** One pattern per role, over the whole normalized label. The order decides where two would match. */
const patterns: readonly (readonly [Role, RegExp])[] = [
  [
    'gate',
    new RegExp(
      '^(?:(?:key |minimum |overall |final |technical |business |functional |quality |go-live |production |public |alpha |beta |mvp |phase |milestone |sprint |단계별? |페이즈 |스프린트 |フェーズ ?[\\d０-９]{0,2} ?の)*' +
        '(?:(?:acceptance|success|exit|verification|readiness|entry|entrance|gate|gating|pass|completion|release|launch|validation|approval|done|graduation|promotion|merge|stop|mvp|alpha|beta|ga|milestone|phase|sprint|cutover|go/no-go|go-no-go|no-go|go) criteri(?:a|on)(?: checklist)?(?: (?:by|per|for) [a-z0-9 -]{1,40})?' +
        "|definition of (?:done|ready|success)|dod|dor|acs?|success|decision points?|(?:(?:we are|we're|you are|you're|i am|i'm|it's|phase|milestone|sprint|it is|is) )?(?:complete|done|ready|completed|finished|shippable)(?: to ship| for production| for release| to merge| to launch)? when|(?:i|we) (?:call it|know it is|know it's) a? ?success when|(?:it is|it's) a success (?:when|if)|done means|(?:what )?(?:done|success) (?:looks like|means)|how (?:do )?we(?:'ll| will)? know (?:it's|it is|we're|we are) done|(?:exit|entry|stop|success|done|completion) conditions?|conditions? (?:of|for) (?:done|satisfaction|acceptance|completion)|requirements for completion|(?:final )?(?:verification|validation) checklist|(?:phase |milestone |sprint )?completion checklist" +
        '|(?:quality |exit |release |launch |approval |phase |verification |validation |acceptance |completion |review |current |required |merge |ci )?(?:check-?points?|gates?)(?: criteria| checks?| checklist)?' +
        '|(?:launch |release |deployment |go-live |team |stakeholder |management |client )?approvals?(?: required| needed| checklist)?|required approvals?|(?:stakeholder |final |team |client |qa |management )?sign ?-?offs?(?: required| checklist)?' +
        '|(?:must|should)[ -]haves?|go[ /-]+no-?[ ]?go(?: checklist| criteria| decision)?|acceptance(?: tests?| checks?| checklist| evidence| conditions| scenarios)?|(?:(?:completion|exit|closing|required) )?evidence(?: required)?|proof(?: of (?:completion|done))?' +
        "|kriterien|(?:fertig|erledigt),? wenn|(?:pronto|feito|concluído) quando|(?:listo|hecho|terminado) cuando|(?:prêt|terminé|fini) quand|готово,? (?:когда|если)|critères de (?:réussite|validation)|通过标准|退出标准|受け入れ条件|完了の定義|検証基準|검증 기준|인수 조건|criterios? de (?:aceptación|éxito|salida|hecho|terminado|finalización|cierre)|critérios de (?:aceitação|aceite|sucesso)|akzeptanzkriterien|abnahmekriterien|erfolgskriterien|критери[ий] (?:при[её]мки|успеха|готовности|завершения|выполнения)|готовность (?:этапа|спринта|фазы)|fertigstellungskriterien|critères (?:d'acceptation|de (?:fin|succès|sortie|complétion|validation))|critérios de (?:conclusão|saída|pronto)|验收标准|验收条件|验收|驗收標準|成功标准|成功標準|完成标准|完成標準|完成条件|受け入れ基準|受入基準|完了条件|完了基準|成功基準|완료 기준|완료 조건|완료 정의|수락 기준|인수 기준|성공 기준|контрольные точки|контрольная точка|puntos? de control|pontos? de controle|points? de contrôle|(?:go|no-go) if|invariants?|(?:what )?(?:must|has to|should) (?:hold|be true)(?: .{1,40})?|(?:integration|sync|synchronization|alignment|team|joint|mid-?[a-z]+|end-?[a-z]+) check-?points?|(?:abbruch|abschluss|ausstiegs|freigabe|qualitäts|start|end)kriterien|критерий готовности|критерии завершения|критерии выхода|definición de (?:hecho|terminado)|definição de pronto|critères (?:d'acceptation|de succès)" +
        "|(?:kabul|başarı|tamamlanma|çıkış) kriterleri|tiêu chí (?:chấp nhận|thành công|hoàn thành|nghiệm thu)|kriteria (?:penerimaan|keberhasilan|selesai)|kryteria (?:akceptacji|sukcesu|ukończenia|odbioru)|(?:acceptatie|succes)criteria|criteri (?:di (?:accettazione|successo|completamento|uscita)|d'acceptació|d'èxit)|(?:akceptační |akceptačné )?kritéria(?: (?:přijetí|prijatia|úspěchu|úspechu|dokončení|akceptace))?|(?:elfogadási|siker) ?kritériumok|criterii de (?:acceptare|succes|finalizare)|(?:acceptans|framgångs|accept|succes|aksept|suksess)kriterier|hyväksymiskriteerit|κριτήρια (?:αποδοχής|επιτυχίας|ολοκλήρωσης)|критерії (?:приймання|прийняття|успіху|готовності|завершення)|критерии приема|معايير (?:القبول|النجاح|الإنجاز|الاكتمال)|معیارهای (?:پذیرش|موفقیت)|קריטריוני (?:קבלה|הצלחה))" +
        ')$',
    ),
  ],
  [
    'recurring',
    new RegExp(
      '^(?:(?:daily|weekly|monthly|quarterly|nightly|hourly|yearly|annual|bi-?weekly|regular|routine|recurring|ongoing|periodic)(?:[ /-]+(?:and |& )?(?:daily|weekly|monthly|quarterly|ongoing))*' +
        '(?: (?:checklists?|tasks?|routines?|checks?|maintenance|operations?|ops|activities|work|review|reviews|template|items|habits?|standup|standups|monitoring|health checks?|on-call))*' +
        '|(?:every|each) [\\p{L}\\p{N} -]{1,30}' +
        '|(?:morning|evening|afternoon|end[ -]of[ -]day|start[ -]of[ -]day|eod|on-call|shift)(?: and evening)? (?:routines?|checklists?|checks?)|routines?|maintenance(?: tasks?| schedule| checklists?| routines?)?|(?:ongoing|regular|routine) [\\p{L}]+|scheduled (?:tasks|maintenance|checks?|reviews?|activities|meetings?)' +
        '|(?:common )?troubleshooting(?: (?:guide|steps|checklist|tips))?|(?:rollback|revert|abort|trigger)(?: trigger)? (?:triggers?|conditions?|criteria)|rollback if|when to roll ?back|roll ?back when' +
        '|(?:before|after) (?:each|every) [\\p{L} ]{1,20}|(?:täglich|wöchentlich|monatlich|jährlich|quartalsweise|vierteljährlich|regelmäßig)(?:e[rns]? \\p{L}+)?|(?:laufende |regelmäßige )?wartung|trimestr(?:al|iel)(?:mente|lement)?|anua(?:l|lmente)|ann?uel(?:lement)?|mantenimiento (?:regular|periódico|rutinario)|manutenção (?:regular|periódica|contínua)|maintenance (?:régulière|continue)|todos? (?:o )?dias?|todos os dias|cada día|todos los días|tous les jours|chaque jour|jeden tag|каждый день|quotidien(?:nement)?|hebdomadaire(?:ment)?|mensuel(?:lement)?|diari[oa]|diário|semanal|mensual|mensal|ежедневн[\\p{L}]+|еженедельн[\\p{L}]+|ежемесячн[\\p{L}]+|每[日天周月]|毎[日週月]|매[일주월]|checklist template|template checklist|(?:pr|pull request|merge request|code review|commit) check-?list|sprint (?:review|retrospective|retro|demo)|check-?list (?:for|before|after) (?:each|every) [\\p{L} ]{1,20})$',
      'u',
    ),
  ],
  [
    'metric',
    new RegExp(
      '^(?:(?:key |success |performance |business |technical |quality |product |health |target |our )*(?:metrics?|kpis?|okrs?|key results?|krs?|targets?|indicators?|slos?|slas?)(?: to track| and targets| dashboard| tracking| & kpis| and kpis)?|metrics (?:&|and) kpis|(?:métricas|indicadores)(?: de (?:éxito|sucesso|rendimiento|desempenho))?|(?:erfolgs)?kennzahlen|indicateurs(?: de (?:succès|performance))?|метрики(?: успеха)?|(?:成功|关键|關鍵)?(?:指标|指標)|성공 지표|(?:핵심 )?지표)$',
    ),
  ],
  [
    'echo',
    /^(?:(?:status |symbol |mark )?legende?|légende|leyenda|legenda|легенда|图例|圖例|凡例|범례|quick[ -]?reference(?: guide| card| checklist)?|(?:executive |progress |status |roll-?out |launch |release |deployment |migration |phases? |milestones? |sprints? |plan |task |project |overall |checklist )*(?:summary|recap|at a glance)(?: checklist| table| of progress)?|tl;?dr|current (?:project )?status(?: assessment| overview| summary| snapshot)?|(?:status|progress) (?:overview|summary|snapshot|assessment)|現在の(?:システム|プロジェクト|開発)?の?(?:状態|状況|ステータス)|(?:当前|目前)(?:项目|開發|开发)?的?(?:状态|狀態|进度|進度)|현재 (?:상태|진행 상황)|estado a(?:ctual|tual)(?: del proyecto| do projeto)?|aktueller (?:stand|status)|état actuel|текущ(?:ее состояние|ий статус)|overview checklist|master checklist|summary checklist)$/,
  ],
  [
    'future',
    new RegExp(
      '^(?:(?:post|after)[ -](?:launch|mvp|release|v1|ga|v?1 0)' +
        plural +
        '|nice[ -]to[ -]haves?(?: later)?' +
        plural +
        '|could[ -]haves?' +
        plural +
        "|won'?t[ -]haves?" +
        plural +
        '|(?:future|later|maybe later|someday|someday/maybe|maybe,? some ?day|some ?day,? maybe|perhaps|хотелки|peut-être|quizás?|talvez|vielleicht|いつか|也许|icebox|postponed|blue sky|moonshots|parking lot|stretch goals?|wish ?list|long[ -]term ideas|maybe|backlog ideas|ideas|out of scope|deferred|next version|beyond)' +
        plural +
        '|future (?:work|enhancements?|improvements?|considerations|ideas|plans|phases|roadmap|directions?|versions?|possibilities|extensions?|scope)' +
        plural +
        '|idea (?:backlog|pool|bin|list)|backlog ideas|ideas backlog|ideas for (?:later|the future|future [\\p{L}]+)|(?:after|beyond|post)[ -](?:v ?)?\\d[\\d ]{0,8}|(?:possible|potential) future work|if (?:time (?:permits|allows)|we have time|there is time)|jeśli starczy czasu|wenn (?:noch )?zeit (?:bleibt|ist)|si (?:queda|hay|sobra) tiempo|se (?:der|sobrar|houver) tempo|s.il reste du temps|если (?:останется|будет) время|时间允许|時間があれば|시간이 (?:남으면|되면)|spätere ideen|améliorations futures|futur|ideas futuras|a futuro|melhorias futuras|ideias|будущее|потом|позже|以后|아이디어|향후 (?:계획|과제|작업)|추후|(?:possible|potential) (?:future )?(?:enhancements?|improvements?|features?|ideas)|mejoras futuras|futuro|más adelante|zukunft|zukünftige (?:ideen|erweiterungen|verbesserungen|pläne)|später|ideen|plus tard|évolutions futures|ideias futuras|идеи|на будущее' +
        '|(?:将来|今後)(?:の(?:検討事項|課題|予定|展望|拡張|改善|計画))?(?:（[^）]{0,40}）)?|(?:未来|后续|將來|后期)(?:计划|規劃|规划|工作|改进|優化|优化|想法)?)$',
    ),
  ],
];

function roleOfWhole(text: string): Role | undefined {
  return roleNamed(text) ?? patterns.find(([, pattern]) => pattern.test(text))?.[0];
}

/**
 * "Post-Launch: Ongoing Improvements": what stands before the colon names the list. "Ongoing: Growth" behind "Month 1:
 * Repairs" says when.
 */
function roleOfHead(text: string): Role | undefined {
  const colon = text.indexOf(': ');
  return colon > 0 && !text.startsWith('ongoing: ') ? roleOfWhole(text.slice(0, colon).trim()) : undefined;
}

/** "Milestones & Gates" is nothing, "Approval & Sign-off" a gate: every part has to name the same role. */
function roleOfPairs(text: string): Role | undefined {
  const parts = text.split(/ (?:&|\+|and|y|und|et) | ?\/ /).map((part) => part.trim());
  if (parts.length < 2) return undefined;
  const found = parts.map(roleOfWhole);
  const first = found[0];
  return first && found.every((role) => role === first) ? first : undefined;
}

/** The whole text of a blank to be filled in: "YES / NO / PARTIALLY", "Rank __:", a run of underscores. */
export function isBlank(source: string): boolean {
  // Emphasis and escapes around underscores are how markdown writes a run of them: `**\_\_\_**`, `**_**`.
  // What else stands in code is code: `catch (_) {}`.
  const plain = source
    // "[____] Load the barge" has a place for who does it.
    .replace(/^\[_{2,20}\] (?=\p{L}+ \p{L})/u, '')
    .replace(/`[^`]*`/g, (code) => (/[^`_\s]/.test(code) ? '`' : code))
    // `_Done when:_ ...`
    .replace(/(^|[\s(])_(?=[^\s_])([^_\n]{0,200}[^\s_])_(?=$|[\s.,;:!?)])/g, '$1$2')
    .replace(/[\\*]/g, '');
  if (/_{3,}|(?:^|[\s:$€£#(])_{1,2}(?=$|[\s:%,.)]|\/(?:[\s\d_]|$))/.test(plain)) return true;
  if (/(?:^|[^.])\.{5,}$/.test(plain.trimEnd())) return true;
  // "Is it dry? YES / NO / PARTLY" is to be filled in; "members mark yes/no/later" is told.
  return /[?:]\s*(?:yes|no) ?\/ ?(?:no|yes)\b|(?:^|\s)(?:yes|no) ?\/ ?(?:no|yes)\b(?! ?\/)/i.test(plain);
}

/**
 * "Phase 1 Checkpoint", "Phase 2 Complete When:": directly behind the number stands what it is about the phase, a gate or
 * a recap. "Phase 10: Extract Template" and "Week 12: Quality Gates" are the unit itself.
 */
export function isAboutUnit(heading: { readonly title: string; readonly text: string }): boolean {
  const words = normalize(heading.title);
  if (roleOfLabel(heading.title) === undefined && !recap.test(words)) return false;
  const text = heading.text.trimEnd().replace(/:$/, '');
  const behind = text.slice(
    0,
    Math.max(0, text.toLowerCase().lastIndexOf(heading.title.toLowerCase().replace(/:$/, ''))),
  );
  // "Phase 11 — Ongoing", "Phase 3: Ongoing", which are read as how far it is.
  if (behind === '' && /^\p{L}+ \d{1,3}(?:\.\d{1,3})?\s?[:：.|·•,;、/»>→⇒=~–—―⸺▸-]/u.test(text)) return false;
  // "Phase 3 — 🟡 Quality gates"
  return !/[:：.|)·•,;、/»>→⇒=~–—―⸺▸-][\s\p{Extended_Pictographic}\ufe0f]*$/u.test(behind);
}

const recap =
  /^(?:checklist|summary|recap|(?:completion |progress |status )?review|achievements?|accomplishments?|retrospective|overview|results?|status|progress|timeline|risks?|dependencies|notes|результаты|итоги|resultados|ergebnisse|résultats|결과|结果)$/;
