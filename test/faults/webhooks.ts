// What Livestorm tells of a session, in any order, in copies, late; sent as Livestorm sends it, and again when refused.

import { setTimeout as wait } from 'node:timers/promises';
import type { SessionRecord } from '../../sandbox/livestorm/records.ts';
import { type Resource, sessionPersonResource, sessionResource } from '../../sandbox/livestorm/resources.ts';
import type { Livestorm } from '../../sandbox/livestorm/server.ts';
import { signature } from '../../sandbox/livestorm/webhooks.ts';

/** A session that is over, and the five things that Livestorm delivered of it, in their right order. */
export interface Told {
  session: SessionRecord;
  bodies: string[];
}

export function tell({ world }: Livestorm, title: string): Told {
  const event = world.addEvent({ title });
  const session = world.addSession(event);
  const person = world.addPerson(session, { email: `ada.${session.id}@example.com` });
  const at = session.estimated_started_at;
  const created = sessionResource(session);
  const registered = sessionPersonResource(person);
  Object.assign(session, { status: 'live', started_at: at, updated_at: at });
  const started = sessionResource(session);
  Object.assign(session, { status: 'past', ended_at: at + 1_800, duration: 1_800, updated_at: at + 1_803 });
  session.attendees_count = 1;
  Object.assign(person, { attended: true, attendance_rate: 100, attendance_duration: 1_800, updated_at: at + 1_803 });
  const named: [string, Resource][] = [
    ['session.created', created],
    ['people.registered', registered],
    ['session.started', started],
    ['session.ended', sessionResource(session)],
    ['people.attended', sessionPersonResource(person)],
  ];
  return { session, bodies: named.map(([name, resource]) => body(name, resource)) };
}

const body = (event: string, { id, type, attributes }: Resource): string =>
  JSON.stringify({ data: { id, type, attributes, meta: { webhook: { event, organization_id: 'org' } } } });

/** Every order of some things. */
export function orders<T>(things: T[]): T[][] {
  if (things.length < 2) return [things];
  return things.flatMap((first, index) => orders(things.toSpliced(index, 1)).map((rest) => [first, ...rest]));
}

/** Livestorm's five retries (livestorm-api.md, 6.4), thirty times as fast. */
const RETRY_MS = [30_000, 60_000, 150_000, 360_000, 720_000].map((delay) => delay / 30);
const TIMEOUT_MS = 5_000;
const LATE_SECONDS = 22 * 60;

export interface Sent {
  body: string;
  attempts: number;
  /** The last answer; null when there was none. */
  status: number | null;
}

export interface Sender {
  url: () => string;
  secret: string;
  sent: Sent[];
}

/** `lateSeconds` old is what it was signed at. Each retry is signed as the first attempt, which is the harder guess. */
export async function send({ url, secret, sent }: Sender, text: string, lateSeconds = 0): Promise<void> {
  const header = signature(Math.floor(Date.now() / 1000) - lateSeconds, secret, text);
  const one: Sent = { body: text, attempts: 0, status: null };
  sent.push(one);
  for (const delay of [0, ...RETRY_MS]) {
    await wait(delay);
    one.attempts += 1;
    one.status = await post(url(), text, { 'x-livestorm-signature': header });
    if (one.status !== null && one.status < 300) return;
  }
}

async function post(url: string, text: string, headers: Record<string, string>): Promise<number | null> {
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const answer = await fetch(url, { method: 'POST', headers, body: text, signal });
    await answer.arrayBuffer();
    return answer.status;
  } catch {
    return null;
  }
}

/** One after the other, each up to three times, and one in five late; a copy that is refused overtakes what follows. */
export async function sendAll(sender: Sender, bodies: string[], random: () => number): Promise<void> {
  const all: Promise<void>[] = [];
  for (const text of bodies) {
    const copies = 1 + Math.floor(random() * 2.4);
    for (let copy = 0; copy < copies; copy++) {
      const one = send(sender, text, random() < 0.2 ? LATE_SECONDS : 0);
      all.push(one);
      if (random() < 0.7) await Promise.race([one, wait(50)]);
    }
  }
  await Promise.all(all);
}
