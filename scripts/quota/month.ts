// A month of a team: sessions, people, commands, hour by hour, and what of it reached Livestorm.

import type { EventRecord, SessionRecord } from '../../sandbox/livestorm/records.ts';
import { eventResource, sessionPersonResource, sessionResource } from '../../sandbox/livestorm/resources.ts';
import { findCommand } from '../../src/commands/verbs.ts';
import type { Deps } from '../../src/deps.ts';
import { callsAreKept } from '../../src/errors.ts';
import { refreshCatalogue } from '../../src/operations/catalogue.ts';
import { quotaReport } from '../../src/operations/quota-report.ts';
import { openStage, type Stage, type StageOptions } from './stage.ts';

export interface Month extends Omit<StageOptions, 'startsAt'> {
  name: string;
  /** Whether every session is followed live. */
  isLive: boolean;
}

export interface Outcome {
  calls: number;
  byPurpose: { purpose: string; calls: number }[];
  byOperation: { operation: string; calls: number }[];
  commandsRefused: number;
  sessions: number;
  /** Within ten minutes of the end; later in the period; only in the next one. */
  digests: { atOnce: number; later: number; nextPeriod: number; never: number };
  /** Said in each channel while they waited. */
  notes: number;
  importsLater: number;
  importsOpen: number;
  looksSkipped: number;
  /** Of each day from the tenth on: calls at the end of the period, as foreseen, over what they were. */
  forecast: { day: number; foreseen: number; off: number }[];
  saidUnknownBefore: number;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const DAYS = 30;
/** A Monday. */
const START = Date.parse('2026-11-02T00:00:00Z');
const END = START + DAYS * DAY;

const SIZE = {
  sessions: 20,
  registrants: 220,
  imported: 200,
  messages: 400,
  questions: 60,
  channels: 3,
  commands: 40,
};
interface Planned {
  /** Milliseconds. */
  at: number;
  event: EventRecord;
  session: SessionRecord;
  imported: number;
  importAt: number | null;
  endedAt: number;
}

interface Played {
  stage: Stage;
  month: Month;
  state: State;
  sessions: Planned[];
  /** When each digest was made. */
  made: Map<string, number>;
  points: { day: number; used: number; toCome: number }[];
}

export async function simulate(month: Month): Promise<Outcome> {
  await using stage = await openStage({ ...month, startsAt: START });
  const state = { refused: 0, skipped: 0, importsLater: 0, unknown: 0 };
  const played: Played = { stage, month, state, sessions: [], made: new Map(), points: [] };
  await begin(played);
  // A day more: what waited for the next period comes.
  for (let at = START; at < END + DAY; at += 15 * MINUTE) await pass(played, at);
  return await outcomeOf(played);
}

async function begin({ stage, month, state }: Played): Promise<void> {
  const { store } = stage;
  for (let channel = 1; channel <= SIZE.channels; channel++) {
    const people = 'initials';
    await store.subscriptions.add({
      channel: `C${channel}`,
      thing: { kind: 'all' },
      people,
      features: month.isLive ? ['questions', 'chat', 'digest'] : ['digest'],
      createdBy: 'U1',
    });
  }
  await store.database.kysely
    .updateTable('subscriptions')
    .set({ createdAt: new Date(START) })
    .execute();
  await ask(stage, state, async (bound) => void (await bound.livestorm.ping()));
  // As if Livestorm had named the end of the period.
  const { monthlyLimit: limit } = month;
  await store.allowance.see({ at: new Date(START + 1), limit, remaining: limit - 1, resetsAt: new Date(END) });
}

/** A quarter of an hour. */
async function pass(played: Played, at: number): Promise<void> {
  const { stage, state, sessions } = played;
  stage.goTo(at);
  const [day, minute] = [Math.floor((at - START) / DAY), ((at - START) % DAY) / MINUTE];
  const isHour = minute % 60 === 0;
  if (day < DAYS) {
    if (minute === 9 * 60) await plan(stage, sessions, day);
    for (const planned of sessions) await live(played, planned, at);
    await people(stage, state, day, minute);
  }
  await imports(stage, sessions, at, state);
  // At night an hour is short enough.
  if (isHour || (minute > 15 * 60 && minute < 19 * 60)) await stage.tick(isHour);
  if (isHour) await noteDigests(played, at);
  if (minute === 23 * 60 && day < DAYS) await foresee(played, day);
  await rooms(played, at);
}

async function noteDigests({ stage, made }: Played, at: number): Promise<void> {
  const all = await stage.store.database.kysely.selectFrom('digests').select('sessionId').execute();
  for (const { sessionId } of all) if (!made.has(sessionId)) made.set(sessionId, at);
}

/** Weekdays without a session. */
const FREE = [11, 25];

/** A session on each other weekday, made a week before it begins. */
async function plan({ livestorm }: Stage, sessions: Planned[], day: number): Promise<void> {
  const first = day === 0 ? 0 : day + 7;
  for (let target = first; target <= day + 7; target++) {
    const weekday = new Date(START + target * DAY).getUTCDay();
    if (target >= DAYS || weekday === 0 || weekday === 6 || FREE.includes(target)) continue;
    const at = START + target * DAY + 15 * HOUR;
    const event = livestorm.world.addEvent({ title: `Webinar ${sessions.length + 1}`, estimated_duration: 60 });
    const session = livestorm.world.addSession(event, { estimated_started_at: at / 1_000 });
    const before = livestorm.deliveries.length;
    livestorm.emit('event.created', eventResource(livestorm.world, event));
    livestorm.emit('session.created', sessionResource(session));
    await arrived(livestorm, before, ['event.created', 'session.created']);
    sessions.push({
      at,
      event,
      session,
      imported: 0,
      importAt: Math.max(at - 5 * HOUR, START + 10 * HOUR),
      endedAt: at + HOUR,
    });
  }
}

async function arrived(livestorm: Stage['livestorm'], before: number, events: string[]): Promise<void> {
  const { webhooks } = livestorm.world;
  const expected = events.filter((event) => [...webhooks.values()].some((hook) => hook.event === event)).length;
  // Two hundred at once, on a busy machine.
  await livestorm.until(() => livestorm.deliveries.length >= before + expected, 60_000);
}

/** What happens in the room; what is said in one that is followed comes by and by. */
async function live({ stage, month }: Played, planned: Planned, now: number): Promise<void> {
  const { livestorm } = stage;
  const { session, at: start, endedAt } = planned;
  const seconds = now / 1_000;
  async function becomes(event: string, changes: Partial<SessionRecord>): Promise<void> {
    Object.assign(session, changes, { updated_at: seconds });
    const before = livestorm.deliveries.length;
    livestorm.emit(event, sessionResource(session));
    await arrived(livestorm, before, [event]);
  }
  if (now === start) {
    for (let index = 0; index < SIZE.registrants - SIZE.imported; index++) {
      livestorm.world.addPerson(session, {
        email: `page.${session.id}.${index}@example.com`,
        attended: index % 2 === 0,
      });
    }
    await becomes('session.started', { status: 'live', started_at: seconds });
  }
  if (now === endedAt) {
    await becomes('session.ended', { status: 'past', ended_at: seconds, duration: 3_600 });
    await tellAfterwards(livestorm, session);
  }
  if (now < start || now >= endedAt) return;
  if (!month.isLive) talk(livestorm.world, session, { at: seconds, part: 1 / 4 });
}

/** Who came and who did not, one delivery each; and the recording is there. */
async function tellAfterwards(livestorm: Stage['livestorm'], session: SessionRecord): Promise<void> {
  livestorm.world.addRecording(session, { file_size: 100_000_000 });
  const before = livestorm.deliveries.length;
  const told: string[] = [];
  for (const person of livestorm.world.peopleOf(session.id).filter(({ role }) => role === 'participant')) {
    const event = person.attended ? 'people.attended' : 'people.not_attended';
    livestorm.emit(event, sessionPersonResource(person));
    told.push(event);
  }
  await arrived(livestorm, before, told);
}

/** So much of what is said in the hour. */
function talk(
  world: Stage['livestorm']['world'],
  session: SessionRecord,
  { at, part }: { at: number; part: number },
): void {
  const [messages, questions] = [world.messagesOf(session.id).length, world.questionsOf(session.id).length];
  const more = (there: number, all: number) =>
    Math.min(all, Math.round(((at - session.started_at) / 3_600 + part) * all)) - there;
  for (let index = more(messages, SIZE.messages); index > 0; index--)
    world.addMessage(session, { text_content: `Message ${index}`, created_at: at });
  for (let index = more(questions, SIZE.questions); index > 0; index--)
    world.addQuestion(session, { question: `Question ${index}?`, created_at: at });
}

/** Of a minute: as exact as a look before the planned end wants it. */
const STEP = 20_000;

/** The quarter of an hour until the next one, in the rooms that are followed. */
async function rooms({ stage, month, sessions, state }: Played, at: number): Promise<void> {
  const open = sessions.filter((planned) => month.isLive && at >= planned.at && at < planned.endedAt);
  if (open.length === 0) return;
  for (let now = at; now < at + 15 * MINUTE; now += STEP) {
    stage.goTo(now);
    for (const { session } of open) talk(stage.livestorm.world, session, { at: now / 1_000, part: STEP / HOUR });
    await stage.settle();
    for (const { session } of open) {
      const followed = await stage.store.live.of(session.id);
      if (followed?.follow.pace === 'paused' && now % (8 * MINUTE) === 0) state.skipped += 1;
    }
  }
}

/** The calls of an import, in batches of fifty; what does not go now goes within the hour after it may. */
async function imports({ deps, settle }: Stage, sessions: Planned[], at: number, state: State): Promise<void> {
  for (const planned of sessions) {
    if (planned.importAt === null || at < planned.importAt) continue;
    const importer = deps.livestorm.for({ kind: 'import', who: 'U1' }).sessions;
    try {
      const registrants = Array.from({ length: SIZE.imported - planned.imported }, (_, index) => ({
        fields: [
          { id: 'email', value: `list.${planned.session.id}.${planned.imported + index}@example.com` },
          { id: 'first_name', value: 'Ada' },
          { id: 'last_name', value: 'Byron' },
        ],
      })).slice(0, 50);
      await importer.registerMany(planned.session.id, registrants);
      planned.imported += 50;
      await settle();
      if (planned.imported >= SIZE.imported) planned.importAt = null;
    } catch (error) {
      if (!callsAreKept(error)) throw error;
      planned.importAt = at + HOUR;
      state.importsLater += 1;
    }
  }
}

interface State {
  refused: number;
  skipped: number;
  importsLater: number;
  unknown: number;
}

async function ask({ deps, settle }: Stage, state: State, act: (deps: Deps) => Promise<void>): Promise<void> {
  try {
    await act({ ...deps, livestorm: deps.livestorm.for({ kind: 'command', who: 'U1' }) });
  } catch (error) {
    if (!callsAreKept(error)) throw error;
    state.refused += 1;
  }
  await settle();
}

/** Forty commands between nine and seven, one every quarter of an hour; every fifth asks Livestorm for one thing. */
async function people(stage: Stage, state: State, day: number, minute: number): Promise<void> {
  if (minute < 9 * 60 || minute >= 19 * 60) return;
  const index = (minute - 9 * 60) / 15;
  if (index % 5 !== 0) {
    const free = ['list', 'quota', 'help', 'subscriptions'][index % 4] ?? 'list';
    return await ask(stage, state, async (deps) => {
      const prepared = findCommand(free, { user: 'U1', channel: 'C1' });
      if (prepared.kind === 'answer') await prepared.answer(deps);
    });
  }
  const paying = index % 10 === 0 ? `lookup ada.${day}@example.com` : 'refresh';
  await ask(stage, state, async (deps) => {
    if (paying === 'refresh') return void (await refreshCatalogue(deps));
    const prepared = findCommand(paying, { user: 'U1', channel: 'C1' });
    if (prepared.kind === 'answer') await prepared.answer(deps);
  });
}

async function foresee({ stage, points, state }: Played, day: number): Promise<void> {
  const { forecast, seen } = await quotaReport(stage.deps);
  if (forecast.kind === 'unknown' || !seen) state.unknown += 1;
  else points.push({ day: day + 1, used: seen.limit - seen.remaining, toCome: forecast.toCome.likely });
}

async function outcomeOf({ stage, state, sessions, made, points }: Played): Promise<Outcome> {
  const { kysely } = stage.store.database;
  const month = kysely.selectFrom('ledger').where('at', '<', new Date(END)).where('status', 'is not', null);
  const rows = await month.select(['purposeKind', 'operation']).execute();
  const counted = (names: string[]) =>
    [...Map.groupBy(names, (name) => name)]
      .map(([name, all]) => ({ name, calls: all.length }))
      .sort((a, b) => b.calls - a.calls);
  const late = (session: Planned) => (made.get(session.session.id) ?? Number.POSITIVE_INFINITY) - session.endedAt;
  const count = (is: (session: Planned) => boolean) => sessions.filter(is).length;
  const isInTime = (session: Planned) => late(session) <= HOUR;
  const isNext = (session: Planned) => (made.get(session.session.id) ?? 0) >= END;
  const notes = await kysely.selectFrom('outbox').select('key').where('key', 'like', 'digest waits %').execute();
  return {
    calls: rows.length,
    byPurpose: counted(rows.map(({ purposeKind }) => purposeKind)).map(({ name, calls }) => ({ purpose: name, calls })),
    byOperation: counted(rows.map(({ operation }) => operation)).map(({ name, calls }) => ({ operation: name, calls })),
    commandsRefused: state.refused,
    sessions: sessions.length,
    digests: {
      atOnce: count(isInTime),
      later: count((session) => !isInTime(session) && !isNext(session) && made.has(session.session.id)),
      nextPeriod: count(isNext),
      never: count((session) => !made.has(session.session.id)),
    },
    notes: notes.length,
    importsLater: state.importsLater,
    importsOpen: count(({ importAt }) => importAt !== null),
    looksSkipped: state.skipped,
    forecast: points
      .filter(({ day }) => day >= 10)
      .map(({ day, used, toCome }) => ({ day, foreseen: used + toCome, off: (used + toCome) / rows.length - 1 })),
    saidUnknownBefore: state.unknown,
  };
}
