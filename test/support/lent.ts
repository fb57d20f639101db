// Embedded databases that a process opens once and lends to one test after another, each as new.
import type { PGlite } from '@electric-sql/pglite';
import { type Embedded, openEmbedded } from '../../src/store/embedded.ts';

interface Owned {
  pglite: PGlite;
  /** What its catalog was when it was new. */
  schema: string;
  lendings: number;
  end(): Promise<void>;
}

const idle: Owned[] = [];

/** What was deleted stays in the files until somebody tidies: after so many lendings a new one is quicker. */
const MOST_LENDINGS = 40;

/**
 * One that is empty but for what the template brings: opening costs a quarter of a second of processor time, emptying ten
 * milliseconds. Closing it gives it back; who asks it then is refused, as by a closed one.
 */
export async function lend(template: () => Promise<Blob>): Promise<Embedded> {
  // An open one keeps its process alive, and only Vitest ends its own.
  if (process.env.VITEST === undefined) return await openEmbedded({ template: await template() });
  const owned = idle.pop() ?? (await open(await template()));
  owned.lendings++;
  let isClosed = false;
  const pglite = new Proxy(owned.pglite, {
    get(target, key) {
      if (key === 'closed') return isClosed || target.closed;
      const value = Reflect.get(target, key);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]) => {
        if (isClosed) throw new Error('PGlite is closed');
        return Reflect.apply(value, target, args);
      };
    },
  });
  async function close(): Promise<void> {
    if (isClosed) return;
    isClosed = true;
    if (await isNewAgain(owned).catch(() => false)) idle.push(owned);
    else await owned.end();
  }
  return { pglite, close };
}

async function open(template: Blob): Promise<Owned> {
  const { pglite, close } = await openEmbedded({ template });
  await pglite.exec(KEEP);
  return { pglite, schema: await schemaOf(pglite), lendings: 0, end: close };
}

/** Empties it. False when it has been used often, or a test has changed more than rows. */
async function isNewAgain({ pglite, schema, lendings }: Owned): Promise<boolean> {
  if (lendings === MOST_LENDINGS) return false;
  await pglite.exec('discard all');
  await pglite.exec(EMPTY);
  return (await schemaOf(pglite)) === schema;
}

const TABLES = `
  select c.oid::regclass::text as name, 'birth.' || quote_ident(n.nspname || '_' || c.relname) as kept
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname in ('public', 'pgboss') and c.relkind = 'r'`;

/** What is in its tables when it is new: what the migrator and the queue keep for themselves. */
const KEEP = `create schema birth;
do $$ declare each record; found boolean; begin
  for each in ${TABLES} loop
    execute format('select exists (select from %s)', each.name) into found;
    if found then execute format('create table %s as table %s', each.kept, each.name); end if;
  end loop;
end $$`;

const EMPTY = `do $$ declare each record; begin
  set local session_replication_role = replica;
  for each in ${TABLES} loop
    execute format('delete from %s', each.name);
    if to_regclass(each.kept) is not null then execute format('insert into %s table %s', each.name, each.kept); end if;
  end loop;
  perform setval(c.oid, 1, false) from pg_class c join pg_sequence s on s.seqrelid = c.oid;
end $$`;

/** Each change of a table, an index, a column, a function or a trigger leaves the number of its transaction behind. */
const SCHEMA = `select md5(string_agg(each, ',' order by each)) as schema from (
  select concat_ws(':', 'class', oid, xmin) from pg_class where oid >= 16384
  union all select concat_ws(':', 'column', attrelid, attnum, xmin) from pg_attribute where attrelid >= 16384
  union all select concat_ws(':', 'function', oid, xmin) from pg_proc where oid >= 16384
  union all select concat_ws(':', 'trigger', oid, xmin) from pg_trigger) known (each)`;

async function schemaOf(pglite: PGlite): Promise<string> {
  const { rows } = await pglite.query<{ schema: string }>(SCHEMA);
  return rows[0]?.schema ?? '';
}
