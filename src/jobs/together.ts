// One commit for what comes at the same time: a commit costs the same for one row and for a hundred.

export interface Limits {
  /** In one batch. */
  together: number;
  /** Batches being stored at once. More of them wait less for each other, and are smaller. */
  atOnce: number;
  /** More than these are not taken. */
  waiting: number;
}

interface Waiting<T, R> {
  one: T;
  settle: PromiseWithResolvers<R>;
}

/**
 * `store` stores a batch, all of it or nothing, and gives an outcome for each in its order. What is returned resolves
 * with the outcome of one, and rejects when its batch was not stored; `busy` when too many wait already.
 */
export function together<T, R>(store: (batch: T[]) => Promise<R[]>, limits: Limits): (one: T) => Promise<R> | 'busy' {
  let waiting: Waiting<T, R>[] = [];
  let working = 0;

  async function work(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting.slice(0, limits.together);
      waiting = waiting.slice(limits.together);
      await store(batch.map(({ one }) => one)).then(
        (outcomes) => {
          for (const [index, outcome] of outcomes.entries()) batch[index]?.settle.resolve(outcome);
        },
        (error: unknown) => {
          for (const { settle } of batch) settle.reject(error);
        },
      );
    }
    working--;
  }

  return (one) => {
    if (waiting.length >= limits.waiting) return 'busy';
    const settle = Promise.withResolvers<R>();
    waiting.push({ one, settle });
    if (working < limits.atOnce) {
      working++;
      // What arrived in the same tick goes along.
      setImmediate(() => void work());
    }
    return settle.promise;
  };
}
