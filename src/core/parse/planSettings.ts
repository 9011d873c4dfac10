import type { ReadOptions } from '../config/config.ts';
import { planKind } from '../detect/planKind.ts';
import type { PlanKind, Status } from '../model.ts';
import type { PartRead } from './partRead.ts';

/** What holds for every line of a document. The same object as before where nothing of it changed. */
export interface PlanSettings {
  readonly path: string;
  readonly kind: PlanKind;
  readonly options: ReadOptions;
  readonly legend: ReadonlyMap<string, Status>;
  readonly kiro: boolean;
  /** By how many levels the headings stand too deep: the title is the first heading, and the only one of its level. */
  readonly lowered: number;
}

/** Whether what holds for every line of a document may depend on a part of it. */
export function setsSomething({ facts }: PartRead): boolean {
  return facts.kiro || facts.legend.size > 0;
}

/** @param frontMatter the only lines of the document that are in no part */
export function settingsOf(
  path: string,
  options: ReadOptions,
  parts: readonly PartRead[],
  frontMatter: readonly string[],
  before?: PlanSettings,
): PlanSettings {
  const legend = new Map<string, Status>();
  for (const part of parts) {
    if (part.facts.legend.size === 0) continue;
    for (const [char, status] of part.facts.legend) if (!legend.has(char)) legend.set(char, status);
  }
  for (const [char, status] of Object.entries(options.marks ?? {})) legend.set(char, status);
  const kiro =
    /(?:^|\/)\.kiro\//.test(path) ||
    parts.some(({ facts }) => facts.kiro) ||
    frontMatter.some((line) => line.includes('_Requirements:'));
  const lowered = loweredBy(parts);
  if (before?.kiro === kiro && before.lowered === lowered && sameLegend(before.legend, legend)) return before;
  return { path, kind: planKind(path), options, legend, kiro, lowered };
}

function loweredBy(parts: readonly PartRead[]): number {
  let title: number | undefined;
  let isOver = false;
  for (const { runs } of parts) {
    for (const { heading } of runs) {
      if (!heading) continue;
      if (title === undefined) title = heading.depth;
      else if (heading.depth <= title) return 0;
      else isOver = true;
      if (title === 1) return 0;
    }
  }
  return isOver ? (title ?? 1) - 1 : 0;
}

function sameLegend(one: ReadonlyMap<string, Status>, other: ReadonlyMap<string, Status>): boolean {
  return one.size === other.size && [...one].every(([char, status]) => other.get(char) === status);
}
