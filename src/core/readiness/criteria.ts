import { gathering } from '../gathering.ts';
import { onLinesOf } from '../byLine.ts';
import type { Directive, Phase, Plan, PlanNode, Priority, Runnable, Status } from '../model.ts';
import { textHash } from '../run/textHash.ts';
import { nodeLabel } from '../show/nodeLabel.ts';
import { atOnce, type Slices } from '../slices.ts';
import type { CheckKind } from './evidence.ts';
import {
  exitZero,
  type Expectation,
  expectationIn,
  expectationText,
  needsAnswer,
  readExpectation,
} from './expectation.ts';

/** What proves a criterion without a person. */
export interface CriterionCheck {
  readonly kind: Exclude<CheckKind, 'attestation'>;
  /** The command, address, name of the service, or path. */
  readonly text: string;
  /** 0-based. */
  readonly line: number;
  /** Where it is a runnable of the plan. */
  readonly runnableKey?: string;
  readonly expectation: Expectation;
}

/** One thing that has to hold for going on. */
export interface Criterion {
  /** Of its node. */
  readonly key: string;
  readonly title: string;
  /** Of its text, its check and what that is expected to do: evidence for another hash is superseded. */
  readonly hash: string;
  /** Without a box it is shown and can be checked, and stays out of the number. */
  readonly boxed: boolean;
  readonly status: Status;
  /** 0-based. */
  readonly line: number;
  readonly priority?: Priority;
  readonly optional: boolean;
  /** Absent where only a person can say it. */
  readonly check?: CriterionCheck;
  /** Globs of the files that its check depends on; empty: all files. */
  readonly inputs: readonly string[];
  /** Why it does not apply here. */
  readonly notApplicable?: string;
}

/** A list of criteria. */
export interface Gate {
  /** Of the section, label or task that holds the criteria. */
  readonly key: string;
  /** With the section it stands in: `Milestone 1: Pond · Gate Criteria`. */
  readonly title: string;
  /** 0-based. */
  readonly line: number;
  /** The phase it decides about; absent where that is the whole plan. */
  readonly phaseKey?: string;
  readonly criteria: readonly Criterion[];
}

/** What of the configuration tells a check. */
export interface CriteriaOptions {
  /** Names of the services of the workspace: "Redis is running" is then a check. */
  readonly services?: readonly string[];
}

/** Of a plan by the services, as one text: some ask without them. */
const found = new WeakMap<Plan, Map<string, readonly Gate[]>>();

/**
 * The gates of a plan with their criteria, in document order. A criterion's check is, in this order: what a comment on
 * its lines says (`check=npm test`, `check=https://...`, `check=file:PATH`, `check=service:NAME`, `check=person`), a line
 * `Verify: ...`, the one command in its text or below it, an address in a text about health, a file that is to exist, a
 * service that is to run. The same plan gives the same objects.
 */
export function findCriteria(plan: Plan, options: CriteriaOptions = {}): readonly Gate[] {
  return atOnce(findingCriteria(plan, options));
}

/** `findCriteria`, in slices. */
export function* findingCriteria(plan: Plan, { services = [] }: CriteriaOptions = {}): Slices<readonly Gate[]> {
  const known = found.get(plan) ?? new Map<string, readonly Gate[]>();
  found.set(plan, known);
  const named = services.join('\n');
  let gates = known.get(named);
  if (!gates) known.set(named, (gates = yield* gatesOf(plan, services)));
  return gates;
}

/** The nodes of role gate. */
export const gateNodes = gathering((node) => (node.role === 'gate' ? [node] : []));

function* gatesOf(plan: Plan, services: readonly string[]): Slices<readonly Gate[]> {
  const gates: Gate[] = [];
  const phases = new Map(plan.phases.map((phase) => [phase.key, phase]));
  const byUnit = phasesByUnit(plan);
  const visit = function* (node: PlanNode, above: readonly PlanNode[], phase: Phase | undefined): Slices<void> {
    const here = phases.get(node.key) ?? phase;
    const criteria = node.children.filter(isCriterion);
    if (criteria.length > 0) {
      const inputs = inputsOf(plan, node.line, criteria[0]?.line ?? node.line);
      const decides = decidedPhase(plan, byUnit, [...above, node]) ?? here;
      gates.push({
        key: node.key,
        title: titleOf(node, above),
        line: node.line,
        ...(decides && { phaseKey: decides.key }),
        criteria: criteria.map((one) => criterionOf(plan, one, inputs, services)),
      });
      yield;
    }
    yield* below(node.children, [...above, node], here);
  };
  const below = function* (
    nodes: readonly PlanNode[],
    above: readonly PlanNode[],
    phase: Phase | undefined,
  ): Slices<void> {
    for (const node of nodes)
      if (node.type !== 'section' || gateNodes([node]).length > 0) yield* visit(node, above, phase);
  };
  yield* below(plan.children, [], undefined);
  return gates;
}

/** A leaf of role gate; one with criteria below it is a heading for them. */
function isCriterion(node: PlanNode): boolean {
  return node.type === 'task' && node.role === 'gate' && !node.children.some((child) => child.role === 'gate');
}

/** By `phase 1`; of several with one number the first. */
function phasesByUnit({ phases }: Plan): ReadonlyMap<string, Phase> {
  return new Map(phases.toReversed().flatMap((one) => (one.id === undefined ? [] : [[`${one.kind} ${one.id}`, one]])));
}

/** "Phase 1 Complete When" and "Phase 1 Approval Required" decide about phase 1 wherever they stand. */
function decidedPhase(plan: Plan, byUnit: ReadonlyMap<string, Phase>, nodes: readonly PlanNode[]): Phase | undefined {
  for (const { kind, id, title } of nodes.toReversed()) {
    const named = /^(\p{L}{3,20})\s{1,3}(\d{1,3}|[A-Z])(?![\p{L}\p{N}.])/u.exec(title);
    const [unit, number] = named ? [named[1]?.toLowerCase(), named[2]] : [kind, id];
    const phase = number === undefined ? undefined : byUnit.get(`${unit} ${number}`);
    if (phase) return phase;
  }
  const [only] = plan.phases;
  return plan.phases.length === 1 && only?.key === '' ? only : undefined;
}

function titleOf(node: PlanNode, above: readonly PlanNode[]): string {
  const own = nodeLabel(node);
  // "Phase 1 Complete When" says itself what it is about.
  const isNamed = node.type === 'section' && node.id !== undefined;
  const section = isNamed ? undefined : above.findLast((one) => one.type !== 'group');
  const isTop = section === above[0] && section?.id === undefined;
  return section && !isTop ? `${nodeLabel(section)} · ${own}` : own;
}

/**
 * Of nodes about whose lines nothing is said elsewhere, by the services: the same node is the same criterion in a plan that is
 * edited.
 */
const plain = new WeakMap<PlanNode, Map<string, Criterion>>();

function criterionOf(
  plan: Plan,
  node: PlanNode,
  gateInputs: readonly string[],
  services: readonly string[],
): Criterion {
  const said = directivesOn(plan, node.line, node.endLine);
  if (said.length > 0 || gateInputs.length > 0) return readCriterion(plan, node, { said, gateInputs, services });
  const named = services.join('\n');
  const known = plain.get(node) ?? new Map<string, Criterion>();
  plain.set(node, known);
  let criterion = known.get(named);
  if (!criterion) known.set(named, (criterion = readCriterion(plan, node, { said, gateInputs, services })));
  return criterion;
}

interface CriterionGiven {
  readonly said: readonly Directive[];
  readonly gateInputs: readonly string[];
  readonly services: readonly string[];
}

function readCriterion(plan: Plan, node: PlanNode, { said, gateInputs, services }: CriterionGiven): Criterion {
  const check = checkOf(plan, node, said, services);
  const own = inputsOf(plan, node.line, node.endLine);
  const notApplicable = said.find(({ name }) => name === 'not-applicable')?.value;
  return {
    key: node.key,
    title: node.title,
    hash: textHash([node.title, check?.kind, check?.text, check && expectationText(check.expectation)].join('\u0000')),
    boxed: node.mark !== undefined,
    status: node.status,
    line: node.line,
    ...(node.priority && { priority: node.priority }),
    optional: node.optional,
    ...(check && { check }),
    inputs: own.length > 0 ? own : gateInputs,
    ...(notApplicable !== undefined && { notApplicable }),
  };
}

/** What the document tells Runsheet on some of its lines; the second line excluded. */
export function directivesOn(plan: Plan, line: number, endLine: number): readonly Directive[] {
  return plan.directives ? onLinesOf(plan.directives, (one) => one.line, { line, endLine }) : [];
}

function inputsOf(plan: Plan, line: number, endLine: number): readonly string[] {
  return directivesOn(plan, line, endLine)
    .filter(({ name }) => name === 'inputs')
    .flatMap(({ value }) => value.split(/[\s,]{1,9}/))
    .filter((glob) => glob !== '');
}

function checkOf(
  plan: Plan,
  node: PlanNode,
  said: readonly Directive[],
  services: readonly string[],
): CriterionCheck | undefined {
  const expected = said.find(({ name }) => name === 'expect');
  const expectation = expected && readExpectation(expected.value);
  const named = said.find(({ name }) => name === 'check') ?? said.find(({ name }) => name === 'verify');
  if (named && /^(?:person|attestation|none)$/i.test(named.value)) return undefined;
  const check = named
    ? { ...checkIn(named.value), line: named.line, ...keyOf(plan, named) }
    : (commandIn(plan, node) ?? addressIn(node) ?? fileIn(node) ?? serviceIn(node, services));
  if (!check) return undefined;
  return { ...check, expectation: expectation ?? expectationOf(check) };
}

type Found = Omit<CriterionCheck, 'expectation'>;

function expectationOf({ kind, text }: Found): Expectation {
  if (kind !== 'command') return exitZero;
  return expectationIn(text) ?? (needsAnswer(text) ? { kind: 'ask' } : exitZero);
}

function checkIn(value: string): Pick<Found, 'kind' | 'text'> {
  const [, kind, rest = ''] = /^(file|service|url|command) ?[:=] ?(\S.*)$/.exec(value) ?? [];
  if (kind !== undefined) return { kind: kind as Found['kind'], text: rest };
  return { kind: /^https?:\/\/\S+$/.test(value) ? 'url' : 'command', text: value };
}

/** The runnable that a line `Verify: ...` is, so that its folder and placeholders hold. */
function keyOf(plan: Plan, { value, line }: Directive): Pick<Found, 'runnableKey'> {
  const same = plan.runnables.find((one) => one.line === line && one.text === value);
  return same ? { runnableKey: same.key } : {};
}

/** Of several commands none is meant more than the others, unless one is a block. */
function commandIn(plan: Plan, node: PlanNode): Found | undefined {
  const all = runnablesIn(plan, node);
  const blocks = all.filter(({ kind }) => kind === 'block');
  const [only] = all.length === 1 ? all : blocks.length === 1 ? blocks : [];
  return only && { kind: 'command', text: only.text, line: only.line, runnableKey: only.key };
}

function runnablesIn(plan: Plan, node: PlanNode): readonly Runnable[] {
  return [
    ...node.runnables.flatMap((index) => plan.runnables[index] ?? []),
    ...node.children.flatMap((child) => (child.role === 'gate' ? [] : runnablesIn(plan, child))),
  ];
}

const alive =
  /\b(?:health(?:y|z)?|ready|readiness|live(?:ness)?|status|ping|up|responds?|reachable|returns? 200|200|online|accessible)\b/i;

function addressIn({ title, line }: PlanNode): Found | undefined {
  const [url, ...others] = title.slice(0, 2000).match(/https?:\/\/[^\s<>"'`)\]]{1,500}/g) ?? [];
  if (url === undefined || others.length > 0 || !alive.test(title)) return undefined;
  return { kind: 'url', text: url.replace(/[.,;:!?]$/, ''), line };
}

const present = /\b(?:exists?|present|in place|checked in|committed|created|written|added|available)\b/i;

function fileIn({ title, files }: PlanNode): Found | undefined {
  const [file, ...others] = files;
  if (!file || others.length > 0 || file.lines.length > 0 || !present.test(title)) return undefined;
  return { kind: 'file', text: file.path, line: file.line };
}

function serviceIn({ title, line }: PlanNode, services: readonly string[]): Found | undefined {
  if (services.length === 0 || !/\b(?:running|runs|up|healthy|started|available)\b/i.test(title)) return undefined;
  const words = new Set(title.toLowerCase().split(/[^\p{L}\p{N}_-]+/u));
  const named = services.filter((service) => words.has(service.toLowerCase()));
  return named.length === 1 ? { kind: 'service', text: named[0] ?? '', line } : undefined;
}
