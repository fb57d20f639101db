// The digest as its readers see it.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Digest } from '../../src/operations/digest.ts';
import { personName } from '../../src/operations/person-name.ts';
import { weight } from '../../src/views/blocks.ts';
import { digestMessages } from '../../src/views/digest.ts';
import { aDigest, aMessage, aQuestion, digests, guest, team } from './a-digest.ts';
import { golden } from './golden.ts';

test.each(Object.entries(digests))('a digest of %s looks as agreed', async (state, digest) => {
  const shown = digestMessages(digest, { people: 'initials', format: 'full' });
  const compact = digestMessages(digest, { people: 'initials', format: 'compact' });
  expect(compact.thread).toEqual(shown.thread);
  await golden('digest-compact', state, compact.root);
  await expect(`${JSON.stringify(shown.root, null, 2)}\n`).toMatchFileSnapshot(`goldens/digest-root.${state}.json`);
  const thread = shown.thread.length > 0 ? shown.thread : undefined;
  if (thread)
    await expect(`${JSON.stringify(thread, null, 2)}\n`).toMatchFileSnapshot(`goldens/digest-thread.${state}.json`);
});

const shown = (
  digest: Digest,
  people: 'full' | 'initials' | 'none' = 'initials',
  format: 'compact' | 'full' = 'full',
): { root: string; thread: string; text: string } => {
  const { root, thread } = digestMessages(digest, { people, format });
  return { root: words(root.blocks), thread: thread.map(({ blocks }) => words(blocks)).join('\n'), text: root.text };
};

/** What can be read, in order; the parts of one line stay on one line. */
function words(part: unknown): string {
  if (Array.isArray(part)) return part.map(words).join('\n');
  if (typeof part !== 'object' || part === null) return '';
  if ('type' in part && /^rich_text_(section|quote)$/.test(String(part.type)) && 'elements' in part) {
    return (part.elements as object[]).map(words).join('');
  }
  return Object.entries(part)
    .map(([key, value]) => (key === 'text' && typeof value === 'string' ? value : words(value)))
    .filter(Boolean)
    .join('\n');
}

describe('the verdict', () => {
  test.each([
    [{}, '63 of 141 registrants came (45%) and stayed 41 min on average.'],
    [{ attendees: 0, averageStaySeconds: null }, 'None of the 141 registrants came.'],
    [{ attendees: 0, registrants: 0, averageStaySeconds: null }, 'Nobody registered, and nobody came.'],
    [{ registrants: 0, attendees: 1, averageStaySeconds: null }, '1 person came; nobody had registered.'],
    [{ registrants: 1, attendees: 1 }, '1 of 1 registrant came (100%) and stayed 41 min on average.'],
    [{ registrants: 3_000, attendees: 2_999, averageStaySeconds: null }, '2,999 of 3,000 registrants came (99%).'],
    [{ registrants: 3_000, attendees: 1, averageStaySeconds: null }, '1 of 3,000 registrants came (under 1%).'],
    [{ registrants: 50, attendees: 63, averageStaySeconds: null }, '63 people came; only 50 had registered.'],
  ])('%j: %s', (facts, sentence) => {
    const digest = shown(aDigest(facts));
    expect(digest.root).toContain(sentence);
    expect(digest.text).toContain(sentence);
  });

  const open = aQuestion();
  const done = aQuestion({ answered: 'aloud' });
  test.each([
    [[], 'No questions were asked.'],
    [[open], 'The only question is still unanswered.'],
    [[done], 'The only question was answered.'],
    [[open, done], '1 of 2 questions is still unanswered.'],
    [[open, open], 'None of the 2 questions has been answered.'],
    [[done, done], 'All 2 questions were answered.'],
  ])('%# questions: %s', (questions, sentence) => {
    const digest = shown(aDigest({ questions }));
    expect(digest.root).toContain(sentence);
    expect(digest.text).toContain(sentence);
  });

  test('a mean that is known for a part says for which part, and a missing one says why', () => {
    expect(shown(aDigest()).root).toContain('41 min of 52 min\n_mean of 61 of 63 attendees_');
    expect(shown(aDigest({ averageStaySeconds: null, stayKnownFor: 0 })).root).toContain(
      'Not known: Livestorm does not say',
    );
    expect(shown(aDigest({ attendees: 0, averageStaySeconds: null })).root).toContain('None: nobody came');
  });
});

describe('what needs a person', () => {
  const questions = [
    aQuestion({ id: 'q1', question: 'Answered one', answered: 'written', response: 'Yes' }),
    aQuestion({ id: 'q2', question: 'First open one', offset: 61 }),
    aQuestion({ id: 'q3', question: 'Spoken one', answered: 'aloud' }),
    aQuestion({ id: 'q4', question: 'Second open one', offset: 3_700 }),
  ];

  test('open questions stand in the root, in order, with who asked and when', () => {
    const { root } = shown(aDigest({ questions }));
    expect(root).toContain(
      'Needs you: 2 unanswered questions\nFirst open one – M. C., 01:01\nSecond open one – M. C., 1:01:40',
    );
    expect(root).not.toContain('Answered one');
    expect(root).toContain('1 in writing and 1 aloud, of 4 questions');
  });

  test('the thread has every question: open ones first, then those answered aloud, then in writing', () => {
    const { thread } = shown(aDigest({ questions }));
    const places = ['First open one', 'Second open one', 'Spoken one', 'Answered one'].map((one) =>
      thread.indexOf(one),
    );
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(Math.min(...places)).toBeGreaterThan(0);
  });

  test('ways of answering that nobody used are not counted', () => {
    expect(shown(aDigest({ questions: questions.slice(0, 2) })).root).toContain(
      '*Answers:* 1 in writing, of 2 questions',
    );
    expect(shown(aDigest({ questions: questions.slice(1, 2) })).root).not.toContain('Answers');
  });

  test('when all are answered, the root says that nothing waits', () => {
    expect(shown(aDigest({ questions: questions.slice(0, 1) })).root).toContain('Nothing waits for you');
  });

  test('twelve open questions are listed, five in a compact digest, and the rest is said to be in the thread', () => {
    const many = (length: number): Digest =>
      aDigest({
        questions: Array.from({ length }, (_, index) => aQuestion({ id: `q${index}`, question: `Open ${index}.` })),
      });
    expect(shown(many(12)).root).not.toContain('in the thread\n');
    expect(shown(many(13)).root).toContain('Open 11.');
    expect(shown(many(13)).root).toContain('1 more is in the thread');
    expect(shown(many(13)).thread).toContain('Open 12.');
    expect(shown(many(13), 'initials', 'compact').root).toContain('8 more are in the thread');
  });

  test('a long question is cut, and what was cut is counted', () => {
    const { root, thread } = shown(aDigest({ questions: [aQuestion({ question: 'é'.repeat(4_000) })] }));
    expect(thread).toContain(`${'é'.repeat(2_900)}… (1,100 more characters)`);
    expect(root).toContain('… (3,720 more characters)');
  });
});

describe('people', () => {
  const questions = [
    aQuestion({
      asker: guest('Mei-Ling Chen'),
      answered: 'written',
      response: 'Yes.',
      responder: team('Amara Okafor'),
    }),
    aQuestion({ id: 'q2', asker: guest('eve@evil.example'), question: 'Write to eve@evil.example' }),
  ];
  const messages = Array.from({ length: 5 }, (_, index) =>
    aMessage({
      id: `${index}`,
      author: guest('Ravi Iyer'),
      text: `Line ${index} with ravi.iyer+x@mail.example.co.uk in it`,
    }),
  );

  test('by initials, attendees are letters and the team has first names', () => {
    const { root, thread } = shown(aDigest({ questions }, messages));
    expect(thread).toContain('20:34 · M. C.');
    expect(thread).toContain('Amara O.: Yes.');
    expect(root + thread).not.toMatch(/Chen|Okafor|Iyer/);
  });

  test('in full, names are written out', () => {
    const { thread } = shown(aDigest({ questions }, messages), 'full');
    expect(thread).toContain('Mei-Ling Chen');
    expect(thread).toContain('Ravi Iyer: Line 0');
  });

  test('with none, nobody is named at all', () => {
    const { root, thread } = shown(aDigest({ questions }, messages), 'none');
    expect(root + thread).not.toMatch(/Chen|Amara|Iyer|M\. C\.|R\. I\.|someone/);
  });

  test('an e-mail address is never shown, neither as a name nor in what was said', () => {
    for (const people of ['full', 'initials', 'none'] as const) {
      const { root, thread, text } = shown(aDigest({ questions }, messages), people);
      expect(root + thread + text).not.toMatch(/@[a-z]/);
      expect(thread).toContain('(e-mail hidden)');
    }
  });

  test.each([
    ['田中 由紀', '田. 由.'],
    ['محمد الفارسي', 'م. ا.'],
    ['zoë', 'Z.'],
    ['J. R. R. Tolkien', 'J. T.'],
    ['', 'someone'],
    ['🎉', 'someone'],
    ['12345', 'someone'],
  ])('%s is shown as %s', (name, initials) => {
    expect(shown(aDigest({ questions: [aQuestion({ asker: guest(name) })] })).root).toContain(`– ${initials}, 20:34`);
  });
});

describe('the thread', () => {
  test('there is none when nothing was said', () => {
    const { root, thread } = digestMessages(aDigest(), { people: 'initials', format: 'full' });
    expect(thread).toEqual([]);
    expect(JSON.stringify(root)).not.toContain('thread');
  });

  test('two thousand long questions give ten messages at most, and say how many are left out', () => {
    const questions = Array.from({ length: 2_000 }, (_, index) =>
      aQuestion({ id: `q${index}`, question: `Why ${index}? `.repeat(20) }),
    );
    const { root, thread } = digestMessages(aDigest({ questions }, [aMessage()]), {
      people: 'initials',
      format: 'full',
    });
    const all = [root, ...thread];
    expect(all.length).toBeLessThanOrEqual(10);
    expect(JSON.stringify(root)).not.toContain('every question');
    const shownHere = thread.flatMap(({ blocks }) => blocks).filter(({ type }) => type === 'rich_text').length - 1;
    expect(JSON.stringify(thread)).toContain(
      `${(2_000 - shownHere).toLocaleString('en-US')} more questions did not fit here`,
    );
    expect(JSON.stringify(root)).toContain(`"${(shownHere - 12).toLocaleString('en-US')} more are in the thread`);
    for (const { blocks } of all) {
      expect(blocks.length).toBeLessThanOrEqual(50);
      expect(weight(blocks)).toBeLessThanOrEqual(9_000);
    }
  });

  test('the note on what is left out has room, however long the questions are', () => {
    for (let length = 300; length < 330; length++) {
      const questions = Array.from({ length: 300 }, (_, index) =>
        aQuestion({ id: `q${index}`, question: 'x'.repeat(length) }),
      );
      const last = digestMessages(aDigest({ questions }), { people: 'none', format: 'full' }).thread.at(-1);
      expect(JSON.stringify(last)).toContain('did not fit here');
      expect(weight(last?.blocks)).toBeLessThanOrEqual(9_000);
    }
  });

  test('links come with who shared them first and how often; an unsafe address is only text', () => {
    const { thread } = digestMessages(digests.some, { people: 'initials', format: 'full' });
    const chat = JSON.stringify(thread.at(-1));
    expect(chat).toContain('{"type":"link","url":"https://docs.example.com/slides","text":"docs.example.com/slides"}');
    expect(shown(digests.some).thread).toContain('Amara O., 01:00, 2 times');
    const withEmail = aDigest({}, [
      aMessage({ text: 'https://ok.example/join?email=eve%40evil.example', author: team('A') }),
    ]);
    expect(shown(withEmail).thread).toContain('ok.example/join?email=(e-mail hidden)');
    const hostile = JSON.stringify(digestMessages(digests.hostile, { people: 'full', format: 'full' }));
    expect(hostile.match(/"url":"[^"]*"/g)).toEqual(['"url":"https://ok.example/"']);
  });
});

test('whatever attendees write, nothing of it is markup, and every message keeps within the limits', () => {
  const bits = fc.constantFrom(
    '<!channel>',
    '<@U1>',
    '&',
    '<',
    '>',
    '|',
    '\u202e',
    '\ud83d',
    '👨‍👩‍👧',
    'a\u0301',
    '\n',
    ' ',
    'https://evil.example',
    '*',
    'eve@evil.example',
  );
  const foreign = fc
    .array(fc.oneof(bits, fc.string({ unit: 'binary' })), { maxLength: 40 })
    .map((parts) => parts.join(''));
  const person = fc.option(fc.record({ name: foreign.map((name) => personName(name)), team: fc.boolean() }), {
    nil: null,
  });
  const question = fc.record({
    id: fc.uuid(),
    question: foreign,
    asker: person,
    offset: fc.nat(20_000),
    response: fc.option(foreign, { nil: null }),
    responder: person,
    answered: fc.constantFrom('written' as const, 'aloud' as const, 'no' as const),
  });
  const said = fc.record({ id: fc.uuid(), text: foreign, author: person, offset: fc.nat(600) });
  fc.assert(
    fc.property(
      foreign,
      fc.array(question, { maxLength: 60 }),
      fc.array(said, { maxLength: 40 }),
      (title, questions, messages) => {
        const { root, thread } = digestMessages(
          aDigest({ title: `About ${title.replaceAll('@', '')}`, questions }, messages),
          { people: 'full', format: 'full' },
        );
        for (const { text, blocks } of [root, ...thread]) {
          expect(blocks.length).toBeLessThanOrEqual(50);
          expect(weight(blocks)).toBeLessThanOrEqual(9_000);
          expect(text).not.toMatch(/[<>]/);
          const live = JSON.stringify(blocks, (_, value) =>
            value?.type === 'rich_text' || value?.type === 'plain_text' ? undefined : value,
          );
          expect(live.replace(/<!date\^\d+\^\{date_short_pretty\} at \{time\}\|[^<>|]*>/g, '')).not.toMatch(/[<>]/);
          expect(JSON.stringify(blocks)).not.toMatch(/\u202e|eve@/);
          expect(JSON.stringify(blocks).isWellFormed()).toBe(true);
        }
      },
    ),
    { numRuns: 60 },
  );
});
