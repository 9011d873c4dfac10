import { type Draft, walk } from './draft.ts';

/** Sections and tasks by id; what two nodes share names none of them, but a phase goes before what repeats its number. */
export function namedNodes(root: Draft): ReadonlyMap<string, Draft> {
  const found = new Map<string, Draft | undefined>();
  walk(root, (draft) => {
    if (draft.id === undefined || draft.role === 'echo' || (draft.type === 'bullet' && !draft.mark)) return;
    const names = new Set([nameOf(`${draft.unit ?? ''} ${draft.id}`)]);
    if (draft.unit !== undefined && (draft.type === 'task' || /^[A-Z]\d/.test(draft.id))) names.add(nameOf(draft.id));
    for (const name of names) {
      const known = found.get(name);
      if (!found.has(name) || (draft.phase && !known?.phase)) found.set(name, draft);
      else if (!known?.phase) found.set(name, undefined);
    }
  });
  return new Map([...found].flatMap(([name, draft]) => (draft ? [[name, draft] as const] : [])));
}

/** An id or a unit with its number as dependencies are compared: lower case, without the word Task. */
export function nameOf(id: string): string {
  return id
    .toLowerCase()
    .replace(/[\s#]+/g, ' ')
    .replace(/^task (?=\S)/, '')
    .trim();
}
