// Has PostgreSQL plan the queue's statements once for each connection, and not each time.
import type { ClientBase } from 'pg';

/**
 * pg-boss's insert takes longer to plan than to run (1.4 ms at the median, 0.5 as a prepared statement), and every form
 * and delivery waits for it. Only the queue's: its statements are few, while ours are as many as there are sizes of batches,
 * and one that asks for all columns would refuse to run after a newer version added one.
 */
export function planOnce(client: ClientBase): void {
  const query = client.query.bind(client) as (...given: unknown[]) => unknown;
  const planned = (text: unknown, ...rest: unknown[]) =>
    query(typeof text === 'string' && isOfTheQueue(text) ? { name: nameOf(text), text } : text, ...rest);
  client.query = planned as typeof client.query;
}

const isOfTheQueue = (text: string) => text.includes('INSERT INTO pgboss.');

const names = new Map<string, string>();

function nameOf(text: string): string {
  const name = names.get(text) ?? `queue_${names.size}`;
  names.set(text, name);
  return name;
}
