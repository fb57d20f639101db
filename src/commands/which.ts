// The thing a command is about: the one that was meant, or a question back.

import type { Deps } from '../deps.ts';
import { AskError } from '../errors.ts';
import { listSessions } from '../operations/list-sessions.ts';
import { eventMeant, type Meant, narrowed, sessionMeant } from '../operations/meant.ts';
import type { SessionState } from '../store/catalogue.ts';
import type { SessionWithEvent } from '../store/catalogue-rows.ts';
import type { CatalogueEvent } from '../store/catalogue-save.ts';
import type { Modal } from '../views/blocks.ts';
import { fieldFaults } from '../views/field-faults.ts';
import { isOver, noMatch, severalMatch } from '../views/notes.ts';
import { sessionTitle } from '../views/session-line.ts';
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
  if (of.length === 0 && words !== '') throw notFound('session', words, meant);
  return { to: 'asker', message: whichMessage({ verb, rest, words, press, things: { what: 'session', of } }) };
}

/** For a verb that shows either. An event is what words mean first; a session has its id, its link, or a name of its own. */
export async function onThing(
  deps: Deps,
  { verb, words, channel, press }: Sought & { press: string },
  answer: { event: (event: CatalogueEvent) => Promise<Reply>; session: (session: SessionWithEvent) => Promise<Reply> },
): Promise<Reply> {
  const sought = { verb, words, channel, press };
  const sessions = () => onSession(deps, { ...sought, offer: 'upcoming' }, answer.session);
  if (words === '') return await sessions();
  const named = await deps.store.catalogue.namedSession(words);
  if (named) return await answer.session(named);
  const events = await eventMeant(deps, words, channel);
  const isOther = events.kind === 'none' && (await sessionMeant(deps, words, channel)).kind !== 'none';
  return isOther ? await sessions() : await onEvent(deps, sought, answer.event);
}

async function onEvent(
  deps: Deps,
  { verb, words, rest = '', channel, press }: Sought & { press: string },
  answer: (event: CatalogueEvent) => Promise<Reply>,
): Promise<Reply> {
  const meant = await eventMeant(deps, words, channel);
  if (meant.kind === 'one') return await answer(meant.match);
  const of = meant.kind === 'unsaid' ? await deps.store.catalogue.allEvents(MOST_OFFERED) : matches(meant);
  if (of.length === 0 && words !== '') throw notFound('event', words, meant);
  return { to: 'asker', message: whichMessage({ verb, rest, words, press, things: { what: 'event', of } }) };
}

/** For a verb that opens a form. `only` says which sessions it is for; without it, for all. */
export async function formOnSession(
  deps: Deps,
  { title, only = () => true, ...sought }: Sought & { title: string; only?: (session: SessionWithEvent) => boolean },
  fill: (session: SessionWithEvent) => Promise<Modal>,
): Promise<Modal> {
  const meant = narrowed(await sessionMeant(deps, sought.words, sought.channel), only, sought.words !== '');
  if (meant.kind === 'one') return await fill(meant.match);
  const notes = meant.kind === 'over' ? [isOver(sessionTitle(meant.match))] : notesOn('session', sought, meant);
  return askInForm('session', title, sought, notes);
}

export async function formOnEvent(
  deps: Deps,
  { title, ...sought }: Sought & { title: string },
  fill: (event: CatalogueEvent) => Promise<Modal>,
): Promise<Modal> {
  const meant = await eventMeant(deps, sought.words, sought.channel);
  return meant.kind === 'one'
    ? await fill(meant.match)
    : askInForm('event', title, sought, notesOn('event', sought, meant));
}

function askInForm(what: Thing, title: string, { verb, rest = '', channel }: Sought, notes: string[]): Modal {
  return whichForm({ what, verb, rest, title, notes, channel });
}

function notesOn(what: Thing, { words }: Sought, meant: Meant<unknown>): string[] {
  if (meant.kind === 'none') return [noMatch(what, words, meant.nearest)];
  return meant.kind === 'several' ? [severalMatch(what, words)] : [];
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
