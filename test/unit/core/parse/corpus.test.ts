import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { scanFacts } from '../../../../src/core/detect/scanFacts.ts';
import { scorePlan } from '../../../../src/core/detect/scorePlan.ts';
import type { Plan, PlanKind, PlanNode, Role } from '../../../../src/core/model.ts';
import { roles } from '../../../../src/core/model.ts';
import { parsePlan } from '../../../../src/core/parse/parsePlan.ts';

/** What a person counts in a document; test/fixtures/plans/README.md describes the form. */
interface Golden {
  readonly path?: string;
  /** The document itself, where it does not lie where the others do. */
  readonly file?: string;
  readonly title?: string;
  readonly kind?: string;
  readonly boxes: { readonly total: number; readonly done: number };
  readonly boxesInCode?: number;
  readonly roles?: Partial<Record<Role, readonly [number, number]>>;
  readonly phases?: readonly (string | { readonly kind: string; readonly id?: string; readonly title: string })[];
  readonly tasks?: { readonly total: number; readonly perPhase?: readonly number[] };
  readonly runnable: readonly number[];
  readonly inline?: readonly string[];
  readonly optional?: readonly string[];
  readonly statuses?: Readonly<Record<string, string>>;
  readonly priorities?: Readonly<Record<string, string>>;
  readonly owners?: Readonly<Record<string, string>>;
  readonly estimatesMinutes?: Readonly<Record<string, number>>;
  readonly declared?: Readonly<Record<string, number>>;
  readonly unboxed?: readonly string[];
  readonly dropped?: number;
  readonly ids?: readonly string[];
  readonly dependsOn?: Readonly<Record<string, readonly string[]>>;
  readonly dangerous?: readonly number[];
  readonly softDependsOn?: Readonly<Record<string, readonly string[]>>;
  readonly decisionPoints?: readonly string[];
  readonly titles?: readonly string[];
  readonly problems?: readonly string[];
}

const root = process.cwd();

/** "Phase 1" is the phase 1: the golden files name ids. */
function idsOf(targets: readonly string[]): readonly string[] | undefined {
  return targets.length === 0 ? undefined : targets.map((target) => target.replace(/^\p{L}+ /u, ''));
}

/** "Week 3: Maps (Optional)" is "Maps". */
function bareTitle(title: string): string {
  return title.replace(/ \(optional\)$/i, '').replace(/^\p{L}+ \d+: /u, '');
}

function outermostTasks(nodes: readonly PlanNode[]): readonly PlanNode[] {
  return nodes.flatMap((node) => (node.type === 'task' ? [node] : outermostTasks(node.children)));
}

/** The plan in the form of the golden file, with just the keys that the golden file has. */
function counted(plan: Plan, kind: PlanKind, golden: Golden): Partial<Record<keyof Golden, unknown>> {
  const nodes: PlanNode[] = [];
  const visit = (node: PlanNode): void => {
    nodes.push(node);
    node.children.forEach(visit);
  };
  plan.children.forEach(visit);
  const pick = <T>(named: Readonly<Record<string, T>> | undefined, value: (node: PlanNode) => T | undefined): unknown =>
    Object.fromEntries(
      Object.keys(named ?? {}).map((name) => [
        name,
        nodes
          .filter((node) => node.id === name || node.title === name || node.title.startsWith(name))
          .map(value)
          .find((found) => found !== undefined),
      ]),
    );
  // A document without phases is one phase of its own; the golden files name only what the author named.
  const named = plan.phases
    .filter((phase) => phase.kind !== 'document')
    .map(({ kind, id, title }) => ({ kind, id, title }));
  const all: Partial<Record<keyof Golden, unknown>> = {
    title: plan.title,
    kind,
    boxes: plan.boxes,
    boxesInCode: plan.boxesInCode,
    roles: Object.fromEntries(
      roles.flatMap((role) =>
        plan.roles[role].total > 0 ? [[role, [plan.roles[role].total, plan.roles[role].done]]] : [],
      ),
    ),
    phases: named.map((phase, index) => {
      const want = golden.phases?.[index];
      if (typeof want === 'string') return phase.title;
      // A phase that has only a number is called by it.
      if (want?.title === '') return { ...want };
      return Object.fromEntries(
        Object.entries(phase).filter(([key]) => want === undefined || Object.hasOwn(want, key)),
      );
    }),
    tasks: {
      total: plan.phases.reduce((sum, phase) => sum + phase.tasks, 0),
      ...(golden.tasks?.perPhase && { perPhase: plan.phases.map((phase) => phase.tasks) }),
    },
    runnable: plan.runnables.filter((runnable) => runnable.kind === 'block').map((runnable) => runnable.line + 1),
    inline: [
      ...new Set(plan.runnables.filter((runnable) => runnable.kind === 'inline').map((runnable) => runnable.text)),
    ],
    dangerous: plan.runnables
      .filter((runnable) => runnable.danger === 'dangerous')
      .map((runnable) => runnable.line + 1),
    optional: nodes.filter((node) => node.optional).map((node) => bareTitle(node.title)),
    statuses: pick(golden.statuses, (node) => node.status),
    priorities: pick(golden.priorities, (node) => node.priority),
    owners: pick(golden.owners, (node) => node.owner),
    estimatesMinutes: pick(golden.estimatesMinutes, (node) => node.estimate?.minutes),
    dependsOn: pick(golden.dependsOn, (node) => idsOf(node.dependsOn.flatMap((dependency) => dependency.target ?? []))),
    softDependsOn: pick(golden.softDependsOn, (node) =>
      idsOf(node.dependsOn.flatMap(({ kind: how, target }) => (how === 'soft' ? (target ?? []) : []))),
    ),
    decisionPoints: plan.decisionPoints.map(({ text }) => text),
    titles: outermostTasks(plan.children).map((node) => node.title),
    // Others may be reported beside them.
    problems: golden.problems?.filter((code) => plan.problems.some((problem) => problem.code === code)),
    declared: Object.fromEntries(plan.declared.map(({ what, value }) => [what, value])),
    unboxed: nodes
      .filter((node) => node.type === 'task' && node.kind !== 'step' && !node.mark && node.counts.work.total === 0)
      .map((node) => node.title),
    dropped: plan.dropped,
    // The steps of a task are numbered within it; that is no id.
    ids: nodes
      .filter(
        (node) =>
          node.type === 'task' &&
          node.id !== undefined &&
          node.role !== 'echo' &&
          !/(?:^|\/)step-[^/]*$/.test(node.key),
      )
      .map((node) => node.id),
  };
  return Object.fromEntries(Object.entries(all).filter(([name]) => Object.hasOwn(golden, name)));
}

function checkFolder(folder: string, fileOf: (name: string) => string): void {
  for (const file of readdirSync(path.join(root, folder)).filter((name) => name.endsWith('.json'))) {
    const golden = JSON.parse(readFileSync(path.join(root, folder, file), 'utf8')) as Golden;
    const name = file.replace(/\.json$/, '');
    it(`reads ${name} as a person does`, () => {
      const text = readFileSync(path.join(root, golden.file ?? fileOf(name)), 'utf8');
      const place = golden.path ?? golden.file ?? fileOf(name);
      const got = counted(parsePlan(place, text), scorePlan(place, scanFacts(text)).kind, golden);
      const differences = Object.entries(got).flatMap(([key, value]) => {
        const want = key === 'optional' ? golden.optional?.map(bareTitle) : golden[key as keyof Golden];
        return isDeepStrictEqual(value, want)
          ? []
          : [`${key}: ${JSON.stringify(value)} instead of ${JSON.stringify(want)}`];
      });
      assert.equal(differences.join('\n'), '');
    });
  }
}

describe('plans of the corpus', () => {
  checkFolder('test/fixtures/plans', (name) => path.join('test/fixtures/plans', `${name}.md`));
});

describe('plans of the sample workspace', () => {
  checkFolder('test/fixtures/samples', (name) => path.join('samples/plans', `${name}.md`));
});
