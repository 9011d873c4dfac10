/** A container of a service. */
export interface ServiceContainer {
  readonly service: string;
  readonly name: string;
  /** `running`, `exited`, `restarting`, `paused` ... */
  readonly state: string;
  /** `healthy`, `unhealthy`, `starting`; empty where it has no health check. */
  readonly health: string;
  /** Of a container that has ended; 0 for one that runs, in the words of docker. */
  readonly exitCode?: number;
}

/**
 * What `docker compose ps --format json` says: one list up to version 2.20, one object a line since. Undefined where it is
 * neither.
 */
export function composeStates(text: string): readonly ServiceContainer[] | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return [];
  try {
    const values: unknown = trimmed.startsWith('[')
      ? JSON.parse(trimmed)
      : trimmed.split(/\r?\n/).flatMap((line): unknown[] => (line.trim() === '' ? [] : [JSON.parse(line)]));
    if (!Array.isArray(values)) return undefined;
    const read = values.map(containerOf);
    return read.every((each) => each !== undefined) ? read : undefined;
  } catch {
    return undefined;
  }
}

function containerOf(value: unknown): ServiceContainer | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const {
    Service: service,
    Name: name,
    State: state,
    Health: health,
    ExitCode: exitCode,
  } = value as Readonly<Record<string, unknown>>;
  if (typeof service !== 'string' || typeof name !== 'string' || typeof state !== 'string') return undefined;
  return {
    service,
    name,
    state: state.toLowerCase(),
    health: typeof health === 'string' ? health.toLowerCase() : '',
    ...(typeof exitCode === 'number' && { exitCode }),
  };
}
