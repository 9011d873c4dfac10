/**
 * Puts bundles into one file. Whoever else needs one of them gets it from there; a part is set up when it is first asked for,
 * as a file of its own would be. To find, open and read thirty small files takes longer than what `runsheet run` does with
 * them, and in the package each costs its name twice and is compressed alone.
 */
const required = /\brequire\("\.\/(part-\w+)\.js"\)/g;
/** An import that waits until it is needed: a call of what esbuild makes of `require`. */
const waiting = /\(0,\s*[\w$.]+\)\("\.\/([\w-]+)\.js"\)/g;

/**
 * @typedef {{ readonly code: string, readonly map: string }} Bundle CommonJS, with its source map
 *
 * @param {ReadonlyMap<string, Bundle>} bundles by name, without `.js`
 * @param {readonly string[]} starts names of bundles
 * @returns {Set<string>} these and the parts that they load at once
 */
export function withParts(bundles, starts) {
  const found = new Set(starts);
  for (const at of found) for (const [, part = ''] of (bundles.get(at)?.code ?? '').matchAll(required)) found.add(part);
  return found;
}

/**
 * @param {ReadonlyMap<string, Bundle>} bundles by name, without `.js`
 * @param {string} name of the new file
 * @param {ReadonlySet<string>} packed names of the bundles that come into it; where `name` is among them, it is what others
 *   see of the file
 * @param {readonly string[]} [exported] by the bundle of that name
 * @returns {Map<string, Bundle>} all bundles, those that were packed as a way into the new one where somebody names them otherwise
 */
export function packParts(bundles, name, packed, exported = []) {
  const named = new Set();
  const result = new Map();
  for (const [file, { code, map }] of bundles) {
    const rest = packed.has(file) ? withPacked(code, packed) : code;
    for (const [, part = ''] of rest.replaceAll(required, '').matchAll(/"\.\/([\w-]+)\.js"/g)) named.add(part);
    if (packed.has(file)) continue;
    const pointed = code.replaceAll(required, (whole, part) =>
      packed.has(part) ? `require("./${name}.js")("${part}")` : whole,
    );
    result.set(file, { code: pointed, map });
  }
  for (const part of named)
    if (packed.has(part) && part !== name)
      result.set(part, {
        code: `module.exports=require("./${name}.js")("${part}");\n`,
        map: '{"version":3,"sources":[],"mappings":""}',
      });
  return result.set(name, packOf(name, exported, packed, bundles));
}

/** Inside of the pack a part is a call. */
const withPacked = (code, packed) =>
  [required, waiting].reduce(
    (text, way) => text.replaceAll(way, (whole, other) => (packed.has(other) ? `part("${other}")` : whole)),
    code,
  );

/** @returns {Bundle} with a source map in sections (ECMA-426), one for each part */
function packOf(name, exported, packed, bundles) {
  const ways = exported.map((each) => `get ${each}(){return part("${name}").${each}}`);
  let code =
    'var made={};module.exports=part;function part(n){var m=made[n];if(!m){made[n]=m={exports:{}};parts[n](m,m.exports)}return m.exports}' +
    `Object.defineProperties(part,Object.getOwnPropertyDescriptors({${ways.join()}}));var parts={\n`;
  const sections = [];
  for (const part of [...packed].sort()) {
    const { code: body = '', map = '{}' } = bundles.get(part) ?? {};
    code += `"${part}":function(module,exports){\n`;
    sections.push({ offset: { line: code.split('\n').length - 1, column: 0 }, map: JSON.parse(map) });
    code += `${withPacked(body, packed)}},\n`;
  }
  return { code: `${code}};\n`, map: JSON.stringify({ version: 3, sections }) };
}
