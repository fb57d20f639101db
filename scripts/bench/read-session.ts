// A process of its own that reads a session of a crowd, for its digest (`ours`; `turns` watches each turn of the loop) or only parsing its pages (`floor`): what that takes.

import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { addCrowd } from '../../sandbox/livestorm/crowd.ts';
import { page } from '../../sandbox/livestorm/paging.ts';
import { type personResource, plain, sessionPersonResource } from '../../sandbox/livestorm/resources.ts';
import { World } from '../../sandbox/livestorm/world.ts';
import { createLivestorm } from '../../src/livestorm/client.ts';
import { buildDigest } from '../../src/operations/build-digest.ts';
import type { SessionWithEvent } from '../../src/store/catalogue-rows.ts';
import { openStore } from '../../src/store/store.ts';
import { digestMessages } from '../../src/views/digest.ts';
import { openGate } from '../../test/support/gate.ts';

const START = 1_800_000_000;
const [mode, databaseUrl = ''] = process.argv.slice(2);

/** Every page as Livestorm's own bytes, by its path and number. */
function bytes(): Map<string, Buffer> {
  const world = new World(() => START);
  const session = world.addSession(world.addEvent(), { estimated_started_at: START });
  addCrowd(world, session, { people: 10_000, questions: 2_000, messages: 100_000 });
  const pages = new Map<string, Buffer>();
  const add = <T>(list: string, rows: T[], resource: (row: T) => ReturnType<typeof personResource>) => {
    for (let number = 0; number < rows.length / 50; number++) {
      const document = page(rows, { 'page[number]': `${number}`, 'page[size]': '50' }, resource);
      pages.set(`${list} ${number}`, Buffer.from(JSON.stringify(document)));
    }
    const few = page(rows.slice(0, 50), { 'page[number]': '0', 'page[size]': '50' }, resource);
    pages.set(`${list} few 0`, Buffer.from(JSON.stringify(few)));
  };
  add('people', world.peopleOf(session.id), sessionPersonResource);
  add('questions', world.questionsOf(session.id), plain('questions'));
  add('chat_messages', world.messagesOf(session.id), plain('chat_messages'));
  return pages;
}

const pages = bytes();
let calls = 0;
const answer: typeof fetch = async (input) => {
  const url = new URL(String(input));
  calls += 1;
  await new Promise<void>((turn) => setImmediate(turn));
  const [id, list] = url.pathname.split('/').slice(-2);
  const body = pages.get(`${list}${id === 'few' ? ' few' : ''} ${url.searchParams.get('page[number]')}`);
  return new Response(body, { headers: { 'content-type': 'application/vnd.api+json' } });
};
const silent = { info: () => undefined, warn: () => undefined, debug: () => undefined };
const livestorm = createLivestorm({
  token: 'none',
  baseUrl: 'http://bench',
  log: silent,
  gate: openGate,
  fetch: answer,
});
const session = {
  ...{ id: 's1', eventId: 'e1', name: null, timeZone: 'Europe/Paris', durationSeconds: 3_600 },
  ...{ registrantsCount: 10_000, attendeesCount: 10_000, event: { title: 'A crowd', slug: 'crowd' } },
  ...{ startedAt: new Date(START * 1_000), endedAt: new Date((START + 3_600) * 1_000) },
} as SessionWithEvent;

async function floor(): Promise<number> {
  const { peoplePages, questionPages, chatMessagePages } = livestorm.sessions;
  let rows = 0;
  for (const list of [questionPages, peoplePages, chatMessagePages])
    for await (const page of list(session.id)) rows += page.rows.length;
  return rows;
}

/** Posts: the digest and its thread. */
async function ours(id = session.id): Promise<number> {
  const which = { ...session, id };
  const digest = await buildDigest({ livestorm, store, clock: () => new Date() }, which, { mostCalls: 10_000 });
  await store.digests.replace(id, digest, new Date());
  const { thread } = digestMessages(digest, { people: 'initials', format: 'full' });
  return 1 + thread.length;
}

const store = await openStore(databaseUrl === '' ? {} : { databaseUrl });
const work = mode === 'floor' ? floor : ours;
// Both are compiled alike, and have all they import.
await floor();
await ours('few');
calls = 0;
globalThis.gc?.();
await pause(200);
const kilobytes = (name: string) =>
  Number(new RegExp(`${name}:\\s+(\\d+)`).exec(readFileSync('/proc/self/status', 'utf8'))?.[1]);
const before = { rss: kilobytes('VmRSS'), cpu: process.cpuUsage() };
let [peak, longest, isOver] = [0, 0, false];
const watch = setInterval(() => {
  peak = Math.max(peak, kilobytes('VmRSS'));
}, 20);
/** The longest turn of the loop in processor time of its own thread: what else the machine does makes it no longer. */
function turn(since: number): void {
  const { user, system } = process.threadCpuUsage();
  longest = Math.max(longest, user + system - since);
  if (!isOver) setImmediate(() => turn(user + system));
}
if (mode === 'turns') turn(Number.POSITIVE_INFINITY);
const result = await work();
isOver = true;
clearInterval(watch);
const { user, system } = process.cpuUsage(before.cpu);
globalThis.gc?.();
console.log(
  JSON.stringify({
    cpuMs: (user + system) / 1_000,
    peakMB: (peak - before.rss) / 1_024,
    liveMB: process.memoryUsage().heapUsed / 1_048_576,
    blockMs: longest / 1_000,
    calls,
    result,
  }),
);
await store.close();
