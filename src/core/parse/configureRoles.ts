import type { ReadOptions } from '../config/config.ts';
import { stripDecoration } from '../text/decoration.ts';
import { plainText } from '../text/plainText.ts';
import { type Draft, pass, walk } from './draft.ts';

/**
 * Gives the headings, labels and list items that the configuration names the role it says. Whole labels: as written, or
 * without brackets that are fields (`**House rules** (10 min)` is "House rules"). A numbered heading is named with its
 * number, so that "Testing" does not mean "Phase 3: Testing".
 */
export function configureRoles(root: Draft, roles: ReadOptions['roles'] = {}): void {
  const byName = new Map(Object.entries(roles).map(([label, role]) => [nameOf(plainText(label)), role]));
  if (byName.size === 0) return;
  walk(
    root,
    (draft) => {
      if (draft.mark) return;
      const role =
        byName.get(nameOf(draft.text)) ?? (draft.id === undefined ? byName.get(nameOf(draft.title)) : undefined);
      if (role) draft.configuredRole = role;
    },
    pass,
  );
}

function nameOf(label: string): string {
  return stripDecoration(label)
    .slice(0, 300)
    .toLowerCase()
    .replace(/[\s:：]+/g, ' ')
    .trim();
}
