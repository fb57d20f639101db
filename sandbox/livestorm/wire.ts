// Bytes in, bytes out: reading a request whole and writing an answer.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Fault } from './faults.ts';

/** One request, as the sandbox remembers it. */
export interface Call {
  /** Milliseconds at arrival. */
  at: number;
  /** The operationId, or null for what the document does not have. */
  operation: string | null;
  method: string;
  /** Without the `/v1` of the base and without the query. */
  path: string;
  query: Record<string, string>;
  /** Parsed when it is JSON, the text otherwise; undefined without a body. */
  body: unknown;
  /** What was answered; 0 when the socket was cut. */
  status: number;
  /** Milliseconds until the answer left; absent while it has not. */
  ms?: number;
  /** Lower-case names; `authorization` left out. */
  requestHeaders: Record<string, string>;
}

export interface Request {
  method: string;
  url: URL;
  headers: Record<string, string>;
  /** '' without a body. */
  text: string;
}

export interface Reply {
  status: number;
  headers: Record<string, string>;
  /** A JSON value, bytes, or undefined for an empty answer. */
  body?: unknown;
  contentType?: string;
}

export async function readRequest(incoming: IncomingMessage, origin: string): Promise<Request> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const headers = Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]);
  return {
    method: incoming.method ?? 'GET',
    url: new URL(incoming.url ?? '/', origin),
    headers: Object.fromEntries(headers) as Record<string, string>,
    text: Buffer.concat(chunks).toString('utf8'),
  };
}

/** The reply with what a fault changes in it. */
export function spoil(reply: Reply, fault: Fault | undefined): Reply {
  if (!fault) return reply;
  const headers = { ...reply.headers, ...fault.headers };
  if (fault.status === undefined && fault.body === undefined) return { ...reply, headers };
  return {
    status: fault.status ?? 200,
    headers,
    ...(fault.body === undefined ? {} : { body: Buffer.from(fault.body) }),
    contentType: fault.contentType ?? 'application/vnd.api+json',
  };
}

export function writeReply(response: ServerResponse, { status, headers, body, contentType }: Reply): void {
  const bytes = body === undefined || Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body));
  const about = bytes ? { 'content-type': contentType ?? 'application/vnd.api+json' } : {};
  const length = status === 204 ? {} : { 'content-length': bytes?.length ?? 0 };
  response.writeHead(status, { ...headers, ...about, ...length });
  response.end(bytes);
}

export const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};
