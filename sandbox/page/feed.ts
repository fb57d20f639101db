// Tells each open page what changed: one part at a time, only when it is another than the one it has.

import type { ServerResponse } from 'node:http';
import { SAFE_HEADERS } from './guard.ts';

/** Parts by their names, as somebody sees them now; of several with one name, `id` tells which. */
export type Look = () => Iterable<[name: string, part: unknown, id?: string]>;

export interface Feed {
  join(response: ServerResponse, look: Look): void;
  /** Something may have changed. */
  nudge(): void;
  close(): void;
}

/** Many changes come together: a webinar that plays sixty times as fast makes hundreds a second. */
const TOGETHER_MS = 80;

interface Reader {
  response: ServerResponse;
  look: Look;
  sent: Map<string, string>;
}

function send({ response, look, sent }: Reader): void {
  for (const [name, part, id = name] of look()) {
    const data = JSON.stringify(part);
    if (sent.get(id) === data) continue;
    sent.set(id, data);
    response.write(`event: ${name}\ndata: ${data}\n\n`);
  }
}

export function createFeed(): Feed {
  const readers = new Set<Reader>();
  let due: NodeJS.Timeout | undefined;
  return {
    join(response, look) {
      const reader: Reader = { response, look, sent: new Map() };
      response.writeHead(200, { ...SAFE_HEADERS, 'content-type': 'text/event-stream' });
      response.on('close', () => readers.delete(reader));
      readers.add(reader);
      send(reader);
      // A page that has everything knows it.
      response.write('event: ready\ndata: {}\n\n');
    },
    nudge() {
      due ??= setTimeout(() => {
        due = undefined;
        for (const reader of readers) send(reader);
      }, TOGETHER_MS);
    },
    close() {
      clearTimeout(due);
      for (const { response } of readers) response.end();
    },
  };
}
