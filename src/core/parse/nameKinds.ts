import { type Draft, pass, walk } from './draft.ts';
import { normalize } from './roleOfLabel.ts';

const risks =
  /^(?:(?:identified|known|key|critical|main|top|major|high|project|technical|business|potential|open) )*risks?(?: (?:&|and) (?:mitigations?|issues|contingenc(?:y|ies)|blockers))?(?: (?:management|mitigations?|assessment|register|matrix|analysis|factors|plan))?$|^(?:riesgos|riscos|risiken|risques|риски|风险|風險|リスク|위험(?: 요소)?)$/;
const rollbacks =
  /^(?:(?:emergency|manual|automat(?:ed|ic)|full) )?(?:rollback|roll back|revert|reverting|backout|back-out)(?: (?:plan|procedures?|steps|strategy|instructions|checklist|commands?))?$|^(?:rücksetzplan|retour arrière|plan de (?:retour arrière|reversión|rollback)|откат|план отката|回滚(?:计划|方案|步骤|策略)?|ロールバック(?:手順|計画)?|롤백(?: 계획| 절차)?)$/;
const dated = /\b\d{4}-\d{2}-\d{2}\b/;
const logs =
  /^(?:(?:work|session|progress|change|development|dev|daily|decision|activity|done|completed) ?(?:log|journal|diary|history)|journal|logbook|diary)$/;

/**
 * Gives the sections that are no part of the work their kind: `risk`, `rollback`, `log` ("Session 2025-10-17") and
 * `option` ("Option A"). A phase stays what it is, unless it is the way back.
 */
export function nameKinds(root: Draft): void {
  walk(
    root,
    (draft) => {
      if (draft.depth === 1 || (draft.type !== 'section' && draft.type !== 'group')) return;
      const kind = kindOf(draft);
      if (kind !== undefined && (!draft.phase || kind === 'rollback')) draft.kind = kind;
    },
    pass,
  );
}

/** What a heading or label says of itself by its words. */
export function kindOf(draft: Draft): string | undefined {
  if (draft.unit === 'session') return dated.test(draft.text) || logs.test(normalize(draft.title)) ? 'log' : undefined;
  if (draft.unit !== undefined) return undefined;
  if (draft.text.length > 120) return undefined;
  const name = normalize(draft.text);
  if (risks.test(name)) return 'risk';
  if (rollbacks.test(name)) return 'rollback';
  // That the changelog is written and tagged is a part of the release.
  return logs.test(name) && !(draft.boxes > 0 && name.startsWith('change')) ? 'log' : undefined;
}
