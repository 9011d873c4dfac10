import { scanFacts } from '../core/detect/scanFacts.ts';
import { type PlanScore, scorePlan } from '../core/detect/scorePlan.ts';
import { readConfigFile } from './configFile.ts';
import { scoreFile } from './explainFile.ts';

/** What the editor loads when it is asked about a file or a configuration, or writes a file, see scripts/build.mjs. */
export { parseConfig } from './configFile.ts';
export { editConfig } from './editConfig.ts';
export { editFile, fileOnDisk } from './editFile.ts';
export { stampOfText } from './index/readStamp.ts';

/** Why a file of a workspace folder is a plan or none, by the text it has in the editor. */
export async function scoreWorkspaceFile(
  folder: string | undefined,
  relative: string,
  text: string,
): Promise<PlanScore> {
  if (folder === undefined) return scorePlan(relative, scanFacts(text));
  return scoreFile({ root: folder, path: relative, text, config: await readConfigFile(folder) });
}
