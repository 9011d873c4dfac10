import { plainStyle, type Style } from '../core/outline/style.ts';

const paint = (open: number, close: number) => (text: string) => `\u001b[${open}m${text}\u001b[${close}m`;

const colours: Style = {
  strong: paint(1, 22),
  faint: paint(2, 22),
  good: paint(32, 39),
  warn: paint(33, 39),
  bad: paint(31, 39),
};

/**
 * Colours for a terminal, plain text for a pipe. `NO_COLOR` (no-color.org) and `FORCE_COLOR` decide where they are set and
 * not empty; `FORCE_COLOR=0` means none.
 */
export function styleFor(stream: { readonly isTTY?: boolean }, env: NodeJS.ProcessEnv): Style {
  const { NO_COLOR: no = '', FORCE_COLOR: force = '', TERM: term } = env;
  if (force !== '') return force === '0' || force === 'false' ? plainStyle : colours;
  if (no !== '' || term === 'dumb') return plainStyle;
  return stream.isTTY === true ? colours : plainStyle;
}
