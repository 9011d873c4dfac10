import assert from 'node:assert/strict';
import { listKind } from '../../../../src/core/parse/listKind.ts';
import { roleOfLabel } from '../../../../src/core/parse/roleOfLabel.ts';

describe('what a label says of its list', () => {
  const gates = [
    'Done means',
    'MVP criteria',
    'Merge criteria',
    'Canary success criteria',
    'Beta Release Criteria',
    'What success looks like',
    'How do we know we are done',
    'Ready to ship when',
    'Conditions of satisfaction',
    'Current gates',
    'Stakeholder sign-off',
    'Proof of completion',
    'Fertig, wenn',
    'Critères de réussite',
    '通过标准',
    '受け入れ条件',
    'معايير القبول',
    'Kabul Kriterleri',
    'Tiêu chí nghiệm thu',
    'Kryteria akceptacji',
    'Критерії успіху',
    'Критерии готовности спринта',
    'Erfolgskriterien der Phase',
    'Criterios de aceptación del sprint',
    'Critères de fin de sprint',
    'Critérios de aceite da sprint',
    'Critérios de sucesso da fase 1',
    'Criteri di completamento della fase',
    'フェーズ1の完了条件',
    '스프린트 완료 기준',
  ];
  for (const label of gates) it(`"${label}" heads criteria`, () => assert.equal(roleOfLabel(label), 'gate'));

  const future = [
    'Maybe later',
    'Idea pool',
    'If time permits',
    'Beyond v2',
    'Améliorations futures',
    'Позже',
    '향후 계획',
    'Gelecek Planlar',
    'Pomysły',
    'Miglioramenti futuri',
    'Пізніше',
  ];
  for (const label of future) it(`"${label}" is for later`, () => assert.equal(roleOfLabel(label), 'future'));

  const routines = ['Before every commit', 'After each deploy', 'Wöchentlich', 'Ежедневно', '毎週'];
  for (const label of routines) it(`"${label}" comes again`, () => assert.equal(roleOfLabel(label), 'recurring'));

  const about = [
    'Unknowns',
    'Alternatives considered',
    'What went well',
    'Target users',
    'Offene Fragen',
    'Fora do escopo',
    '参考资料',
    'Genel Bakış',
    'Rủi ro',
    'Latar Belakang',
    'Wymagania',
    'Obiettivi',
    'Követelmények',
    'Bakgrunn',
    'Στόχοι',
    'Залежності',
    'الأهداف',
    'Übersicht',
  ];
  for (const label of about) it(`"${label}" is about the work`, () => assert.equal(listKind(label), 'none'));

  const tasks = ['İşler', 'Việc cần làm', 'Langkah-langkah', 'Zadania', 'Cose da fare', 'Úkoly', 'Tehtävät', 'المهام'];
  for (const label of tasks) it(`"${label}" heads what is to be done`, () => assert.equal(listKind(label), 'work'));

  const outputs = ['Çıktılar', 'Kết quả', 'Wyniki', 'Risultati', 'Leveranser', 'Результати'];
  for (const label of outputs) it(`"${label}" heads what comes of it`, () => assert.equal(listKind(label), 'output'));

  const metrics = [
    'Başarı Metrikleri',
    'Mierniki sukcesu',
    'Metriche di successo',
    'Métriques de succès',
    'Показатели',
  ];
  for (const label of metrics) it(`"${label}" heads numbers`, () => assert.equal(roleOfLabel(label), 'metric'));

  // "with" does not make a list of history out of a store.
  const named = [
    'Simple store with history',
    'Define success criteria',
    'Backend',
    'After School Pickup',
    '5. Stretch',
  ];
  for (const label of named)
    it(`"${label}" names a part of it`, () =>
      assert.deepEqual([roleOfLabel(label), listKind(label)], [undefined, undefined]));
});
