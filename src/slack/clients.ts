// The two Web API clients. One for answers people wait for, one for what the bot says on its own: a rate limit
// pauses a client's whole queue, and a form must not wait behind a digest (its trigger id lives three seconds).

import { type Logger, LogLevel } from '@slack/bolt';
import { WebClient, type WebClientOptions } from '@slack/web-api';
import type { Logger as Pino } from 'pino';

export interface Clients {
  /** Short patience, no second try. */
  ui: WebClient;
  /** Longer patience, no second try either: the SDK's own retries post a message again when only the answer was lost. */
  poster: WebClient;
}

export interface ClientsOptions {
  token: string;
  apiUrl: string;
  /** The poster's patience. */
  callMs: number;
  /** Shown the headers of each answer. */
  onAnswer?: (headers: Headers) => void;
  /** Told of each call, by Slack's name of the method; `status` is null when nothing was answered. */
  onCall?: (call: { method: string; status: number | null; milliseconds: number }) => void;
  log: Pino;
}

export function createClients({ token, apiUrl, callMs, onAnswer, onCall, log }: ClientsOptions): Clients {
  const watched: WebClientOptions['fetch'] = async (...request) => {
    const started = performance.now();
    let status: number | null = null;
    try {
      // biome-ignore lint/style/noRestrictedGlobals: the one that the SDK calls when it is given none
      const response = await fetch(...request);
      ({ status } = response);
      onAnswer?.(response.headers);
      return response;
    } finally {
      const method = methodOf(String(request[0]), apiUrl);
      if (method) onCall?.({ method, status, milliseconds: performance.now() - started });
    }
  };
  const client = (timeout: number) => new WebClient(token, { ...clientOptions(apiUrl, timeout, log), fetch: watched });
  return { ui: client(2_500), poster: client(callMs) };
}

/** Null for other addresses: those of files are unguessable, and there is one for each. */
const methodOf = (url: string, apiUrl: string): string | null =>
  url.startsWith(apiUrl) ? (/^[a-zA-Z.]+/.exec(url.slice(apiUrl.length))?.[0] ?? null) : null;

/** A new object each time: the SDK writes into the options it is given, tokens included. */
export function clientOptions(apiUrl: string, timeout: number, log: Pino): WebClientOptions {
  return {
    slackApiUrl: apiUrl,
    timeout,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: slackLogger(log),
  };
}

/** Slack's packages log through the process's one logger; their debug lines carry bodies, so they are dropped. */
export function slackLogger(log: Pino): Logger {
  const words = (parts: unknown[]) =>
    parts.map((part) => (part instanceof Error ? part.message : String(part))).join(' ');
  return {
    debug: () => undefined,
    info: (...parts) => log.debug({ from: 'slack' }, words(parts)),
    warn: (...parts) => log.warn({ from: 'slack' }, words(parts)),
    error: (...parts) => log.error({ from: 'slack' }, words(parts)),
    setLevel: () => undefined,
    getLevel: () => LogLevel.INFO,
    setName: () => undefined,
  };
}
