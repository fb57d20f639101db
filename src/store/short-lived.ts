// Lets go of a query when it is answered.
import type { ClientBase } from 'pg';

type Query = (asked: unknown, values: unknown, done: (error: Error | null, result: unknown) => void) => void;

/**
 * What pg 8.23 is asked with a promise lives on, parameters and all, until the old generation is collected: 10 KB of each
 * form, and a pause for all that wait, every few seconds at a hundred forms a second. Asked with a callback it dies young.
 */
export function shortLived(client: ClientBase): void {
  const query = client.query.bind(client) as Query;
  const asked = (text: unknown, values?: unknown) =>
    new Promise((resolve, reject) => {
      query(text, values, (error, result) => (error ? reject(error) : resolve(result)));
    });
  client.query = asked as typeof client.query;
}
