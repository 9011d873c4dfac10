// A small linter: every module parses, no tabs, no blanks at line ends, a newline at the end, no console in src.
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';

const root = new URL('../', import.meta.url);
const findings = [];
let files = 0;

for (const folder of ['src', 'test', 'scripts']) {
  for (const name of readdirSync(new URL(`${folder}/`, root)).filter((file) => file.endsWith('.mjs'))) {
    const file = `${folder}/${name}`;
    const text = readFileSync(new URL(file, root), 'utf8');
    files += 1;
    try {
      execFileSync(process.execPath, ['--check', file], { cwd: root, stdio: 'pipe' });
    } catch (error) {
      findings.push(`${file}: ${String(error.stderr).trim()}`);
    }
    text.split('\n').forEach((line, index) => {
      if (line.includes('\t')) findings.push(`${file}:${index + 1}: tab`);
      if (line !== line.trimEnd()) findings.push(`${file}:${index + 1}: blanks at the end of the line`);
      if (folder === 'src' && line.includes('console.')) findings.push(`${file}:${index + 1}: console`);
    });
    if (!text.endsWith('\n')) findings.push(`${file}: no newline at the end`);
  }
}

process.stdout.write(findings.map((finding) => `${finding}\n`).join(''));
process.stdout.write(`${files} files, ${findings.length} findings\n`);
process.exitCode = findings.length === 0 ? 0 : 1;
