import assert from 'node:assert/strict';
import path from 'node:path';
import { ESLint, type Linter } from 'eslint';
import tseslint from 'typescript-eslint';

/** Lints one line as if it stood in `file`, with the restrictions that the real configuration has for that file. */
async function messagesOf(file: string, code: string): Promise<readonly string[]> {
  const real = new ESLint({ cwd: process.cwd() });
  const config = (await real.calculateConfigForFile(path.join(process.cwd(), file))) as Linter.Config;
  const names = [
    '@typescript-eslint/no-restricted-imports',
    'no-restricted-globals',
    'no-restricted-syntax',
    'no-console',
  ];
  // The rules that need types are left out: they would need the line to be a file of the project.
  const linter = new ESLint({
    cwd: process.cwd(),
    overrideConfigFile: true,
    overrideConfig: [
      {
        files: ['**/*.ts'],
        languageOptions: { parser: tseslint.parser },
        plugins: { '@typescript-eslint': tseslint.plugin },
        rules: Object.fromEntries(
          names.flatMap((name) => {
            const rule = config.rules?.[name];
            return rule === undefined ? [] : [[name, rule]];
          }),
        ),
      },
    ],
  });
  const [result] = await linter.lintText(code, { filePath: file });
  return (result?.messages ?? []).map((message) => message.ruleId ?? message.message);
}

const imports = '@typescript-eslint/no-restricted-imports';

describe('the layers', function () {
  // The linter starts once for all of them.
  this.timeout(60_000);
  for (const [file, code, rule] of [
    ['src/core/model.ts', "import 'vscode';", imports],
    ['src/core/model.ts', "import 'node:fs';", imports],
    ['src/core/model.ts', "import '../node/root.ts';", imports],
    ['src/core/model.ts', "import 'unified';", imports],
    ['src/core/model.ts', 'Date.now();', 'no-restricted-syntax'],
    ['src/core/model.ts', 'console.log(1);', 'no-console'],
    ['src/core/parse/parsePlan.ts', "import 'simple-git';", imports],
    ['src/node/root.ts', "import 'vscode';", imports],
    ['src/node/root.ts', "import '../cli/main.ts';", imports],
    ['src/vscode/statusBar.ts', "import '../node/root.ts';", imports],
    ['src/vscode/statusBar.ts', "import 'node:fs';", imports],
    ['src/cli/main.ts', "import '../vscode/contributions.ts';", imports],
  ] as const) {
    it(`refuse ${code} in ${file}`, async () => {
      assert.ok((await messagesOf(file, code)).includes(rule));
    });
  }

  for (const [file, code] of [
    ['src/core/parse/parsePlan.ts', "import 'unified';"],
    ['src/node/root.ts', "import 'node:fs';"],
    ['src/vscode/extension.ts', "import '../node/root.ts';"],
    ['src/cli/main.ts', "import '../node/root.ts';"],
  ] as const) {
    it(`allow ${code} in ${file}`, async () => {
      assert.deepEqual(await messagesOf(file, code), []);
    });
  }
});
