import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { PlanKind } from '../../../../src/core/model.ts';
import { scanFacts } from '../../../../src/core/detect/scanFacts.ts';
import { scorePlan, type PlanVerdict } from '../../../../src/core/detect/scorePlan.ts';

const score = (path: string, text: string) => scorePlan(path, scanFacts(text));
const boxes = (count: number, mark = ' ') => `- [${mark}] do it\n`.repeat(count);
const bullets = (count: number) => '- a point\n'.repeat(count);
const prose = 'Some words about the tide.\n\n';
const phases = '## Phase 1: Dredge\n\n## Phase 2: Build\n\n';
const labels = '**Owner**: harbour office\n\n**Deliverables:**\n\n';
const statuses = '## Completed\n\n## In Progress\n\n';
const table = (column: string) =>
  `| ID | Task | ${column} |\n|----|------|---|\n| C1 | Lamps | open |\n| C2 | Quay | done |\n`;
const plan = `# Rollout plan\n\n${phases}${boxes(12)}`;

/** Path, text, verdict, score, kind (of what is no plan: other). */
const cases: readonly (readonly [string, string, PlanVerdict, number, PlanKind?])[] = [
  // Names
  ['docs/rollout-plan.md', `# Rollout\n\n${boxes(3)}`, 'plan', 4],
  ['docs/ROADMAP.md', `# Where we go\n\n${phases}${boxes(3)}`, 'plan', 5],
  ['TODO.md', boxes(10), 'plan', 5],
  ['todo.md', `# Todo\n\n${boxes(1)}`, 'plan', 4],
  ['docs/MVPTasks.md', `${phases}${boxes(3)}`, 'plan', 5],
  ['docs/mvp_tasks.md', `${phases}${boxes(3)}`, 'plan', 5],
  ['docs/mvp-tasks.md', `${phases}${boxes(3)}`, 'plan', 5],
  ['release_checklist.md', boxes(4), 'plan', 4],
  ['product-backlog.markdown', boxes(10), 'plan', 5],
  ['next-steps.md', boxes(3), 'plan', 4],
  ['NextSteps.md', boxes(3), 'plan', 4],
  ['action-items.md', boxes(3), 'plan', 4],
  ['phase-2.md', boxes(3), 'plan', 4],
  ['PHASE2_NOTES.md', boxes(3), 'plan', 4],
  ['phase-change.md', boxes(3), 'no', 2],
  ['sprint-14.md', boxes(3), 'plan', 4],
  ['kanban.md', `${statuses}${boxes(3)}`, 'plan', 5],
  ['launch-readiness.md', boxes(3), 'plan', 4],
  ['milestones.md', `${phases}${boxes(1)}${bullets(9)}`, 'possible', 3],
  ['milestones.md', `# Milestones\n\n## Quay\n\n${bullets(2)}\n## Boats\n\n${bullets(2)}`, 'plan', 4],
  ['tasklist.md', `# Boats\n\n${boxes(12)}`, 'plan', 5],
  ['PLANNING.md', `# The ferry\n\n${phases}${boxes(12)}`, 'plan', 6],
  ['docs/punch-list.md', boxes(12), 'plan', 5],
  ['docs/releaseplan.md', `## Phase 1: Quay\n\n${bullets(2)}\n## Phase 2: Boats\n\n${bullets(2)}`, 'plan', 4],
  ['planning/week-2-harbour.md', boxes(12), 'plan', 5],
  ['docs/plano-do-porto.md', `## Fase 1\n\n${bullets(2)}\n## Fase 2\n\n${bullets(2)}`, 'plan', 4],
  ['docs/дорожная-карта.md', boxes(3), 'plan', 4],
  ['plans/harbour-list.md', `# Harbour\n\n## Phase 1\n\n${bullets(2)}\n## Phase 2\n\n${bullets(2)}`, 'possible', 3],
  ['docs/timeline.md', `# Timeline\n\n## Props\n\n${bullets(9)}`, 'no', 2],
  ['floorplan.md', `# Floor\n\n## Doors\n\n${bullets(9)}`, 'no', 1],
  ['workflow.md', `# How we work\n\n${prose}`, 'no', 1],
  ['airplane.md', boxes(12), 'no', 3],
  ['explanation.md', boxes(12), 'no', 3],
  ['checklistless.md', boxes(12), 'no', 3],
  // First headings
  ['docs/harbour.md', `# Harbour plan\n\n${phases}${boxes(3)}`, 'plan', 4],
  ['docs/harbour.md', `# Harbour\n\n${phases}${boxes(12)}`, 'no', 4],
  ['docs/harbour.md', `Harbour plan\n===\n\n${phases}${boxes(3)}`, 'plan', 4],
  ['docs/harbour.md', `## Harbour plan\n\n${phases}${boxes(12)}`, 'no', 4],
  ['docs/hafen.md', `# Fahrplan für den Hafen\n\n${phases}${boxes(3)}`, 'plan', 4],
  ['docs/puerto.md', `# Hoja de ruta\n\n## Fase 1\n\n## Fase 2\n\n${boxes(3)}`, 'plan', 4],
  ['docs/port.md', `# Feuille de route\n\n${phases}${boxes(3)}`, 'plan', 4],
  ['docs/gavan.md', `# План работ\n\n## Этап 1\n\n## Этап 2\n\n${boxes(3)}`, 'plan', 4],
  ['docs/minato.md', `# 港のロードマップ\n\n## フェーズ1\n\n## フェーズ2\n\n${boxes(3)}`, 'plan', 4],
  ['docs/gang.md', `# 港口计划\n\n${phases}${boxes(3)}`, 'plan', 4],
  ['docs/harbour.md', `\`\`\`sh\n# Plan\n\`\`\`\n\n${boxes(12)}`, 'no', 3],
  // Structure
  ['docs/harbour-plan.md', `# Plan\n\n${prose}`, 'no', 2],
  ['docs/harbour-plan.md', prose, 'no', 1],
  ['docs/harbour-plan.md', '', 'no', 1],
  ['docs/harbour-plan.md', `# Plan\n\n${phases}`, 'plan', 4],
  ['docs/harbour-plan.md', `${labels}${bullets(4)}`, 'no', 3],
  ['docs/harbour-plan.md', `### 1.1 Dredge\n\n${labels}${bullets(4)}`, 'possible', 3],
  ['docs/harbour-plan.md', `${labels}${boxes(1)}${bullets(9)}`, 'possible', 3],
  ['docs/harbour-plan.md', `# Plan\n\n${labels}`, 'plan', 4],
  ['docs/harbour-plan.md', `# Plan\n\n${statuses}`, 'plan', 4],
  ['docs/harbour-plan.md', `${boxes(4)}${bullets(7)}`, 'possible', 3],
  ['docs/harbour-plan.md', `${boxes(4)}${bullets(6)}`, 'plan', 4],
  ['docs/harbour-plan.md', `\`\`\`md\n${boxes(12)}\`\`\`\n`, 'no', 1],
  ['docs/harbour-plan.md', `<!--\n${boxes(12)}-->\n`, 'no', 1],
  // Names that no plan has
  ['README.md', plan, 'no', 5],
  ['README.de.md', plan, 'no', 5],
  ['docs/readme-plan.md', plan, 'no', 7],
  ['CHANGELOG.md', plan, 'no', 5],
  ['CONTRIBUTING.md', plan, 'no', 5],
  ['SECURITY.md', plan, 'no', 5],
  ['security-plan.md', plan, 'plan', 7],
  ['AGENTS.md', plan, 'no', 5],
  ['CLAUDE.md', plan, 'no', 5],
  ['GEMINI.md', plan, 'no', 5],
  ['tools/SKILL.md', plan, 'no', 5],
  ['FAQ.md', plan, 'no', 5],
  ['docs/plan-template.md', plan, 'no', 7],
  ['docs/template-plan.md', plan, 'no', 7],
  ['docs/template-engine-plan.md', plan, 'plan', 7],
  ['pull_request_template.md', plan, 'no', 5],
  ['docs/._TODO.md', plan, 'no', 7],
  // Folders
  ['.github/rollout-plan.md', plan, 'no', 7],
  ['.claude/rollout-plan.md', plan, 'no', 7],
  ['docs/templates/rollout-plan.md', plan, 'no', 7],
  ['vendor/lib/ROADMAP.md', plan, 'no', 7],
  ['test/fixtures/rollout-plan.md', plan, 'no', 7],
  // Folders that plans are kept in
  ['docs/plans/rollout.md', `# Rollout\n\n${boxes(12)}`, 'plan', 4],
  ['docs/plans/rollout.md', `# Rollout\n\n${boxes(3)}`, 'possible', 3],
  ['docs/plans/rollout.md', `# Rollout\n\n${prose}`, 'no', 0],
  ['docs/plans/README.md', `# Rollout\n\n${boxes(12)}`, 'no', 4],
  ['docs/plans/rollout-design.md', `# Rollout\n\n${phases}${boxes(3)}`, 'no', 0],
  ['src/floorplans/rollout.md', boxes(12), 'no', 3],
  ['thoughts/shared/plans/2025-12-26-rollout.md', `# Rollout\n\n${phases}${boxes(3)}`, 'plan', 4],
  ['docs/stories/5-2-tide.md', `# Story 5.2: Tide table\n\n${boxes(3)}`, 'plan', 4],
  ['docs/handoffs/2026-03-01.md', boxes(12), 'plan', 4, 'handoff'],
  // First headings that are one piece of work
  ['kb/tide.md', `# TASK-12: Tide table\n\n${boxes(10)}`, 'plan', 4],
  ['kb/tide.md', `# Task force\n\n${boxes(12)}`, 'no', 3],
  ['kb/tide.md', `# Фаза 2: Отлив\n\n${boxes(10)}`, 'plan', 4],
  ['kb/tide.md', `# Fase 2: la marea\n\n${boxes(10)}`, 'plan', 4],
  // Texts about plans
  ['docs/plan-writing.md', `# Plan Writing Guide\n\n${labels}${bullets(4)}`, 'no', 2],
  ['docs/plan-writing.md', `# Plan template - harbour\n\n${boxes(3)}`, 'possible', 3],
  ['docs/guide-plan.md', `# Guide plan\n\n${boxes(3)}`, 'plan', 5],
  // Work in tables and in plain lists
  ['docs/priority-matrix.md', `# Priorities\n\n${table('Status')}`, 'plan', 4],
  ['docs/priority-matrix.md', `# Priorities\n\n${table('Weight')}`, 'no', 2],
  ['docs/priority-matrix.md', `# Priorities\n\n\`\`\`\n${table('Status')}\`\`\`\n`, 'no', 2],
  ['docs/harbour-plan.md', `# Plan\n\n## Quay\n\n${bullets(2)}\n## Lamps\n\n${bullets(2)}`, 'possible', 2],
  ['docs/harbour-plan.md', `# Harbour\n\n## Quay\n\n${bullets(2)}\n## Lamps\n\n${bullets(2)}`, 'no', 1],
  ['ROADMAP.md', `# Roadmap\n\n## Soon\n\n${bullets(2)}\n## Later\n\n${bullets(2)}`, 'plan', 4],
  ['doc/TODO.md', `# The keeper\n\n${bullets(3)}`, 'possible', 3],
  ['doc/TODO.md', `# The keeper\n\n${bullets(2)}`, 'no', 1],
  ['IMPLEMENTATION_PLAN.md', `# Quay\n\n## Stage 1: Dredge\n\n## Stage 2: Build\n`, 'possible', 3],
  ['TAREAS.md', '# Tareas\n\n| Tarea | Estado |\n|---|---|\n| Red | hecho |\n| Ancla | pendiente |\n', 'plan', 4],
  ['docs/tiers.md', `# Phase 2\n\n${phases}${labels}**Status**: waiting\n`, 'possible', 3],
  // Paths of tools
  ['.kiro/specs/login/tasks.md', `# Login\n\n${prose}`, 'plan', 4],
  ['.kiro/specs/login/tasks.md', prose, 'no', 4],
  ['.claude/specs/login/tasks.md', boxes(3), 'plan', 7],
  ['specs/001-login/tasks.md', boxes(3), 'plan', 7],
  ['specs/001-login/spec.md', boxes(3), 'no', -2],
  ['openspec/changes/archive/x/tasks.md', boxes(3), 'no', 7],
  ['docs/superpowers/plans/2025-10-01-login.md', boxes(3), 'plan', 5],
  ['.planning/ROADMAP.md', phases, 'plan', 6],
  ['.planning/phases/02/02-01-PLAN.md', boxes(3), 'plan', 7],
  ['conductor/tracks/login/plan.md', boxes(3), 'plan', 7],
  ['backlog/tasks/task-12 - Login.md', boxes(3), 'plan', 5],
  ['.cursor/plans/tide.plan.md', boxes(3), 'plan', 7],
  ['.claude/plans/quiet-harbour.md', `# Tide\n\n## Phase 1\n\n## Phase 2\n`, 'plan', 4],
  ['.claude/commands/plans.md', plan, 'no', 7],
  ['conductor/tracks.md', `# Tracks\n\n${boxes(2)}`, 'plan', 4],
  ['.planning/milestones/v1.1-ROADMAP.md', phases, 'plan', 6],
  ['docs/plans/2026-02-01-login.md', `# Login\n\n### Task 1: Form\n\n### Task 2: Mail\n`, 'plan', 4],
  ['docs/plans/2026-02-01-login-design.md', `# Login\n\n${boxes(3)}`, 'no', 1],
  ['CONTRIBUTING-checklist.md', plan, 'no', 7],
  ['.taskmaster/tasks/task_001.md', boxes(1), 'plan', 4],
  ['.agent-handoffs/README.md', plan, 'no', 8],
  // Kinds
  ['.agent-handoffs/SHIFT_3_HANDOFF.md', boxes(3), 'plan', 7, 'handoff'],
  ['.agent-handoffs/notes.md', boxes(3), 'plan', 5, 'handoff'],
  ['.agent-handoffs/PRIORITY_TASKS.md', boxes(3), 'plan', 7, 'plan'],
  ['.agent-handoffs/PROGRESS_TRACKER.md', boxes(3), 'plan', 7, 'tracker'],
  ['docs/handover.md', boxes(3), 'plan', 4, 'handoff'],
  ['NEXT_SESSION.md', boxes(3), 'plan', 4, 'handoff'],
  ['progress.md', boxes(3), 'plan', 4, 'tracker'],
  ['progress-checklist.md', boxes(3), 'plan', 4, 'plan'],
  [
    'HANDOFF.md',
    '# Handoff\n\n## Completed this session\n\n1. tide\n\n## Next steps\n\n1. lamps\n',
    'plan',
    4,
    'handoff',
  ],
  ['HANDOFF.md', `# Handoff\n\n## The harbour\n\n${prose}`, 'no', 2],
  ['docs/harbour-plan.md', '## What was done\n\n- tide\n\n## Next steps\n\n- lamps\n', 'no', 1],
  ['NEXT_SESSION_GUIDE.md', `# Tide - Next Session Guide\n\n${boxes(3)}`, 'plan', 5, 'handoff'],
  // Records of finished work
  ['docs/phase-3-prd.md', `# PRD: Phase 3\n\n${boxes(3)}`, 'no', 1],
  ['tasks/0001-prd-tide-tasks.md', boxes(3), 'plan', 4],
  ['docs/plan-review.md', boxes(9), 'no', 0],
  ['docs/plan-review.md', boxes(10), 'plan', 4],
  ['docs/plan-review.md', boxes(30, 'x'), 'no', 1],
  ['docs/review-plan.md', boxes(9), 'plan', 4],
  ['docs/audit-plan-v2.md', boxes(9), 'plan', 4],
  ['docs/audit-plan-2025-10-01.md', boxes(9), 'plan', 4],
  ['docs/roadmap-summary.md', `# Roadmap\n\n${phases}${boxes(12, 'x')}`, 'possible', 3],
];

describe('Which documents are plans', () => {
  for (const [path, text, verdict, points, kind] of cases) {
    const shown = text.replace(/\s+/g, ' ').slice(0, 40);
    it(`${path} with "${shown}": ${verdict}, ${points}`, () => {
      const found = score(path, text);
      assert.deepEqual(
        [found.verdict, found.score, found.kind],
        [verdict, points, kind ?? (verdict === 'no' ? 'other' : 'plan')],
      );
    });
  }

  it('the terms add up to the score, so that the sum can be shown', () => {
    for (const [path, text] of cases) {
      const found = score(path, text);
      assert.equal(
        found.terms.reduce((sum, term) => sum + term.points, 0),
        found.score,
        path,
      );
    }
  });

  it('a marker in the document beats name, score and configuration', () => {
    const marked = scanFacts('<!-- runsheet: plan -->\n\nwords\n');
    assert.equal(scorePlan('README.md', marked, { verdict: 'no', reason: 'configured' }).verdict, 'plan');
    const ignored = scanFacts(`<!-- runsheet: ignore -->\n\n${plan}`);
    assert.equal(scorePlan('rollout-plan.md', ignored, { verdict: 'plan', reason: 'configured' }).verdict, 'no');
  });

  it('a marker that is quoted in code is no marker', () => {
    assert.equal(score('docs/notes.md', '```md\n<!-- runsheet: plan -->\n```\n').verdict, 'no');
    assert.equal(score('docs/notes.md', 'Write `<!-- runsheet: plan -->` on a line.\n').verdict, 'no');
  });

  it('the configuration beats name and score', () => {
    const configured = { verdict: 'plan', reason: 'plans: README.md' } as const;
    const found = scorePlan('README.md', scanFacts(prose), configured);
    assert.equal(found.verdict, 'plan');
    assert.equal(found.terms.at(-1)?.reason, 'plans: README.md');
  });

  it('an excluded file says why', () => {
    assert.match(score('vendor/ROADMAP.md', plan).terms.at(-1)?.reason ?? '', /in a folder named vendor/);
  });

  it('what is retired, by its title or by its folder, is no plan any more', () => {
    const old = readFileSync('test/fixtures/plans/archived.md', 'utf8');
    for (const [path, text] of [
      ['docs/old-roadmap.md', old],
      ['docs/archive/roadmap.md', plan],
      ['docs/Archived/2023/roadmap.md', plan],
      ['docs/roadmap.md', `# ~~Roadmap~~ (ARCHIVED 2024-01-01)\n\n${boxes(12)}`],
      ['docs/roadmap.md', `# Archived: Roadmap\n\n${boxes(12)}`],
    ] as const) {
      const found = score(path, text);
      assert.deepEqual([found.verdict, found.kind], ['no', 'other'], path);
      assert.match(found.terms.at(-1)?.reason ?? '', /retired|folder named archived?/i);
    }
    assert.equal(score('docs/roadmap.md', `# Roadmap: archive old orders\n\n${boxes(12)}`).verdict, 'plan');
    const configured = { verdict: 'plan', reason: 'plans: docs/archive/**' } as const;
    assert.equal(scorePlan('docs/archive/roadmap.md', scanFacts(plan), configured).verdict, 'plan');
  });

  it('the sample plans are plans, the other samples are not', () => {
    const names = [
      'second-harbour-roadmap',
      'quick-wins-plan',
      'season-readiness-plan',
      'rollout-workflow',
      'two-day-launch-plan',
    ];
    for (const path of names.map((name) => `plans/${name}.md`)) {
      assert.equal(score(path, readFileSync(`samples/${path}`, 'utf8')).verdict, 'plan', path);
    }
    for (const path of ['README.md', 'CHANGELOG.md', 'docs/api.md', 'docs/field-notes.md', 'docs/storm-report.md']) {
      assert.equal(score(path, readFileSync(`samples/${path}`, 'utf8')).verdict, 'no', path);
    }
  });
});
