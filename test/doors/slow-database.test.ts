// A database server on which a statement takes too long: somebody waits for it, and somebody else for what it holds.

import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { calm, deliver, formOf, hears, operations, SOME_DAY, sees, spilled, stand } from '../support/doors.ts';
import { noPostgres, sharedPostgres } from '../support/postgres.ts';
import { openWorld, type World } from '../support/world.ts';

const reason = noPostgres();

describe.skipIf(reason !== undefined)(reason ?? 'a statement that takes too long', () => {
  let world: World;
  let other: pg.Client;
  beforeAll(async () => {
    const url = await (await sharedPostgres()).create('slow_database');
    // In a tenth of a second, so that nobody waits for twenty.
    world = await openWorld({
      databaseUrl: `${url}?statement_timeout=100&lock_timeout=100`,
      seed: (livestorm) => void stand(livestorm, 'Office hours'),
    });
    other = new pg.Client({ connectionString: url });
    await other.connect();
    await other.query(`create function sleep() returns trigger language plpgsql as
      $$ begin perform pg_sleep(30); return new; end $$`);
  });
  afterAll(async () => {
    await other.end();
    await world[Symbol.asyncDispose]();
  });
  afterEach(async () => {
    await calm(world);
    expect(spilled(world)).toEqual([]);
  });

  const slow = (table: string) =>
    other.query(`create trigger sleeps before insert on ${table} for each row execute function sleep()`);
  const quick = (table: string) => other.query(`drop trigger sleeps on ${table}`);

  test('a form is not kept, and stays with what was typed and a sentence; sent again, it is done once', async () => {
    const form = await formOf(world, 'create Tea', 'create');
    world.ada.fill(form, { date: SOME_DAY, time: '15:00' });
    await slow('submissions');
    await world.ada.submit(form);
    const again = await world.form('create');
    expect(sees(world, again)).toContain('Showrunner could not take this form just now. Nothing was changed.');
    expect(operations(world.spent())).toEqual([]);
    await quick('submissions');
    await world.ada.submit(again);
    expect(sees(world, await world.form('done'))).toContain('Tea is in Livestorm');
    expect(operations(world.spent())).toEqual(['createEvent']);
  });

  test('a delivery is not taken, comes again, and then is', async () => {
    const { event, session } = stand(world.livestorm, 'Last words');
    await slow('deliveries');
    const arrived = deliver(world, 'session.created', session);
    await world.livestorm.until(() => world.livestorm.deliveries.some(({ status }) => status === 503));
    await quick('deliveries');
    await arrived;
    expect(sees(world, await hears(world, () => world.ada.command(world.channel, 'list')))).toContain(
      `Event ${event.id.slice(0, 8)}`,
    );
  });

  test('who asks for what another holds is told, and has it when it is free', async () => {
    await other.query('begin');
    await other.query('lock table sessions');
    const told = await hears(world, () => world.ada.command(world.channel, 'list'));
    expect(told.text).toContain('Something went wrong inside Showrunner.');
    await other.query('rollback');
    const heard = await hears(world, () => world.ada.command(world.channel, 'list'));
    expect(sees(world, heard)).toContain('Office hours');
  });
});
