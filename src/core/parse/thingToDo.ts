import { readLabel } from '../fields/label.ts';
import { remembered } from '../text/remembered.ts';
import type { Draft } from './draft.ts';
import { isAboutWork, listKind } from './listKind.ts';
import { normalize, roleOfLabel } from './roleOfLabel.ts';

/** A sign that says how far the item is: "☑ Oil the hinges". */
export const startsWithSign = /^(?:☐|☑|☒|⬜|🔲|✅|✔|✓|❌|🚧|⏳)/u;

/** "Tests: one for each page": the topic of an item, and what is said of it. */
export const topic = /^([\p{L}][^:：]{1,40})[:：]\s?\S/u;

/** How work is tested. */
export const tested =
  /^(?:tests?|testing|verification|validation|how to (?:test|verify)|테스트|검증|测试|測試|验证|驗證|テスト|検証|тесты|проверка|pruebas|testes|prüfung)$/;

/** What work delivers. */
export const delivered =
  /^(?:deliverables?|lieferobjekte|entregables|entregáveis|livrables|산출물|交付物|产出物?|成果物)$/;

const outcome = /\b(?:deliverables?|outputs?|outcomes?|results?|artifacts?|fixtures)$/;

/** "Validation: let it turn", "Test coverage: all of it": the topic is how work is tested, not what comes of it. */
export function isChecked(text: string): boolean {
  const [, named] = topic.exec(text) ?? [];
  if (named === undefined || listKind(named) !== 'output') return false;
  return !outcome.test(normalize(named)) && !delivered.test(normalize(named));
}

/** Words that begin an order. */
export const order =
  /^(?:add|build|check|complete|configure|confirm|create|deploy|do|find|fix|get|implement|improve|install|integrate|make|migrate|move|publish|re-?run|release|remove|replace|run|send|sign|submit|test|try|update|upload|validate|verify|write) (?=\S)/i;

export const startsAsTask = /^(?:sub-?)?tasks?\b/i;

/** One word or two. */
export function isShort(text: string): boolean {
  return text.split(/\s+/, 3).length <= 2;
}

/** "None yet", "(empty)", "empty for now", "..."; "Empty the cache" is a thing to do. */
const nothing =
  /^(?:\.{3}|…)$|^[([]?(?:none|nothing|n\/a|tbd|empty(?! (?!(?:for|so|at|as|until|yet|right|now|currently)\b)\p{L})|-+$)(?:\b|$)[^.]{0,40}[)\].]?$/iu;

/** Alone it is a reference; over a list it is where that is to be done. */
const address = /^https?:\/\/\S+$/i;

/** An item that is no field of what it stands in: not "Goal: ...", "Acceptance: ...", "None". */
export function isThingToDo(bullet: Draft): boolean {
  if (bullet.type !== 'bullet' || bullet.kind !== 'bullet' || bullet.ownRole !== undefined) return false;
  if (bullet.children.length === 0 && address.test(bullet.text)) return false;
  // "Approval gate" names a thing to build; over a list of its own, or before a colon, it says what they are for.
  if (bullet.children.length === 0 && !/[:：]/.test(bullet.text))
    return bullet.text !== '' && !nothing.test(bullet.text);
  return saysToDo(bullet.text.length > longest ? bullet.text.slice(0, longest) : bullet.text);
}

/** `**Server:**` */
export const endsWithColon = /[:：]\s*$/;

/** What the rules here, and those that ask them, go by in the words of an item; see listedLook.ts. */
export function looksOfItem(text: string): readonly unknown[] {
  return [
    text === '',
    nothing.test(text),
    address.test(text),
    saysToDo(text.length > longest ? text.slice(0, longest) : text),
    /[:：]/.test(text),
    endsWithColon.test(text),
    order.test(text),
    topic.test(text),
    isChecked(text),
    isShort(text),
    startsAsTask.test(text),
  ];
}

/** No label is longer. */
const longest = 200;

const saysToDo = remembered((text: string): boolean => {
  if (text === '' || nothing.test(text)) return false;
  const label = readLabel(text)?.label ?? text;
  if (/^acceptance\b/i.test(label)) return false;
  const role = roleOfLabel(label);
  return (role === undefined || role === 'future') && !isFieldKind(label, text);
});

const verb =
  /^(?:add|write|create|update|define|design|run|set|document|implement|review|finali[sz]e|prepare|collect|build|improve|fix|extend)\s/i;

/** Nouns that head a list about the work, and as often name a piece of it: "Schema: add the table of rings". */
const ambiguous =
  /^(?:baseline|schema|architecture|structure|governance|contributing|licen[cs]e|change ?log|history|versioning|examples?|usage|comparison|pricing|feedback|data model|design|process|workflow|commands|inputs?)$/i;

const qualifying =
  /^(?:key|main|major|primary|secondary|important|known|possible|potential|expected|desired|technical|tech|business|project|product|phase|sprint|milestone|week|overall|general|current|previous|open|external|internal|quality|estimated|total|target|acceptance|test|pre|design|code|related|required|core|additional|other|new|initial|final|minimum|critical|success|our|the)$/i;

/** "User feedback: ..." in a list of work is a piece of the product; "Key risks: ..." says something about the phase. */
function isPieceNamed(label: string): boolean {
  const [first = '', second] = label.split(/\s+/, 2);
  if (second === undefined || qualifying.test(first) || !/^[a-z][a-z-]*$/i.test(first)) return false;
  // "PostgreSQL example:" over a block.
  if (/^examples?$/i.test(second)) return false;
  return listKind(first) === undefined && listKind(second) !== undefined;
}

/** "Risks: ..." says something about the phase; "Analysis of the logs" without a colon is a thing to do. */
function isFieldKind(label: string, text: string): boolean {
  if (label.split(/\s+/, 3).length > 2 || verb.test(label) || /[_(]/.test(label)) return false;
  if (ambiguous.test(label) || (/^tests?$/i.test(label) && !endsWithColon.test(text))) return false;
  return (label !== text || text.endsWith(':')) && isAboutWork(label) && !isPieceNamed(label);
}
