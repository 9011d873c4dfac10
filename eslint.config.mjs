import tseslint from 'typescript-eslint';
import { importX } from 'eslint-plugin-import-x';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';

const parsers = ['unified', 'unified/*', 'remark*', 'mdast*', 'micromark*'];
const nodeLibraries = ['simple-git', 'yaml', 'ignore', 'picomatch', 'jsonc-parser', 'jsonc-parser/*'];
const nodeBuiltins = ['node:*', 'fs', 'path', 'os', 'child_process', 'worker_threads'];

/**
 * What a layer must not import; the table stands in CONTRIBUTING.md.
 * @param {string[]} groups
 * @param {string} why
 */
const without = (groups, why) => ({
  '@typescript-eslint/no-restricted-imports': ['error', { patterns: [{ group: groups, message: why }] }],
});

export default tseslint.config(
  { ignores: ['node_modules', 'dist', 'out', 'samples', 'test/fixtures', '.vscode-test'] },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    plugins: { 'import-x': importX },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    settings: { 'import-x/resolver-next': [createTypeScriptImportResolver({ project: 'tsconfig.json' })] },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      'import-x/no-cycle': 'error',
      'import-x/no-default-export': 'error',
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  {
    files: ['src/core/**/*.ts'],
    rules: {
      ...without(
        ['vscode', ...nodeBuiltins, ...nodeLibraries, ...parsers, '**/node/**', '**/vscode/**', '**/cli/**'],
        'core is pure: text in, values out.',
      ),
      'no-restricted-globals': ['error', 'process', 'console', 'setTimeout', 'setInterval', 'fetch', 'Buffer'],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'MemberExpression[object.name="Date"][property.name="now"]',
          message: 'Time comes in as an argument.',
        },
        { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: 'Time comes in as an argument.' },
        {
          selector: 'MemberExpression[object.name="Math"][property.name="random"]',
          message: 'Randomness comes in as an argument.',
        },
      ],
    },
  },
  {
    files: ['src/core/parse/**/*.ts'],
    rules: without(
      ['vscode', ...nodeBuiltins, ...nodeLibraries, '**/node/**', '**/vscode/**', '**/cli/**'],
      'core/parse is pure; only the markdown libraries may come in.',
    ),
  },
  {
    files: ['src/node/**/*.ts'],
    rules: without(
      ['vscode', ...parsers, '**/src/vscode/**', '**/vscode/*', '**/cli/**'],
      'node knows neither the editor nor the command line.',
    ),
  },
  {
    files: ['src/vscode/**/*.ts'],
    ignores: ['src/vscode/extension.ts'],
    rules: without(
      [...nodeBuiltins, ...nodeLibraries, ...parsers, '**/node/**', '**/cli/**'],
      'vscode reaches node only through what extension.ts hands it.',
    ),
  },
  {
    files: ['src/cli/**/*.ts'],
    rules: without(['vscode', ...nodeLibraries, ...parsers, '**/vscode/**'], 'the command line knows core and node.'),
  },
  {
    files: ['test/**/*.ts', 'bench/**/*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      'no-console': 'off',
    },
  },
  { files: ['src/cli/**/*.ts'], rules: { 'no-console': 'off' } },
);
