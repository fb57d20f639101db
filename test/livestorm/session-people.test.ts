import { expect, test } from 'vitest';
import { take } from '../../src/livestorm/client.ts';
import { example } from './examples.ts';
import { neighbour, problem } from './neighbour.ts';
import { stage } from './stage.ts';

const email = (value: string) => ({ fields: [{ id: 'email', value }] });

test('join links, their keys and where someone sits are not read', async () => {
  await using livestorm = await neighbour([{ body: example('PersonListDoc') }]);
  const people = await take(livestorm.livestorm.sessions.people('s1'), 9);
  expect(JSON.stringify(people)).not.toMatch(/live\?email|0123456789abcdef|"FR"|"Paris"/);
});

test('several choices are sent as a list', async () => {
  await using on = await stage();
  const session = on.world.addSession(on.world.addEvent());
  const fields = [...email('ada@example.com').fields, { id: 'interests', value: ['api', 'slack'] }];
  const registered = await on.livestorm.sessions.register(session.id, { fields });
  expect(registered).toMatchObject({
    person: { registration: { fields: expect.arrayContaining([{ id: 'interests', value: ['api', 'slack'] }]) } },
  });
});

test('spent contacts are told as such', async () => {
  await using on = await stage();
  on.world.switches.contactsLeft = 0;
  const session = on.world.addSession(on.world.addEvent());
  const registering = on.livestorm.sessions.register(session.id, email('new@example.com'));
  expect(await problem(registering)).toEqual({ code: 'livestorm_contacts' });
});

test.each([0, 51])('a job of %d registrations is not asked for', async (count) => {
  await using on = await stage();
  const registrations = Array.from({ length: count }, (_, n) => email(`p${n}@example.com`));
  await expect(on.livestorm.sessions.registerMany('s1', registrations)).rejects.toThrow(RangeError);
  expect(on.sandbox.calls).toEqual([]);
});

test('an attendance rate may come as text', async () => {
  const body = example('PersonDoc');
  body.data.attributes.registrant_detail.attendance_rate = '92.5';
  await using livestorm = await neighbour([{ body }]);
  const person = await livestorm.livestorm.sessions.person('s1', 'p1');
  expect(person.registration?.attendanceRate).toBe(92.5);
});
