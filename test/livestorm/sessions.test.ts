import { expect, test } from 'vitest';
import { example } from './examples.ts';
import { neighbour, problem } from './neighbour.ts';
import { stage } from './stage.ts';

test('a session and all its people are one call, however many they are', async () => {
  await using on = await stage();
  const session = on.world.addSession(on.world.addEvent());
  for (let n = 0; n < 120; n += 1) on.world.addPerson(session, { email: `p${n}@example.com`, attended: n < 7 });
  const found = await on.livestorm.sessions.getWithPeople(session.id);
  expect(found.session.registrantsCount).toBe(120);
  expect(found.people.filter(({ registration }) => registration?.attended)).toHaveLength(7);
  expect(on.sandbox.calls).toHaveLength(1);
});

test('a session without people has none', async () => {
  const { included: _, ...body } = example('SessionDoc');
  await using livestorm = await neighbour([{ body }]);
  expect((await livestorm.livestorm.sessions.getWithPeople('s1')).people).toEqual([]);
});

test('a page that embeds the room can be named', async () => {
  await using livestorm = await neighbour([{ body: example('SessionDoc') }]);
  await livestorm.livestorm.sessions.update('s1', { embedUrl: 'https://example.com/room' });
  expect(livestorm.asked[0]?.body).toEqual({
    data: { type: 'sessions', id: 's1', attributes: { embed_url: 'https://example.com/room' } },
  });
});

test('a session that is gone is not found', async () => {
  await using on = await stage();
  const id = 'c1d5f8a2-7b6e-4f0a-9a44-3e3e3e3e0001';
  expect(await problem(on.livestorm.sessions.get(id))).toEqual({
    code: 'livestorm_not_found',
    path: `/sessions/${id}`,
  });
});
