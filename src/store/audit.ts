// Who did what, when, and with which result. Rows are never changed; see the trigger in migrations/0005-audit.ts.
import { type Expression, type SqlBool, sql } from 'kysely';
import type { AuditRow } from './audit-row.ts';
import type { Db } from './tables.ts';

/** What somebody changed, or wanted to. */
export interface AuditedThing {
  /** `event`, `session`, `channel`, `webhooks` … */
  kind: string;
  id: string | null;
  /** As it was then. */
  title: string | null;
  /** The event it is, or belongs to. */
  eventId?: string | null;
}

export type AuditResult = AuditRow['result'];

export interface NewAuditEntry {
  at: Date;
  /** Slack's id of who asked. */
  person: string;
  verb: string;
  thing: AuditedThing | null;
  /** Id of what was made at Livestorm. */
  made: string | null;
  /** Whom it was about, when it was somebody registered: a keyed hash of the address, never the address. */
  registrant: string | null;
  result: AuditResult;
  /** Why it was not done; null for `done`. */
  code: string | null;
  /** Calls to Livestorm that it cost. */
  calls: number;
}

export interface AuditEntry extends Omit<NewAuditEntry, 'registrant'> {
  id: number;
}

/** All that are given must hold. `events` finds what is about one of them, `words` what had these in its title. */
export interface AuditFilter {
  person?: string;
  registrant?: string;
  events?: string[];
  words?: string;
  /** From this moment on, and before that one. */
  from?: Date;
  to?: Date;
}

/** Entries before (older than) or after (newer than) the one with this id; the newest when left out. */
export interface AuditPlace {
  before?: number;
  after?: number;
}

export interface AuditPage {
  /** Newest first. */
  entries: AuditEntry[];
  hasOlder: boolean;
  hasNewer: boolean;
  /** Of all pages. */
  total: number;
}

export interface Audit {
  add(entry: NewAuditEntry): Promise<void>;
  page(filter: AuditFilter, place: AuditPlace, limit: number): Promise<AuditPage>;
}

export function audit(db: Db): Audit {
  const filtered = (filter: AuditFilter) => db.selectFrom('audit').where((is) => is.and(conditions(filter)));

  async function page(filter: AuditFilter, { before, after }: AuditPlace, limit: number): Promise<AuditPage> {
    const rows = filtered(filter)
      .selectAll()
      .limit(limit + 1);
    const found =
      after === undefined
        ? await rows
            .$if(before !== undefined, (query) => query.where('id', '<', before ?? 0))
            .orderBy('id', 'desc')
            .execute()
        : await rows.where('id', '>', after).orderBy('id').execute();
    const more = found.length > limit;
    const shown = found.slice(0, limit).sort((a, b) => b.id - a.id);
    const count = filtered(filter).select(sql<number>`count(*)::integer`.as('total'));
    return {
      entries: shown.map(({ thing, kind, title, eventId, registrant: _, ...entry }) => ({
        ...entry,
        thing: kind === null ? null : { kind, id: thing, title, eventId },
      })),
      hasOlder: after === undefined ? more : true,
      hasNewer: after === undefined ? before !== undefined : more,
      total: (await count.executeTakeFirstOrThrow()).total,
    };
  }

  return {
    page,
    async add({ thing, ...entry }) {
      const { kind, id, title, eventId } = thing ?? { kind: null, id: null, title: null };
      const row = {
        ...entry,
        kind,
        thing: id,
        title: title === null ? null : anonymous(title),
        eventId: eventId ?? null,
      };
      await db.insertInto('audit').values(row).execute();
    },
  };
}

function conditions({ person, registrant, events, words, from, to }: AuditFilter): Expression<SqlBool>[] {
  const all: (Expression<SqlBool> | null)[] = [
    person === undefined ? null : sql`person = ${person}`,
    registrant === undefined ? null : sql`registrant = ${registrant}`,
    events === undefined ? null : sql`(event_id = any(${events}) or made = any(${events}))`,
    words === undefined ? null : sql`strpos(lower(title), lower(${words})) > 0`,
    from === undefined ? null : sql`at >= ${from}`,
    to === undefined ? null : sql`at < ${to}`,
  ];
  return all.filter((one) => one !== null);
}

/** Somebody may have written an address into a title. PostgreSQL keeps no NUL. */
const anonymous = (title: string): string =>
  title
    .replaceAll('\0', '')
    .replace(/\S+@\S+/g, '[e-mail]')
    .slice(0, 300);
