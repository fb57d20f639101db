// Slack's requests over HTTP. Bolt's own receiver (5.1) asks whatever was parsed for its fields, in a promise that
// nobody awaits: a signed `payload=null` would end the process. Here what is no request of Slack's is refused first.

import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { type App, HTTPResponseAck, HTTPModuleFunctions as http, isRawBodyError, type Receiver } from '@slack/bolt';
import type { Logger } from 'pino';
import { slackLogger } from './clients.ts';
import { checkedBy } from './genuine.ts';

/** Slack waits three seconds: what nobody has acknowledged by then is answered 404. */
const UNANSWERED_MS = 2_500;

type Body = Record<string, unknown>;

/** Its listener takes POSTs to Slack's address, and nothing else. */
export function createHttpReceiver(signingSecret: string, log: Logger): Receiver & { listener: RequestListener } {
  const logger = slackLogger(log);
  const check = checkedBy(signingSecret);
  let app: App | undefined;

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const read = await readRequest(request, check);
    if ('refused' in read) {
      log.warn(read, 'a request was not Slack’s');
      return void response.writeHead(read.refused).end();
    }
    const { body } = read;
    if (body.ssl_check === '1') return http.buildSSLCheckResponse(response);
    if (body.type === 'url_verification') return http.buildUrlVerificationResponse(response, body);
    const ack = new HTTPResponseAck({
      logger,
      processBeforeResponse: false,
      unhandledRequestTimeoutMillis: UNANSWERED_MS,
      httpRequest: request,
      httpRequestBody: body,
      httpResponse: response,
    });
    const retryNum = http.extractRetryNumFromHTTPRequest(request);
    await app?.processEvent({ body, ack: ack.bind(), ...(retryNum !== undefined && { retryNum }) });
  }

  return {
    init: (made) => {
      app = made;
    },
    // The port is not Slack's alone, and is opened elsewhere.
    start: async () => {},
    stop: async () => {},
    listener: (request, response) => {
      take(request, response).catch((error: unknown) => {
        log.error({ err: error }, 'a request of Slack’s failed');
        if (!response.headersSent) response.writeHead(500).end();
      });
    },
  };
}

type Read = { body: Body } | { refused: 400 | 401 | 413; why: string };

async function readRequest(request: IncomingMessage, check: ReturnType<typeof checkedBy>): Promise<Read> {
  let raw: Buffer;
  try {
    raw = (await http.bufferIncomingMessage(request, '1mb')).rawBody;
  } catch (error) {
    const isTooLarge = isRawBodyError(error) && error.statusCode === 413;
    return { refused: isTooLarge ? 413 : 401, why: error instanceof Error ? error.message : String(error) };
  }
  const why = check(request.headers, raw);
  // Slack's look at the certificate is not signed, and nothing else of it is believed.
  if (why !== null) return isLook(request, raw) ? { body: { ssl_check: '1' } } : { refused: 401, why };
  const body = bodyOf(fieldsOf(request, raw), raw);
  return isExpected(body) ? { body } : { refused: 400, why: 'it is signed, and of no kind that is known here' };
}

/** It is a few fields. A stranger's megabyte of them would hold everybody up for a second, were it read. */
const MOST_LOOK_BYTES = 10_000;

const isLook = (request: IncomingMessage, raw: Buffer): boolean =>
  raw.length <= MOST_LOOK_BYTES && fieldsOf(request, raw)?.ssl_check === '1';

/** Null for what is no form. URLSearchParams takes half the time of node:querystring, which Bolt asks twice. */
const fieldsOf = ({ headers }: IncomingMessage, raw: Buffer): Record<string, string> | null =>
  headers['content-type'] === 'application/x-www-form-urlencoded'
    ? Object.fromEntries(new URLSearchParams(raw.toString()))
    : null;

function bodyOf(fields: Record<string, string> | null, raw: Buffer): unknown {
  if (fields && fields.payload === undefined) return fields;
  try {
    return JSON.parse(fields?.payload ?? raw.toString());
  } catch {
    return null;
  }
}

const isThing = (part: unknown): part is Body => typeof part === 'object' && part !== null && !Array.isArray(part);
const isText = (part: unknown) => typeof part === 'string';

const hasUser = ({ user }: Body) => isThing(user) && isText(user.id);

/** Of each type of request the parts that Bolt and our listeners go by (App.processEvent 5.1). */
const PARTS: Record<string, (body: Body) => boolean> = {
  url_verification: ({ challenge }) => isText(challenge),
  event_callback: ({ event }) => isThing(event) && isText(event.type),
  block_actions: (body) => Array.isArray(body.actions) && isThing(body.actions[0]) && hasUser(body),
  block_suggestion: (body) => isText(body.action_id) && hasUser(body),
  view_submission: (body) => isThing(body.view) && hasUser(body),
  view_closed: (body) => isThing(body.view) && hasUser(body),
  shortcut: (body) => isText(body.callback_id) && hasUser(body),
  message_action: (body) => isText(body.callback_id) && hasUser(body),
};

function isExpected(body: unknown): body is Body {
  // Bolt takes all that has an event for one.
  if (!isThing(body) || (body.event !== undefined && !isThing(body.event))) return false;
  if (isText(body.command) || body.ssl_check === '1') return true;
  const { type } = body;
  return typeof type === 'string' && Object.hasOwn(PARTS, type) && PARTS[type]?.(body) === true;
}
