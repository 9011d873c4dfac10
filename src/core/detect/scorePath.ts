import { identityOfName, wordsOf } from './identityWords.ts';

/** One summand of a score, with the reason that *Explain This File* shows. */
export interface ScoreTerm {
  readonly points: number;
  readonly reason: string;
}

export interface PathScore {
  readonly score: number;
  readonly terms: readonly ScoreTerm[];
  /** Whether the path alone says that this may be a plan; else the first heading has to. */
  readonly identified: boolean;
  /** The word of the name that stands for a record of finished work ("report"), unless the name ends as a plan's. */
  readonly record?: string;
  /** Why no score makes this a plan. */
  readonly excluded?: string;
}

/** The paths that tools for agents give their plans. Compared with the path relative to the root. */
const dialectPaths: readonly (readonly [RegExp, string])[] = [
  [/(?:^|\/)\.kiro\/specs\/[^/]+\/tasks\.md$/i, '.kiro/specs/*/tasks.md'],
  [/(?:^|\/)specs\/[^/]+\/tasks\.md$/i, 'specs/*/tasks.md'],
  [/(?:^|\/)openspec\/changes\/(?:[^/]+\/)*tasks\.md$/i, 'openspec/changes/**/tasks.md'],
  [/(?:^|\/)docs\/superpowers\/plans\/[^/]+$/i, 'docs/superpowers/plans/*'],
  [/(?:^|\/)docs\/plans\/\d{4}-\d\d-\d\d-[^/]+$/i, 'docs/plans/<date>-*'],
  [/(?:^|\/)\.planning\/(?:[^/]+\/)*(?:(?:[^/]+-)?roadmap|[^/]+-plan)\.md$/i, '.planning/ROADMAP.md'],
  [/(?:^|\/)conductor\/(?:tracks\/[^/]+\/plan|tracks)\.md$/i, 'conductor/tracks/*/plan.md'],
  [/(?:^|\/)backlog\/tasks\/[^/]+$/i, 'backlog/tasks/*'],
  [/(?:^|\/)\.taskmaster\/tasks\/[^/]+$/i, '.taskmaster/tasks/*'],
  [/(?:^|\/)\.(?:claude|cursor|codex|agents)\/(?:plans|todos|tasks|handoffs)\/[^/]+$/i, '.claude/plans/*'],
  [/(?:^|\/)\.agent-handoffs\/[^/]+$/i, '.agent-handoffs/*'],
];

const excludedNames = new Set('readme changelog contributing security agents claude gemini skill faq'.split(' '));
/** As the first word of a name, whatever follows: `CONTRIBUTING-checklist.md`. */
const namesNoPlan = new Set(['readme', 'changelog', 'contributing']);
const excludedFolders = new Set(
  (
    '.github .claude .cursor .agents .codex skills templates prompts commands node_modules vendor dist fixtures ' +
    'issue_template pull_request_template'
  ).split(' '),
);
/** What is kept here is retired, also where a tool keeps its plans (`openspec/changes/archive`). */
const archives = /^[._]?archived?s?$/i;
const recordWords = new Set(
  (
    'complete completed completion summary summaries report reports audit audits review reviews analysis analyses ' +
    'design designs spec specs specification proposal proposals guide guides research prd prds adr rfc requirements'
  ).split(' '),
);
/** Folders that people keep plans in. A weak hint: files of other kinds stand there, too. */
const planFolder = /(?:^|\/)(plans|roadmaps|sprints|stories|hand-?(?:offs?|overs?))\//i;
const planEndings = new Set('plan plans tasks todo todos roadmap checklist checklists handoff handoffs'.split(' '));
const language = /^(?:[a-z]{2}|zh[-_.]?(?:cn|tw|hans|hant)|pt[-_.]?br)$/;

/**
 * What the path says about a file: a plan's name, the path of a known tool, or a name that no plan has.
 *
 * @param path relative to the root, with `/`
 * @param given the folder that the user asked for, relative to the root; its own name excludes nothing
 */
export function scorePath(path: string, given = ''): PathScore {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const stem = name.replace(/\.[^.]*$/, '');
  const words = wordsOf(stem);
  const dialect = dialectPaths.find(([pattern]) => pattern.test(path))?.[1];
  const identity = identityOfName(words);
  const terms: ScoreTerm[] = [];
  if (dialect !== undefined) terms.push({ points: 3, reason: `path is ${dialect}` });
  if (identity !== undefined) terms.push({ points: 2, reason: `file name says "${identity}"` });
  const kept = dialect === undefined ? planFolder.exec(path)?.[1] : undefined;
  if (kept !== undefined) terms.push({ points: 1, reason: `in a folder named ${kept}` });
  const excluded =
    excludedByName(name, stem, words) ??
    folderIn(path, given, (part) => archives.test(part) || (dialect === undefined && excludedFolders.has(part)));
  const record = recordIn(words);
  return {
    score: terms.reduce((sum, term) => sum + term.points, 0),
    terms,
    identified: terms.length > 0,
    ...(record !== undefined && { record }),
    ...(excluded !== undefined && { excluded }),
  };
}

function excludedByName(name: string, stem: string, words: readonly string[]): string | undefined {
  if (name.startsWith('._')) return 'a shadow file of macOS (._)';
  const lower = stem.toLowerCase();
  const cut = /^([a-z]+)[-_.]([a-z_.-]+)$/.exec(lower);
  const bare = cut && language.test(cut[2] ?? '') ? (cut[1] ?? lower) : lower;
  if (excludedNames.has(bare) || namesNoPlan.has(words[0] ?? '')) return `named ${name}`;
  const last = words.at(-1);
  if (last === 'template' || last === 'templates') return 'a template';
  const rest = words.slice(1);
  return words[0] === 'template' && rest.length === 1 && identityOfName(rest) !== undefined ? 'a template' : undefined;
}

function folderIn(path: string, given: string, isExcluded: (part: string) => boolean): string | undefined {
  const inside = given !== '' && path.startsWith(`${given}/`) ? path.slice(given.length + 1) : path;
  const folder = inside
    .split('/')
    .slice(0, -1)
    .find((part) => isExcluded(part.toLowerCase()));
  return folder === undefined ? undefined : `in a folder named ${folder}`;
}

/** A trailing date, number or version ("plan-v2", "plan-2025-10-01") does not hide how a name ends. */
function recordIn(words: readonly string[]): string | undefined {
  // What one session leaves to the next is no record, whatever it calls itself: "next session guide", "handoff summary".
  if (` ${words.join(' ')}`.includes(' next session')) return undefined;
  const last = words.findLast((word) => !/^(?:\d+|v|final|draft)$/.test(word));
  return last !== undefined && planEndings.has(last) ? undefined : words.find((word) => recordWords.has(word));
}
