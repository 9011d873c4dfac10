import type { ReadOptions } from '../config/config.ts';
import type { Plan } from '../model.ts';
import type { Slices } from '../slices.ts';
import { type Assembled, assemblePlan } from './assemblePlan.ts';
import type { Recut } from './changedBodies.ts';
import { editStanding } from './editStanding.ts';
import { forgetBelow } from './forgetBelow.ts';
import { findCuts, frontMatterEnd, frontMatterOf, partText } from './cutParts.ts';
import { type PartRead, readPart } from './partRead.ts';
import { type PlanSettings, setsSomething, settingsOf } from './planSettings.ts';
import { type Change, LineChanges } from './lineChanges.ts';
import type { Standing } from './standing.ts';

/** How often what is settled is given a chance, before the whole document is put together anew. */
const mostAttempts = 4;

/**
 * A document that is read as a plan again and again while it is edited. A change is read with the section it stands in;
 * of the others it is known what they say. The plan is the same, field by field, as the one that is read from the whole
 * text: whatever was settled is taken only where it would be read the same again.
 *
 * Nodes, runnables and whole subtrees in which nothing changed, their lines included, are the same objects as before.
 */
export class PlanReading {
  readonly #path: string;
  readonly #options: ReadOptions;
  readonly #keep: boolean;
  readonly #lines: string[];
  #frontEnd: number;
  #parts: readonly PartRead[] = [];
  #settings: PlanSettings | undefined;
  /** Of the present text, once `#left` is done. */
  #plan: Plan | undefined;
  #left: Slices<Plan> | undefined;
  #standing: Standing | undefined;
  #whole = 0;

  /**
   * @param path relative to the root, with `/`
   * @param text as the editor holds it; a byte order mark is passed over
   * @param keep whether the text will be edited: what is known of it is kept then
   */
  constructor(path: string, text: string, options: ReadOptions, keep = true) {
    this.#path = path;
    this.#options = options;
    this.#keep = keep;
    this.#lines = (text.startsWith('\ufeff') ? text.slice(1) : text).split(/\r\n|\r|\n/);
    this.#frontEnd = frontMatterEnd(this.#lines);
    this.#left = this.#readAll();
  }

  /** The plan of the present text. What is left to be read of it is read now. */
  get plan(): Plan {
    const plan = this.readOn(() => false);
    if (!plan) throw new Error('A document is read in the end.');
    return plan;
  }

  /**
   * Reads on for a while.
   *
   * @param isEnough asked every now and then
   * @returns the plan of the present text, when nothing of it is left to be read
   */
  readOn(isEnough: () => boolean): Plan | undefined {
    while (this.#left) {
      const step = this.#next(this.#left);
      if (step.done === true) {
        this.#left = undefined;
        this.#plan = step.value;
      } else if (isEnough()) return undefined;
    }
    return this.#plan;
  }

  /** How often the whole document was put together: an edit that nothing else in it can see does without. */
  get wholeReadings(): number {
    return this.#whole;
  }

  /** The present text, with LF. */
  get text(): string {
    return this.#lines.join('\n');
  }

  #next(left: Slices<Plan>): IteratorResult<undefined, Plan> {
    try {
      return left.next();
    } catch (error) {
      // Whatever went wrong: who asks again has the whole text read.
      this.#left = this.#readAll();
      throw error;
    }
  }

  /**
   * Changes the text, as an editor reports it: each change is applied to what the one before it left. What was left to be
   * read of the text before is read first.
   *
   * @returns the plan of the new text
   */
  edit(changes: readonly Change[]): Plan {
    this.change(changes);
    return this.plan;
  }

  /** As `edit`, but leaves the new text to be read by `readOn`. */
  change(changes: readonly Change[]): void {
    this.readOn(() => false);
    const edited = new LineChanges(this.#lines);
    for (const change of changes) edited.apply(change);
    if (!edited.isEmpty) this.#left = this.#follow(edited);
  }

  *#readAll(): Slices<Plan> {
    this.#standing = undefined;
    const starts = [this.#frontEnd, ...findCuts(this.#lines, this.#frontEnd, () => false)];
    this.#parts = yield* this.#read(starts, undefined, []);
    return yield* this.#assemble();
  }

  *#follow(edited: LineChanges): Slices<Plan> {
    const cut = yield* this.#cut(edited);
    const plan = cut && this.#editStanding(cut);
    if (plan) return plan;
    if (cut) forgetBelow(cut, this.#parts);
    return yield* this.#assemble();
  }

  /**
   * Cuts anew from the part in which the first changed line stands to where an old cut is met again.
   *
   * @returns the parts that went and those that came; undefined where the front matter has changed
   */
  *#cut({ first, end, moved }: LineChanges): Slices<Recut | undefined> {
    const frontEnd = frontMatterEnd(this.#lines);
    const sameFront = frontEnd === this.#frontEnd && first >= frontEnd;
    const from = sameFront
      ? Math.max(
          0,
          this.#parts.findLastIndex((part) => part.line < first),
        )
      : 0;
    const start = sameFront ? (this.#parts[from]?.line ?? frontEnd) : frontEnd;
    this.#frontEnd = frontEnd;
    let next = from;
    const isKnown = (cut: number): boolean => {
      if (cut < end) return false;
      while ((this.#parts[next]?.line ?? Infinity) + moved < cut) next++;
      return (this.#parts[next]?.line ?? Infinity) + moved === cut;
    };
    const cuts = findCuts(this.#lines, start, isKnown);
    const meets = cuts.length > 0 && isKnown(cuts.at(-1) ?? 0);
    const starts = [start, ...(meets ? cuts.slice(0, -1) : cuts)];
    const behind = meets ? this.#parts.slice(next) : [];
    const replaced = this.#parts.slice(from, meets ? next : undefined);
    if (moved !== 0) for (const part of behind) part.line += moved;
    const read = yield* this.#read(starts, behind[0]?.line, replaced);
    this.#parts = [...this.#parts.slice(0, from), ...read, ...behind];
    return sameFront ? { old: replaced, now: read, moved } : undefined;
  }

  #editStanding(cut: Recut): Plan | undefined {
    if (!this.#standing) return undefined;
    if ([...cut.old, ...cut.now].some(setsSomething)) {
      const front = frontMatterOf(this.#lines, this.#frontEnd);
      const settings = settingsOf(this.#path, this.#options, this.#parts, front, this.#settings);
      if (settings !== this.#settings) return undefined;
    }
    return editStanding(this.#standing, cut, { parts: this.#parts, lines: this.#lines });
  }

  /** Reads parts; one that stood there before with the same text is the same. */
  *#read(starts: readonly number[], end: number | undefined, before: readonly PartRead[]): Slices<readonly PartRead[]> {
    const known = new Map(before.map((part) => [part.text, part]));
    const read: PartRead[] = [];
    for (const [index, line] of starts.entries()) {
      const text = partText(this.#lines, line, starts[index + 1] ?? end);
      const part = known.get(text);
      known.delete(text);
      if (part) part.line = line;
      else if (index > 0) yield;
      read.push(part ?? readPart(line, text, this.#keep));
    }
    return read;
  }

  *#assemble(): Slices<Plan> {
    this.#whole++;
    const frontMatter = frontMatterOf(this.#lines, this.#frontEnd);
    this.#settings = settingsOf(this.#path, this.#options, this.#parts, frontMatter, this.#settings);
    const document = { lines: this.#lines, frontMatter, parts: this.#parts, settings: this.#settings };
    for (let attempt = 0; attempt < mostAttempts; attempt++) {
      const assembled = yield* assemblePlan(document, this.#keep);
      if (!assembled) continue;
      // Which texts no rule looks into shows when they are taken: once more, so that the first keystroke does not wait.
      if (this.#keep && !this.#standing) this.#standing = assembled.standing;
      else return this.#stand(assembled);
    }
    for (const part of this.#parts) for (const run of part.runs) delete run.settled;
    const assembled = yield* assemblePlan(document, this.#keep);
    if (!assembled) throw new Error('A document of which nothing is settled can always be read.');
    return this.#stand(assembled);
  }

  #stand({ plan, standing }: Assembled): Plan {
    if (this.#keep) this.#standing = standing;
    return plan;
  }
}
