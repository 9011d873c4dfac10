import type { ReadOptions } from '../config/config.ts';
import type { Plan } from '../model.ts';
import { PlanReading } from './planReading.ts';

/**
 * Reads a document as a plan. Never throws, whatever the text.
 *
 * @param path relative to the root, with `/`; decides the dialect and the kind together with the text
 * @param text as the editor holds it; a byte order mark, which the editor does not show, is passed over
 * @param options what the configuration of the root says: its marks beat the legend of the document, its labels the
 * built-in ones
 */
export function parsePlan(path: string, text: string, options: ReadOptions = {}): Plan {
  return new PlanReading(path, text, options, false).plan;
}
