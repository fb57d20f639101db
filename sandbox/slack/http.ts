// Reading and answering HTTP: bodies, JSON, multipart uploads.

import type { IncomingMessage, ServerResponse } from 'node:http';
import busboy from 'busboy';
import { isRecord, type Json } from './model.ts';

export async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

export function answer(
  response: ServerResponse,
  status: number,
  body: Json | string,
  headers: Record<string, string> = {},
): void {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const type = typeof body === 'string' ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8';
  response.writeHead(status, { 'content-type': type, ...headers });
  response.end(text);
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What a Web API call was given, as strings (form) or as values (JSON); undefined for another content type. */
export function argumentsOf(request: IncomingMessage, raw: Buffer): Json | undefined {
  const query = new URL(request.url ?? '/', 'http://local').searchParams;
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim();
  if (raw.length === 0) return Object.fromEntries(query);
  if (type === 'application/x-www-form-urlencoded') {
    return Object.fromEntries([...query, ...new URLSearchParams(raw.toString('utf8'))]);
  }
  const parsed = type === 'application/json' ? parseJson(raw.toString('utf8')) : undefined;
  return isRecord(parsed) ? parsed : undefined;
}

/** The first file of a multipart body, or the raw body (docs.slack.dev/messaging/working-with-files). */
export async function uploadedFile(request: IncomingMessage): Promise<Buffer> {
  if (!/^multipart\/form-data/i.test(request.headers['content-type'] ?? '')) return await bodyOf(request);
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  const parts: Buffer[] = [];
  const form = busboy({ headers: request.headers });
  form.on('file', (_name, stream) => stream.on('data', (chunk: Buffer) => parts.push(chunk)));
  form.on('close', () => resolve(Buffer.concat(parts)));
  form.on('error', reject);
  request.pipe(form);
  return await promise;
}
