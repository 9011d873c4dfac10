import { readDate } from '../fields/dates.ts';

const minute = 60_000;
const clock = /(?<![\d:])([01]?\d|2[0-4])[:.]([0-5]\d)(?:[:.]([0-5]\d)(?:\.\d{1,9})?)?(?!\d)/;
/** Behind the time: `Z`, `UTC`, `+02:00`. A number without a zone is UTC, as every time of a shift is. */
const offset = /^\s?(?:(?:UTC|GMT|Z)?\s?([+-])(\d{2}):?(\d{2})\b)/i;

/**
 * The instant that a text names, epoch milliseconds UTC: `2025-09-22T00:02Z`, `2025-09-22 00:02 UTC`,
 * `September 22, 2025, 14:30+02:00`; a date alone is its midnight. Undefined without a date, and for one that does not exist.
 */
export function readInstant(text: string): number | undefined {
  const bounded = text.slice(0, 200);
  // A "T" between date and time is no part of either.
  const date = readDate(bounded.replace(/(\d)T(?=\d)/, '$1 '));
  if (date === undefined) return undefined;
  const midnight = Date.parse(`${date}T00:00:00Z`);
  const time = clock.exec(bounded);
  if (!time) return midnight;
  const [hours, minutes, seconds] = [Number(time[1]), Number(time[2]), Number(time[3] ?? 0)];
  const zone = offset.exec(bounded.slice(time.index + time[0].length));
  const ahead = zone ? (zone[1] === '-' ? -1 : 1) * (Number(zone[2]) * 60 + Number(zone[3])) : 0;
  return midnight + (hours * 60 + minutes - ahead) * minute + seconds * 1000;
}

/** An instant as it stands in documents: `2025-09-22T00:02Z`, rounded down to the minute. */
export function instantText(epochMs: number): string {
  return `${new Date(epochMs).toISOString().slice(0, 16)}Z`;
}

/** The time of day of an instant, UTC: `00:02`. */
export function clockText(epochMs: number): string {
  return new Date(epochMs).toISOString().slice(11, 16);
}

/** A span of time for people: `2 h 15 min`, `40 min`; whole minutes, rounded down. */
export function spanText(spanMs: number): string {
  const minutes = Math.floor(Math.abs(spanMs) / minute);
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60];
  const parts = [days > 0 && `${days} d`, hours > 0 && `${hours} h`, (rest > 0 || minutes === 0) && `${rest} min`];
  return parts
    .filter((part) => part !== false)
    .slice(0, 2)
    .join(' ');
}
