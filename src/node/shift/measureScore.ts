import type { RunsheetConfig } from '../../core/config/config.ts';
import { type MeasuredScore, measureOf } from '../../core/shifts/measurement.ts';
import { readReadiness } from '../handoff/readReadiness.ts';

/** Measures the plans of a root with their evidence; undefined where no plan has anything to be ready. */
export async function measureScore(
  root: string,
  config: RunsheetConfig,
  nowMs: number,
  signal?: AbortSignal,
): Promise<MeasuredScore | undefined> {
  return measureOf((await readReadiness(root, config, nowMs, signal)).readiness);
}
