#!/usr/bin/env node
import { harbourIds, heightAt } from './tide.mjs';
import { windows } from './gate.mjs';

const usage = `tidebell harbours
tidebell height HARBOUR [TIME]
tidebell windows HARBOUR DRAUGHT [TIME]

TIME is ISO 8601 and defaults to now; DRAUGHT is in metres.
`;

function instantOf(text) {
  const instant = text === undefined ? Date.now() : Date.parse(text);
  if (Number.isNaN(instant)) throw new RangeError(`Not a time: "${text}".`);
  return instant;
}

const clock = (instant) => new Date(instant).toISOString().slice(0, 16).replace('T', ' ');

function run([command, id, ...rest]) {
  if (command === 'harbours') return harbourIds().join('\n');
  if (command === 'height') return `${heightAt(id ?? '', instantOf(rest[0])).toFixed(2)} m`;
  if (command === 'windows') {
    const draught = Number(rest[0]);
    if (!(draught > 0 && draught < 20)) throw new RangeError('A draught in metres is needed.');
    const found = windows(id ?? '', draught, instantOf(rest[1]), 24);
    if (found.length === 0) return 'No window in the next 24 hours.';
    return found.map(({ from, to }) => `${clock(from)} to ${clock(to)} UTC`).join('\n');
  }
  throw new RangeError(usage);
}

try {
  process.stdout.write(`${run(process.argv.slice(2))}\n`);
} catch (error) {
  if (!(error instanceof RangeError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
