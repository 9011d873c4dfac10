import type { Problem } from '../model.ts';
import type { Assessment } from '../readiness/assess.ts';
import { counted } from '../readiness/overall.ts';
import type { JudgedCriterion } from '../readiness/readiness.ts';

/**
 * The criteria of plans as JUnit XML: a suite for each gate, a test for each criterion. One that fails has failed, one
 * that is not proven is skipped with the reason; errors and warnings of a plan are a suite of their own.
 */
export function statusJunit(all: readonly Assessment[]): string {
  const suites = counted(all).flatMap(({ plan, readiness, problems }) => {
    const gates = new Map<JudgedCriterion['gate'], JudgedCriterion[]>();
    for (const one of readiness.criteria) gates.set(one.gate, [...(gates.get(one.gate) ?? []), one]);
    const found = problems.filter(({ severity }) => severity === 'error' || severity === 'warning');
    return [
      ...Array.from(gates, ([gate, own]) =>
        suite(
          `${plan.path}: ${gate.title}`,
          own.map((one) => criterionCase(plan.path, one)),
        ),
      ),
      ...(found.length > 0
        ? [
            suite(
              `${plan.path}: contradictions`,
              found.map((one) => problemCase(plan.path, one)),
            ),
          ]
        : []),
    ];
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="runsheet">\n${suites.join('')}</testsuites>\n`;
}

interface Case {
  readonly xml: string;
  readonly outcome: 'passed' | 'failed' | 'skipped';
}

function suite(name: string, cases: readonly Case[]): string {
  const count = (outcome: Case['outcome']): number => cases.filter((one) => one.outcome === outcome).length;
  const numbers = `tests="${cases.length}" failures="${count('failed')}" errors="0" skipped="${count('skipped')}"`;
  return `  <testsuite name="${escapeXml(name)}" ${numbers}>\n${cases.map(({ xml }) => xml).join('')}  </testsuite>\n`;
}

function criterionCase(path: string, { criterion, gate, state }: JudgedCriterion): Case {
  const seconds = state.evidence ? ` time="${(state.evidence.durationMs / 1000).toFixed(3)}"` : '';
  const open = `    <testcase name="${escapeXml(criterion.title)}" classname="${escapeXml(gate.title)}" file="${escapeXml(path)}" line="${criterion.line + 1}"${seconds}`;
  if (state.state === 'pass') return { xml: `${open}/>\n`, outcome: 'passed' };
  const message = escapeXml(state.reason);
  return state.state === 'fail'
    ? { xml: `${open}><failure message="${message}"/></testcase>\n`, outcome: 'failed' }
    : { xml: `${open}><skipped message="${escapeXml(state.state)}: ${message}"/></testcase>\n`, outcome: 'skipped' };
}

function problemCase(path: string, { code, message, line, severity }: Problem): Case {
  const place = `file="${escapeXml(path)}" line="${line + 1}"`;
  const failure = `<failure type="${escapeXml(severity)}" message="${escapeXml(message)}"/>`;
  const xml = `    <testcase name="${escapeXml(code)}, line ${line + 1}" classname="contradictions" ${place}>${failure}</testcase>\n`;
  return { xml, outcome: 'failed' };
}

/** Without the characters that XML 1.0 cannot hold, escaped or not. */
function escapeXml(text: string): string {
  const named: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text
    .replace(/[\u0000-\u001f\u007f-\u009f\ufffe\uffff]+/g, ' ')
    .replace(/[\ud800-\udfff]/gu, '\ufffd')
    .replace(/[&<>"]/g, (sign) => named[sign] ?? sign);
}
