// What comes along when a client asks to include it.
import { expect, test } from 'vitest';
import { startLivestorm } from '../../../sandbox/livestorm/server.ts';
import { ask, type Row } from './asking.ts';

async function talk() {
  const livestorm = await startLivestorm({ burst: 0 });
  const { world } = livestorm;
  const event = world.addEvent({ tags: ['onboarding'] });
  const session = world.addSession(event);
  const host = world.addPerson(session, { id: world.owner.id });
  const ada = world.addPerson(session, { email: 'ada@example.com' });
  world.addMessage(session, { author_id: ada.id, text_content: 'First' });
  world.addMessage(session, { author_id: host.id, text_content: 'Second' });
  world.addMessage(session, { author_id: ada.id, text_content: 'Third' });
  world.addQuestion(session, { question_author_id: ada.id, response: 'Yes.', response_author_id: host.id });
  return { livestorm, event, session, host, ada };
}

const ids = (rows: Row[]) => rows.map(({ id }) => id);

test('the chat comes oldest first, says who is of the team, and counts for its authors', async () => {
  const { livestorm, session, host, ada } = await talk();
  await using _stop = livestorm;
  const { body } = await ask(livestorm, 'GET', `/sessions/${session.id}/chat_messages?include=people`);
  expect(body.data.map(({ attributes }) => [attributes.text_content, attributes.from_team_member])).toEqual([
    ['First', false],
    ['Second', true],
    ['Third', false],
  ]);
  expect(ids(body.included)).toEqual([ada.id, host.id]);
  const people = await ask(livestorm, 'GET', `/sessions/${session.id}/people`);
  expect(people.body.data.map(({ attributes }) => attributes.messages_count)).toEqual([1, 2]);
});

test('questions bring along those who were asked for', async () => {
  const { livestorm, session, host, ada } = await talk();
  await using _stop = livestorm;
  const included = async (include: string) =>
    ids((await ask(livestorm, 'GET', `/sessions/${session.id}/questions?include=${include}`)).body.included);
  expect(await included('asker')).toEqual([ada.id]);
  expect(await included('responder')).toEqual([host.id]);
  expect(await included('asker,responder')).toEqual([ada.id, host.id]);
});

test('a session brings all its people without paging', async () => {
  const { livestorm, session } = await talk();
  await using _stop = livestorm;
  for (let number = 0; number < 60; number += 1)
    livestorm.world.addPerson(session, { email: `p${number}@example.com` });
  const { body } = await ask(livestorm, 'GET', `/sessions/${session.id}?include=people`);
  expect(body.included).toHaveLength(62);
  expect((await ask(livestorm, 'GET', `/sessions/${session.id}`)).body).not.toHaveProperty('included');
});

test('a list of sessions brings their events and people, a list of events its sessions and tags', async () => {
  const { livestorm, event, session, host, ada } = await talk();
  await using _stop = livestorm;
  const sessions = await ask(livestorm, 'GET', `/events/${event.id}/sessions?include=event,people`);
  expect(ids(sessions.body.included)).toEqual([event.id, host.id, ada.id]);
  const events = await ask(livestorm, 'GET', '/events?include=sessions,tags');
  expect(ids(events.body.included)).toEqual([session.id, livestorm.world.tags.get('onboarding')]);
});
