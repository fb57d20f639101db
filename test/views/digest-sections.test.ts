// The sections of a digest's first message, each by itself.

import { describe, expect, test } from 'vitest';
import { chatSentence } from '../../src/views/digest-numbers.ts';
import { rootSections, SECTIONS } from '../../src/views/digest-sections.ts';
import { aDigest, aMessage, aQuestion, digests, guest, longDigests } from './a-digest.ts';
import { golden, read } from './golden.ts';

const shapes = [
  { people: 'initials', format: 'full' },
  { people: 'none', format: 'compact' },
] as const;

test.each(SECTIONS)('the section %s looks as agreed in every state', async (wanted) => {
  const all = { ...digests, ...(wanted === 'rest' && longDigests) };
  const states = Object.entries(all).flatMap(([state, digest]) =>
    shapes.flatMap((shape) => {
      const found = rootSections(digest, shape, 3).find(({ name }) => name === wanted);
      return found ? [[`${state}, ${shape.format}`, { text: `${wanted} of ${state}`, blocks: found.blocks }]] : [];
    }),
  );
  expect(states.length).toBeGreaterThan(0);
  await golden('digest-section', wanted, Object.fromEntries(states));
});

const section = (digest: Parameters<typeof rootSections>[0], wanted: string, format: 'compact' | 'full' = 'full') => {
  const found = rootSections(digest, { people: 'initials', format }, 0).find(({ name }) => name === wanted);
  return found ? read({ text: 'x', blocks: found.blocks }).replace(/\s+/g, ' ') : null;
};

test('a chat of which Livestorm names no author is not from 0 people', () => {
  expect(chatSentence({ ...aDigest({}, [aMessage({ offset: 60 })]), chatters: 0 })).toBe('1 message.');
});

test('they come in the agreed order: the verdict, what needs a person, and then the rest', () => {
  const full = rootSections(digests.some, { people: 'initials', format: 'full' }, 3).map(({ name }) => name);
  expect(full).toEqual(SECTIONS.filter((name) => name !== 'chat' && full.includes(name)));
  const compact = rootSections(digests.some, { people: 'initials', format: 'compact' }, 3).map(({ name }) => name);
  expect(compact).toEqual(['headline', 'numbers', 'needs', 'chat', 'recording', 'footnote']);
});

describe('what is usual', () => {
  const usual = { registrants: 120, attendees: 45.5, rate: 0.38, staySeconds: 2_400, known: 4 };

  test('stands under each number, and the footnote says what it is', () => {
    const digest = aDigest({ history: { sessions: 6, of: 'event', usual } });
    const numbers = section(digest, 'numbers');
    expect(numbers).toContain('usually 120');
    expect(numbers).toContain('usually 46');
    expect(numbers).toContain('usually 38%');
    expect(numbers).toContain('usually 40 min (known of 4 of 6)');
    expect(section(digest, 'footnote')).toContain(
      "“Usually” is the median of this event's last 6 sessions before this one.",
    );
  });

  test.each([
    [0, 'none is known'],
    [1, '1 is known'],
    [2, '2 are known'],
  ])('with %i earlier sessions is missing, and the footnote says why', (sessions, words) => {
    const digest = aDigest({ history: { sessions, of: 'team', usual: null } });
    expect(section(digest, 'numbers')).not.toContain('usually');
    expect(section(digest, 'footnote')).toContain(
      `There is no comparison yet: it takes 3 earlier sessions, and ${words}.`,
    );
  });

  test('of a stay that is known of fewer than three sessions is left out', () => {
    const digest = aDigest({ history: { sessions: 6, of: 'team', usual: { ...usual, staySeconds: null, known: 2 } } });
    expect(section(digest, 'numbers')?.match(/usually/g)).toHaveLength(3);
  });
});

describe('the picture', () => {
  test('says in words what it shows, for who cannot see it', () => {
    const messages = Array.from({ length: 9 }, (_, index) => aMessage({ id: `m${index}`, offset: 1_450 + index }));
    const digest = aDigest({ questions: [aQuestion({ offset: 2_701 })] }, messages);
    expect(section(digest, 'picture')).toContain(
      'Chat and questions per 3 min: most messages from 24:00 on (9 messages), most questions from 45:00 on (1 question).',
    );
  });

  test('is left out when nothing was said', () => {
    expect(section(aDigest(), 'picture')).toBeNull();
  });

  test('of a session of any length has twenty points at most, each with a name of its own', () => {
    for (const durationSeconds of [61, 3_000, 7_000, 40_000, 200_000, 3_000_000]) {
      const digest = aDigest({ durationSeconds }, [aMessage({ offset: 60 }), aMessage({ offset: durationSeconds })]);
      const [chart] = rootSections(digest, shapes[0], 0).find(({ name }) => name === 'picture')?.blocks ?? [];
      const { categories } = (chart as unknown as { chart: { axis_config: { categories: string[] } } }).chart
        .axis_config;
      expect(categories.length).toBeLessThanOrEqual(20);
      expect(new Set(categories).size).toBe(categories.length);
    }
  });
});

describe('questions that ask the same', () => {
  const asked = (id: string, question: string, over = {}) => aQuestion({ id, question, asker: guest(id), ...over });

  test('stand together, with how many asked and whether they were answered', () => {
    const questions = [
      asked('a', 'Will this be recorded?'),
      asked('b', 'Is there a recording?', { answered: 'aloud' }),
      asked('c', 'What does it cost?'),
    ];
    expect(section(aDigest({ questions }), 'themes')).toContain(
      '“Will this be recorded?” – 2 people, 1 of 2 not answered',
    );
  });

  test('are not mentioned when there are none', () => {
    expect(
      section(aDigest({ questions: [asked('a', 'Why?'), asked('b', 'What does it cost?')] }), 'themes'),
    ).toBeNull();
  });

  test('by one person are counted as one', () => {
    const questions = [asked('a', 'Is it recorded?'), asked('b', 'A recording?', { asker: guest('a') })];
    expect(section(aDigest({ questions }), 'themes')).toContain('– 1 person, 2 times, not answered');
  });
});

test('of a session of which nothing is known the headline says so', () => {
  expect(section(digests.none, 'headline')).toContain('Livestorm does not say that it ever started.');
});
