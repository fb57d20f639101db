// The world of a simulated month: the real store, client, gate, jobs and commands, the local Livestorm, and a clock that is set.

import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { type Livestorm, startLivestorm } from '../../sandbox/livestorm/server.ts';
import { createCallNotes } from '../../src/bot/calls.ts';
import type { Deps, JobOptions } from '../../src/deps.ts';
import { card } from '../../src/jobs/card.ts';
import { catalogue } from '../../src/jobs/catalogue.ts';
import { delivery } from '../../src/jobs/delivery.ts';
import { digest } from '../../src/jobs/digest.ts';
import { follow } from '../../src/jobs/follow.ts';
import type { Job } from '../../src/jobs/job.ts';
import { live } from '../../src/jobs/live.ts';
import { quotaWatch } from '../../src/jobs/quota.ts';
import { recording } from '../../src/jobs/recording.ts';
import { webhooks } from '../../src/jobs/webhooks.ts';
import { createLivestorm } from '../../src/livestorm/client.ts';
import { createGovernor } from '../../src/operations/governor.ts';
import { keptOfPerson } from '../../src/operations/registrations.ts';
import { SETTLING } from '../../src/operations/settling.ts';
import { createRoutes } from '../../src/routes.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { depsOf } from '../../test/support/deps.ts';

export interface Stage extends AsyncDisposable {
  livestorm: Livestorm;
  store: Store;
  deps: Deps;
  /** Sets the clock. */
  goTo(at: number): void;
  /** Waits until every delivery has arrived and every job that is due has run. */
  settle(): Promise<void>;
  /** Runs what the clock starts: upkeep on the hour, the looks at sessions every time. */
  tick(isHour: boolean): Promise<void>;
}

export interface StageOptions {
  startsAt: number;
  monthlyLimit: number;
  isTold: boolean;
}

const SECRET = 'a-secret-of-the-month';
const RESERVE = 0.1;
/** What is sent is run; what is posted is left in the outbox: Slack costs no call. */
const jobs: Job<unknown, Deps>[] = [delivery, digest, recording, follow, card, live];

export async function openStage({ startsAt, monthlyLimit, isTold }: StageOptions): Promise<Stage> {
  let now = startsAt;
  const clock = () => new Date(now);
  const log = pino({ level: process.env.SIMULATION_LOG ?? 'silent' });
  const livestorm = await startLivestorm({ burst: 0, monthlyLimit, webhookSecret: SECRET, now: () => now });
  livestorm.world.switches.jobDelayMs = 0;
  const store = await openStore({});
  const sleep = async () => {};
  const notes = createCallNotes(store, { call: () => {} }, log, clock);
  const gate = createGovernor({ store, clock, sleep, reserve: RESERVE });
  const { token, url: baseUrl } = livestorm;
  const client = createLivestorm({ token, baseUrl, log, gate, sleep, onCall: notes.onCall, now: () => now });
  const waiting: { name: string; payload: object; at: number; key: string }[] = [];

  async function send(name: string, payload: object, { key = '', startAfter }: JobOptions = {}): Promise<void> {
    const isThere = waiting.some((job) => job.name === name && job.key === key && key !== '');
    if (jobs.some((job) => job.name === name) && !isThere)
      waiting.push({ name, payload, key, at: startAfter?.getTime() ?? now });
  }

  const routes = createRoutes({
    slack: null,
    webhookPath: 'x',
    webhookSecrets: [SECRET],
    async accept(incoming) {
      const isNew = await store.deliveries.accept(incoming);
      if (isNew) await send('delivery', { key: incoming.key }, { key: incoming.key });
      return isNew ? 'stored' : 'known';
    },
    keptOfPerson: (told) => keptOfPerson(deps, told),
    isEnding: () => false,
    whyNotReady: async () => null,
    metrics: async () => ({ contentType: '', text: '' }),
    clock,
    log,
  });
  routes.listen(0, '127.0.0.1');
  await once(routes, 'listening');
  const webhookUrl = isTold ? `http://127.0.0.1:${(routes.address() as AddressInfo).port}/livestorm/webhooks/x` : null;
  const deps = depsOf({
    livestorm: client,
    store,
    clock,
    log,
    sleep,
    webhookUrl,
    reserve: RESERVE,
    settling: SETTLING,
    operators: null,
    timeZone: 'UTC',
    slashCommand: '/webinar',
    setup: { publicUrl: webhookUrl, transport: 'http', isSigned: true, store: 'memory' },
    jobs: { send },
  });

  async function runDue(): Promise<void> {
    for (;;) {
      const index = waiting.findIndex(({ at }) => at <= now);
      const [job] = index < 0 ? [] : waiting.splice(index, 1);
      if (!job) return;
      const known = jobs.find(({ name }) => name === job.name);
      await known?.run(known.payload.parse(job.payload), deps);
      await notes.written();
    }
  }

  return {
    livestorm,
    store,
    deps,
    goTo(at) {
      now = at;
    },
    async settle() {
      await notes.written();
      await runDue();
    },
    async tick(isHour) {
      for (const job of isHour ? [catalogue, webhooks, quotaWatch, follow] : [follow]) {
        await job.run({}, deps);
        await notes.written();
      }
      await runDue();
    },
    async [Symbol.asyncDispose]() {
      await notes.written();
      routes.close();
      routes.closeAllConnections();
      await livestorm.stop();
      await store.close();
    },
  };
}
