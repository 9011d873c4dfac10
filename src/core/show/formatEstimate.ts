import type { Estimate } from '../model.ts';

const dayMinutes = 8 * 60;

/** An estimate in short: `30m`, `2h`, `1h 30m`, `3d` (of eight hours), `2h-4h`. */
export function formatEstimate({ minutes, maxMinutes }: Estimate): string {
  return maxMinutes === undefined || maxMinutes === minutes
    ? formatMinutes(minutes)
    : `${formatMinutes(minutes)}-${formatMinutes(maxMinutes)}`;
}

function formatMinutes(minutes: number): string {
  if (minutes >= dayMinutes && minutes % (dayMinutes / 2) === 0) return `${minutes / dayMinutes}d`;
  const hours = Math.floor(minutes / 60);
  const rest = Math.round(minutes % 60);
  return [hours > 0 ? `${hours}h` : '', rest > 0 || hours === 0 ? `${rest}m` : ''].filter(Boolean).join(' ');
}
