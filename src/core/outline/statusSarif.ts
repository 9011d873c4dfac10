import type { Problem } from '../model.ts';
import type { Assessment } from '../readiness/assess.ts';

const levels = { error: 'error', warning: 'warning', information: 'note', hint: 'note' } as const;

/**
 * The contradictions and mistakes of plans in SARIF 2.1.0 (OASIS), as code scanning shows them on the lines of a pull
 * request. What the document accepts is there too, suppressed with its reason.
 *
 * @param version of this program
 */
export function statusSarif(all: readonly Assessment[], version: string) {
  const results = all.flatMap(({ plan, problems, accepted }) => [
    ...problems.map((problem) => result(plan.path, problem)),
    ...accepted.map(({ problem, reason }) => ({
      ...result(plan.path, problem),
      suppressions: [{ kind: 'inSource' as const, justification: reason }],
    })),
  ]);
  const codes = Array.from(new Set(results.map(({ ruleId }) => ruleId))).sort();
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Runsheet',
            semanticVersion: version,
            rules: codes.map(rule),
          },
        },
        columnKind: 'utf16CodeUnits',
        results,
      },
    ],
  };
}

/** With both descriptions and a help text: code scanning asks for them. */
function rule(id: string) {
  const description = { text: sentenceOf(id) };
  const help = `Mend the line, or accept it with a reason: <!-- runsheet: accept ${id}: why -->`;
  return { id, name: nameOf(id), shortDescription: description, fullDescription: description, help: { text: help } };
}

function result(path: string, { code, severity, message, line }: Problem) {
  return {
    ruleId: code,
    level: levels[severity],
    message: { text: message },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: path.split('/').map(encodeURIComponent).join('/'), uriBaseId: '%SRCROOT%' },
          region: { startLine: line + 1 },
        },
      },
    ],
  };
}

/** `DeclaredGap` of `declared-gap`. */
function nameOf(code: string): string {
  return code.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function sentenceOf(id: string): string {
  return sentences[id] ?? `A plan has the problem ${id.replaceAll('-', ' ')}.`;
}

/** What a rule says, for those who see it on a pull request and know no plan. */
const sentences: Readonly<Record<string, string>> = {
  'declared-gap': 'A declared percentage is more than 10 points above what is proven.',
  'complete-but-open': 'Something is marked complete over work that is open.',
  'parent-child': 'A box says something else than the boxes below it.',
  'unproven-tick': 'A result is claimed by a sign or word, without box or evidence.',
  'ticked-but-failing': 'A box is ticked, and its check fails.',
  'scores-differ': 'Different numbers are declared for one thing.',
  'ready-but-open': 'A plan is called ready while work of P0 is open.',
  'numbers-differ': 'A number of tests is claimed that the check did not count.',
  'shift-table': 'A shift is given twice, to nobody, or out of range.',
  'marked-future': 'Something is marked complete with a date that lies ahead.',
  'goal-missed': 'A goal was not reached in time.',
  'unknown-dependency': 'A task waits for something that the plan does not have.',
  'dependency-cycle': 'Tasks wait for each other.',
  'duplicate-id': 'Two tasks have one id.',
  'dependency-order': 'A task is done before what it waits for.',
  'unterminated-fence': 'A code fence is never closed.',
  unfilled: 'A placeholder was left in the text.',
  'garbled-text': 'Text was read in a wrong encoding.',
};
