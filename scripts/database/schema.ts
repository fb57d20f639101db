// What is in a database, asked of the database itself: a table that is added later is moved as well.
import { sql } from 'kysely';
import type { Raw } from './place.ts';

export interface Table {
  name: string;
  columns: { name: string; type: string }[];
}

interface Found extends Table {
  /** Tables that its rows name rows of. */
  needs: string[];
}

/** Our tables, each after those it refers to. Generated columns are left out: the database makes them. */
export async function tables(db: Raw): Promise<Table[]> {
  const { rows } = await sql<Found>`
    select c.relname as name,
      (select json_agg(json_build_object('name', attname, 'type', format_type(atttypid, atttypmod)) order by attnum)
        from pg_attribute where attrelid = c.oid and attnum > 0 and not attisdropped and attgenerated = '') as columns,
      (select coalesce(json_agg(f.relname), '[]') from pg_constraint k join pg_class f on f.oid = k.confrelid
        where k.conrelid = c.oid and k.contype = 'f' and f.oid <> c.oid) as needs
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname not like 'kysely%'
    order by c.relname`.execute(db);
  const sorted: Found[] = [];
  while (sorted.length < rows.length) {
    const isThere = (name: string) => sorted.some((table) => table.name === name);
    const next = rows.filter(({ name, needs }) => !isThere(name) && needs.every(isThere));
    if (next.length === 0) throw new Error('the tables refer to each other in a circle');
    sorted.push(...next);
  }
  return sorted;
}

/** Names of the migrations that the database has seen, in order. */
export async function applied(db: Raw): Promise<string[]> {
  if (!(await isThere(db, 'public.kysely_migration'))) return [];
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  return rows.map(({ name }) => name);
}

export async function isThere(db: Raw, table: string): Promise<boolean> {
  const { rows } = await sql<{ there: boolean }>`select to_regclass(${table}) is not null as there`.execute(db);
  return rows[0]?.there === true;
}

/** The first table with rows in it, or the queue with jobs; undefined when there is nothing. */
export async function firstFilled(db: Raw): Promise<string | undefined> {
  const names = (await tables(db)).map(({ name }) => name);
  if (await isThere(db, 'pgboss.job')) names.push('pgboss.job');
  for (const name of names) {
    const { rows } = await sql`select 1 from ${sql.table(name)} limit 1`.execute(db);
    if (rows.length > 0) return name;
  }
  return undefined;
}
