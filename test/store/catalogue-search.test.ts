// What a person finds by typing or pasting.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import { anEvent, aSession, minutes, NOON } from '../support/catalogue.ts';
import { openTestStore } from '../support/store.ts';

const TOUR = '5f0f7a3e-3f51-4f0e-8f77-0a5a5a5a0001';
const MORNING = 'c1d5f8a2-7b6e-4f0a-9a44-3e3e3e3e0001';

let store: Store;
beforeAll(async () => {
  store = await openTestStore();
  await store.catalogue.saveEvents(
    [
      anEvent(TOUR, { title: 'Quarterly product tour', slug: 'quarterly-product-tour' }),
      anEvent('ete', { title: 'Été à Paris : découverte', slug: 'ete' }),
      anEvent('short', { title: 'Tour', slug: 'the-tour', updatedAt: minutes(-60) }),
      anEvent('tourism', { title: 'Tourism in Łódź', slug: 'tourism', updatedAt: minutes(60) }),
    ],
    NOON,
  );
  await store.catalogue.saveSessions(
    [
      aSession('old', { eventId: TOUR, status: 'past', startsAt: minutes(-2000) }),
      aSession('older', { eventId: TOUR, status: 'past', startsAt: minutes(-3000) }),
      aSession('next', { eventId: TOUR, startsAt: minutes(100) }),
      aSession(MORNING, { eventId: TOUR, startsAt: minutes(50), name: 'Morning run' }),
      aSession('on', { eventId: TOUR, startsAt: minutes(-5), status: 'live' }),
      aSession('unread', { eventId: 'unread' }),
    ],
    NOON,
  );
});
afterAll(() => store.close());

async function events(words: string) {
  const { matches, nearest } = await store.catalogue.searchEvents(words, 5);
  return { ids: matches.map(({ id }) => id), nearest };
}

async function sessions(words: string, limit = 5) {
  const { matches, nearest } = await store.catalogue.searchSessions(words, limit);
  return { ids: matches.map(({ id }) => id), nearest };
}

describe('an event is found by', () => {
  test.each([
    ['its id', TOUR],
    ['its slug', 'quarterly-product-tour'],
    ['a link with its id', `https://app.livestorm.co/p/${TOUR}`],
    ['a link with its slug', 'https://app.livestorm.co/p/quarterly-product-tour'],
    ['a link as Slack wraps it', `<https://app.livestorm.co/p/${TOUR}|app.livestorm.co/p/…>`],
    ['a link to the room of one of its sessions', `<https://app.livestorm.co/p/${TOUR}/live?s=${MORNING}>`],
    ['the page of the team', 'https://app.livestorm.co/acme/quarterly-product-tour?utm_source=x'],
    ['the id of one of its sessions', MORNING],
    ['words of its title, in any order', 'TOUR quarter'],
  ])('%s', async (_, words) => {
    expect((await events(words)).ids).toEqual([TOUR]);
  });

  test('words without their accents, and with them', async () => {
    expect((await events('ete decouverte')).ids).toEqual(['ete']);
    expect((await events('ÉTÉ Découverte')).ids).toEqual(['ete']);
  });

  test('its whole title, and then by nothing else', async () => {
    expect((await events('tour')).ids).toEqual(['short']);
  });

  test('the beginning of its title before whole words, and whole words before parts', async () => {
    expect((await events('tou')).ids).toEqual(['tourism', 'short', TOUR]);
    expect((await events('in tour')).ids).toEqual(['tourism']);
  });
});

describe('when no event has these words', () => {
  test.each([
    ['a typing slip', 'quartely prodcut tour', 'Quarterly product tour'],
    ['an accent and a slip', 'decouvrete', 'Été à Paris : découverte'],
    ['letters swapped', 'toruism', 'Tourism in Łódź'],
  ])('%s still finds the nearest title', async (_, words, title) => {
    const { ids, nearest } = await events(words);
    expect(ids).toEqual([]);
    expect(nearest[0]).toBe(title);
  });

  test.each(['zzzz', '', '   ', '%', '🎉'])('nothing is suggested for %j', async (words) => {
    expect(await events(words)).toEqual({ ids: [], nearest: [] });
  });

  test('nor for a link to something unknown', async () => {
    expect(await events('https://app.livestorm.co/p/product-tour')).toEqual({ ids: [], nearest: [] });
  });
});

describe('a session is found by', () => {
  test('its id, and by the link to its room', async () => {
    expect((await sessions(MORNING)).ids).toEqual([MORNING]);
    expect((await sessions(`<https://app.livestorm.co/p/${TOUR}/live?s=${MORNING}>`)).ids).toEqual([MORNING]);
  });

  test('its event: what is on, then what comes soonest, then what ended last', async () => {
    const inOrder = ['on', MORNING, 'next', 'old', 'older'];
    expect((await sessions('quarterly-product-tour')).ids).toEqual(inOrder);
    expect((await sessions('product tour')).ids).toEqual(inOrder);
    expect((await sessions('product tour', 2)).ids).toEqual(['on', MORNING]);
  });

  test('words of its own name together with its title', async () => {
    expect((await sessions('tour morning')).ids).toEqual([MORNING]);
  });

  test('nothing else than the session that a link names, known or not', async () => {
    expect(await sessions(`https://app.livestorm.co/p/${TOUR}/live?s=elsewhere`)).toEqual({ ids: [], nearest: [] });
  });

  test('the nearest title when there is a slip', async () => {
    const { ids, nearest } = await sessions('quartely tour');
    expect(ids).toEqual([]);
    expect(nearest[0]).toBe('Quarterly product tour');
  });
});
