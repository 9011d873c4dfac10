import { readFileSync } from 'node:fs';

const epoch = Date.UTC(2000, 0, 1);
const harbours = JSON.parse(readFileSync(new URL('../data/harbours.json', import.meta.url), 'utf8'));

/** Ids of the harbours Tidebell knows, sorted. */
export function harbourIds() {
  return Object.keys(harbours).sort();
}

/** The harbour with this id; a RangeError names the known ones. */
export function harbour(id) {
  if (!Object.hasOwn(harbours, id)) {
    throw new RangeError(`No harbour "${id}". Known: ${harbourIds().join(', ')}.`);
  }
  return harbours[id];
}

/** Height of the water over chart datum in metres at an instant in epoch milliseconds. */
export function heightAt(id, instant) {
  const place = harbour(id);
  const hours = (instant - epoch) / 3_600_000;
  return place.constituents.reduce(
    (sum, part) => sum + part.amplitude * Math.cos(((part.speed * hours - part.phase) * Math.PI) / 180),
    place.meanMetres,
  );
}
