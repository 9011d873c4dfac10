import type { ChangeRefusal } from '../core/edit/changeStates.ts';
import type { TaskName } from '../core/edit/namedTask.ts';
import type { TaskState } from '../core/edit/taskState.ts';
import type { PlanNode } from '../core/model.ts';
import { nodeLabel } from '../core/show/nodeLabel.ts';
import type { TaskResult } from '../node/changeTask.ts';

/** What went wrong, in sentences, one a line; undefined where nothing did. */
export function troubleSentence(
  result: TaskResult,
  { file, target, state }: { readonly file: string; readonly target: TaskName; readonly state: TaskState },
): readonly string[] | undefined {
  const name = target.kind === 'id' ? `"${target.id}"` : `line ${target.line + 1}`;
  switch (result.kind) {
    case 'written':
    case 'unchanged':
      return undefined;
    case 'none':
      return [
        `There is no task ${target.kind === 'id' ? name : `on ${name}`} in ${file}.${result.near.length > 0 ? ' These have it in their title:' : ''}`,
        ...result.near.map((node) => keyLine(file, node)),
      ];
    case 'unboxed':
      return [`${target.kind === 'id' ? name : `What stands on ${name}`} of ${file} has no checkbox.`];
    case 'ambiguous':
      return [
        `${name} means ${result.candidates.length} tasks in ${file}. Name one by its key or its line:`,
        ...result.candidates.map((node) => keyLine(file, node)),
      ];
    case 'overwritten':
      return [`Another program keeps writing ${file}, and the change was lost. Look at the task and try again.`];
    case 'failed':
      return [`${file} was not changed: ${result.message}`];
    case 'refused':
      return [refusalSentence(result.reason, file, state)];
  }
}

function keyLine(file: string, node: PlanNode): string {
  return `${file}#${node.key}  ${nodeLabel(node)} (line ${node.line + 1})`;
}

function refusalSentence(reason: ChangeRefusal, file: string, state: TaskState): string {
  switch (reason) {
    case 'missing':
      return `The task is not in ${file} any more, so nothing was changed.`;
    case 'ambiguous':
      return `Several tasks read the same and one came or went in ${file}, so nothing was changed. Try again.`;
    case 'unboxed':
      return `The task has lost its checkbox in ${file}, so nothing was changed.`;
    case 'moved':
    case 'changed':
      return `The checkbox is not where the plan was read in ${file}, so nothing was changed. Try again.`;
    case 'conflict':
      return `The task stands in a merge conflict in ${file}, so nothing was changed. Resolve the conflict first.`;
    case 'no-mark':
      return `No mark means ${state} in ${file}, so nothing was changed. A legend in the document or "marks" in .runsheet.json can name one.`;
  }
}
