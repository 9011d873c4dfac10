/** The states that a task can be set to. */
export type TaskState = 'open' | 'done' | 'doing' | 'blocked' | 'cancelled';

export const taskStates: readonly TaskState[] = ['open', 'done', 'doing', 'blocked', 'cancelled'];
