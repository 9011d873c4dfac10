import assert from 'node:assert/strict';
import { readFileReferences } from '../../../../src/core/fields/fileReferences.ts';

const written = (text: string) =>
  readFileReferences(text).map(({ path, lines }) => (lines.length > 0 ? `${path} ${lines.join(' ')}` : path));

describe('a file that a plan names', () => {
  const texts: readonly (readonly [text: string, ...files: string[]])[] = [
    ['fix the TODO at approval_service.go:75', 'approval_service.go 75'],
    ['version from config (health.go:44,86)', 'health.go 44 86'],
    ['# File: monitoring/observer.py', 'monitoring/observer.py'],
    ['// internal/auth/jwt.go', 'internal/auth/jwt.go'],
    ['Worker (`cmd/worker/main.go`)', 'cmd/worker/main.go'],
    ['see src/a.ts#L10-L20 and b.ts:12:5', 'src/a.ts 10', 'b.ts 12'],
    ['Update package.json, README.md.', 'package.json', 'README.md'],
    ['.github/workflows/ci.yml and .gitignore', '.github/workflows/ci.yml', '.gitignore'],
    ['./scripts/status-check.sh ../k6/x.js', './scripts/status-check.sh', '../k6/x.js'],
    ['Create `Dockerfile`', 'Dockerfile'],
    ['a.ts and a.ts again', 'a.ts'],
    ['https://x.org/a.js http://localhost:3000/b.html'],
    ['Node.js, Next.js and Vue.js, e.g. i.e. etc.'],
    ['v1.2.3, 2025/10/10, 10/19, 95%+, 404'],
    ['Replace console.log in scripts/*.sh and **/*.ts'],
    ['smtp.example.com api.example.com/docs.html team@example.com'],
    ['.agent-handoffs/SHIFT_<PREVIOUS>_HANDOFF.md'],
    ['actions/checkout@v3 and @sentry/node'],
    [''],
  ];
  for (const [text, ...files] of texts) {
    it(`"${text}": ${files.join(', ') || 'none'}`, () => assert.deepEqual(written(text), files));
  }
});
