/** Adds items to the end of a list. A spread of a hundred thousand would be too many arguments for `push`. */
export function pushAll<T>(to: T[], items: readonly T[]): void {
  for (const item of items) to.push(item);
}
