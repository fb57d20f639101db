// Notices who asks the store itself inside one of its transactions: on one connection that waits for its own end.
import { AsyncLocalStorage } from 'node:async_hooks';

const scope = new AsyncLocalStorage<{ open: boolean }>();

/** Runs what is inside a transaction. What it leaves running may ask the store again when the transaction is over. */
export async function inside<T>(work: () => Promise<T>): Promise<T> {
  const here = { open: true };
  try {
    return await scope.run(here, work);
  } finally {
    here.open = false;
  }
}

/** Throws in the place of waiting for ever. */
export function refuseInside(): void {
  if (scope.getStore()?.open) {
    throw new Error(
      'a transaction of the store is open here: use what it hands in, or this would wait for its own end',
    );
  }
}
