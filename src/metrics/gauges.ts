// Figures that are gathered when they are asked for: what waits, how old it is, and whether the store answers.

import { Gauge, type Registry } from 'prom-client';

export interface Health {
  jobs: { job: string; state: string; jobs: number; since: Date }[];
  outbox: { state: string; messages: number }[];
  oldestPost: Date | null;
  deliveriesOpen: number;
  oldestDelivery: Date | null;
  lastDelivery: Date | null;
  callsLeft: number | null;
  callsLimit: number | null;
  resetsAt: Date | null;
}

/** Shows it; null: the store did not say, and no figure of it is shown rather than an old one. */
export function createGauges(registry: Registry, clock: () => Date): (health: Health | null) => void {
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name: `showrunner_${name}`, help, labelNames, registers: [registry] });
  const up = gauge('store_up', 'Whether the store said its figures at this scrape.');
  const jobs = gauge('jobs', 'Jobs that are not done, by state: waiting, later, active; failed: in the last week.', [
    'job',
    'state',
  ]);
  const jobAge = gauge('job_oldest_waiting_seconds', 'How long the oldest job that is due has waited.', ['job']);
  const outbox = gauge('outbox_messages', 'Messages of the last thirteen months, by state.', ['state']);
  const postAge = gauge('outbox_oldest_seconds', 'Age of the oldest message that is neither posted nor given up.');
  const open = gauge('deliveries_open', 'Deliveries of Livestorm that are stored and not worked.');
  const openAge = gauge('delivery_oldest_seconds', 'Age of the oldest delivery that is stored and not worked.');
  const deliveryAge = gauge('webhook_age_seconds', "How long ago Livestorm's newest delivery came.");
  const left = gauge('livestorm_calls_remaining', 'Calls left in the period, as the newest answer said.');
  const limit = gauge('livestorm_calls_limit', 'Calls in a period, as the newest answer said.');
  const resets = gauge('livestorm_period_ends_timestamp_seconds', 'When the period of the calls ends, in Unix time.');

  const age = (since: Date | null | undefined) =>
    since ? Math.max(0, (clock().getTime() - since.getTime()) / 1_000) : null;

  function showJobs(rows: Health['jobs']): void {
    for (const each of [jobs, jobAge]) each.reset();
    for (const { job, state, jobs: count, since } of rows) {
      jobs.set({ job, state }, count);
      if (state === 'waiting') jobAge.set({ job }, age(since) ?? 0);
    }
  }

  return (health) => {
    up.set(health ? 1 : 0);
    showJobs(health?.jobs ?? []);
    outbox.reset();
    for (const { state, messages } of health?.outbox ?? []) outbox.set({ state }, messages);
    set(postAge, health && (age(health.oldestPost) ?? 0));
    set(open, health?.deliveriesOpen);
    set(openAge, health && (age(health.oldestDelivery) ?? 0));
    set(deliveryAge, age(health?.lastDelivery));
    set(left, health?.callsLeft);
    set(limit, health?.callsLimit);
    set(resets, health?.resetsAt && health.resetsAt.getTime() / 1_000);
  };
}

/** What is not known is not shown. */
function set(gauge: Gauge, value: number | null | undefined): void {
  if (value === null || value === undefined) gauge.remove();
  else gauge.set(value);
}
