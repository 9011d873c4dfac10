import { type Dependency, type Plan, type PlanNode, roles, type Runnable } from '../model.ts';
import { namesItself } from '../namesItself.ts';
import { nodesOn } from '../nodesOn.ts';
import { readInlineCommand } from '../run/inlineCommand.ts';
import { readShellBlock } from '../run/shellBlock.ts';
import type { Block, CodeBlock, ItemBlock } from './block.ts';
import { cutParts } from './cutParts.ts';
import { inlineCode } from './inlineCode.ts';
import { blocksOfPart } from './partCache.ts';

/** One thing that is known about a line: `role` — `work, because nothing says otherwise`. */
export interface ExplainedFact {
  readonly label: string;
  readonly value: string;
}

/**
 * Says what a line of a plan was read as, by which rule, and why it has or has no lens.
 *
 * @param line 0-based
 * @returns facts in the order in which a person asks for them; never empty
 */
export function explainLine(plan: Plan, text: string, line: number): readonly ExplainedFact[] {
  const source = text.startsWith('\ufeff') ? text.slice(1) : text;
  const path = nodesOn(plan, line);
  const node = path.at(-1);
  const here = node?.line === line ? node : undefined;
  return [
    ...(here ? nodeFacts(here) : [{ label: 'read as', value: readAs(source, line) }]),
    ...placeFacts(path, here),
    ...plan.declared
      .filter((declared) => declared.line === line)
      .map(({ what, value }) => ({ label: 'declares', value: `${what} ${value}%` })),
    ...plan.problems
      .filter((problem) => problem.line === line)
      .map((problem) => ({ label: 'problem', value: `${problem.code}: ${problem.message}` })),
    ...lensFacts(plan, source, line),
  ];
}

function nodeFacts(node: PlanNode): readonly ExplainedFact[] {
  const known: readonly (readonly [string, string | undefined])[] = [
    ['read as', node.kind === node.type ? node.type : `${node.kind} (${node.type})`],
    ['title', node.title],
    ['id', node.id],
    ['status', statusOf(node)],
    ['progress', progressOf(node)],
    ['role', `${node.role}, because ${node.roleReason}`],
    ['optional', node.optional ? 'yes' : undefined],
    ['priority', node.priority],
    ['owner', node.owner],
    ['estimate', node.estimate && `${node.estimate.minutes} minutes`],
    ['schedule', node.schedule],
    ['due', node.due],
    ['key', node.key],
  ];
  return [
    ...known.flatMap(([label, value]) => (value === undefined ? [] : [{ label, value }])),
    ...node.fields.map((field) => ({ label: 'field', value: `${field.label}: ${field.value}` })),
    ...node.dependsOn.map((one) => ({
      label: 'depends on',
      value: `${one.target ?? one.text} (${[one.kind, ...untied(node, one)].join(', ')})`,
    })),
    ...node.files.map((file) => ({ label: 'file', value: [file.path, ...file.lines].join(':') })),
  ];
}

/** Why a name is tied to nothing in the plan. */
function untied(node: PlanNode, { target, key }: Dependency): readonly string[] {
  if (target === undefined || key !== undefined) return [];
  return [namesItself(node, target) ? 'its own name' : 'not found in this plan'];
}

function statusOf(node: PlanNode): string | undefined {
  if (node.mark) return `${node.status}, by its mark [${node.mark.char}]`;
  if (node.type !== 'task') return undefined;
  return node.status === 'unboxed' ? 'no box' : `${node.status}, by its words; it has no box and does not count`;
}

function progressOf(node: PlanNode): string | undefined {
  if (node.children.length === 0) return undefined;
  const counted = roles.filter((role) => node.counts[role].total > 0);
  const numbers = counted.map((role) => `${role} ${node.counts[role].done}/${node.counts[role].total}`);
  if (node.dropped > 0) numbers.push(`${node.dropped} dropped`);
  return numbers.length === 0 ? undefined : numbers.join(', ');
}

function placeFacts(path: readonly PlanNode[], here: PlanNode | undefined): readonly ExplainedFact[] {
  const above = path.filter((node) => node !== here).map((node) => node.title);
  return above.length === 0 ? [] : [{ label: 'in', value: above.join(' > ') }];
}

function lensFacts(plan: Plan, text: string, line: number): readonly ExplainedFact[] {
  const runnable = plan.runnables.find((one) => (one.kind === 'block' ? inside(one, line) : one.line === line));
  if (runnable) return [{ label: 'lens', value: describe(runnable) }];
  const code = codeAt(text, line);
  if (code?.fenced === true) {
    const { reason } = readShellBlock(code.language, code.body, 1, !code.closed);
    return [{ label: 'no lens', value: reason }];
  }
  if (code) return [{ label: 'no lens', value: 'Code by indentation is not run; put it into a fence.' }];
  const spans = inlineCode(text.split(/\r\n|\r|\n/)[line] ?? '');
  if (spans.length === 0) return [];
  if (!itemAt(text, line)) return [{ label: 'no lens', value: 'Inline commands have a lens in list items only.' }];
  return spans.map((span) => ({ label: 'no lens', value: `${span}: ${readInlineCommand(span).reason}` }));
}

const inside = (runnable: Runnable, line: number): boolean => runnable.line <= line && line < runnable.endLine;

function describe(runnable: Runnable): string {
  const reasons = runnable.dangerReasons.map(({ command, reason }) => ` ${command}: ${reason}`).join('');
  const open = runnable.placeholders.map(({ text }) => text).join(', ');
  return `${runnable.kind} of ${runnable.language}, ${runnable.danger}.${reasons}${open === '' ? '' : ` To be filled in: ${open}.`}`;
}

function readAs(text: string, line: number): string {
  const block = blockAt(text, line)?.block;
  switch (block?.type) {
    case undefined:
      return 'nothing: an empty line, or front matter';
    case 'code':
      return block.fenced ? `code${block.language === '' ? '' : ` of ${block.language}`}` : 'code by indentation';
    case 'item':
      return 'a list item without a box';
    case 'paragraph':
      return 'prose';
    case 'html':
      return 'HTML; boxes in comments are not counted';
    case 'heading':
      return block.source.trim() === '' ? 'a heading without words: it heads nothing' : 'a heading';
    case 'list':
    case 'quote':
    case 'table':
      return `a ${block.type}`;
    case 'rule':
      return 'a rule';
    case 'tooDeep':
      return 'nothing: it is nested too deep';
  }
}

function codeAt(text: string, line: number): CodeBlock | undefined {
  const block = blockAt(text, line)?.block;
  return block?.type === 'code' ? block : undefined;
}

function itemAt(text: string, line: number): boolean {
  return blockAt(text, line)?.inItem === true;
}

interface FoundBlock {
  readonly block: Block | ItemBlock;
  readonly inItem: boolean;
}

/** The innermost block on a line. */
function blockAt(text: string, line: number): FoundBlock | undefined {
  const part = cutParts(text).parts.findLast((one) => one.line <= line);
  if (!part) return undefined;
  const at = line - part.line;
  let found: FoundBlock | undefined;
  let blocks: readonly (Block | ItemBlock)[] = blocksOfPart(part.text);
  for (;;) {
    const next = blocks.find((block) => block.line <= at && at < block.endLine);
    if (!next) return found;
    found = { block: next, inItem: found?.inItem === true || next.type === 'item' };
    if (next.type === 'list') blocks = next.items;
    else if (next.type === 'item' || next.type === 'quote') blocks = next.blocks;
    else return found;
  }
}
