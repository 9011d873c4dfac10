/** A fixed number of slots for requests that compute; whoever comes when none is free is turned away. */
export function createSlots(size) {
  let inUse = 0;
  let peak = 0;
  let refused = 0;
  return {
    take() {
      if (inUse === size) {
        refused += 1;
        return false;
      }
      inUse += 1;
      peak = Math.max(peak, inUse);
      return true;
    },
    giveBack() {
      if (inUse === 0) throw new Error('A slot was given back that nobody took.');
      inUse -= 1;
    },
    figures: () => ({ size, inUse, peak, refused }),
  };
}
