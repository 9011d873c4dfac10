import { type Draft, pass, setChildren, walk } from './draft.ts';

/**
 * Puts boxes below the box whose number they continue: `2.1` and `2.2` beside `2.` are its steps, as Kiro writes them.
 * The numbers say what belongs to what, whatever the indent.
 */
export function nestNumbered(root: Draft): void {
  walk(
    root,
    (draft) => {
      if (!draft.children.some((child) => !child.stands && child.mark && child.id?.includes('.'))) return;
      // Of the items: headings below have numbers of their own.
      const isCounted = (child: Draft): boolean => !child.stands && child.depth === 0 && /^\d+$/.test(child.id ?? '');
      const isOnly = draft.children.filter(isCounted).length === 1;
      const kept: Draft[] = [];
      // The boxes that the next one may be a step of, outermost first.
      let open: Draft[] = [];
      for (const child of draft.children) {
        open = open.filter((box) => isBelow(child, box));
        const box = open.at(-1);
        if (box) {
          child.parent = box;
          box.children.push(child);
          for (const above of open) above.endLine = Math.max(above.endLine, child.endLine);
        } else kept.push(child);
        if (isNumbered(child) && !(isOnly && namesPhase(child, draft))) open.push(child);
      }
      setChildren(draft, kept);
    },
    pass,
  );
}

/** `- [ ] 2. The store` below "Phase 2", alone: the number is that of the phase, and `2.1` stands beside it. */
function namesPhase({ id }: Draft, { unit, id: number }: Draft): boolean {
  return unit !== undefined && unit !== 'task' && id === number;
}

function isNumbered(draft: Draft): boolean {
  return draft.mark !== undefined && /^\d/.test(draft.id ?? '');
}

function isBelow(draft: Draft, box: Draft): boolean {
  return isNumbered(draft) && (draft.id ?? '').startsWith(`${box.id ?? ''}.`);
}
