// Deliveries with the right signature and odd JSON: taken or refused, and never a change to anything else.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { sessionResource } from '../../sandbox/livestorm/resources.ts';
import { signature } from '../../sandbox/livestorm/webhooks.ts';
import { answerTo, calm, spilled, stand } from '../support/doors.ts';
import { openWorld, type World } from '../support/world.ts';

const SECRET = 'a-secret-of-the-webhooks';

let world: World;
let address: string;
beforeAll(async () => {
  world = await openWorld({ livestorm: { webhookSecret: SECRET } });
  address = [...world.livestorm.world.webhooks.values()][0]?.url ?? '';
});
afterAll(() => world[Symbol.asyncDispose]());

async function deliver(body: Buffer): Promise<number> {
  const at = Math.floor(Date.now() / 1_000);
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'x-livestorm-signature': signature(at, SECRET, body.toString('utf8')) },
    body: new Uint8Array(body),
  });
  await response.arrayBuffer();
  return response.status;
}

/** A genuine delivery, with these words put into its attributes. */
function withAttributes(words: string): Buffer {
  const { session } = stand(world.livestorm, 'Odd');
  const resource = sessionResource(session);
  const data = { ...resource, meta: { webhook: { event: 'session.created', organization_id: 'org' } } };
  return Buffer.from(JSON.stringify({ data }).replace('"attributes":{', `"attributes":{${words},`));
}

const nested = (depth: number) => `"x":${'['.repeat(depth)}${']'.repeat(depth)}`;

test.each<[string, () => Buffer, number[]]>([
  [
    'a prototype',
    () => withAttributes('"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}'),
    [204],
  ],
  ['a key twice', () => withAttributes('"status":"x","status":"y"'), [204]],
  ['a number beyond all numbers', () => withAttributes('"x":1e400,"registrants_count":-0'), [204, 400]],
  ['a number where a text was', () => withAttributes('"name":7').subarray(0), [204, 400]],
  ['an id beyond exact numbers', () => withAttributes('"event_id":9007199254740993'), [204, 400]],
  ['a NUL and half a character', () => withAttributes('"x":"\\u0000 \\ud800"'), [204]],
  ['fifty lists in each other', () => withAttributes(nested(50)), [204]],
  ['ten thousand lists in each other', () => withAttributes(nested(10_000)), [400]],
  [
    'fifty thousand keys',
    () => withAttributes(Array.from({ length: 50_000 }, (_, key) => `"k${key}":1`).join()),
    [204],
  ],
  ['a million keys', () => withAttributes(Array.from({ length: 1_000_000 }, (_, key) => `"k${key}":1`).join()), [413]],
  ['UTF-16', () => Buffer.from(withAttributes('"x":1').toString(), 'utf16le'), [400]],
  ['words after it', () => Buffer.concat([withAttributes('"x":1'), Buffer.from(' and more')]), [400]],
  ['another document after it', () => Buffer.concat([withAttributes('"x":1'), Buffer.from('{}')]), [400]],
])('a delivery with %s is taken or refused, and harms nobody', async (_what, body, expected) => {
  expect(expected).toContain(await deliver(body()));
  await world.bot.idle();
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  expect(await answerTo(world, 'help')).toContain('/webinar');
  await calm(world);
  expect(spilled(world)).toEqual([]);
  expect(world.log.filter(({ level }) => Number(level) >= 50)).toEqual([]);
});
