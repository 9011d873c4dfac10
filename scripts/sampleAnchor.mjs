/** The length of a shift of the sample, in milliseconds: its schedule and its plan say three hours. */
const shiftMs = 3 * 3_600_000;

/**
 * When the first shift of the sample begins, so that one is on whenever somebody tries it: midnight UTC, as its plan says,
 * and at least one shift ago, since the first has been handed over already.
 *
 * @param {number} now in milliseconds since 1970, as the result
 */
export function sampleAnchor(now) {
  return new Date(now - shiftMs).setUTCHours(0, 0, 0, 0);
}
