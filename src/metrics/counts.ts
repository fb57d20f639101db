// Figures that are counted while things happen: how often, and how long each took. Seconds; labels are of our own words only.

import { Counter, Histogram, type Registry } from 'prom-client';

export interface Counts {
  /** A call to Livestorm. `status` is null when nothing was answered. */
  call(call: { purpose: string; operation: string; status: number | null; milliseconds: number }): void;
  /** A call to Slack's Web API. */
  slackCall(call: { method: string; status: number | null; milliseconds: number }): void;
  /** What a person asked for, from its arrival to its answer. `outcome`: `ok`, or the code of the problem. */
  request(request: { kind: string; outcome: string; milliseconds: number }): void;
  job(job: { job: string; outcome: 'done' | 'retry' | 'failed'; milliseconds: number }): void;
  /** A message that the bot says on its own, from its writing until Slack took it. */
  posted(milliseconds: number): void;
  delivery(event: string, outcome: 'stored' | 'known' | 'busy'): void;
}

/** A person waits for these. Slack gives three seconds for a form to open. */
const PATIENCE = [0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 10, 30];

/** Up to the longest wait between two tries, and beyond it. */
const DELAYS = [0.5, 1, 2, 5, 10, 30, 60, 300, 1_800, 7_200];

export function createCounts(registry: Registry): Counts {
  const registers = [registry];
  const histogram = (name: string, help: string, labelNames: string[], buckets = PATIENCE) =>
    new Histogram({ name: `showrunner_${name}`, help, labelNames, buckets, registers });
  const counter = (name: string, help: string, labelNames: string[]) =>
    new Counter({ name: `showrunner_${name}`, help, labelNames, registers });

  const calls = histogram('livestorm_call_seconds', 'Calls to the Livestorm API, by purpose, operation and status.', [
    'purpose',
    'operation',
    'status',
  ]);
  const slackCalls = histogram('slack_call_seconds', "Calls to Slack's Web API, by method and status.", [
    'method',
    'status',
  ]);
  const answers = histogram('request_seconds', 'What people asked for, from its arrival to its answer, by kind.', [
    'kind',
  ]);
  const requests = counter(
    'requests_total',
    'What people asked for, by kind and by how it ended: ok, or which problem.',
    ['kind', 'outcome'],
  );
  const jobs = histogram('job_seconds', 'How long jobs ran, by job and by how they ended: done, retry, failed.', [
    'job',
    'outcome',
  ]);
  const waits = histogram('outbox_wait_seconds', 'How long messages waited until Slack took them.', [], DELAYS);
  const deliveries = counter(
    'webhook_deliveries_total',
    'Webhook deliveries accepted from Livestorm, by event; known ones had been delivered before.',
    ['event', 'outcome'],
  );

  return {
    call({ purpose, operation, status, milliseconds }) {
      calls.observe({ purpose, operation, status: named(status) }, milliseconds / 1000);
    },
    slackCall: ({ method, status, milliseconds }) =>
      slackCalls.observe({ method, status: named(status) }, milliseconds / 1000),
    request({ kind, outcome, milliseconds }) {
      answers.observe({ kind }, milliseconds / 1000);
      requests.inc({ kind, outcome });
    },
    job: ({ milliseconds, ...labels }) => jobs.observe(labels, milliseconds / 1000),
    posted: (milliseconds) => waits.observe(milliseconds / 1000),
    delivery: (event, outcome) => deliveries.inc({ event, outcome }),
  };
}

const named = (status: number | null) => (status === null ? 'none' : String(status));
