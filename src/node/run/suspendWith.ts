import { signalGroup } from './endGroup.ts';

/**
 * Lets Ctrl+Z stop a command together with this process, and `fg` or `bg` continue both: the terminal knows nothing of the
 * group of the command.
 *
 * @param group its leader; undefined while there is none
 * @returns what ends that
 */
export function suspendWith(group: () => number | undefined): () => void {
  if (process.platform === 'win32') return () => undefined;
  const suspend = (): void => {
    const leader = group();
    if (leader !== undefined) signalGroup(leader, 'SIGSTOP');
    // What the system does with the signal, which is nothing where no shell could continue it; it goes on here behind `fg`.
    process.off('SIGTSTP', suspend);
    process.kill(process.pid, 'SIGTSTP');
    process.on('SIGTSTP', suspend);
    if (leader !== undefined) signalGroup(leader, 'SIGCONT');
  };
  process.on('SIGTSTP', suspend);
  return () => void process.off('SIGTSTP', suspend);
}
