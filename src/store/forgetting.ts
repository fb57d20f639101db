// Looking through every table for words of one person: what is added later is found too, without anybody thinking of it.
import { sql } from 'kysely';
import type { Db } from './tables.ts';

/** A row as it is, by the names of its columns. Its place holds while the transaction does. */
export interface Found {
  table: string;
  place: string;
  row: Record<string, unknown>;
}

export interface Forgetting {
  /** Rows with one of these words, in capitals or not, locked. Only inside a transaction. */
  holding(words: string[]): Promise<Found[]>;
  /** Gives some of a row's columns other values. */
  rewrite(found: Found, values: Record<string, unknown>): Promise<void>;
  drop(found: Pick<Found, 'table' | 'place'>): Promise<void>;
  /** Pages of long sessions, which nobody can look into without unpacking them. Resolves with how many there were. */
  dropPages(): Promise<number>;
}

/**
 * What no person stands in: what Livestorm has is read anew from there, and the audit log names people by a code and is
 * never changed.
 */
const WITHOUT = ['audit', 'events', 'sessions', 'settings', 'allowance', 'heard_pages'];

/** Columns that are no words: everything else is compared as text. */
const asJson = new Set(['json', 'jsonb']);

export function forgetting(db: Db): Forgetting {
  async function columns(): Promise<Map<string, Map<string, string>>> {
    const { rows } = await sql<{ tableName: string; columnName: string; dataType: string }>`
      select table_name, column_name, data_type from information_schema.columns
      where table_schema = current_schema() and table_name not like 'kysely%' and table_name <> all(${WITHOUT})
        and exists (select from information_schema.tables t where t.table_schema = columns.table_schema
          and t.table_name = columns.table_name and t.table_type = 'BASE TABLE')
      order by table_name, ordinal_position`.execute(db);
    const tables = Map.groupBy(rows, ({ tableName }) => tableName);
    return new Map(
      [...tables].map(([table, of]) => [table, new Map(of.map(({ columnName, dataType }) => [columnName, dataType]))]),
    );
  }

  return {
    async holding(words) {
      if (words.length === 0) return [];
      // As they stand in JSON, where a quotation mark has a backslash before it.
      const sought = words.map((word) => JSON.stringify(word.toLowerCase()).slice(1, -1));
      const found: Found[] = [];
      for (const table of (await columns()).keys()) {
        const { rows } = await sql<{ place: string; row: string }>`
          select ctid::text as place, row_to_json(t)::text as row from ${sql.table(table)} t
          where exists (select from unnest(${sought}::text[]) word where strpos(lower(row_to_json(t)::text), word) > 0)
          for update`.execute(db);
        found.push(...rows.map(({ place, row }) => ({ table, place, row: JSON.parse(row) })));
      }
      return found;
    },
    async rewrite({ table, place }, values) {
      const types = (await columns()).get(table);
      const set = Object.entries(values).map(([column, value]) => {
        const kept = asJson.has(types?.get(column) ?? '') && value !== null ? JSON.stringify(value) : value;
        return sql`${sql.ref(column)} = ${kept}`;
      });
      await sql`update ${sql.table(table)} set ${sql.join(set)} where ctid = ${place}::tid`.execute(db);
    },
    async drop({ table, place }) {
      await sql`delete from ${sql.table(table)} where ctid = ${place}::tid`.execute(db);
    },
    async dropPages() {
      const { numAffectedRows = 0n } = await sql`delete from heard_pages`.execute(db);
      return Number(numAffectedRows);
    },
  };
}
