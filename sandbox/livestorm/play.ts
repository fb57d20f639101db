// Plays a webinar in a session: registrations, the live hour, the end and what follows, on a clock that may run fast.
import { assemble, type Cast } from './cast.ts';
import type { SessionRecord } from './records.ts';
import { sessionPersonResource, sessionResource } from './resources.ts';
import type { Stage } from './stage.ts';
import type { Webinar } from './webinar.ts';

/** Something that happens `at` seconds after the start. */
interface Step {
  at: number;
  run: () => void;
}

/**
 * Every time that is written is the session's `estimated_started_at` plus the webinar's offset, whatever the clock on
 * the wall says. `speed` is webinar seconds per real second; Infinity leaves out every wait.
 */
export async function playWebinar(stage: Stage, sessionId: string, webinar: Webinar, speed: number): Promise<void> {
  const { world, signals } = stage;
  const session = world.sessions.get(sessionId);
  if (!session) throw new Error(`there is no session ${sessionId} to play in`);
  if (session.status !== 'upcoming') throw new Error(`the session ${sessionId} is ${session.status}, not upcoming`);
  const cast = assemble(stage, session, webinar);
  const steps = script(stage, session, webinar, cast);
  let clock = 0;
  for (const { at, run } of steps) {
    const wait = ((at - clock) * 1000) / speed;
    clock = at;
    // Even at full speed others get their turn between two steps.
    if (!(await signals.sleep(Number.isFinite(wait) ? Math.max(0, wait) : 0))) return;
    run();
    signals.changed();
  }
  world.addRecording(session, { file_size: webinar.duration_s * 26_000 });
}

function script(stage: Stage, session: SessionRecord, webinar: Webinar, cast: Cast): Step[] {
  const end = webinar.duration_s;
  const live = [
    ...joining(session, cast),
    ...talking(stage, session, webinar, cast),
    ...asking(stage, session, webinar, cast),
  ];
  return [
    { at: 0, run: () => start(stage, session) },
    ...live.sort((a, b) => a.at - b.at),
    { at: end, run: () => finish(stage, session, end, cast) },
    { at: end + stage.world.switches.recordingDelayS, run: () => {} },
  ];
}

function start({ emit }: Stage, session: SessionRecord): void {
  const at = session.estimated_started_at;
  Object.assign(session, { status: 'live', started_at: at, updated_at: at });
  emit('session.started', sessionResource(session));
}

const joining = (session: SessionRecord, { attendees }: Cast): Step[] =>
  attendees.map(({ person, joins }) => ({
    at: joins,
    run: () => {
      person.attended = true;
      person.updated_at = session.started_at + joins;
      session.attendees_count += 1;
    },
  }));

const idOf = (cast: Cast, key: string | null): string | null =>
  key === null ? null : (cast.byKey.get(key)?.id ?? null);

const stamped = (at: number) => ({ created_at: at, updated_at: at });

const talking = ({ world }: Stage, session: SessionRecord, { messages }: Webinar, cast: Cast): Step[] =>
  messages.map(({ offset_s, author, text }) => ({
    at: offset_s,
    run: () => {
      const author_id = idOf(cast, author);
      const from_team_member = cast.byKey.get(author)?.role === 'team_member';
      const said = { author_id, from_team_member, text_content: text };
      world.addMessage(session, { ...said, ...stamped(session.started_at + offset_s) });
    },
  }));

function asking({ world }: Stage, session: SessionRecord, { questions }: Webinar, cast: Cast): Step[] {
  return questions.flatMap((row) => {
    let asked: ReturnType<typeof world.addQuestion> | undefined;
    const ask = () => {
      const question_author_id = idOf(cast, row.author);
      const at = stamped(session.started_at + row.offset_s);
      asked = world.addQuestion(session, { question: row.question, question_author_id, ...at });
    };
    const answer = (offset: number) => () => {
      const at = session.started_at + offset;
      const { response, responded_orally } = row;
      const response_author_id = idOf(cast, row.responder);
      Object.assign(asked ?? {}, { response, responded_orally, response_author_id, responded_at: at, updated_at: at });
    };
    const answered = row.responded_offset_s;
    return [{ at: row.offset_s, run: ask }, ...(answered === null ? [] : [{ at: answered, run: answer(answered) }])];
  });
}

/** Figures settle, then the session ends, then each participant is told about (section 6.1). */
function finish({ world, emit }: Stage, session: SessionRecord, duration: number, { attendees }: Cast): void {
  const at = session.started_at + duration;
  for (const { person, joins, leaves } of attendees) {
    const attendance_duration = leaves - joins;
    const attendance_rate = Math.round((100 * attendance_duration) / duration);
    Object.assign(person, { attendance_duration, attendance_rate, updated_at: at });
  }
  Object.assign(session, { status: 'past', ended_at: at, duration, updated_at: at });
  emit('session.ended', sessionResource(session));
  for (const person of world.peopleOf(session.id).filter(({ role }) => role === 'participant')) {
    emit(person.attended ? 'people.attended' : 'people.not_attended', sessionPersonResource(person));
  }
}
