import { readHeading } from '../fields/headingUnit.ts';
import { repairGarbled } from '../text/garbled.ts';
import { plainText } from '../text/plainText.ts';
import { readStatusWord } from '../text/statusWords.ts';
import {
  boxMark,
  fenceOf,
  isDelimiterRow,
  isHandoffHeading,
  isStatusHeader,
  labelKind,
  listItemText,
} from './lineKinds.ts';

/** What a scan of the lines sees, code and comments left out. Enough to score a document, not to read it. */
export interface PlanFacts {
  /** Text of the first heading of level 1. */
  readonly title?: string;
  readonly headings: number;
  /** Headings with a unit and a number: "Phase 1". */
  readonly unitHeadings: number;
  /** Headings that are tasks by their number: "Task 3", "1.1 Add X". */
  readonly taskHeadings: number;
  /** Headings that say how far the work is: "Done", "Phase 1 (IN PROGRESS)", an emoji. */
  readonly statusHeadings: number;
  /** Headings that handoffs are made of: "Next steps", "What was done". */
  readonly handoffHeadings: number;
  /** Rows of tables that list work with its status. */
  readonly statusRows: number;
  readonly boxes: number;
  readonly openBoxes: number;
  readonly listItems: number;
  /** Headings below the first level with two list items or more directly below them. */
  readonly listedSections: number;
  /** Kinds of labels, sorted: "criteria", "owner". */
  readonly labelKinds: readonly string[];
  /** `<!-- runsheet: plan -->` or `<!-- runsheet: ignore -->` on a line of its own. */
  readonly marker?: 'plan' | 'ignore';
}

/** Longer lines are cut: no heading, label or box shows only behind this. */
const lineLimit = 400;
/** So many headings are read; what they say is known by then. More are only counted. */
const headingLimit = 5000;
/** Units that number a log, alternatives or dangers, not work. */
const notWork = new Set(['session', 'option', 'risk']);

/**
 * Scans a document line by line, without a markdown parser: about 100 MB/s. Linear in the text, never throws.
 *
 * @param enough for a quick scan: of the headings only the first of level 1 is read, which takes half of the time, and
 * nothing behind the line where boxes, labels and tables have so many points (see `scorePlan`). What is not read counts as
 * nothing, or as items without a box. That can only lower the score, so a document that is a plan by this scan is one
 */
export function scanFacts(text: string, enough?: number): PlanFacts {
  const scan = new Scan(enough !== undefined);
  let start = text.startsWith('\ufeff') ? 1 : 0;
  start = behindFrontMatter(text, start);
  while (start <= text.length) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    scan.line(text.slice(start, Math.min(end, start + lineLimit)).trimEnd());
    start = end + 1;
    if (enough === undefined || scan.points() < enough) continue;
    // A marker decides wherever it stands.
    if (!text.includes('runsheet:', start)) return scan.facts(text.length - start);
    enough = Infinity;
  }
  return scan.facts();
}

/** The offset behind `---` ... `---` at the start; the same offset where there is none within 20,000 characters. */
function behindFrontMatter(text: string, start: number): number {
  const head = text.slice(start, start + 20_000);
  if (!/^---[ \t]*\r?\n/.test(head)) return start;
  const close = /\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/.exec(head.slice(3));
  return close ? start + 3 + close.index + close[0].length : start;
}

/** Lives for one document. */
class Scan {
  private readonly titleOnly: boolean;
  private fence: string | undefined;
  private inComment = false;
  private previous = '';
  /** Where in a table that lists work with its status the line before stands. */
  private table: 'none' | 'header' | 'rows' = 'none';
  private title: string | undefined;
  private marker: PlanFacts['marker'];
  private readonly labels = new Set<string>();
  private readonly counts = {
    headings: 0,
    unitHeadings: 0,
    taskHeadings: 0,
    statusHeadings: 0,
    handoffHeadings: 0,
    statusRows: 0,
    boxes: 0,
    openBoxes: 0,
    listItems: 0,
    listedSections: 0,
  };
  /** List items below the last heading; undefined below none and below one of level 1. */
  private itemsBelow: number | undefined;

  constructor(titleOnly: boolean) {
    this.titleOnly = titleOnly;
  }

  line(raw: string): void {
    const text = withoutIndent(raw);
    const previous = this.previous;
    this.previous = '';
    const table = this.table;
    this.table = 'none';
    if (text === '' || this.skip(text)) return;
    const first = text.charCodeAt(0);
    if (first === 0x7c) {
      this.row(text, table);
      return;
    }
    if (first === 0x23) {
      const heading = /^(#{1,6})(?:[ \t]+(.*))?$/.exec(text);
      if (heading) {
        this.heading(heading[1]?.length ?? 1, (heading[2] ?? '').replace(/[ \t]#+$/, ''));
        return;
      }
    }
    if (previous !== '' && isUnderline(text)) {
      this.heading(first === 0x3d ? 1 : 2, previous);
      return;
    }
    const item = listItemText(text);
    if (item !== undefined) {
      this.item(item);
      return;
    }
    this.label(text);
    this.previous = text;
  }

  /** What is certain of the points for structure, once there is a title and a list of work; none before. */
  points(): number {
    const { boxes, statusRows } = this.counts;
    if (boxes < 3 || this.title === undefined) return -Infinity;
    return 1 + Number(boxes >= 10) + Number(this.labels.size >= 2) + Number(statusRows >= 2);
  }

  /** @param unread how many characters were not read: no list has more items */
  facts(unread = 0): PlanFacts {
    return {
      ...this.counts,
      listItems: this.counts.listItems + Math.max(0, unread),
      labelKinds: Array.from(this.labels).sort(),
      ...(this.title !== undefined && { title: this.title }),
      ...(this.marker && { marker: this.marker }),
    };
  }

  /** Code and comments. */
  private skip(text: string): boolean {
    if (this.fence !== undefined) {
      const closing = fenceOf(text);
      if (closing?.startsWith(this.fence) && closing.length === text.length) this.fence = undefined;
      return true;
    }
    if (this.inComment) {
      this.inComment = !text.includes('-->');
      return true;
    }
    if (text.startsWith('<!--')) {
      const marker = /^<!--[ \t]{0,9}runsheet:[ \t]{0,9}(plan|ignore)[ \t]{0,9}-->/.exec(text)?.[1];
      if (marker === 'plan' || marker === 'ignore') this.marker ??= marker;
      this.inComment = !text.includes('-->', 4);
      return true;
    }
    const opening = fenceOf(listItemText(text) ?? text);
    if (opening !== undefined) this.fence = opening;
    return opening !== undefined;
  }

  private heading(level: number, source: string): void {
    this.counts.headings++;
    this.itemsBelow = level === 1 ? undefined : 0;
    if (this.counts.headings > headingLimit) return;
    if (this.titleOnly && (level > 1 || this.title !== undefined)) return;
    const text = plainText(repairGarbled(source).text).trim();
    if (level === 1) this.title ??= text;
    if (this.titleOnly) return;
    const info = readHeading(text);
    if (info.unit !== undefined && !notWork.has(info.unit)) this.counts.unitHeadings++;
    if (info.unit === 'task' || (info.unit === undefined && (info.ordinal ?? '').includes('.')))
      this.counts.taskHeadings++;
    if (readStatusWord(text).status !== undefined) this.counts.statusHeadings++;
    if (level > 1 && isHandoffHeading(text)) this.counts.handoffHeadings++;
  }

  private row(text: string, before: Scan['table']): void {
    if (before === 'rows') {
      this.counts.statusRows++;
      this.table = 'rows';
    } else if (before === 'header') {
      this.table = isDelimiterRow(text) ? 'rows' : 'none';
    } else {
      this.table = isStatusHeader(text) ? 'header' : 'none';
    }
  }

  private item(item: string): void {
    this.counts.listItems++;
    if (this.itemsBelow !== undefined && ++this.itemsBelow === 2) this.counts.listedSections++;
    const mark = boxMark(item);
    if (mark !== undefined) {
      this.counts.boxes++;
      if (mark === ' ') this.counts.openBoxes++;
      return;
    }
    this.label(item);
  }

  /** Two kinds have all the points that there are; how many more counts only where a document is no plan. */
  private label(text: string): void {
    const label = this.titleOnly && this.labels.size >= 2 ? undefined : labelKind(text);
    if (label !== undefined) this.labels.add(label);
  }
}

/** Takes blanks and quote marks off the start. */
function withoutIndent(line: string): string {
  let start = 0;
  for (; start < line.length; start++) {
    const code = line.charCodeAt(start);
    if (code !== 0x20 && code !== 0x09 && code !== 0x3e) break;
  }
  return line.slice(start);
}

/** `===` or `---` below a line of text. */
function isUnderline(text: string): boolean {
  const first = text[0];
  if ((first !== '=' && first !== '-') || text.length < 2) return false;
  for (const char of text) if (char !== first) return false;
  return true;
}
