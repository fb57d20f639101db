// The HTTP port: what it serves, and how it closes.

import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as patience } from 'node:timers/promises';
import type { createInbox } from '../jobs/inbox.ts';
import type { Metrics } from '../metrics.ts';
import { createMetricsDoor, createRoutes, type RouteOptions } from '../routes.ts';
import type { SlackApp } from '../slack/app.ts';
import type { Ending } from './ending.ts';
import { whyNotReady } from './readiness.ts';

export interface ServerOptions
  extends Pick<RouteOptions, 'webhookPath' | 'webhookSecrets' | 'keptOfPerson' | 'clock' | 'log'> {
  port: number;
  /** Null: the metrics are on `port`. */
  metricsPort: number | null;
  host: string;
  slack: SlackApp;
  inbox: ReturnType<typeof createInbox>;
  metrics: Metrics;
  /** See `whyNotReady`. */
  ping(): Promise<void>;
  ending: Ending;
}

/** For answers that are on their way at the very end. */
const LAST_MS = 500;

/** Resolves with the port it listens on. Throws when it is taken, or that of the metrics. */
export async function openServer(options: ServerOptions): Promise<number> {
  const { port, metricsPort, host, slack, inbox, metrics, ping, ending } = options;
  const expose = () => metrics.expose();
  const server = createRoutes({
    ...options,
    slack: slack.listener,
    async accept(incoming) {
      const outcome = await inbox(incoming);
      metrics.delivery(incoming.event, outcome);
      return outcome;
    },
    isEnding: ending.hasBegun,
    whyNotReady: () => whyNotReady({ isEnding: ending.hasBegun, ping, isSlackConnected: slack.isConnected }),
    metrics: metricsPort === null ? expose : null,
  });
  if (metricsPort !== null) await listen(createMetricsDoor(expose), { port: metricsPort, host, ending });
  return await listen(server, { port, host, ending });
}

async function listen(
  server: Server,
  { port, host, ending }: { port: number; host: string; ending: Ending },
): Promise<number> {
  server.listen(port, host);
  await once(server, 'listening');
  // It answers until all else has finished, by saying that it stops: a balancer hears it, and nobody is left hanging.
  ending.close(() => close(server));
  return (server.address() as AddressInfo).port;
}

async function close(server: Server): Promise<void> {
  server.close();
  server.closeIdleConnections();
  await Promise.race([once(server, 'close'), patience(LAST_MS, undefined, { ref: false })]);
  server.closeAllConnections();
}
