// While the database is away, the log says so, and not a thousand times a minute.

import { expect, test } from 'vitest';
import { sayQueueErrors } from '../../src/jobs/queue-errors.ts';
import { createLog } from '../../src/log.ts';

test('the same error is said once in ten seconds, with how often it came, and another one at once', () => {
  const lines: Record<string, unknown>[] = [];
  let now = 0;
  const say = sayQueueErrors(createLog('info', { write: (line) => lines.push(JSON.parse(line)) }), () => now);
  for (let times = 0; times < 400; times++) say(new Error('connect ECONNREFUSED'));
  // As pg-boss hands on what a worker ran into.
  for (const worker of [1, 2])
    say({ message: `Connection terminated unexpectedly (Queue: card, Worker: ${worker})`, stack: 'at somewhere' });
  now += 10_000;
  say(new Error('connect ECONNREFUSED'));
  expect(lines.map(({ msg, message, more }) => [msg, message, more])).toEqual([
    ['queue', 'connect ECONNREFUSED', undefined],
    ['queue', 'Connection terminated unexpectedly (Queue: card, Worker: 1)', undefined],
    ['queue', 'connect ECONNREFUSED', 399],
  ]);
});
