// People of a session: listed, registered one by one or in bulk, changed, removed; and the jobs behind the bulk.
import type { Query } from '../checks.ts';
import { includes, matches, page, within } from '../paging.ts';
import type { Job, SessionPerson, SessionRecord } from '../records.ts';
import { found, Refusal } from '../refusal.ts';
import { originsOf, type PersonWrite, readFields, register } from '../registering.ts';
import { eventResource, jobResource, type Resource, sessionPersonResource, sessionResource } from '../resources.ts';
import { created, done, type Handlers, ok, type Stage } from '../stage.ts';
import type { World } from '../world.ts';
import { sessionAt } from './sessions.ts';

interface Body {
  data: { attributes: PersonWrite };
}

interface BulkBody {
  data: { attributes: { tasks: (PersonWrite & { attributes?: PersonWrite })[] } };
}

function kept(row: SessionPerson, query: Query): boolean {
  return (
    matches(query, 'role', row.role) &&
    matches(query, 'attended', row.attended) &&
    matches(query, 'email', row.person.email) &&
    within(query, row.created_at, 'created_since', 'created_until') &&
    within(query, row.updated_at, 'updated_since', 'updated_until')
  );
}

function included(world: World, session: SessionRecord, query: Query): { included?: Resource[] } {
  if (query.include === undefined) return {};
  const event = found(world.events.get(session.event_id), 'Event');
  return {
    included: [
      ...(includes(query, 'event') ? [eventResource(world, event)] : []),
      ...(includes(query, 'session') ? [sessionResource(session)] : []),
    ],
  };
}

const personAt = (world: World, session: SessionRecord, id: string | undefined): SessionPerson =>
  found(
    world.peopleOf(session.id).find((row) => row.id === id),
    'People',
  );

/** Their chat, questions and figures go with them, as in the web interface (section 4.5, a guess). */
function remove(world: World, session: SessionRecord, row: SessionPerson): void {
  const drop = <T>(rows: T[], gone: (one: T) => boolean) => {
    rows.splice(0, rows.length, ...rows.filter((one) => !gone(one)));
  };
  drop(world.peopleOf(session.id), (one) => one === row);
  drop(world.messagesOf(session.id), (one) => one.author_id === row.id);
  drop(world.questionsOf(session.id), (one) => one.question_author_id === row.id);
  if (row.role !== 'participant') return;
  session.registrants_count -= 1;
  if (row.attended) session.attendees_count -= 1;
}

/** Works a job off: every task on its own, so that one bad row does not hold up the others (section 4.8). */
function work(job: Job, session: SessionRecord, tasks: PersonWrite[], stage: Stage): void {
  for (const [index, task] of job.tasks.entries()) {
    try {
      register(session, tasks[index] ?? {}, stage);
      task.status = 'succeeded';
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      task.status = 'failed';
      task.errors = [{ title: error.title, detail: error.message }];
    }
  }
  job.status = job.tasks.some((task) => task.status === 'failed') ? 'failed' : 'ended';
  stage.emit('job.ended', jobResource(job));
  stage.signals.changed();
}

async function workLater(job: Job, session: SessionRecord, tasks: PersonWrite[], stage: Stage): Promise<void> {
  if (await stage.signals.sleep(stage.world.switches.jobDelayMs)) work(job, session, tasks, stage);
}

const jobAt = (world: World, id: string | undefined): Job => found(world.jobs.get(id ?? ''), 'Job');

export const people: Handlers = {
  listSessionPeople: ({ params, query }, { world }) => {
    const session = sessionAt(world, params.id);
    const rows = world.peopleOf(session.id).filter((row) => kept(row, query));
    return ok({ ...page(rows, query, sessionPersonResource), ...included(world, session, query) });
  },
  registerPerson: ({ params, body }, stage) => {
    const here = register(sessionAt(stage.world, params.id), (body as Body).data.attributes, stage);
    return created({ data: sessionPersonResource(here) });
  },
  getSessionPerson: ({ params }, { world }) =>
    ok({ data: sessionPersonResource(personAt(world, sessionAt(world, params.id), params.people_id)) }),
  updateSessionPerson: ({ params, body }, { world }) => {
    const session = sessionAt(world, params.id);
    const row = personAt(world, session, params.people_id);
    const write = (body as Body).data.attributes;
    const values = readFields(found(world.events.get(session.event_id), 'Event').fields, write);
    for (const field of row.fields) field.value = values.get(field.id) ?? field.value;
    for (const key of ['email', 'first_name', 'last_name'] as const) {
      const value = values.get(key);
      if (typeof value === 'string') row.person[key] = value;
    }
    Object.assign(row, originsOf(write), { updated_at: world.now() });
    return ok({ data: sessionPersonResource(row) });
  },
  removePersonByEmail: ({ params, query }, { world }) => {
    const session = sessionAt(world, params.id);
    const row = world.peopleOf(session.id).find(({ person }) => person.email === query['filter[email]']);
    remove(world, session, found(row, 'People'));
    return done;
  },
  removePersonById: ({ params }, { world }) => {
    const session = sessionAt(world, params.id);
    remove(world, session, personAt(world, session, params.people_id));
    return done;
  },
  bulkRegisterPeople: ({ params, body }, stage) => {
    const session = sessionAt(stage.world, params.id);
    const { tasks } = (body as BulkBody).data.attributes;
    const job = stage.world.addJob(tasks.length);
    // Working code sends the bare attributes, the official prose wraps each task in `attributes`.
    void workLater(
      job,
      session,
      tasks.map((task) => task.attributes ?? task),
      stage,
    );
    return { status: 202, body: { data: jobResource(job) } };
  },
  getJob: ({ params }, { world }) => ok({ data: jobResource(jobAt(world, params.id)) }),
  listJobTasks: ({ params }, { world }) => {
    const data = jobAt(world, params.id).tasks.map(({ id, ...attributes }) => ({ id, type: 'tasks', attributes }));
    return ok({ data });
  },
};
