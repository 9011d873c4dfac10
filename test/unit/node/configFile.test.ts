import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { configKeys } from '../../../src/core/config/checkConfig.ts';
import { defaultConfig } from '../../../src/core/config/config.ts';
import { parseConfig, readConfigFile } from '../../../src/node/configFile.ts';
import { withFolderAsync } from './temporaryFolder.ts';

interface Schema {
  readonly properties: Readonly<Record<string, unknown>>;
}
const schema = JSON.parse(readFileSync('schemas/runsheet-config.schema.json', 'utf8')) as Schema;
const ajv = new Ajv({ strict: false });
const isValid = ajv.compile(schema);

/** Each value by itself, and whether it is right. */
const values: readonly (readonly [string, unknown, boolean])[] = [
  ['plans', ['docs/**/*.md'], true],
  ['plans', [], true],
  ['plans', 'docs', false],
  ['plans', [1], false],
  ['plans', [' '], false],
  ['ignore', ['old/', '!old/plan.md'], true],
  ['ignore', {}, false],
  ['handoffs', 'docs/handoffs', true],
  ['handoffs', '/etc', false],
  ['handoffs', 'C:\\x', false],
  ['handoffs', 'a/../../b', false],
  ['handoffs', 'a..b', true],
  ['handoffs', '', false],
  ['folders', { 'docs/**': 'services/api' }, true],
  ['folders', { 'docs/**': '../elsewhere' }, false],
  ['folders', { 'docs/**': '/etc' }, false],
  ['folders', { '': 'a' }, false],
  ['folders', ['a'], false],
  ['marks', { w: 'doing', '✗': 'failed' }, true],
  ['marks', { ww: 'doing' }, false],
  ['marks', { '': 'doing' }, false],
  ['marks', { w: 'unboxed' }, false],
  ['marks', ['w'], false],
  ['roles', { 'House rules': 'recurring' }, true],
  ['roles', { Rules: 'always' }, false],
  ['roles', { ' ': 'work' }, false],
  ['shift', { lengthMinutes: 180, anchor: '2025-09-22T00:00:00Z' }, true],
  ['shift', { anchor: '2025-09-22T00:00:00.5+02:00' }, true],
  ['shift', {}, true],
  ['shift', { lengthMinutes: 0 }, false],
  ['shift', { lengthMinutes: 10081 }, false],
  ['shift', { lengthMinutes: '180' }, false],
  ['shift', { anchor: 'yesterday' }, false],
  ['shift', { anchor: '2025-09-22' }, false],
  ['shift', { anchor: '2025-13-01T00:00:00Z' }, false],
  ['shift', { hours: 3 }, false],
  ['shift', { remote: 'origin', branch: 'team/main', commitEveryMinutes: 60 }, true],
  ['shift', { remote: '--upload-pack=x' }, false],
  ['shift', { remote: 'two words' }, false],
  ['shift', { branch: 'a..b' }, false],
  ['shift', { branch: 'HEAD@{1}' }, false],
  ['shift', { commitEveryMinutes: 0 }, false],
  ['shift', [], false],
  ['suites', [{ name: 'test', command: 'npm test', timeoutMinutes: 10 }], true],
  ['suites', [{ name: 'test' }], false],
  ['suites', [{ name: 'test', command: '' }], false],
  ['suites', [{ name: 'test', command: 'npm test', timeoutMinutes: 1441 }], false],
  ['suites', [{ name: 'test', command: 'npm test', shell: 'sh' }], false],
  ['suites', ['npm test'], false],
  ['services', ['db'], true],
  ['services', 'db', false],
  ['healthUrls', ['http://127.0.0.1:4870/health', 'https://a.example'], true],
  ['healthUrls', ['ftp://a.example'], false],
  ['healthUrls', ['http://'], false],
  ['healthUrls', [null], false],
  ['frontend', 'http://127.0.0.1:3000', true],
  ['frontend', 'localhost:3000', false],
  ['pool', { url: 'http://127.0.0.1:4870/pool', path: 'database.pool' }, true],
  ['pool', { path: 'pool' }, false],
  ['pool', { url: 'http://a.example', path: '' }, false],
  [
    'timeouts',
    { suiteMinutes: 1, gitSeconds: 0.5, hookMinutes: 2, healthSeconds: 3, servicesSeconds: 4, checkMinutes: 5 },
    true,
  ],
  ['timeouts', { gitSeconds: 3601 }, false],
  ['timeouts', { checkMinutes: 0 }, false],
  ['evidence', true, true],
  ['evidence', 'yes', false],
  ['timeouts', { fetchSeconds: 10 }, false],
  ['$schema', './x.json', true],
  ['$schema', 1, false],
  ['toString', 'x', false],
  ['plan', ['x'], false],
];

describe('The configuration file', () => {
  it('the schema has the keys that are read', () => {
    assert.deepEqual(Object.keys(schema.properties).sort(), Array.from(configKeys).sort());
  });

  for (const [key, value, right] of values) {
    it(`${key}: ${JSON.stringify(value)} is ${right ? 'right' : 'wrong'}, for the schema too`, async () => {
      const { problems } = await parseConfig(JSON.stringify({ [key]: value }));
      assert.equal(problems.length === 0, right, JSON.stringify(problems));
      assert.equal(isValid({ [key]: value }), right, ajv.errorsText(isValid.errors));
    });
  }

  it('a date that does not exist is wrong, which a schema cannot tell', async () => {
    assert.equal((await parseConfig('{"shift": {"anchor": "2025-02-30T00:00:00Z"}}')).problems.length, 1);
  });

  it('comments, trailing commas and a byte order mark are fine', async () => {
    const { config, problems } = await parseConfig('\ufeff{\n  // where\n  "plans": ["a.md",],\n}\n');
    assert.deepEqual([config.plans, problems], [['a.md'], []]);
  });

  it('what is not given has its default', async () => {
    assert.deepEqual((await parseConfig('{}')).config, defaultConfig);
  });

  it('an instant comes out as epoch milliseconds', async () => {
    const { config } = await parseConfig('{"shift": {"lengthMinutes": 180, "anchor": "1970-01-01T01:00:00+01:00"}}');
    assert.deepEqual(config.shift, { lengthMinutes: 180, anchorMs: 0 });
  });

  it('a time limit that is given leaves the others as they are', async () => {
    const { config } = await parseConfig('{"timeouts": {"gitSeconds": 5}}');
    assert.deepEqual(config.timeouts, { ...defaultConfig.timeouts, gitSeconds: 5 });
  });

  it('an unknown key is a problem where it stands, and the rest holds', async () => {
    const { config, problems } = await parseConfig('{\n  "plans": ["a.md"],\n    "plan": 1\n}\n');
    assert.deepEqual(problems, [{ line: 3, column: 5, message: 'unknown key "plan"' }]);
    assert.deepEqual(config.plans, ['a.md']);
  });

  it('a wrong value is a problem at its key, and its default applies', async () => {
    const { config, problems } = await parseConfig('{\n  "handoffs": 3,\n  "services": ["db"]\n}\n');
    assert.deepEqual(problems, [{ line: 2, column: 3, message: 'handoffs: must be a text that is not empty' }]);
    assert.deepEqual([config.handoffs, config.services], ['.agent-handoffs', ['db']]);
  });

  it('one wrong item of a list is a problem on its line, the others stay', async () => {
    const { config, problems } = await parseConfig(
      '{\n  "healthUrls": [\n    "http://a.example",\n    "nowhere"\n  ]\n}\n',
    );
    assert.deepEqual([problems[0]?.line, problems[0]?.column, config.healthUrls], [4, 5, ['http://a.example']]);
  });

  for (const [text, line] of [
    ['{\n  "plans": [\n', 3],
    ['{\n  plans: []\n}', 2],
    ['', 1],
    ['[]', 1],
    ['"x"', 1],
    ['null', 1],
  ] as const) {
    it(`${JSON.stringify(text)} is one problem on line ${line}, and the defaults apply`, async () => {
      const { config, problems } = await parseConfig(text);
      assert.deepEqual([problems.length, problems[0]?.line, config], [1, line, defaultConfig]);
    });
  }

  it('a key named __proto__ changes nothing', async () => {
    const { config, problems } = await parseConfig('{"__proto__": {"plans": ["x"]}, "marks": {"__proto__": "done"}}');
    assert.deepEqual([config.plans, Object.keys(config.marks)], [[], []]);
    assert.ok(problems.length > 0);
  });

  it('is read from the root; none is no problem, a folder of that name is one', async () => {
    await withFolderAsync({ '.runsheet.json': '{"services": ["db"]}', 'sub/a.md': '' }, async (folder) => {
      assert.deepEqual((await readConfigFile(folder)).config.services, ['db']);
      assert.deepEqual(await readConfigFile(path.join(folder, 'sub')), { config: defaultConfig, problems: [] });
      mkdirSync(path.join(folder, 'sub', '.runsheet.json'));
      assert.equal((await readConfigFile(path.join(folder, 'sub'))).problems.length, 1);
    });
  });

  it('a link to a device, which may never end, is not read', async function () {
    if (process.platform === 'win32') this.skip();
    await withFolderAsync({}, async (folder) => {
      symlinkSync('/dev/null', path.join(folder, '.runsheet.json'));
      const { config, problems } = await readConfigFile(folder);
      assert.deepEqual(problems, [{ line: 1, column: 1, message: 'is no regular file' }]);
      assert.deepEqual(config, defaultConfig);
    });
  });

  it('a link to the file that several roots share is followed', async () => {
    await withFolderAsync({ 'common.json': '{"plans": ["a.md"]}', 'root/x.md': '' }, async (folder) => {
      symlinkSync('../common.json', path.join(folder, 'root/.runsheet.json'));
      assert.deepEqual((await readConfigFile(path.join(folder, 'root'))).config.plans, ['a.md']);
    });
  });

  it('the one of the sample workspace is right', async () => {
    const { config, problems } = await parseConfig(readFileSync('samples/.runsheet.json', 'utf8'));
    assert.deepEqual(problems, []);
    assert.equal(config.suites.length, 3);
  });
});
