/** Set by scripts/build.mjs: the version of the package and a hash of what reads plans. */
declare const RUNSHEET_PROGRAM: string;

/** What wrote a cache; undefined where the code runs outside of a build, and then nothing is cached. */
export const programId = typeof RUNSHEET_PROGRAM === 'string' ? RUNSHEET_PROGRAM : undefined;
