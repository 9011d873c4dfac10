/** What the command line returns. 1 is for checks with findings; `run` otherwise returns what its command returned. */
export const exitCodes = { good: 0, findings: 1, wrongUse: 2, claimLost: 3, refused: 125 } as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
