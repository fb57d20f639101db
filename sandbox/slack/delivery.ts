// Telling the app that something happened: a signed HTTP request, or an envelope over a WebSocket.

import { createHmac } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { parseJson } from './http.ts';
import type { Outcome } from './model.ts';
import type { Envelope } from './world.ts';

export interface Delivered {
  status: number | undefined;
  body: unknown;
  failure: string | undefined;
}

export interface Retry {
  num: number;
  reason: string;
}

function encode({ kind, payload }: Envelope): { type: string; body: string } {
  if (kind === 'events_api') return { type: 'application/json', body: JSON.stringify(payload) };
  const fields = kind === 'slash_commands' ? (payload as Record<string, string>) : { payload: JSON.stringify(payload) };
  // Bare, without a charset: Bolt compares the content type as a string.
  return { type: 'application/x-www-form-urlencoded', body: new URLSearchParams(fields).toString() };
}

/** docs.slack.dev/authentication/verifying-requests-from-slack. The app checks against the real clock. */
function signature(secret: string, body: string): Record<string, string> {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const digest = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${digest}` };
}

export function deliverOverHttp(url: string, secret: string, envelope: Envelope, retry?: Retry): Promise<Delivered> {
  const { type, body } = encode(envelope);
  const headers: Record<string, string> = {
    'content-type': type,
    'content-length': String(Buffer.byteLength(body)),
    'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
    ...signature(secret, body),
    ...(retry ? { 'x-slack-retry-num': String(retry.num), 'x-slack-retry-reason': retry.reason } : {}),
  };
  return new Promise((resolve) => {
    const failed = (): void => resolve({ status: undefined, body: undefined, failure: 'connection_failed' });
    // No shared agent: an app that restarts must not meet a kept-alive socket.
    const request = httpRequest(url, { method: 'POST', headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', failed);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        const status = response.statusCode ?? 0;
        const failure = status >= 200 && status < 300 ? undefined : `http_${status}`;
        resolve({ status, body: parseJson(text) ?? text, failure });
      });
    });
    request.on('error', failed);
    request.end(body);
  });
}

/** Races the app against the clock; what comes later is `operation_timeout`. */
export async function within(ms: number, delivery: Promise<Delivered>): Promise<Outcome> {
  const started = performance.now();
  const { promise: late, resolve } = Promise.withResolvers<Delivered>();
  const timer = setTimeout(() => resolve({ status: undefined, body: undefined, failure: 'operation_timeout' }), ms);
  const result = await Promise.race([delivery, late]);
  clearTimeout(timer);
  return {
    ...result,
    acknowledged: result.failure === undefined,
    ackMs: performance.now() - started,
    errors: undefined,
  };
}

/**
 * Events are sent again when they were not taken, three times at most (docs.slack.dev/apis/events-api: at once, after
 * one minute, after five; here without the waiting). Nothing else is ever sent twice.
 */
export async function deliverTry(
  envelope: Envelope,
  attempt: (retry: Retry | undefined) => Promise<Outcome>,
): Promise<Outcome> {
  let outcome = await attempt(undefined);
  if (envelope.kind !== 'events_api') return outcome;
  for (let num = 1; num <= 3 && !outcome.acknowledged; num += 1) {
    const reason = outcome.failure === 'operation_timeout' ? 'http_timeout' : 'http_error';
    outcome = await attempt({ num, reason });
  }
  return outcome;
}
