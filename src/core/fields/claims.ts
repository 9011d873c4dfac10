import { repairGarbled } from '../text/garbled.ts';
import { readStatusWord } from '../text/statusWords.ts';
import { readHeading } from './headingUnit.ts';

const heading = /^ {0,3}#{1,6}[ \t]{1,9}(\S.{0,300})$/;
const bullet = /^[\t >]{0,40}(?:[-*+]|\d{1,9}[.)])[ \t]{1,4}(?!\[.\])(\S.{0,300})$/;
/** Cheap: most lines say nothing of the kind. */
const mayClaim = /[^\x00-\x7f]|done|complete|finish|pass|ship|implement|resolved|fixed|merged|deliver/i;

/** At the front of a heading a sign is mostly decoration ("✅ Next steps"), unless the heading is a part of the plan. */
const leadingSign = /^[✅✓✔☑]\ufe0f?\s{0,3}/u;

/** Whether a heading or a list item without a box says that it is done: `## Setup ✅`, `- ✅ Tests pass`, `- Docs (done)`. */
export function claimsDone(line: string): boolean {
  const title = heading.exec(line)?.[1];
  const written = title ?? bullet.exec(line)?.[1];
  if (written === undefined || !mayClaim.test(written)) return false;
  const text = repairGarbled(written)
    .text.replace(/<!--[^<>]{0,300}-->/g, '')
    .replace(/[*_]{2}/g, '')
    .trim();
  const said = title !== undefined && leadingSign.test(text) && !isUnit(text) ? text.replace(leadingSign, '') : text;
  return readStatusWord(said).status === 'done';
}

function isUnit(title: string): boolean {
  const { unit, id } = readHeading(title);
  return unit !== undefined || id !== undefined;
}
