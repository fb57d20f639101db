// The state of the local Livestorm and the builders that fill it. Builders are silent: they fire no webhook.
import { createHash } from 'node:crypto';
import { ATTRIBUTES, ORGANIZATION, slugOf } from './defaults.ts';
import * as make from './makers.ts';
import type {
  EventRecord,
  Job,
  Message,
  Person,
  Question,
  Recording,
  SessionPerson,
  SessionRecord,
  Subscription,
  User,
} from './records.ts';
import { defaultSwitches } from './switches.ts';

/** A workspace with one team member, `owner`. Records are live: what a test changes in them is what the API says next. */
export class World {
  readonly organization = { ...ORGANIZATION };
  readonly attributes = structuredClone(ATTRIBUTES);
  readonly switches = defaultSwitches();
  readonly events = new Map<string, EventRecord>();
  readonly sessions = new Map<string, SessionRecord>();
  readonly people = new Map<string, Person>();
  readonly users = new Map<string, User>();
  readonly webhooks = new Map<string, Subscription>();
  readonly jobs = new Map<string, Job>();
  /** Tag ids by title. */
  readonly tags = new Map<string, string>();
  readonly owner: User;
  /** Unix seconds. */
  readonly now: () => number;
  readonly #changed: () => void;
  readonly #people = new Map<string, SessionPerson[]>();
  readonly #messages = new Map<string, Message[]>();
  readonly #questions = new Map<string, Question[]>();
  readonly #recordings = new Map<string, Recording[]>();
  #made = 0;

  /** `now` gives Unix seconds; `changed` is called after each builder. */
  constructor(now: () => number, changed: () => void = () => {}) {
    this.now = now;
    this.#changed = changed;
    this.owner = this.addTeamMember();
  }

  /** Looks like any UUID, and is the same in every run. */
  newId(): string {
    this.#made += 1;
    const hex = createHash('sha256').update(String(this.#made)).digest('hex');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  }

  stamp(): make.Stamp {
    return { id: this.newId(), created_at: this.now(), updated_at: this.now() };
  }

  /** In the order of arrival, as the next four. */
  peopleOf = (sessionId: string): SessionPerson[] => list(this.#people, sessionId);
  messagesOf = (sessionId: string): Message[] => list(this.#messages, sessionId);
  questionsOf = (sessionId: string): Question[] => list(this.#questions, sessionId);
  recordingsOf = (sessionId: string): Recording[] => list(this.#recordings, sessionId);
  sessionsOf = (eventId: string): SessionRecord[] =>
    [...this.sessions.values()].filter((session) => session.event_id === eventId);

  /** A user, and the person with role team_member of the same id: two views of one member (section 4.2). */
  addTeamMember(given: Partial<User> & { timezone?: string } = {}): User {
    const { timezone = 'Europe/Paris', ...rest } = given;
    const number = this.users.size + 1;
    const email = number === 1 ? 'lin.host@example.com' : `host.${number}@example.com`;
    const user = make.newUser(this.stamp(), { email, ...rest });
    const { locale: _locale, pending_invite: _pending, ...base } = user;
    this.people.set(user.id, { ...base, role: 'team_member', timezone });
    return this.#keep(this.users, user);
  }

  /** Published, with Livestorm's sample form, owned by `owner`. */
  addEvent(given: Partial<EventRecord> = {}): EventRecord {
    const slug = this.freeSlug(given.slug ?? slugOf(given.title ?? 'Quarterly product tour'));
    const event = make.newEvent(this.stamp(), slug, this.owner.id, given);
    for (const title of event.tags) this.tagId(title);
    return this.#keep(this.events, event);
  }

  /** Upcoming, a day from now. */
  addSession(event: EventRecord, given: Partial<SessionRecord> = {}): SessionRecord {
    return this.#keep(this.sessions, make.newSession(this.stamp(), event, given));
  }

  /**
   * Registers someone for a session and moves its counters. Takes attributes of the person and of the registration in
   * one object. A known e-mail address (or id) is the same person again.
   */
  addPerson(session: SessionRecord, given: Partial<Person & SessionPerson> = {}): SessionPerson {
    const stamp = this.stamp();
    const known = this.#personLike(given);
    const email = known?.email ?? given.email ?? `person.${this.people.size}@example.com`;
    const person = known ?? make.newPerson(stamp, { ...pick(given), email });
    const { first_name: _first, last_name: _last, email: _email, timezone: _zone, avatar_link: _link, ...rest } = given;
    const event = this.events.get(session.event_id);
    if (!event) throw new Error(`the session ${session.id} belongs to no event`);
    const here = make.newSessionPerson(stamp, { event, session, person }, rest);
    this.people.set(person.id, person);
    this.peopleOf(session.id).push(here);
    if (here.role === 'participant') session.registrants_count += 1;
    if (here.role === 'participant' && here.attended) session.attendees_count += 1;
    this.#changed();
    return here;
  }

  /** Says something in the chat; the author's count moves. Author: nobody, unless `author_id` says. */
  addMessage(session: SessionRecord, given: Partial<Message> = {}): Message {
    const author = this.peopleOf(session.id).find((person) => person.id === given.author_id);
    const team = given.author_id ? this.people.get(given.author_id)?.role === 'team_member' : false;
    const message = make.newMessage(this.stamp(), session, { from_team_member: team, ...given });
    if (author) author.messages_count += 1;
    return this.#append(this.messagesOf(session.id), message);
  }

  addQuestion(session: SessionRecord, given: Partial<Question> = {}): Question {
    const asker = this.peopleOf(session.id).find((person) => person.id === given.question_author_id);
    if (asker) asker.questions_count += 1;
    return this.#append(this.questionsOf(session.id), make.newQuestion(this.stamp(), session, given));
  }

  addRecording(session: SessionRecord, given: Partial<Recording> = {}): Recording {
    return this.#append(this.recordingsOf(session.id), make.newRecording(this.stamp(), session, given));
  }

  addWebhook(given: { url: string; event: string }): Subscription {
    return this.#keep(this.webhooks, { ...this.stamp(), ...given, disabled: false });
  }

  addJob(tasks: number): Job {
    const rows = Array.from({ length: tasks }, () => ({ id: this.newId(), status: 'processing' as const }));
    return this.#keep(this.jobs, { id: this.newId(), status: 'processing', tasks: rows });
  }

  /** The id of a workspace tag, made when it is new. */
  tagId(title: string): string {
    const id = this.tags.get(title) ?? this.newId();
    this.tags.set(title, id);
    return id;
  }

  /** The slug, or the slug with the first free number: no document says what Livestorm does with a taken one. */
  freeSlug(slug: string): string {
    const taken = new Set([...this.events.values()].map((event) => event.slug));
    let free = slug;
    for (let number = 2; taken.has(free); number += 1) free = `${slug}-${number}`;
    return free;
  }

  #personLike(given: Partial<Person>): Person | undefined {
    if (given.id) return this.people.get(given.id);
    const email = given.email?.toLowerCase();
    return email ? [...this.people.values()].find((person) => person.email.toLowerCase() === email) : undefined;
  }

  #keep<T extends { id: string }>(records: Map<string, T>, record: T): T {
    records.set(record.id, record);
    this.#changed();
    return record;
  }

  #append<T>(records: T[], record: T): T {
    records.push(record);
    this.#changed();
    return record;
  }
}

function list<T>(lists: Map<string, T[]>, key: string): T[] {
  const rows = lists.get(key) ?? [];
  lists.set(key, rows);
  return rows;
}

const PERSON_KEYS = ['id', 'role', 'created_at', 'updated_at', 'timezone', 'first_name', 'last_name', 'avatar_link'];

const pick = (given: Partial<Person>): Partial<Person> =>
  Object.fromEntries(Object.entries(given).filter(([key]) => PERSON_KEYS.includes(key)));
