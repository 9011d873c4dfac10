/** A change of a text. Lines and columns are 0-based, columns count UTF-16 units, as VS Code does. */
export interface Change {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** What stands there now; any line ends. */
  readonly text: string;
}

/** Changes lines in their place, and knows which of them are new. */
export class LineChanges {
  readonly #lines: string[];
  #first = Infinity;
  #end = 0;
  #moved = 0;

  constructor(lines: string[]) {
    this.#lines = lines;
  }

  get isEmpty(): boolean {
    return this.#first === Infinity;
  }

  /** The first line that is not as it was. */
  get first(): number {
    return this.#first;
  }

  /** The line from which on all are as before. */
  get end(): number {
    return this.#end;
  }

  /** By how many lines they stand further down. */
  get moved(): number {
    return this.#moved;
  }

  /** Places that the text does not have are taken to the nearest that it has. */
  apply(change: Change): void {
    const lines = this.#lines;
    const line = clamp(change.line, lines.length - 1);
    const endLine = Math.max(line, clamp(change.endLine, lines.length - 1));
    const head = (lines[line] ?? '').slice(0, Math.max(0, change.column));
    const tail = (lines[endLine] ?? '').slice(Math.max(0, change.endColumn));
    const inserted = `${head}${change.text}${tail}`.split(/\r\n|\r|\n/);
    const removed = endLine - line + 1;
    splice(lines, line, removed, inserted);
    const by = inserted.length - removed;
    this.#first = Math.min(this.#first, line);
    // What was changed before and stands behind has moved.
    this.#end = Math.max(this.#end > endLine ? this.#end + by : 0, line + inserted.length);
    this.#moved += by;
  }
}

/** Without handing a hundred thousand lines over as arguments. */
function splice(lines: string[], start: number, removed: number, inserted: readonly string[]): void {
  if (inserted.length < 1000) {
    lines.splice(start, removed, ...inserted);
    return;
  }
  const behind = lines.splice(start).slice(removed);
  for (const line of inserted) lines.push(line);
  for (const line of behind) lines.push(line);
}

function clamp(value: number, most: number): number {
  return Math.min(Math.max(0, value), most);
}
