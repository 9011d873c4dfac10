import assert from 'node:assert/strict';
import { parsePlan } from '../../../../src/core/parse/parsePlan.ts';
import { missingFiles, namedPaths } from '../../../../src/core/problems/missingFiles.ts';

const text =
  '# Plan\n\n- [ ] Mend `src/tide.ts:12` and `src/gone.ts:75`\n- [ ] Write `src/new.ts`\n- [ ] Look at gone.go:4\n';

describe('files that are not there', () => {
  const plan = parsePlan('PLAN.md', text);
  const lines = text.split('\n');
  const missing = (...paths: readonly string[]) => missingFiles(plan, new Set(paths), (line) => lines[line]);

  it('are looked up by the paths that the plan names', () => {
    assert.deepEqual(namedPaths(plan), ['src/tide.ts', 'src/gone.ts', 'src/new.ts']);
    assert.deepEqual(namedPaths(parsePlan('PLAN.md', '# Plan\n\n- [ ] Write `src/new.ts`\n')), []);
  });

  it('are pointed out where the plan names a line of them, not where it is about to make them', () => {
    const problems = missing('src/gone.ts', 'src/new.ts');
    assert.deepEqual(
      problems.map(({ code, severity, line, column, endColumn }) => ({ code, severity, line, column, endColumn })),
      [{ code: 'missing-file', severity: 'hint', line: 2, column: 33, endColumn: 47 }],
    );
    assert.match(problems[0]?.message ?? '', /There is no file src\/gone\.ts/);
  });

  it('say nothing in a plan about another repository, of which no file is there', () => {
    assert.deepEqual(missing('src/tide.ts', 'src/gone.ts', 'src/new.ts'), []);
  });
});
