// Newer runtimes only.
const { threadCpuUsage } = process as { threadCpuUsage?: () => { readonly user: number; readonly system: number } };

/** Milliseconds for which this thread has had a processor: on a machine with other work a stretch is interrupted. */
export const threadClock =
  threadCpuUsage &&
  ((): number => {
    const { user, system } = threadCpuUsage.call(process);
    return (user + system) / 1000;
  });
