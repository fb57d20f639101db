// Forged requests change nothing and break nothing. In short; forged.fault.ts sends 100,000.

import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld, type World } from '../support/world.ts';
import { extended, padding } from './forged-hash.ts';
import { forge } from './forging.ts';

const SECRET = 'a-secret-of-the-webhooks';
const SEED = 20_261_123;

let world: World;
beforeAll(async () => {
  world = await openWorld({ livestorm: { webhookSecret: SECRET } });
});
afterAll(() => world[Symbol.asyncDispose]());

test('a hash can be carried on without what it is the hash of', () => {
  for (const bytes of [0, 1, 55, 56, 63, 64, 119, 120, 300]) {
    const secret = Buffer.alloc(bytes, 'x');
    const more = Buffer.from('more'.repeat(bytes));
    const hash = createHash('sha256').update(secret).digest('hex');
    const longer = Buffer.concat([secret, padding(bytes), more]);
    expect(extended(hash, bytes, more)).toBe(createHash('sha256').update(longer).digest('hex'));
  }
});

test(`of 2,000 forged requests (seed ${SEED}) none has an effect, and each is refused`, async () => {
  const { answers, wrong, effects } = await forge(world, { requests: 2_000, seed: SEED, secret: SECRET });
  expect(wrong).toEqual([]);
  expect(effects).toBe(0);
  // Some of the extended hashes were right: what stopped them is that their body is not JSON.
  expect(answers['extended hash']).toMatchObject({ 400: expect.any(Number), 401: expect.any(Number) });
  expect(Object.keys(answers)).toHaveLength(21);
});
