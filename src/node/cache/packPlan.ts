import { type Count, type Phase, type Plan, type PlanNode, type Role, roles } from '../../core/model.ts';

/** What a node says in most cases; it is left out of the packed form. */
interface Usual {
  readonly optional?: true;
  readonly dropped?: number;
  readonly fields?: PlanNode['fields'];
  readonly dependsOn?: PlanNode['dependsOn'];
  readonly files?: PlanNode['files'];
  readonly runnables?: PlanNode['runnables'];
  readonly children?: readonly PackedNode[];
}

type Rest = Omit<PlanNode, 'key' | 'counts' | 'roleReason' | keyof Usual>;

type PackedNode = Rest &
  Usual & {
    readonly key?: string;
    /** The key behind that of the parent, which most begin with. */
    readonly at?: string;
    readonly counts?: readonly number[];
    /** Index into the reasons of the plan: there are few, and every node has one. */
    readonly why: number;
  };

type PackedPhase = Omit<Phase, 'counts'> & { readonly counts?: readonly number[] };

/** A plan as JSON-able value of a quarter of the size: a file of the cache is read at each start. */
export interface PackedPlan {
  readonly plan: Omit<Plan, 'children' | 'phases'>;
  readonly reasons: readonly string[];
  readonly phases: readonly PackedPhase[];
  readonly children: readonly PackedNode[];
}

/** Makes a plan small, as JSON. Fields that are not named here travel as they are. */
export function packPlan({ children, phases, ...plan }: Plan): PackedPlan {
  const reasons = new Map<string, number>();
  const pack = (node: PlanNode, parent: string): PackedNode => {
    const { key, counts, roleReason, optional, dropped, fields, dependsOn, files, runnables, children: below } = node;
    const why = reasons.get(roleReason) ?? reasons.size;
    reasons.set(roleReason, why);
    const isBelow = parent !== '' && key.startsWith(parent);
    // JSON leaves out what is undefined. One literal in the shape of a node: taking fields apart takes V8 many times as long.
    return {
      ...node,
      key: isBelow ? undefined : key,
      at: isBelow ? key.slice(parent.length) : undefined,
      roleReason: undefined,
      why,
      counts: packCounts(counts),
      optional: optional || undefined,
      dropped: dropped === 0 ? undefined : dropped,
      fields: unlessEmpty(fields),
      dependsOn: unlessEmpty(dependsOn),
      files: unlessEmpty(files),
      runnables: unlessEmpty(runnables),
      children: below.length === 0 ? undefined : below.map((child) => pack(child, key)),
    } as PackedNode;
  };
  const packed = children.map((child) => pack(child, ''));
  return {
    plan,
    reasons: Array.from(reasons.keys()),
    phases: phases.map((phase) => ({ ...phase, counts: packCounts(phase.counts) }) as PackedPhase),
    children: packed,
  };
}

/** The plan that was packed. Equal parts of it may be one object: a plan is never written to. */
export function unpackPlan({ plan, reasons, phases, children }: PackedPlan): Plan {
  const unpack = (node: PackedNode, parent: string): PlanNode => {
    const { at, key = parent + (at ?? ''), counts, why, children: below, ...rest } = node;
    return {
      key,
      optional: false,
      dropped: 0,
      fields: none,
      dependsOn: none,
      files: none,
      runnables: none,
      ...rest,
      counts: unpackCounts(counts),
      roleReason: reasons[why] ?? '',
      children: below?.map((child) => unpack(child, key)) ?? none,
    };
  };
  return {
    ...plan,
    phases: phases.map(({ counts, ...phase }) => ({ ...phase, counts: unpackCounts(counts) })),
    children: children.map((child) => unpack(child, '')),
  };
}

type Counts = Readonly<Record<Role, Count>>;

const none: readonly never[] = [];
const zero: Count = { total: 0, done: 0 };
const allZero = Object.fromEntries(roles.map((role) => [role, zero])) as Counts;

const unlessEmpty = <T>(list: readonly T[]): readonly T[] | undefined => (list.length === 0 ? undefined : list);

/** Total and done in the order of the roles, without the zeros at the end. */
function packCounts(counts: Counts): readonly number[] | undefined {
  let numbers: number[] | undefined;
  for (let at = roles.length - 1; at >= 0; at--) {
    const role = roles[at];
    if (!role) continue;
    const { total, done } = counts[role];
    if (total === 0 && done === 0 && !numbers) continue;
    numbers ??= new Array<number>(2 * at + (done === 0 ? 1 : 2));
    numbers[2 * at] = total;
    if (2 * at + 1 < numbers.length) numbers[2 * at + 1] = done;
  }
  return numbers;
}

/** What `packCounts` was given; nothing counts as zero. */
function unpackCounts(numbers: readonly number[] | undefined): Counts {
  if (!numbers || numbers.length === 0) return allZero;
  const counts = { ...allZero };
  for (let at = 0; at < numbers.length; at += 2) {
    const role = roles[at / 2];
    if (role) counts[role] = { total: numbers[at] ?? 0, done: numbers[at + 1] ?? 0 };
  }
  return counts;
}
