import assert from 'node:assert/strict';
import { Ajv } from 'ajv';
import { statusJunit } from '../../../../src/core/outline/statusJunit.ts';
import { statusMarkdown } from '../../../../src/core/outline/statusMarkdown.ts';
import { statusSarif } from '../../../../src/core/outline/statusSarif.ts';
import { findingsOf, onlyPhase } from '../../../../src/core/readiness/findings.ts';
import { assessed } from '../readiness/golden.ts';

const text = `**Status**: 90% done

## Phase 1: Dig

- [x] Mark <here> & "there"
- [ ] Dig

### Exit Criteria

- [x] Deep: \`make deep\`
- [ ] Dry: \`make dry\`
- [ ] Round

## Phase 2: Fill ✅ <!-- runsheet: accept complete-but-open: the rest moved -->

- [ ] Fill
`;
const all = [
  assessed(text, {
    'Deep: make deep': { outcome: 'fail', exitCode: 2 },
    'Dry: make dry': { fingerprint: 'before' },
  }),
];

const object = (required: readonly string[], properties: Readonly<Record<string, unknown>>) => ({
  type: 'object',
  required,
  properties,
  additionalProperties: false,
});
const list = (items: unknown) => ({ type: 'array', items });
const some = { type: 'string', minLength: 1 };
const said = object(['text'], { text: { type: 'string', minLength: 1, maxLength: 1000 } });
const place = object(['artifactLocation', 'region'], {
  // Relative, each part escaped (RFC 3986): it begins neither with a slash nor with a scheme.
  artifactLocation: object(['uri', 'uriBaseId'], {
    uri: { type: 'string', pattern: "^(?!/)(?:[A-Za-z0-9._~!*'()/-]|%[0-9A-F]{2})+$" },
    uriBaseId: { const: '%SRCROOT%' },
  }),
  region: object(['startLine'], { startLine: { type: 'integer', minimum: 1 } }),
});

/**
 * What SARIF 2.1.0 says of the properties that are written (3.13 sarifLog, 3.14 run, 3.19 toolComponent, 3.27 result,
 * 3.29 physicalLocation, 3.30 region, 3.35 suppression, 3.49 reportingDescriptor), and which of them code scanning needs.
 */
const sarifRules = object(['$schema', 'version', 'runs'], {
  $schema: { type: 'string', pattern: '^https://' },
  version: { const: '2.1.0' },
  runs: list(
    object(['tool', 'results'], {
      tool: object(['driver'], {
        driver: object(['name', 'semanticVersion', 'rules'], {
          name: some,
          semanticVersion: { type: 'string', pattern: '^\\d+\\.\\d+\\.\\d+' },
          rules: {
            ...list(
              object(['id', 'shortDescription', 'fullDescription', 'help'], {
                id: { type: 'string', pattern: '^[a-z]+(?:-[a-z]+)*$' },
                name: { type: 'string', pattern: '^[A-Z][A-Za-z]*$' },
                ...{ shortDescription: said, fullDescription: said, help: said },
              }),
            ),
            uniqueItems: true,
          },
        }),
      }),
      columnKind: { enum: ['utf16CodeUnits', 'unicodeCodePoints'] },
      results: list(
        object(['ruleId', 'level', 'message', 'locations'], {
          ruleId: some,
          level: { enum: ['none', 'note', 'warning', 'error'] },
          message: said,
          locations: { ...list(object(['physicalLocation'], { physicalLocation: place })), minItems: 1 },
          suppressions: list(
            object(['kind'], { kind: { enum: ['inSource', 'external'] }, justification: { type: 'string' } }),
          ),
        }),
      ),
    }),
  ),
});

describe('The status for other programs', () => {
  it('SARIF: each contradiction on its line, what is accepted suppressed with its reason', () => {
    const [run] = statusSarif(all, '1.2.3').runs;
    assert.ok(run);
    assert.deepEqual(
      run.results.map(({ ruleId, level, locations: [place], ...rest }) => [
        ruleId,
        level,
        place?.physicalLocation.artifactLocation.uri,
        place?.physicalLocation.region.startLine,
        JSON.stringify(rest).includes('"justification":"the rest moved"'),
      ]),
      [
        ['declared-gap', 'warning', 'docs/plan.md', 3, false],
        ['ticked-but-failing', 'error', 'docs/plan.md', 12, false],
        ['complete-but-open', 'error', 'docs/plan.md', 16, true],
      ],
    );
  });

  it('SARIF: every rule that a result names is described, and the version is that of the program', () => {
    const sarif = statusSarif(all, '1.2.3');
    const { driver } = sarif.runs[0]?.tool ?? {};
    assert.equal(sarif.version, '2.1.0');
    assert.equal(driver?.semanticVersion, '1.2.3');
    const rules = new Set(driver.rules.map(({ id }) => id));
    for (const { ruleId } of sarif.runs[0]?.results ?? []) assert.ok(rules.has(ruleId), ruleId);
    for (const { shortDescription } of driver.rules) assert.ok(shortDescription.text.endsWith('.'));
  });

  it('SARIF: it is what the standard and code scanning ask for, with and without results, whatever the path', () => {
    const isSarif = new Ajv({ strict: true, strictRequired: false, strictTypes: false }).compile(sarifRules);
    const odd = assessed('**Status**: 90% done\n\n- [ ] Dig\n');
    const elsewhere = { ...odd, plan: { ...odd.plan, path: 'a b/100% é: #1?.md' } };
    for (const each of [all, [], [elsewhere]])
      assert.ok(isSarif(JSON.parse(JSON.stringify(statusSarif(each, '1.2.3')))), JSON.stringify(isSarif.errors));
    const [first] = statusSarif([elsewhere], '1.2.3').runs[0]?.results ?? [];
    const uri = first?.locations[0]?.physicalLocation.artifactLocation.uri;
    assert.equal(uri, 'a%20b/100%25%20%C3%A9%3A%20%231%3F.md');
    assert.ok(!isSarif({ version: '2.1.0', runs: [{ tool: { driver: {} } }] }));
  });

  it('JUnit: a gate is a suite, a failed criterion a failure, an unproven one skipped with the reason', () => {
    const xml = statusJunit(all);
    assert.match(xml, /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<testsuites name="runsheet">/);
    assert.match(
      xml,
      /<testsuite name="docs\/plan\.md: Phase 1: Dig · Exit Criteria" tests="3" failures="1" errors="0" skipped="2">/,
    );
    assert.match(xml, /name="Deep: make deep".*line="12" time="1\.000"><failure message="its check ended with 2"\/>/);
    assert.match(xml, /name="Dry: make dry".*<skipped message="stale: files changed since"\/>/);
    assert.match(xml, /name="Round".*<skipped message="none: nothing was checked"\/>/);
    assert.match(xml, /<testcase name="declared-gap, line 3" classname="contradictions"/);
  });

  it('JUnit: tags are balanced whatever the text, and nothing stands in it that XML cannot hold', () => {
    const xml = statusJunit([assessed('## Exit Criteria\n\n- [ ] <b>"A" & \u0001 \ud800 B</testcase>\n', {})]);
    for (const tag of ['testsuites', 'testsuite', 'testcase'])
      assert.equal(
        xml.split(`<${tag} `).length - 1,
        xml.split(`</${tag}>`).length - 1 + xml.split(new RegExp(`<${tag} [^>]*/>`)).length - 1,
        tag,
      );
    assert.ok(!/[\u0000-\u0009\u000b-\u001f\ufffe\uffff]/.test(xml));
    assert.ok(!/[\ud800-\udfff]/u.test(xml));
    assert.ok(!/&(?!amp;|lt;|gt;|quot;)/.test(xml));
  });

  it('markdown: the verdict with the numbers, a row for each phase, reasons and contradictions with links', () => {
    const markdown = statusMarkdown(all);
    assert.match(markdown, /^## NO-GO: 16% proven, up to 50% possible\n/);
    assert.match(markdown, /\| Phase 1: Dig \| 20% \| 60% \| NO-GO \|/);
    assert.match(markdown, /- \*\*blocks\*\* \[docs\/plan\.md:12\]\(docs\/plan\.md#L12\): "Deep: make deep" fails/);
    assert.match(markdown, /- warning `declared-gap` \[docs\/plan\.md:3\]/);
    assert.match(markdown, /### Accepted\n\n- `complete-but-open` .*the rest moved/);
  });
});

describe('What a check of the status finds', () => {
  it('less than what is asked for', () => {
    assert.deepEqual(findingsOf(all, { min: 16, failOn: [] }), []);
    assert.deepEqual(findingsOf(all, { min: 17, failOn: [] }), ['16% is proven, 17% is asked for.']);
    assert.deepEqual(findingsOf([], { min: 0, failOn: [] }), ['Nothing counts, and 0% is asked for.']);
  });

  it('contradictions that are not accepted, evidence that does not hold any more, a verdict that is no GO', () => {
    assert.equal(findingsOf(all, { failOn: ['contradiction'] })[0], '2 contradictions or mistakes stand in the plans.');
    assert.equal(findingsOf(all, { failOn: ['stale'] })[0], 'The evidence of 1 criterion does not hold any more.');
    assert.equal(findingsOf(all, { failOn: ['no-go'] })[0], 'The verdict is NO-GO.');
    assert.deepEqual(findingsOf([assessed('- [x] Dig\n')], { failOn: ['contradiction', 'stale', 'no-go'] }), []);
  });

  it('of one phase only, by its number, its name or a part of its title', () => {
    for (const name of ['2', 'phase 2', 'fill']) {
      const [one] = onlyPhase(all, name);
      assert.deepEqual(
        one?.verdict.phases.map(({ phase }) => phase.title),
        ['Fill'],
        name,
      );
      assert.deepEqual(one.problems, []);
      assert.deepEqual(findingsOf(onlyPhase(all, name), { min: 1, failOn: [] }), ['0% is proven, 1% is asked for.']);
    }
    assert.deepEqual(onlyPhase(all, '3'), []);
  });

  it('of one phase only, and not of what stands above the phases and has the title of the plan', () => {
    const plan = assessed('- [ ] Ask\n\n## Phase 1: Dig\n\n- [x] a\n\n## Phase 2: The plan of the pond\n\n- [x] b\n');
    const [one] = onlyPhase([plan], 'plan');
    assert.deepEqual(
      one?.verdict.phases.map(({ phase }) => phase.key === ''),
      [false],
    );
  });
});
