// An app of a few lines without any SDK: keeps what Slack sends, answers what the test says. And a bare Web API client.

import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { bodyOf, parseJson } from '../../../sandbox/slack/http.ts';
import { isRecord, type Json } from '../../../sandbox/slack/model.ts';
import type { Slack } from '../../../sandbox/slack/server.ts';

interface Received {
  headers: IncomingHttpHeaders;
  raw: string;
  payload: Json;
}

interface Answer {
  status?: number;
  body?: Json | string;
  /** Never answers. */
  silent?: boolean;
}

export interface TinyApp extends AsyncDisposable {
  received: Received[];
  /** What to answer from now on; 200 and nothing unless told. */
  answer(reply: (payload: Json) => Answer): void;
  url: string;
}

function payloadOf(raw: string): Json {
  if (raw.startsWith('{')) return parseJson(raw) as Json;
  const fields = Object.fromEntries(new URLSearchParams(raw));
  return fields.payload === undefined ? fields : (parseJson(fields.payload) as Json);
}

export async function startTinyApp(slack: Slack): Promise<TinyApp> {
  const received: Received[] = [];
  let reply: (payload: Json) => Answer = () => ({});
  const server = createServer(async (request, response) => {
    const raw = (await bodyOf(request)).toString('utf8');
    const payload = payloadOf(raw);
    received.push({ headers: request.headers, raw, payload });
    const { status = 200, body = '', silent } = reply(payload);
    if (silent) return;
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(isRecord(body) ? JSON.stringify(body) : body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`;
  slack.deliverTo(url);
  return {
    received,
    url,
    answer(next) {
      reply = next;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export interface ApiAnswer extends Json {
  ok: boolean;
  error?: string;
  status: number;
  headers: Headers;
}

/** One Web API call as the SDK makes it: form-encoded, nested values as JSON, the token in a header. */
export async function api(slack: Slack, method: string, args: Json = {}, token = slack.botToken): Promise<ApiAnswer> {
  const fields = Object.entries(args).map(([name, value]): [string, string] => [
    name,
    typeof value === 'object' ? JSON.stringify(value) : String(value),
  ]);
  const response = await fetch(slack.apiUrl + method, {
    method: 'POST',
    headers: token ? { authorization: `Bearer ${token}` } : {},
    body: new URLSearchParams(fields),
  });
  return { ...((await response.json()) as Json & { ok: boolean }), status: response.status, headers: response.headers };
}

/** The messages Slack gives with `invalid_arguments` and `invalid_blocks`. */
export const reasons = (answer: Json): unknown =>
  isRecord(answer.response_metadata) ? answer.response_metadata.messages : undefined;
