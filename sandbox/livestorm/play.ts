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

/** How a webinar is played. It may be changed while it plays. */
export interface Pace {
  /** Webinar seconds per real second; Infinity leaves out every wait. */
  speed: number;
  /** Unix seconds of the start; the session's `estimated_started_at` unless told. */
  startsAt?: number;
  /** Webinar seconds so far; filled in while it plays. */
  at?: number;
  /** Ends it where it stands. */
  isOver?: boolean;
}

/** Every time that is written is the start plus the webinar's offset, whatever the clock on the wall says. */
export async function playWebinar(stage: Stage, sessionId: string, webinar: Webinar, pace: Pace): Promise<void> {
  const { world, signals } = stage;
  const session = world.sessions.get(sessionId);
  if (!session) throw new Error(`there is no session ${sessionId} to play in`);
  if (session.status !== 'upcoming') throw new Error(`the session ${sessionId} is ${session.status}, not upcoming`);
  const begins = pace.startsAt ?? session.estimated_started_at;
  const cast = assemble(stage, session, webinar, begins);
  const steps = [{ at: 0, run: () => start(stage, session, begins) }, ...script(stage, session, webinar, cast)];
  const isOver = () => pace.isOver === true;
  for (const { at, run } of steps) {
    if (!(await passes(at, pace, { signals, isOver }))) return;
    if (isOver()) break;
    run();
    signals.changed();
  }
  const end = isOver() ? Math.max(1, Math.floor(pace.at ?? 0)) : webinar.duration_s;
  finish(stage, session, end, cast);
  signals.changed();
  pace.at = end;
  if (!(await passes(end + world.switches.recordingDelayS, pace, { signals, isOver: () => false }))) return;
  world.addRecording(session, { file_size: end * 26_000 });
}

const SLICE_MS = 200;

/** Lets the webinar's clock run to `to`, in slices, so that another speed holds soon. False when everything stopped. */
async function passes(
  to: number,
  pace: Pace,
  { signals, isOver }: Pick<Stage, 'signals'> & { isOver: () => boolean },
): Promise<boolean> {
  do {
    const { speed, at = 0 } = pace;
    const wait = Math.min(SLICE_MS, Math.max(0, ((to - at) * 1000) / speed));
    // Even at full speed others get their turn between two steps.
    if (!(await signals.sleep(wait))) return false;
    pace.at = wait < SLICE_MS ? to : at + (wait * speed) / 1000;
  } while (pace.at < to && !isOver());
  return true;
}

const script = (stage: Stage, session: SessionRecord, webinar: Webinar, cast: Cast): Step[] =>
  [
    ...joining(session, cast),
    ...talking(stage, session, webinar, cast),
    ...asking(stage, session, webinar, cast),
    { at: webinar.duration_s, run: () => {} },
  ].sort((a, b) => a.at - b.at);

function start({ emit }: Stage, session: SessionRecord, at: number): void {
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
    if (!person.attended) continue;
    const attendance_duration = Math.max(0, Math.min(leaves, duration) - joins);
    const attendance_rate = Math.round((100 * attendance_duration) / duration);
    Object.assign(person, { attendance_duration, attendance_rate, updated_at: at });
  }
  Object.assign(session, { status: 'past', ended_at: at, duration, updated_at: at });
  emit('session.ended', sessionResource(session));
  for (const person of world.peopleOf(session.id).filter(({ role }) => role === 'participant')) {
    emit(person.attended ? 'people.attended' : 'people.not_attended', sessionPersonResource(person));
  }
}
