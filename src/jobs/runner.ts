// Runs the jobs: durable, retried, on a schedule. The only file that knows the queue, pg-boss.
import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { type Clock, type ConstructorOptions, fromKysely, fromPglite, PgBoss } from 'pg-boss';
import type { JobOptions } from '../deps.ts';
import type { Database } from '../store/store.ts';
import type { Trx } from '../store/tables.ts';
import { failure } from './failure.ts';
import type { Job } from './job.ts';
import { sayQueueErrors } from './queue-errors.ts';
import { keepSchedules } from './schedules.ts';
import { type SignsOfLife, takeBack } from './take-back.ts';

export interface Runner<D = unknown> {
  /** Begins to take jobs: until then they wait. */
  work(deps: D): Promise<void>;
  /** `payload` is plain JSON without personal data: ids and keys. */
  send(name: string, payload: object, options?: JobOptions): Promise<void>;
  /** Many of one name by one statement, in a transaction. */
  sendAll(name: string, jobs: { payload: object; key: string }[], transaction: Trx): Promise<void>;
  /** Resolves when no job runs, waits or is to be tried again; those that start later on purpose are not awaited. */
  idle(): Promise<void>;
  /** Takes no more, and gives what runs ten seconds to finish; the rest is handed back to the queue. */
  stop(): Promise<void>;
}

export interface Log {
  info(fields: object, text: string): void;
  warn(fields: object, text: string): void;
  error(fields: object, text: string): void;
}

export interface RunnerOptions<D> {
  database: Database;
  jobs: Job<unknown, D>[];
  log: Log;
  /** Tries after the first, and the wait before the second one, which doubles from there (with some jitter). */
  retry?: { limit: number; delaySeconds: number };
  /** IANA name of the zone of `every`. */
  timeZone?: string;
  signs?: SignsOfLife;
  clock?: Clock;
  /** Told of each run. */
  onRun?: (run: { job: string; outcome: 'done' | 'retry' | 'failed'; milliseconds: number }) => void;
}

const GRACE_MS = 10_000;

/** Half an hour between tries, twenty of them: a trouble of seven hours loses nothing. */
const LONGEST_WAIT_SECONDS = 1_800;

const SIGNS: SignsOfLife = { everyMs: 5_000, silentMs: 20_000 };

/** The queue's own way to the same: later, and at the cost of a try. It must be on for signs to be shown at all. */
const HEARTBEAT_SECONDS = 60;

/** The queue with its jobs' names and schedules, ready to be sent to. */
export async function openRunner<D>(options: RunnerOptions<D>): Promise<Runner<D>> {
  const { database, jobs, log, retry = { limit: 20, delaySeconds: 5 }, signs = SIGNS } = options;
  const boss = new PgBoss(settings(database, options.clock));
  boss.on('error', sayQueueErrors(log));
  boss.on('warning', ({ message }) => log.warn({ message }, 'queue'));
  await boss.start();
  const known = new Map((await boss.getQueues()).map((queue) => [queue.name, queue]));
  for (const job of jobs) {
    const queue = {
      retryLimit: job.retries ?? retry.limit,
      retryDelay: retry.delaySeconds,
      retryBackoff: retry.delaySeconds > 0,
      ...(retry.delaySeconds > 0 && { retryDelayMax: LONGEST_WAIT_SECONDS }),
      heartbeatSeconds: HEARTBEAT_SECONDS,
      notify: true,
    };
    const there = known.get(job.name);
    if (there === undefined) await boss.createQueue(job.name, { ...queue, policy: 'stately' });
    else if (!isDeepStrictEqual(there, { ...there, ...queue })) await boss.updateQueue(job.name, queue);
  }
  await keepSchedules(boss, jobs, options.timeZone ?? 'UTC');
  if (database.kind === 'embedded') await takeBack(boss);

  const workers = new Map<string, string[]>();
  const names = jobs.map(({ name }) => name);
  const wake = (name: string) => {
    for (const worker of workers.get(name) ?? []) boss.notifyWorker(worker);
  };
  const look = () =>
    takeBack(boss, signs.silentMs).then(
      (names) => names.forEach(wake),
      (error) => log.warn(failure(error), 'queue'),
    );
  const looking = database.kind === 'server' ? setInterval(look, signs.everyMs) : undefined;
  return {
    async work(deps) {
      for (const job of jobs) {
        const each = Array.from({ length: job.atOnce ?? 1 }, () => work(boss, job, deps, { ...options, signs }));
        workers.set(job.name, await Promise.all(each));
      }
    },
    async send(name, payload, { key = randomUUID(), startAfter, transaction } = {}) {
      if (!names.includes(name)) throw new Error(`there is no job named ${name}`);
      await boss.send(name, payload, {
        singletonKey: key,
        ...(startAfter !== undefined && { startAfter }),
        ...(transaction !== undefined && { db: fromKysely(transaction.withoutPlugins()) }),
      });
      // Polling would be up to two seconds late.
      const wait = startAfter === undefined ? 0 : startAfter.getTime() - Date.now();
      if (wait > 0 && wait < SOON_MS) setTimeout(() => wake(name), wait).unref();
    },
    async sendAll(name, sent, transaction) {
      const rows = sent.map(({ payload, key }) => ({ data: payload, singletonKey: key }));
      await boss.insert(name, rows, { db: fromKysely(transaction.withoutPlugins()) });
    },
    async idle() {
      while (await isBusy(boss, names)) await new Promise((resolve) => setTimeout(resolve, 5));
    },
    async stop() {
      clearInterval(looking);
      await boss.stop({ timeout: GRACE_MS });
    },
  };
}

/** Jobs that start so soon are not left to polling. */
const SOON_MS = 10_000;

/** Each job that is sent wakes a worker (LISTEN and NOTIFY, on both engines); polling is for those that start later. */
const WORK = { pollingIntervalSeconds: 1, notifyPollingIntervalSeconds: 2, includeMetadata: true } as const;

function settings(database: Database, clock: Clock | undefined): ConstructorOptions {
  const common = {
    useListenNotify: true,
    registerInstance: false,
    openTelemetry: { enabled: false },
    ...(clock !== undefined && { clock }),
  };
  return database.kind === 'embedded'
    ? { ...common, db: fromPglite(database.pglite), backend: 'pglite' }
    : { ...common, connectionString: database.url, max: 3 };
}

type Working<D> = RunnerOptions<D> & { signs: SignsOfLife };

async function work<D>(
  boss: PgBoss,
  job: Job<unknown, D>,
  deps: D,
  { log, signs, onRun }: Working<D>,
): Promise<string> {
  let worker = '';
  const options = { ...WORK, heartbeatRefreshSeconds: signs.everyMs / 1_000 };
  worker = await boss.work(job.name, options, async ([taken]) => {
    if (taken === undefined) return;
    const started = performance.now();
    const line = (outcome: 'done' | 'retry' | 'failed') => {
      const milliseconds = performance.now() - started;
      onRun?.({ job: job.name, outcome, milliseconds });
      return { job: job.name, id: taken.id, ms: Math.round(milliseconds), outcome };
    };
    try {
      await job.run(job.payload.parse(taken.data), deps);
      log.info(line('done'), 'job');
    } catch (error) {
      const last = taken.retryCount >= taken.retryLimit;
      if (last) log.error({ ...line('failed'), ...failure(error) }, 'job');
      else log.warn({ ...line('retry'), ...failure(error) }, 'job');
      // The queue keeps what is thrown; a driver's error would carry the parameters of its query with it.
      throw new Error(failure(error).message);
    } finally {
      boss.notifyWorker(worker); // there may be more: look at once
    }
  });
  return worker;
}

const BUSY = `select exists (select from pgboss.job where name = any($1)
  and (state in ('active', 'retry') or (state = 'created' and start_after <= now()))) as busy`;

/** What `idle` waits for. pg-boss's own figures are a minute old. */
async function isBusy(boss: PgBoss, names: string[]): Promise<boolean> {
  const { rows } = await boss.getDb().executeSql(BUSY, [names]);
  return rows[0].busy;
}
