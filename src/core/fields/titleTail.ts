import type { Field } from '../model.ts';
import { readDate } from './dates.ts';
import { meaningOf } from './fieldMeaning.ts';
import { readFieldLines } from './label.ts';

/** A title without the fields at its end. */
export interface TitleTail {
  readonly title: string;
  readonly fields: readonly Pick<Field, 'label' | 'value'>[];
}

const longest = 400;
const opening = /(?:\s?[([]|\s[–—|·•-]\s|,\s)\s?(?=\p{L}[\p{L} ]{1,30}[:：]\s)/gu;
const ownerName = /^@?\p{L}[\p{L}\d.'’@_-]*(?:(?:\s|,\s?|\s?[/&+]\s?)@?\p{L}[\p{L}\d.'’@_-]*){0,4}$/u;
/** "(due 2026-03-01)", ", by March 1, 2026", and as Obsidian Tasks writes it: "📅 2026-03-01". */
const byDate =
  /^(.*?[\p{L}\p{N}\p{P}])(?:,|\s[–—-])?\s?[([]?(?:(?<=[\s([])(?:due(?: on| by)?|by|until|deadline)[:：]?\s|📅\s?)(?=\S{1,12}[^()[\]]{0,20}[)\]]?$)/u;

/**
 * Reads the fields that stand behind the title of an item: `Build it (Owner: Ana, Due: 2026-03-01)`, `Build it — Owner: Ana`,
 * `Build it (due 2026-03-01)`. Only what names a field and says what such a field can say is taken off; a title that begins
 * with a field is left alone.
 *
 * @param text plain text
 */
export function readTitleTail(text: string): TitleTail {
  if (text.length <= longest) {
    for (const { index, 0: sign } of text.matchAll(opening)) {
      const tail = index > 0 ? fieldsOf(text.slice(index + sign.length), /[([]/.test(sign)) : undefined;
      if (tail) return { title: text.slice(0, index).trimEnd(), fields: tail };
    }
    // Every date has a year; most titles have none.
    const [whole, title = ''] = (/\d{4}/.test(text) ? byDate.exec(text) : undefined) ?? [];
    const date = whole === undefined ? undefined : text.slice(whole.length).replace(/[)\]]$/, '');
    if (date !== undefined && readDate(date) !== undefined && !/\p{L}{12}/u.test(date))
      return { title: title.trimEnd(), fields: [{ label: 'Due', value: date }] };
  }
  return { title: text, fields: [] };
}

function fieldsOf(written: string, isBracketed: boolean): TitleTail['fields'] | undefined {
  if (isBracketed && !/[)\]]$/.test(written)) return undefined;
  const rest = isBracketed ? written.slice(0, -1) : written;
  // A name that begins a sentence of its own is written like one.
  const fields = readFieldLines(rest.charAt(0).toUpperCase() + rest.slice(1), 0);
  return fields.length > 0 && fields.every(saysSomething) ? fields : undefined;
}

/** "Owner: who may change what" names nobody. */
function saysSomething(field: Pick<Field, 'label' | 'value'>): boolean {
  const { owner, status, priority, estimate, due } = meaningOf(field);
  if (owner !== undefined) return owner.length <= 60 && ownerName.test(owner);
  return (status ?? priority ?? estimate ?? due) !== undefined;
}
