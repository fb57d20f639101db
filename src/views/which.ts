// Which one? What is asked back when words name several things, or nothing was named.

import { z } from 'zod';
import type { SessionWithEvent } from '../store/catalogue-rows.ts';
import type { CatalogueEvent } from '../store/catalogue-save.ts';
import { button, context, type Message, type Modal, message, modal, section, weight } from './blocks.ts';
import { fitting } from './fitting.ts';
import { externalSelectInput } from './inputs.ts';
import { bold, eventName, quote } from './names.ts';
import { count } from './numbers.ts';
import { sessionLine } from './session-line.ts';
import { md, strip } from './text.ts';
import { carry } from './typed.ts';

export type Thing = 'event' | 'session';

/** A verb that waits for the thing it is about. `rest` is what was typed after the thing. */
export const whichMeta = z.object({ verb: z.string(), rest: z.string() });

const SHOWN = { most: 10, weight: 7_500, of: weight };

export interface WhichData {
  verb: string;
  rest: string;
  /** What was typed; '' for nothing. */
  words: string;
  /** What the button that goes on says, as `Show people`. */
  press: string;
  things: { what: 'event'; of: CatalogueEvent[] } | { what: 'session'; of: SessionWithEvent[] };
}

/** One button for each, which does what typing the verb and its id would do. */
export function whichMessage({ verb, rest, words, press, things }: WhichData): Message {
  const { what } = things;
  const all = things.what === 'event' ? things.of.map(eventEntry) : things.of.map(sessionEntry);
  const shown = fitting(
    all.map(({ id, line }) =>
      section(line, button({ id: 'run.chosen', text: press, value: `${verb} ${id} ${rest}`.trim() })),
    ),
    SHOWN,
  );
  const asked =
    words === '' ? `Which ${what} do you mean?` : `Several ${what}s match ${quote(words)}. Which one do you mean?`;
  const left = all.length - shown.length;
  return message(asked, [
    section(asked),
    ...shown,
    ...(all.length === 0 ? [context(md`Type \`${verb}\` with words of its title after it, or with its link.`)] : []),
    ...(left > 0
      ? [context(`${count(left, `more ${what} is`, `more ${what}s are`)} not shown: type more of its title.`)]
      : []),
  ]);
}

const sessionEntry = (session: SessionWithEvent) => ({ id: session.id, line: sessionLine(session) });
const eventEntry = (event: CatalogueEvent) => ({
  id: event.id,
  line: md`${bold(eventName(event))}${event.status === 'draft' ? ' · draft' : ''}`,
});

export interface WhichFormData {
  what: Thing;
  verb: string;
  rest: string;
  /** The title of the form that follows. */
  title: string;
  /** What of the typed words could not be used, one sentence each. */
  notes: string[];
  channel: string | null;
}

/** The same question as a form, for verbs that open one. */
export function whichForm({ what, verb, rest, title, notes, channel }: WhichFormData): Modal {
  return modal({
    id: `which.${what}`,
    title,
    submit: 'Next',
    close: 'Cancel',
    meta: carry({ verb, rest: strip(rest) }, channel),
    blocks: [
      ...notes.map((note) => section(note)),
      externalSelectInput({
        name: what,
        label: what === 'event' ? 'Event' : 'Session',
        placeholder: 'Words of its title',
      }),
      context('Nothing is done yet: the next step shows it first.'),
    ],
  });
}
