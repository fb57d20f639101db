// A session that thousands came to, made at once: the builders of the world look up each author, which is slow for a crowd.

import * as make from './makers.ts';
import type { SessionRecord } from './records.ts';
import type { World } from './world.ts';

export interface CrowdSize {
  people: number;
  questions: number;
  messages: number;
}

/** Lasts an hour from its planned start. Everybody came, and stayed for 600 to 3,599 seconds; they write in turn. */
export function addCrowd(world: World, session: SessionRecord, { people, questions, messages }: CrowdSize): void {
  const event = world.events.get(session.event_id);
  if (!event) throw new Error(`the session ${session.id} belongs to no event`);
  const start = session.estimated_started_at;
  const ids: string[] = [];
  for (let index = 0; index < people; index++) {
    const stamp = world.stamp();
    const name = { first_name: `Ada ${index}`, last_name: 'Byron', email: `crowd.${index}@example.com` };
    const person = make.newPerson(stamp, name);
    const visit = { attended: true, attendance_duration: 600 + (index % 3_000) };
    world.people.set(person.id, person);
    world.peopleOf(session.id).push(make.newSessionPerson(stamp, { event, session, person }, visit));
    ids.push(person.id);
  }
  const someone = (index: number) => ids[index % Math.max(1, ids.length)] ?? null;
  const at = (index: number, of: number) => {
    const moment = start + Math.floor((index * 3_600) / of);
    return { created_at: moment, updated_at: moment };
  };
  for (let index = 0; index < questions; index++) {
    const question = `${TOPICS[index % TOPICS.length]} number ${index % 97}, and does it work with what we have?`;
    const asked = { question, question_author_id: someone(index), ...at(index, questions) };
    world.questionsOf(session.id).push(make.newQuestion(world.stamp(), session, asked));
  }
  for (let index = 0; index < messages; index++) {
    const text = `Message ${index} `.padEnd(200, 'has quite a few words in it, as people write them ');
    const said = { author_id: someone(index), text_content: text, ...at(index, messages) };
    world.messagesOf(session.id).push(make.newMessage(world.stamp(), session, said));
  }
  session.registrants_count += people;
  session.attendees_count += people;
}

const TOPICS = ['What about the export', 'Where is the recording', 'How much is the licence', 'Who reads the log'];
