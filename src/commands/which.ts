// The thing a command is about: the one that was meant, or a question back.

import type { Deps } from '../deps.ts';
import { AskError } from '../errors.ts';
import { listSessions, type SessionState } from '../operations/list-sessions.ts';
import { eventMeant, type Meant, sessionMeant } from '../operations/meant.ts';
import type { SessionWithEvent } from '../store/catalogue-rows.ts';
import type { CatalogueEvent } from '../store/catalogue-save.ts';
import type { Modal } from '../views/blocks.ts';
import { fieldFaults } from '../views/field-faults.ts';
import { noMatch, severalMatch } from '../views/notes.ts';
import { type Thing, whichForm, whichMessage, whichMeta } from '../views/which.ts';
import type { Ask, Prepared, Reply } from './command.ts';
import { type Form, form } from './form.ts';
import { permit } from './permission.ts';

/** What was asked of it. */
interface Sought {
  verb: string;
  /** The words that name it; '' for nothing. */
  words: string;
  /** What was typed after them, which the verb is to get again. */
  rest?: string;
  channel: string | null;
}

/** How many of them a question back can offer. */
const MOST_OFFERED = 100;

/** For a verb that answers. `offer` says which sessions are offered when nothing was named. */
export async function onSession(
  deps: Deps,
  { verb, words, rest = '', channel, press, offer }: Sought & { press: string; offer: SessionState },
  answer: (session: SessionWithEvent) => Promise<Reply>,
): Promise<Reply> {
  const meant = await sessionMeant(deps, words, channel);
  if (meant.kind === 'one') return await answer(meant.match);
  const of = meant.kind === 'unsaid' ? (await listSessions(deps, offer, MOST_OFFERED)).sessions : matches(meant);
  if (of.length === 0) throw notFound('session', words, meant);
  return { to: 'asker', message: whichMessage({ verb, rest, words, press, things: { what: 'session', of } }) };
}

export async function onEvent(
  deps: Deps,
  { verb, words, rest = '', channel, press }: Sought & { press: string },
  answer: (event: CatalogueEvent) => Promise<Reply>,
): Promise<Reply> {
  const meant = await eventMeant(deps, words, channel);
  if (meant.kind === 'one') return await answer(meant.match);
  const of = meant.kind === 'unsaid' ? await deps.store.catalogue.allEvents(MOST_OFFERED) : matches(meant);
  if (of.length === 0) throw notFound('event', words, meant);
  return { to: 'asker', message: whichMessage({ verb, rest, words, press, things: { what: 'event', of } }) };
}

/** For a verb that opens a form. */
export async function formOnSession(
  deps: Deps,
  { title, ...sought }: Sought & { title: string },
  fill: (session: SessionWithEvent) => Promise<Modal>,
): Promise<Modal> {
  const meant = await sessionMeant(deps, sought.words, sought.channel);
  return meant.kind === 'one' ? await fill(meant.match) : askInForm('session', title, sought, meant);
}

export async function formOnEvent(
  deps: Deps,
  { title, ...sought }: Sought & { title: string },
  fill: (event: CatalogueEvent) => Promise<Modal>,
): Promise<Modal> {
  const meant = await eventMeant(deps, sought.words, sought.channel);
  return meant.kind === 'one' ? await fill(meant.match) : askInForm('event', title, sought, meant);
}

function askInForm<T>(what: Thing, title: string, { verb, words, rest = '', channel }: Sought, meant: Meant<T>): Modal {
  const notes =
    meant.kind === 'none'
      ? [noMatch(what, words, meant.nearest)]
      : meant.kind === 'several'
        ? [severalMatch(what, words)]
        : [];
  return whichForm({ what, verb, rest, title, notes, channel });
}

/** The form that asks which: its answer is the form that typing the verb and the id would open. */
export const whichFormOf = (what: Thing, find: (text: string, ask: Ask) => Prepared): Form =>
  form({
    access: 'anyone',
    meta: whichMeta,
    read({ [what]: id }) {
      const missing = what === 'event' ? fieldFaults.noEvent : fieldFaults.noSession;
      return typeof id === 'string' ? { values: id } : { errors: { [what]: missing } };
    },
    async submit(id, { meta: { verb, rest }, ask }, deps) {
      const prepared = find(`${verb} ${id} ${rest}`.trim(), ask);
      if (prepared.kind !== 'form') throw new AskError({ code: 'form_outdated' });
      await permit(prepared.access, ask.user, deps);
      return await prepared.fill(deps);
    },
  });

const matches = <T>(meant: Meant<T>): T[] => (meant.kind === 'several' ? meant.matches : []);

const notFound = (what: Thing, words: string, meant: Meant<unknown>) =>
  new AskError({ code: 'not_found', what, words, nearest: meant.kind === 'none' ? meant.nearest : [] });
