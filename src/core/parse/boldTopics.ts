import { type Body, give } from './body.ts';
import { type Draft, pass, walk } from './draft.ts';
import { order } from './thingToDo.ts';

/** Of numbered bold items over boxes: how many there are, hold several, say something of themselves, are orders. */
export type BoldItems = readonly [all: number, several: number, saying: number, ordering: number];

const none: BoldItems = [0, 0, 0, 0];

/** Notes the numbered bold items over boxes in own texts. To be called before bullets become tasks. */
export function noteBoldItems(bodies: readonly Body[]): void {
  for (const { notes, content } of bodies) if (notes) notes.facts.boldItems = itemsIn(content);
}

function itemsIn(content: readonly Draft[]): BoldItems {
  let items = none;
  const look = (draft: Draft): void => {
    if (!isBoldItem(draft)) return;
    const [all, several, saying, ordering] = items;
    const holdsSeveral = draft.boxes > 2;
    items = [all + 1, several + Number(holdsSeveral), saying + Number(says(draft)), ordering + Number(isOrder(draft))];
  };
  for (const draft of content) walk(draft, look, pass);
  return items;
}

function isBoldItem({ type, bold, ordered, boxes, mark, parent }: Draft): boolean {
  return type === 'bullet' && bold && ordered && boxes > 0 && !mark && parent?.type !== 'bullet';
}

function says({ estimate, owner, priority, due, status, unit }: Draft): boolean {
  return (estimate ?? owner ?? priority ?? due ?? unit) !== undefined || status !== 'unboxed';
}

function isOrder({ title }: Draft): boolean {
  return order.test(title) || moreOrders.test(title) || inOtherLanguages.some((verb) => verb.test(title));
}

const moreOrders =
  /^(?:adopt|adjust|analy[sz]e|assess|book|buy|change|choose|clean|collect|compare|connect|convert|cut|decide|define|design|develop|disable|document|draft|drop|enable|ensure|evaluate|execute|expand|explore|export|extend|extract|finali[sz]e|gather|generate|handle|harden|identify|import|introduce|investigate|invite|launch|learn|link|load|measure|merge|monitor|open|optimi[sz]e|order|organi[sz]e|plan|port|prepare|prototype|provide|read|record|reduce|refactor|refine|rename|report|research|restore|restructure|review|rewrite|rework|schedule|secure|select|set ?up|ship|simplify|split|start|stop|store|support|switch|sync|talk|track|train|tune|upgrade|use|wire|work) (?=\S)/i;
/** "Datenbank sichern", "Sauvegarder la base", "Copiar los datos", "Создать копию". */
const inOtherLanguages: readonly RegExp[] = [
  /^\p{Lu}.* \p{Ll}{3,}(?:en|ern|eln)$/u,
  /^\p{L}{2,}(?:er|ir|re) (?:l[ae]s?|l'|des?|du|d'|un|une|les|aux?) ?\S/iu,
  /^\p{L}{2,}[aei]r (?:el|l[ao]s?|un[ao]?|os?|as?|de|en|em) \S/iu,
  /^\p{L}{2,}(?:ть|ти|чь)(?:ся)? \S/iu,
];

/**
 * "1. **Sign-in**", "2. **Profile**", most of them over three boxes or more, that say nothing of themselves and give no
 * order, in the whole document: they sort the boxes, which are the tasks. "1. **Fix the sign-in** (3 days)" over its steps
 * is a task. It is decided once, as for numbered headings (numberedTopics.ts); the bodies are told.
 */
export function tellBoldTopics(bodies: readonly Body[]): boolean {
  const counts = [0, 0, 0, 0];
  const items = bodies.map(({ settled, notes, content }) => (settled ?? notes?.facts)?.boldItems ?? itemsIn(content));
  for (const own of items) own.forEach((count, index) => (counts[index] = (counts[index] ?? 0) + count));
  const [all = 0, several = 0, saying = 0, ordering = 0] = counts;
  const areTopics = all > 2 && several * 3 >= all * 2 && saying * 8 <= all && ordering * 2 < all;
  for (const [index, body] of bodies.entries()) give(body, 'boldTopics', areTopics && (items[index]?.[0] ?? 0) > 0);
  return areTopics;
}
