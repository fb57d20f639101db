// Who may ask the page's server: this machine's own browser, on the page's own address. Anybody else is refused.

import type { IncomingMessage } from 'node:http';

export class Refused extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** Another name for 127.0.0.1 in a page elsewhere (DNS rebinding) sends its own name as Host. */
const HOSTS = ['127.0.0.1', 'localhost', '[::1]'];

const isOwn = (host: string | undefined, port: number): boolean => HOSTS.some((name) => host === `${name}:${port}`);

/** Throws unless the request came from this page, or from a program on this machine. */
export function admit({ headers, method }: IncomingMessage, port: number): void {
  if (!isOwn(headers.host, port)) throw new Refused(421, 'This page answers on 127.0.0.1 only.');
  const { origin } = headers;
  if (origin !== undefined && !(origin.startsWith('http://') && isOwn(origin.slice('http://'.length), port)))
    throw new Refused(403, 'Another page may not ask this one.');
  const from = headers['sec-fetch-site'];
  if (from !== undefined && from !== 'same-origin' && from !== 'none' && method !== 'GET')
    throw new Refused(403, 'Another page may not ask this one.');
  // A form of another page cannot send this type without asking first, and it would be answered no.
  if (method === 'POST' && headers['content-type'] !== 'application/json')
    throw new Refused(415, 'What changes something is sent as application/json.');
}

/** What every answer says: nothing may be loaded from elsewhere, nobody may frame the page. */
export const SAFE_HEADERS = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
};
