// The short form of burst.fault.ts.

import { describe, expect, test } from 'vitest';
import { noPostgres, sharedPostgres } from '../support/postgres.ts';
import { burst } from './burst.ts';

const reason = noPostgres();

describe.skipIf(reason !== undefined)(reason ?? 'four instances on one server', () => {
  test('24 calls asked at once are all answered, and never more than five arrive in a second', async () => {
    const { mostInASecond, ...rest } = await burst(await (await sharedPostgres()).create('burst'), 4, 24);
    expect(rest).toMatchObject({ asked: 24, answered: 24, refused: 0 });
    expect(mostInASecond).toBeLessThanOrEqual(5);
  });
});
