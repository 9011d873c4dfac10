const words =
  /\b(?:not a (?:tty|terminal)|inappropriate ioctl for device|no tty present|a terminal is required|must be run (?:in|from) a (?:tty|terminal)|raw mode is not supported)\b|\/dev\/tty: No such device/i;

/** Whether a command says at the end of its output that it did not work because it has no terminal. */
export function needsTerminal(output: string): boolean {
  return words.test(output.slice(-20_000));
}
