// What is shown after something was changed or taken away, in the form's place.

import type { Removal } from '../operations/remove.ts';
import type { SessionWithEvent } from '../store/catalogue-rows.ts';
import type { CatalogueEvent } from '../store/catalogue-save.ts';
import { actions, type Block, button, context, type Modal, modal, section } from './blocks.ts';
import { bold, eventName } from './names.ts';
import { count } from './numbers.ts';
import { moment, sessionTitle } from './session-line.ts';
import { type Spent, spentWords } from './spent.ts';
import { link, md, safeUrl } from './text.ts';

const done = (title: string, ...blocks: Block[]): Modal => modal({ id: 'done', title, close: 'Done', blocks });

const registrationPage = (url: string | null) =>
  url && safeUrl(url) ? link(url, 'Registration page') : md`Livestorm gave no link to its registration page.`;

export const edited = (event: CatalogueEvent, spent: Spent): Modal =>
  done(
    'Saved',
    section(md`${bold(eventName(event))} is saved.`),
    actions(button({ id: 'share', text: 'Share in channel', value: `show ${event.id}` })),
    context(spentWords(spent)),
  );

/** Nothing to do: no call was made. */
export const alreadyPublished = (event: CatalogueEvent): Modal =>
  done(
    'Already published',
    section(md`${bold(eventName(event))} is published already. Nothing was changed.`),
    section(registrationPage(event.registrationLink)),
  );

export const published = (event: CatalogueEvent, spent: Spent): Modal =>
  done(
    'Published',
    section(md`${bold(eventName(event))} is published: registration is open.`),
    section(registrationPage(event.registrationLink)),
    actions(button({ id: 'share', text: 'Share in channel', value: `show ${event.id}` })),
    context(spentWords(spent)),
  );

export const rescheduled = (session: SessionWithEvent, spent: Spent): Modal =>
  done(
    'Rescheduled',
    section(md`${bold(sessionTitle(session))}\n${moment(session.startsAt, session.timeZone)}`),
    ...(session.registrantsCount > 0
      ? [
          section(
            `${count(session.registrantsCount, 'person is', 'people are')} registered: tell them, Livestorm may not.`,
          ),
        ]
      : []),
    actions(button({ id: 'share', text: 'Share in channel', value: `session ${session.id}` })),
    context(spentWords(spent)),
  );

const GONE = 'Livestorm had it no longer. Showrunner has taken it off its own list too.';

export const canceled = (session: SessionWithEvent, removal: Removal, spent: Spent): Modal =>
  done(
    removal === 'removed' ? 'Canceled' : 'Canceled before',
    section(
      md`${bold(sessionTitle(session))}\n${moment(session.startsAt, session.timeZone)}\n${removal === 'removed' ? 'This session is canceled: Livestorm has deleted it.' : GONE}`,
    ),
    ...(removal === 'removed' && session.registrantsCount > 0
      ? [
          section(
            `${count(session.registrantsCount, 'registrant was', 'registrants were')} waiting for it: tell them, Livestorm may not.`,
          ),
        ]
      : []),
    context(spentWords(spent)),
  );

export const deleted = (
  { name, sessions }: { name: string; sessions: number },
  removal: Removal,
  spent: Spent,
): Modal =>
  done(
    removal === 'removed' ? 'Deleted' : 'Deleted before',
    section(
      removal === 'removed'
        ? md`${bold(name)} is deleted${sessions > 0 ? ` with ${count(sessions, 'session')}` : ''}.`
        : md`${bold(name)}: ${GONE}`,
    ),
    context(spentWords(spent)),
  );
