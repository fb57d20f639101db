// What stands out of messages that are all there: heard, and heard again to be quoted.

import type { DigestMessage, Highlights } from '../../src/operations/digest.ts';
import { listen } from '../../src/operations/highlights.ts';

/** Of equal offsets the first in the list comes first. */
export function highlights(messages: DigestMessage[]): Highlights {
  const said = messages.map((message, index) => ({
    ...message,
    at: message.offset + index / messages.length,
    team: message.author?.team === true,
  }));
  const chat = listen<(typeof said)[number]>();
  for (const message of said) chat.hear(message, message.offset);
  const quoting = chat.end();
  for (const message of said) if (quoting.wants(message.offset, message.offset)) quoting.quote(message, message.offset);
  const { links, moments } = quoting.found();
  return {
    links: links.map(({ url, times, said: { author, offset } }) => ({ url, by: author, offset, times })),
    moments: moments.map((moment) => ({
      ...moment,
      quotes: moment.quotes.map(({ said: { id, text, author, offset } }) => ({ id, text, author, offset })),
    })),
  };
}
