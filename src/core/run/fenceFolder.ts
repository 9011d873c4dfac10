/** Bounded, so that a hostile info string costs no more than its length. */
const attribute =
  /(?:^|[\s{,])["']?cwd["']?[ \t]{0,4}[=:][ \t]{0,4}(?:"([^"\n]{1,300})"|'([^'\n]{1,300})'|([^\s,}"']{1,300}))/;

/**
 * The folder that a fence names for its commands, as written: ```` ```bash {cwd=backend} ````, also in the JSON form of
 * Runme, `{"cwd": "backend"}`, where the attribute comes from. Undefined where there is none.
 *
 * @param meta the info string behind the language
 */
export function fenceFolder(meta: string): string | undefined {
  if (!meta.includes('cwd')) return undefined;
  const found = attribute.exec(meta.slice(0, 2000));
  return found?.[1] ?? found?.[2] ?? found?.[3];
}
