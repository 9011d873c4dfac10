import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
  commands,
  contextKeys,
  explanationLanguage,
  extensionId,
  internalCommands,
  settings,
  views,
} from '../../src/vscode/contributions.ts';

interface MenuItem {
  /** Absent for a menu in the menu. */
  readonly command?: string;
  readonly submenu?: string;
  readonly when?: string;
}

interface Manifest {
  readonly name: string;
  readonly publisher: string;
  readonly icon: string;
  readonly engines: { readonly vscode: string };
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string; readonly category?: string }[];
    readonly submenus: readonly { readonly id: string; readonly label: string }[];
    readonly menus: Readonly<Record<string, readonly MenuItem[]>>;
    readonly views: Readonly<Record<string, readonly { readonly id: string; readonly icon: string }[]>>;
    readonly viewsContainers: { readonly activitybar: readonly { readonly id: string; readonly icon: string }[] };
    readonly viewsWelcome: readonly { readonly view: string; readonly contents: string; readonly when: string }[];
    readonly languages: readonly { readonly id: string }[];
    readonly configurationDefaults: Readonly<Record<string, unknown>>;
    readonly jsonValidation: readonly { readonly fileMatch: string; readonly url: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, unknown>> };
  };
}

/** The folder of the repository: the nearest one upwards that has the manifest. */
function repository(): string {
  let folder = process.cwd();
  while (!existsSync(path.join(folder, 'package.nls.json'))) folder = path.dirname(folder);
  return folder;
}

describe('the manifest', () => {
  const root = repository();
  const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
  const manifest = JSON.parse(read('package.json')) as Manifest;
  const texts = JSON.parse(read('package.nls.json')) as Readonly<Record<string, string>>;
  const { contributes } = manifest;
  const offered = contributes.commands.map(({ command }) => command);
  const titleOf = (id: string): string => {
    const key = contributes.commands.find(({ command }) => command === id)?.title.slice(1, -1);
    return (key === undefined ? undefined : texts[key]) ?? '';
  };

  it('offers the commands that the code knows by these ids, and keeps internal ones to itself', () => {
    assert.deepEqual([...offered].sort(), Object.values(commands).sort());
    assert.deepEqual(
      offered.filter((id) => (Object.values(internalCommands) as string[]).includes(id)),
      [],
    );
    assert.equal(`${manifest.publisher}.${manifest.name}`, extensionId);
  });

  it('has every command under Runsheet', () => {
    assert.deepEqual(
      contributes.commands.filter(({ category }) => category !== 'Runsheet'),
      [],
    );
  });

  it('has the views and the container that the code knows', () => {
    assert.deepEqual(
      contributes.viewsContainers.activitybar.map(({ id }) => id),
      [views.container],
    );
    assert.deepEqual(
      contributes.views[views.container]?.map(({ id }) => id),
      [views.plans, views.readiness, views.shift],
    );
    assert.deepEqual(
      [...new Set(contributes.viewsWelcome.map(({ view }) => view))],
      [views.plans, views.readiness, views.shift],
    );
  });

  it('has a severity for each problem of plans that the code can find, and for no other', () => {
    const folder = path.join(root, 'src', 'core');
    const found = new Set<string>();
    for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      if (!/^(?:parse|problems|readiness)[\\/].*\.ts$/.test(file)) continue;
      const code = readFileSync(path.join(folder, file), 'utf8');
      for (const [, name = ''] of code.matchAll(/code: '([a-z-]+)',\s{1,20}severity: '/g)) found.add(name);
    }
    const property = contributes.configuration.properties[`${settings.section}.${settings.problemSeverity}`];
    const { propertyNames } = property as { readonly propertyNames: { readonly enum: readonly string[] } };
    assert.ok(found.size > 20);
    assert.deepEqual([...propertyNames.enum].sort(), [...found].sort());
  });

  it('names only commands, views and context keys in menus and welcome texts that exist', () => {
    const items = Object.values(contributes.menus).flat();
    assert.deepEqual(
      items.flatMap(({ command }) => command ?? []).filter((id) => !offered.includes(id)),
      [],
    );
    const submenus = contributes.submenus.map(({ id }) => id);
    assert.deepEqual(
      items.filter(({ command, submenu }) => command === undefined && !submenus.includes(submenu ?? '')),
      [],
    );
    assert.deepEqual(
      submenus.filter((id) => !(id in contributes.menus)),
      [],
    );
    const conditions = [...items.map(({ when }) => when ?? ''), ...contributes.viewsWelcome.map(({ when }) => when)];
    const ours = conditions.flatMap((when) => when.match(/runsheet\.[\w.]+/g) ?? []);
    const known = new Set<string>([...Object.values(views), ...Object.values(contextKeys)]);
    assert.ok(ours.length > 0);
    assert.deepEqual(
      ours.filter((id) => !known.has(id)),
      [],
    );
    const links = Object.values(texts).flatMap((text) =>
      [...text.matchAll(/\(command:(runsheet[\w.]+)\)/g)].map(([, id]) => id),
    );
    assert.deepEqual(
      links.filter((id) => id === undefined || !offered.includes(id)),
      [],
    );
  });

  it('has exactly the settings that the code reads', () => {
    const { section, ...own } = settings;
    const ids = Object.values(own).map((id) => `${section}.${id}`);
    assert.deepEqual(Object.keys(contributes.configuration.properties).sort(), ids.sort());
  });

  it('finds each of its texts in package.nls.json, which has no others', () => {
    const used = [...read('package.json').matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key);
    assert.deepEqual([...new Set(used)].sort(), Object.keys(texts).sort());
  });

  it('has the language of explanations, which wraps', () => {
    assert.ok(contributes.languages.some(({ id }) => id === explanationLanguage));
    assert.ok(`[${explanationLanguage}]` in contributes.configurationDefaults);
  });

  it('names files that exist', () => {
    const icons = [manifest.icon, ...contributes.viewsContainers.activitybar.map(({ icon }) => icon)];
    const schemas = contributes.jsonValidation.map(({ url }) => url);
    assert.equal(schemas.length, 1);
    assert.deepEqual(
      [...icons, ...schemas].filter((file) => !existsSync(path.join(root, file))),
      [],
    );
  });

  it('is reached by no link from outside (vscode://runsheet.runsheet/...), so none can run anything', () => {
    const folder = path.join(root, 'src/vscode');
    const files = readdirSync(folder).filter((file) => file.endsWith('.ts'));
    assert.ok(files.length > 50);
    const handlers = files.filter((file) => /registerUriHandler|\bUriHandler\b/.test(read(`src/vscode/${file}`)));
    assert.deepEqual(handlers, []);
    assert.doesNotMatch(read('package.json'), /"onUri/);
  });

  it('is compiled against the oldest VS Code that it runs on', () => {
    const types = JSON.parse(read('node_modules/@types/vscode/package.json')) as { version: string };
    assert.equal(manifest.engines.vscode, `^${types.version}`);
  });

  it('has an id in no other file of the code than contributions.ts', () => {
    const ids = [...offered, ...Object.values(internalCommands), views.plans, views.shift];
    const repeated = readdirSync(path.join(root, 'src/vscode'))
      .filter((file) => file !== 'contributions.ts')
      .filter((file) => ids.some((id) => read(`src/vscode/${file}`).includes(`'${id}'`)));
    assert.deepEqual(repeated, []);
  });

  it('has the texts of the code in the bundle that translations start from', () => {
    const { status, stderr } = spawnSync(process.execPath, ['scripts/l10n.mjs', '--check'], {
      cwd: root,
      encoding: 'utf8',
    });
    assert.equal(status, 0, stderr);
  });

  it('is explained in README: each command of the palette by its title, each setting by its id', () => {
    const readme = read('README.md');
    const hidden = (contributes.menus['commandPalette'] ?? [])
      .filter(({ when }) => when === 'false')
      .flatMap(({ command }) => command ?? []);
    const palette = offered.filter((id) => !hidden.includes(id)).map(titleOf);
    assert.deepEqual(
      [...palette, ...Object.keys(contributes.configuration.properties)].filter((text) => !readme.includes(text)),
      [],
    );
  });
});
