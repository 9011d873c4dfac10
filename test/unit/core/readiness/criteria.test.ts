import assert from 'node:assert/strict';
import { parsePlan } from '../../../../src/core/parse/parsePlan.ts';
import { findCriteria } from '../../../../src/core/readiness/criteria.ts';
import { expectationText } from '../../../../src/core/readiness/expectation.ts';

function gates(text: string, services: readonly string[] = []) {
  return findCriteria(parsePlan('docs/plan.md', text), { services });
}

/** `KIND TEXT (EXPECTED)` of the check of the one criterion below "Success Criteria". */
function checkOf(criterion: string, services: readonly string[] = []): string {
  const [gate] = gates(`# Plan\n\n## Phase 1\n\n- [ ] Dig\n\n### Success Criteria\n\n${criterion}\n`, services);
  const check = gate?.criteria[0]?.check;
  return check ? `${check.kind} ${check.text} (${expectationText(check.expectation)})` : 'a person';
}

describe('Criteria of a plan', () => {
  it('a checkpoint belongs to its phase, an approval at the end to the phase it names', () => {
    const text =
      '# Plan\n\n## Phase 1: Dig\n\n- [ ] Dig\n\n### Phase 1 Checkpoint\n\n**Success Criteria**:\n- ✅ Dug\n\n' +
      '## Phase 2: Fill\n\n- [ ] Fill\n\n## Approval & Sign-off\n\n**Phase 2 Approval Required**:\n- [ ] Filled\n';
    assert.deepEqual(
      gates(text).map(({ title, phaseKey, criteria }) => [title, phaseKey, criteria.map(({ boxed }) => boxed)]),
      [
        ['Phase 1: Checkpoint · Success Criteria', 'phase-1', [false]],
        ['Approval & Sign-off · Phase 2 Approval Required', 'phase-2', [true]],
      ],
    );
  });

  it('launch criteria decide about the whole plan', () => {
    const text = '# Plan\n\n## Phase 1\n\n- [ ] Dig\n\n## Phase 2\n\n- [ ] Fill\n\n## Launch Criteria\n\n- [ ] Dry\n';
    assert.deepEqual(
      gates(text).map(({ phaseKey }) => phaseKey),
      [undefined],
    );
  });

  it('a command in the text or below it is the check', () => {
    assert.equal(checkOf('- [ ] Tests pass: `npm test`'), 'command npm test (exit=0)');
    assert.equal(checkOf('- [ ] Types hold\n\n  ```sh\n  npx tsc\n  ```'), 'command npx tsc (exit=0)');
    assert.equal(checkOf('- [ ] Lint clean\n  Verify: npm run lint'), 'command npm run lint (exit=0)');
    assert.equal(checkOf('- [ ] 1.1 Tidy — verify: npm run tidy'), 'command npm run tidy (exit=0)');
  });

  it('what a person has to look at is no command', () => {
    assert.equal(checkOf('- [ ] Team trained'), 'a person');
    assert.equal(checkOf('- [ ] Pages work\n  Verify: the page loads in a browser'), 'a person');
    assert.equal(checkOf('- [ ] Builds: `npm ci` and `npm test`'), 'a person');
    assert.equal(checkOf('- [ ] Tests pass: `npm test` <!-- runsheet: check=person -->'), 'a person');
  });

  it('a comment says the check', () => {
    assert.equal(checkOf('- [ ] No mocks <!-- runsheet: check=make mocks -->'), 'command make mocks (exit=0)');
    assert.equal(checkOf('- [ ] Up\n  <!-- runsheet: check=service:db -->'), 'service db (exit=0)');
    assert.equal(checkOf('- [ ] Up <!-- runsheet: check=https://x.test/a -->'), 'url https://x.test/a (exit=0)');
  });

  it('an address in a text about health, a file that exists, a service that is known', () => {
    assert.equal(checkOf('- [ ] http://localhost:3000/health responds.'), 'url http://localhost:3000/health (exit=0)');
    assert.equal(checkOf('- [ ] Design follows https://x.test/guide'), 'a person');
    assert.equal(checkOf('- [ ] `docs/RUNBOOK.md` exists'), 'file docs/RUNBOOK.md (exit=0)');
    assert.equal(checkOf('- [ ] `docs/RUNBOOK.md` reads well'), 'a person');
    assert.equal(checkOf('- [ ] Redis is running', ['redis']), 'service redis (exit=0)');
    assert.equal(checkOf('- [ ] Redis is running'), 'a person');
  });

  it('what is expected stands in a comment of the command or of the plan', () => {
    const block = (comment: string): string =>
      checkOf(`- [ ] Node\n\n  \`\`\`sh\n  node --version ${comment}\n  \`\`\``);
    assert.match(block('# Should be 18+'), /\(>= 18\)$/);
    assert.match(block('# Expected: no output'), /\(silent\)$/);
    assert.match(block('# prints the version'), /\(exit=0\)$/);
    assert.match(checkOf('- [ ] Fails: `npm test` <!-- runsheet: expect exit=1 -->'), /\(exit=1\)$/);
    assert.match(checkOf('- [ ] Small: `wc -l x` <!-- runsheet: expect <= 300 -->'), /\(<= 300\)$/);
  });

  it('of grep and diff somebody has to say which end is good, unless the plan does', () => {
    assert.match(checkOf('- [ ] No mocks: `grep -r mock src/`'), /\(ask\)$/);
    assert.match(checkOf('- [ ] No mocks <!-- runsheet: check=! grep -r mock src/ -->'), /\(exit=0\)$/);
    assert.match(checkOf('- [ ] No mocks: `grep -r mock src/` <!-- runsheet: expect silent -->'), /\(silent\)$/);
  });

  it('inputs of a gate hold for its criteria, unless they have their own', () => {
    const text =
      '# Plan\n\n## Phase 1\n\n- [ ] Dig\n\n### Exit Criteria\n\n<!-- runsheet: inputs=src/**, test/** -->\n\n' +
      '- [ ] Dug: `make dug`\n- [ ] Dry: `make dry` <!-- runsheet: inputs=docs/** -->\n';
    assert.deepEqual(
      gates(text)[0]?.criteria.map(({ inputs }) => inputs),
      [['src/**', 'test/**'], ['docs/**']],
    );
  });

  it('a comment does not change the identity of a criterion, another command changes its hash', () => {
    const one = (text: string) =>
      gates(`# Plan\n\n## Phase 1\n\n- [ ] Dig\n\n### Gate Criteria\n\n${text}\n`)[0]?.criteria[0];
    const [plain, noted, other] = [
      one('- [ ] Dug: `make dug`'),
      one('- [ ] Dug: `make dug` <!-- runsheet: inputs=src/** -->'),
      one('- [ ] Dug <!-- runsheet: check=make deeper -->'),
    ];
    assert.equal(noted?.key, plain?.key);
    assert.equal(noted?.hash, plain?.hash);
    assert.notEqual(other?.hash, plain?.hash);
  });

  it('not applicable needs a reason', () => {
    const text = '# Plan\n\n## Phase 1\n\n- [ ] Dig\n\n### Gate Criteria\n\n';
    const reason = (comment: string) =>
      gates(`${text}- [ ] Dug <!-- runsheet: ${comment} -->\n`)[0]?.criteria[0]?.notApplicable;
    assert.equal(reason('not-applicable: no pond this year'), 'no pond this year');
    assert.equal(reason('not-applicable'), undefined);
  });
});
