// Words as people type them.
import { describe, expect, test } from 'vitest';
import { fold, nearestTitles, readLink, titleRank } from '../../src/store/words.ts';

describe('folding', () => {
  test.each([
    ['Été  à PARIS', 'ete a paris'],
    ['C++ & Rust: an intro', 'c rust an intro'],
    ['日本語 ウェビナー', '日本語 ウェヒナー'],
    ['İSTANBUL Straße', 'istanbul straße'],
    ['🎉', ''],
  ])('%s', (text, folded) => {
    expect(fold(text)).toBe(folded);
  });
});

test('a title is closer the more of it was typed', () => {
  const ranks = ['spring tour', 'spring', 'tour', 'our', 'tour winter', ''].map((words) =>
    titleRank('spring tour', words),
  );
  expect(ranks).toEqual([4, 3, 2, 1, 0, 0]);
});

describe('a link', () => {
  test.each([
    ['https://app.livestorm.co/p/abc', { names: ['abc'], session: null }],
    ['see <https://app.livestorm.co/p/abc/live?s=def|the room>, please', { names: ['abc'], session: 'def' }],
    ['<https://app.livestorm.co/p/abc/live?a=b&amp;s=def>', { names: ['abc'], session: 'def' }],
    ['app.livestorm.co/p/abc', { names: ['abc'], session: null }],
    ['https://app.livestorm.co/acme/my-webinar', { names: ['acme', 'my-webinar'], session: null }],
    ['https://app.livestorm.co/p/', { names: [], session: null }],
  ])('%s', (words, link) => {
    expect(readLink(words)).toEqual(link);
  });

  test.each(['product tour', 'https://example.com/p/abc', 'https://notlivestorm.co/p/abc', 'livestorm.co'])(
    'to Livestorm is not seen in %j',
    (words) => {
      expect(readLink(words)).toBeNull();
    },
  );

  test.each(['https://app.livestorm.co/p/%', 'livestorm.co//', 'https://livestorm.co/?s=', '\0livestorm.co/\uD800'])(
    'that makes no sense breaks nothing: %j',
    (words) => {
      expect(readLink(words)).toMatchObject({ names: expect.any(Array) });
    },
  );
});

describe('did you mean', () => {
  test('names at most three titles, the nearest first, each once', () => {
    const titles = ['Spring tour', 'Spring tour', 'Spring tours', 'Sprint tour', 'String tour', 'Budget'];
    expect(nearestTitles(titles, 'sprnig tour')).toHaveLength(3);
    expect(nearestTitles(titles, 'spring tuor')[0]).toBe('Spring tour');
  });

  test('names nothing when nothing is alike', () => {
    expect(nearestTitles(['Budget'], 'spring tour')).toEqual([]);
  });
});
