// The two doors under load: a form (stored, then acknowledged) and a delivery (stored, then answered), each against its floor.

import pg from 'pg';
import { compared, type Figure } from './figure.ts';
import { asMany, atRate, type Load, type Make } from './load.ts';
import { deliveries, forms } from './neighbours.ts';
import type { Measured } from './process.ts';
import type { Stage } from './stage.ts';

const ROUNDS = 5;
const RATE = 100;
/** A thousand requests: of fewer, a few make the p99. */
const RATED_SECONDS = 10;
const SECONDS = 5;

export async function formDoor(stage: Stage): Promise<Figure[]> {
  const url = await stage.database();
  await using bot = await stage.bot({ DATABASE_URL: url });
  await holdBack(url);
  await using floor = await stage.floor('bare-bolt', { DATABASE_URL: await stage.database() });
  const { rated, many } = await inTurn(bot, floor, await forms(bot, stage.neighbours));
  const atMost = { of: 'ratio', most: 1.5 } as const;
  const each = 'a form, stored and then acknowledged';
  return [
    { name: `${each}: processor time`, unit: 'µs', ...compared(many, cpu), bound: atMost },
    { name: `${each}: processor time at 100/s`, unit: 'µs', ...compared(rated, cpu) },
    { name: `${each}: p50 at 100/s`, unit: 'ms', ...compared(rated, ({ p50 }) => p50) },
    { name: `${each}: p99 at 100/s`, unit: 'ms', ...compared(rated, ({ p99 }) => p99), bound: atMost },
    { name: 'forms a second, one process', unit: '/s', ...compared(many, rate), bound: { of: 'ours', least: 1_300 } },
  ];
}

export async function webhookDoor(stage: Stage): Promise<Figure[]> {
  const url = await stage.database();
  await using bot = await stage.bot({ DATABASE_URL: url });
  await holdBack(url);
  await using floor = await stage.floor('insert-server', { DATABASE_URL: await stage.database() });
  const { rated, many } = await inTurn(bot, floor, await deliveries(bot, stage.neighbours));
  const each = 'a webhook, stored and then answered';
  return [
    { name: `${each}: processor time`, unit: 'µs', ...compared(many, cpu) },
    { name: `${each}: p99 at 100/s`, unit: 'ms', ...compared(rated, ({ p99 }) => p99) },
    { name: 'webhooks a second, one process', unit: '/s', ...compared(many, rate), bound: { of: 'ratio', least: 0.5 } },
  ];
}

const cpu = ({ cpuMicroseconds }: Load) => cpuMicroseconds;
const rate = ({ perSecond }: Load) => perSecond;

async function inTurn(bot: Measured, floor: Measured, make: Make) {
  const turn = async (load: (server: Measured) => Promise<Load>) => ({
    ours: await load(bot),
    floor: await load(floor),
  });
  // What is compiled and connected on the first requests is not what a request costs.
  await turn((server) => asMany(server, make, 2));
  const rated: { ours: Load; floor: Load }[] = [];
  const many: { ours: Load; floor: Load }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    rated.push(await turn((server) => atRate(server, make, RATE, RATED_SECONDS)));
    many.push(await turn((server) => asMany(server, make, SECONDS)));
  }
  return { rated, many };
}

/**
 * The work that follows is not what is measured, and the floor has none: the database puts its jobs off by an hour.
 * The bot is as it is, and queues them as ever.
 */
async function holdBack(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`
    create function later() returns trigger language plpgsql as $$
    begin new.start_after = now() + interval '1 hour'; return new; end $$;
    create trigger later before insert on pgboss.job for each row
    when (new.name in ('submission', 'delivery')) execute function later()`);
  await client.end();
}
