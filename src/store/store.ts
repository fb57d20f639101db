// What the bot remembers: opened once, closed once.

import type { PGlite } from '@electric-sql/pglite';
import { CamelCasePlugin, Kysely, type KyselyPlugin, PGliteDialect, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import type { Embedded } from './embedded.ts';
import { migrate } from './migrate.ts';
import { planOnce } from './plan-once.ts';
import { type Remembered, remembered } from './remembered.ts';
import { type Period, RETENTION } from './retention.ts';
import { shortLived } from './short-lived.ts';
import type { Db, Tables, Trx } from './tables.ts';
import { inside, refuseInside } from './within.ts';

export interface StoreOptions {
  /** A PostgreSQL server, 13 or newer. */
  databaseUrl?: string;
  /** The folder of the embedded database; without it and without a server everything is kept in memory. */
  dataDir?: string;
  /** See `embedded.ts`. */
  template?: Blob;
  /** Opens the embedded database, in the place of `embedded.ts`. */
  open?: () => Promise<Embedded>;
}

/** The same functions inside one transaction; `trx` is for the queue. */
export interface StoreTransaction extends Remembered {
  trx: Trx;
}

export type Database = { kind: 'embedded'; kysely: Db; pglite: PGlite } | { kind: 'server'; kysely: Db; url: string };

export interface Store extends Remembered {
  /** How long things are kept. */
  retention: Period[];
  database: Database;
  /**
   * All of it or nothing; `work` may be called again when the database gave way to another transaction. Inside, use only what is handed in: the embedded database has one connection, and asking the
   * store itself throws there, since it would wait for ever.
   */
  transaction<T>(work: (within: StoreTransaction) => Promise<T>): Promise<T>;
  /** Throws when the database does not answer. */
  ping(): Promise<void>;
  /** See `embedded.ts`; a server does it by itself. */
  tidy(): Promise<void>;
  close(): Promise<void>;
}

/** Opens the database and brings it to the newest schema. Throws a ConfigError when another process has the folder. */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { database, ...opened } =
    options.databaseUrl === undefined ? await embedded(options) : server(options.databaseUrl);
  const { kysely } = database;
  try {
    await migrate(kysely);
  } catch (error) {
    await opened.close();
    throw error;
  }
  return {
    ...remembered(kysely),
    ...opened,
    database,
    retention: RETENTION,
    async ping() {
      await sql`select 1`.execute(kysely);
    },
  };
}

/** Kysely would wait for its one connection before the database is asked: the same check stands in front of it. */
const guard: KyselyPlugin = {
  transformQuery({ node }) {
    refuseInside();
    return node;
  },
  transformResult: async ({ result }) => result,
};

function transaction(kysely: Db): Store['transaction'] {
  return (work) => kysely.transaction().execute((trx) => work({ ...remembered(trx), trx }));
}

/** What PostgreSQL rolled back for the sake of another (serialization_failure, deadlock_detected) is tried anew. */
const retried =
  (once: Store['transaction']): Store['transaction'] =>
  async (work) => {
    for (let tries = 1; ; tries++) {
      try {
        return await once(work);
      } catch (error) {
        const isRolledBack = error instanceof pg.DatabaseError && ['40001', '40P01'].includes(error.code ?? '');
        if (!isRolledBack || tries === MOST_TRIES) throw error;
      }
    }
  };

const MOST_TRIES = 3;

type Opened = Pick<Store, 'database' | 'transaction' | 'tidy' | 'close'>;

const plugins = [new CamelCasePlugin({ maintainNestedObjectKeys: true })];

async function embedded({ dataDir, template, open }: StoreOptions): Promise<Opened> {
  // Not at the top: with a server, nothing of PGlite is loaded.
  const { openEmbedded, tidy } = await import('./embedded.ts');
  const options = { ...(dataDir !== undefined && { dataDir }), ...(template !== undefined && { template }) };
  const { pglite, close } = await (open ? open() : openEmbedded(options));
  const kysely = new Kysely<Tables>({ dialect: new PGliteDialect({ pglite }), plugins });
  const one = transaction(kysely);
  return {
    database: { kind: 'embedded', kysely: kysely.withPlugin(guard), pglite },
    async transaction(work) {
      refuseInside();
      return await one((within) => inside(() => work(within)));
    },
    tidy: () => tidy(pglite),
    close,
  };
}

/** With three of the queue's and one that listens: ten for an instance. Livestorm waits five seconds for an answer. */
const POOL = {
  max: 6,
  connectionTimeoutMillis: 4_000,
  keepAlive: true,
  // Slack waits three seconds and Livestorm five, so what takes longer helps nobody and holds up others; a night's
  // retention and a whole catalogue take seconds. Migrations take their time (`migrate.ts`), exports and pg_dump come
  // over connections of their own. Who waits for another's row gives way first, and a process that stands still with a
  // transaction open gives back what it holds. DATABASE_URL may say otherwise (`?statement_timeout=60000`).
  statement_timeout: 20_000,
  lock_timeout: 5_000,
  idle_in_transaction_session_timeout: 10_000,
};

function server(url: string): Opened {
  const pool = new pg.Pool({ connectionString: url, ...POOL });
  // One that breaks is replaced by the pool, and its query rejects; without listeners, for it idle and for it in use
  // between two statements, it would end the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  pool.on('connect', shortLived);
  pool.on('connect', planOnce);
  const kysely = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }), plugins });
  return {
    database: { kind: 'server', kysely, url },
    transaction: retried(transaction(kysely)),
    tidy: async () => {},
    close: () => kysely.destroy(),
  };
}
