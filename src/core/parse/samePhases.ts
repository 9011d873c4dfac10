import { bestUnit, type ChosenPhases } from './choosePhases.ts';
import { epics, namedContainer } from './namedPhases.ts';
import type { Draft } from './draft.ts';
import { wordSeries } from './nameSeries.ts';
import { withoutCopies } from './phaseCopies.ts';
import { mostOfAll } from './plainPhases.ts';

/**
 * Whether the phases would be the same ones if the own text of a section had some more boxes of work, or fewer. The choice
 * goes on with these boxes.
 *
 * @param by boxes of work
 * @param byAll boxes of any role
 */
export function samePhases(root: Draft, choice: ChosenPhases, section: Draft, by: number, byAll: number): boolean {
  const { units, chosen, weights, listed, phases, told } = choice;
  if (by === 0 && byAll === 0) return true;
  const chain: Draft[] = [];
  for (let at: Draft | undefined = section; at; at = at.parent) chain.push(at);
  const holdsMost = (echo: Draft, more: number, all: number): boolean => (echo.boxes + more) * 2 > root.boxes + all;
  const isFlipped = (echo: Draft): boolean =>
    holdsMost(echo, 0, 0) !== holdsMost(echo, chain.includes(echo) ? byAll : 0, byAll);
  if (weights.echoes.some(isFlipped)) return false;
  if (by === 0) return chosen !== undefined || listed || !chain.some(ownsTaskHeadings);
  if (listed || weights.boxes === 0) return false;
  const kept = chosen && withoutCopies(chosen.sections, weights);
  const before = chain.map((at) => weights.of(at));
  const { mostlyRows } = weights;
  const isTold = told > weights.boxes;
  const most = chosen ? undefined : mostOfAll(root, weights);
  const over = chosen ? undefined : epics(root, weights);
  const held = chosen ? undefined : namedContainer(root, weights);
  weights.add(section, by);
  for (const [index, at] of chain.entries()) {
    const more = weights.of(at) - (before[index] ?? 0);
    if (weights.of(at) > 0 !== (before[index] ?? 0) > 0) return false;
    if (more !== 0) for (const unit of units) if (unit.sections.includes(at)) unit.boxes += more;
  }
  if (chosen && kept)
    return bestUnit(units, root, weights) === chosen && sameItems(withoutCopies(chosen.sections, weights), kept);
  if (weights.mostlyRows !== mostlyRows || told > weights.boxes !== isTold) return false;
  // A unit that would be the phases now, or that is only a part of a status list.
  if (bestUnit(units, root, weights)) return false;
  // Without units: prose, a series by a word and the only section with work are left to the whole reading.
  if (units.some(({ rank, sections }) => rank === 3 && sections.length >= 3)) return false;
  if (phases.some(({ unit }) => unit !== undefined) || chain.some(ownsTaskHeadings)) return false;
  if (wordSeries(root, weights) || mostOfAll(root, weights) !== most) return false;
  if (!sameItems(epics(root, weights) ?? [], over ?? [])) return false;
  // It is so called, and holds half of the work.
  const named = namedContainer(root, weights);
  return sameItems(named ?? [], held ?? []) && (!named || sameItems(named, phases));
}

function ownsTaskHeadings({ depth, children }: Draft): boolean {
  // They are tasks by now, no sections.
  return depth === 2 && children.some(({ stands, depth: level, unit }) => !stands && level > 0 && unit === 'task');
}

function sameItems(one: readonly Draft[], other: readonly Draft[]): boolean {
  return one.length === other.length && one.every((item, index) => item === other[index]);
}
