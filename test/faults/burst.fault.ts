// Four instances ask a thousand times at once: Livestorm, which refuses the sixth in a second, refuses none.

import { describe, expect, test } from 'vitest';
import { noPostgres, startPostgres } from '../support/postgres.ts';
import { burst } from './burst.ts';
import { report } from './figures.ts';

const reason = noPostgres();

describe.skipIf(reason !== undefined)(reason ?? 'on one server', () => {
  test('1,000 calls of four instances are all answered, and never more than five arrive in a second', async () => {
    await using postgres = await startPostgres();
    const figures = await burst(await postgres.create('burst'), 4, 1_000);
    report('four instances, 1,000 calls at once', { ...figures });
    expect(figures).toMatchObject({ asked: 1_000, answered: 1_000, refused: 0 });
    expect(figures.mostInASecond).toBeLessThanOrEqual(5);
  });
});
