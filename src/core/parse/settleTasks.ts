import { readDependencies } from '../fields/dependencies.ts';
import { readFileReferences } from '../fields/fileReferences.ts';
import { plainText } from '../text/plainText.ts';
import { ancestor, type Draft, newDraft, walk } from './draft.ts';
import { inPhase, isDependencyLabel, isTaskHeading } from './headingTasks.ts';
import { mergeRows } from './mergeRows.ts';
import { normalize, roleOfLabel } from './roleOfLabel.ts';
import { addStatedEdges } from './statedEdges.ts';

/**
 * Decides which sections and bullets are tasks, now that the phases are known:
 * headings with a task number or task fields, bold or numbered items with boxes under them or an estimate, the bullets
 * of a gate (criteria without a box) and of a priority list, and the bullets in a fence of another language.
 */
export function settleTasks(root: Draft): void {
  addStatedEdges(root);
  walk(root, (draft) => {
    if ((draft.type === 'section' && isTaskHeading(draft)) || isBoldTask(draft)) {
      draft.type = 'task';
      draft.kind = 'task';
      addFenceSteps(draft);
    }
  });
  mergeRows(root);
  settleBullets(root);
  walk(root, (draft) => {
    liftDependencies(draft);
    if (draft.optional && ancestor(draft, (at) => at.optional)) draft.optional = false;
  });
}

/**
 * A stream that ends with the sections of its weeks has its dependencies at the foot of the last week: they belong to the
 * section that carries the owner, the priority or the effort.
 */
function liftDependencies(draft: Draft): void {
  if (draft.type !== 'section' || draft.dependsOn.length === 0 || isOwned(draft)) return;
  const owned = ancestor(draft, (at) => at.type === 'section' && isOwned(at));
  if (!owned) return;
  owned.dependsOn.push(...draft.dependsOn);
  draft.dependsOn.length = 0;
}

function isOwned(draft: Draft): boolean {
  return draft.owner !== undefined || draft.priority !== undefined || draft.estimate !== undefined;
}

/** `**Rename the columns** (2 hours)` over plain bullets, in a phase: a task without a box. */
function isBoldTask(draft: Draft): boolean {
  return (
    draft.type === 'group' &&
    draft.estimate !== undefined &&
    draft.boxes === 0 &&
    inPhase(draft) &&
    !/:\s*$/.test(draft.text) &&
    !roleOfLabel(draft.text)
  );
}

/** Languages whose code may hold lines that begin with a dash. */
const listLanguages = new Set([
  '',
  'md',
  'markdown',
  'yaml',
  'yml',
  'text',
  'txt',
  'diff',
  'mermaid',
  'sh',
  'bash',
  'zsh',
  'fish',
  'shell',
  'console',
]);

/** "# File: x.py" and "- Implement y" in a python fence: no code, but the steps of the task above it. */
function addFenceSteps(task: Draft): void {
  for (const { line, block } of task.code) {
    if (block) addFileComment(task, block.body.split('\n', 1)[0] ?? '', line + 1);
    if (!block?.fenced || listLanguages.has(block.language)) continue;
    const lines = block.body.split('\n');
    const bullets = lines.flatMap((text, index) => (/^\s{0,8}[-*] \S/.test(text) ? [index] : []));
    const rest = lines.filter((text) => text.trim() !== '' && !/^\s{0,8}(?:[-*] |#|\/\/)/.test(text));
    if (bullets.length < 2 || rest.length > 0) continue;
    for (const index of bullets) {
      const text = plainText((lines[index] ?? '').trim().slice(2)).trim();
      const at = line + 1 + index;
      task.children.push(
        newDraft({ type: 'task', kind: 'step', line: at, endLine: at + 1, title: text, text, parent: task }),
      );
    }
  }
}

/** `# File: monitoring/observer.py`, `// internal/auth/jwt.go` at the top of a block: the file it is about. */
function addFileComment(task: Draft, firstLine: string, line: number): void {
  if (!/^\s{0,8}(?:#|\/\/|--|\/\*|<!--)/.test(firstLine)) return;
  const reference = readFileReferences(firstLine)[0];
  if (reference && !task.files.some((file) => file.path === reference.path)) task.files.push({ ...reference, line });
}

function settleBullets(draft: Draft): void {
  if (draft.type !== 'bullet' && !draft.mark && isDependencyLabel(draft.text)) takeDependencies(draft);
  const kept: Draft[] = [];
  for (const child of draft.children) {
    settleBullets(child);
    if (child.type !== 'bullet') kept.push(child);
    else if (becomesTask(child)) {
      child.type = 'task';
      child.kind = 'task';
      if (isPriorityList(draft) && draft.priority) child.priority ??= draft.priority;
      kept.push(child);
    } else if (child.boxes > 0 || child.children.some((below) => below.type === 'task')) {
      // A plain bullet over boxes only says what they are about.
      child.type = 'group';
      child.kind = 'group';
      child.title = child.title.replace(/\s?[:：]$/, '');
      kept.push(child);
    } else {
      // What stands in it still belongs to the place: its commands can be run.
      draft.code.push(...child.code);
      for (const below of child.children) if (below.type === 'group') draft.code.push(...below.code);
    }
  }
  draft.children.splice(0, draft.children.length, ...kept);
}

function becomesTask(bullet: Draft): boolean {
  if (bullet.boxes > 0) return bullet.ordered || (bullet.bold && !isLabel(bullet));
  const place = bullet.parent;
  if (!place || place.type === 'bullet') return false;
  if (bullet.ordered && bullet.bold && bullet.estimate && inPhase(bullet)) return true;
  const role = roleOfLabel(place.text);
  if (role === 'gate') return true;
  return place.boxes === 0 && isPriorityList(place);
}

/** `- **Pass criteria:**` over boxes says what they are for; `1. **Set up:**` is the first thing to do. */
function isLabel(bullet: Draft): boolean {
  return /[:：]\s*$/.test(bullet.text) || roleOfLabel(bullet.text) !== undefined;
}

function isPriorityList(draft: Draft): boolean {
  return draft.priority !== undefined && /^p[0-3]\b/.test(normalize(draft.text));
}

function takeDependencies(group: Draft): void {
  const owner = group.parent;
  if (!owner || owner.depth === 0 || (owner.depth === 1 && group.type === 'section')) return;
  owner.dependsOn.push(...group.dependsOn.splice(0));
  for (const child of group.children) {
    if (child.type !== 'bullet' || child.kind === 'edge') continue;
    for (const dependency of readDependencies(child.text)) owner.dependsOn.push({ ...dependency, line: child.line });
  }
}
