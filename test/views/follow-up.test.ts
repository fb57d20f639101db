// A question to follow up, wherever it is shown.

import { describe, expect, test } from 'vitest';
import { personName } from '../../src/operations/person-name.ts';
import type { FollowUp } from '../../src/store/follow-ups.ts';
import { digestMessages } from '../../src/views/digest.ts';
import { followUpList, nudge, ownLine, stateBlocks, withItem } from '../../src/views/follow-up.ts';
import { digests } from './a-digest.ts';
import { golden, read, refusals } from './golden.ts';

const DUE = new Date('2026-12-04T16:00:00Z');
const NOW = new Date('2026-12-05T09:00:00Z');
const anItem = (over: Partial<FollowUp> = {}): FollowUp => ({
  id: 1,
  sessionId: 's1',
  questionId: 'q2',
  channel: 'C1',
  words: 'Does it work with our single sign-on?',
  askedBy: personName('Mei-Ling Chen'),
  owner: null,
  dueAt: DUE,
  madeBy: 'digest',
  madeAt: new Date('2026-12-03T15:42:00Z'),
  doneAt: null,
  doneBy: null,
  nudges: 0,
  nudgedAt: null,
  ...over,
});
const done = { doneAt: NOW, doneBy: 'U0ASKER' };
const zone = 'Europe/Paris';

const itemsOf = (state: keyof typeof digests) =>
  digests[state].questions.flatMap(({ id, question, answered }, index) =>
    answered === 'no' ? [anItem({ id: index + 1, questionId: id, words: question, owner: 'U0ASKER' })] : [],
  );

describe('in a digest', () => {
  test.each(Object.keys(digests) as (keyof typeof digests)[])('%s: Slack takes it in both forms', (state) => {
    for (const format of ['compact', 'full'] as const) {
      const { root } = digestMessages(digests[state], { people: 'full', format, items: itemsOf(state) });
      expect(refusals(root)).toEqual([]);
      expect(root.blocks.length).toBeLessThan(50);
    }
  });

  test('it looks as agreed', async () => {
    const items = itemsOf('too-many').map((item, index) => (index === 1 ? { ...item, ...done } : item));
    const shape = { people: 'initials', format: 'compact', items } as const;
    await golden('digest', 'items', digestMessages(digests['too-many'], shape).root);
  });

  test('nobody is asked for a question that was answered since', () => {
    const items = itemsOf('some');
    const answered = digests.some.questions.map((question) => ({ ...question, answered: 'aloud' as const }));
    const { root } = digestMessages(
      { ...digests.some, questions: answered },
      { people: 'full', format: 'full', items },
    );
    expect(read(root)).toContain('Nothing waits for you');
    expect(JSON.stringify(root)).not.toContain('followup.');
  });
});

describe('what it is now, in a message that shows it', () => {
  const { root } = digestMessages(digests['too-many'], {
    people: 'none',
    format: 'compact',
    items: itemsOf('too-many'),
  });

  test('takes the place of what it was, and nothing else moves', () => {
    const [first] = itemsOf('too-many');
    if (!first) throw new Error('no item');
    const changed = withItem(root, { ...first, ...done }, zone);
    if (!changed) throw new Error('not shown');
    expect(changed.blocks).toHaveLength(root.blocks.length - 1);
    expect(read({ ...root, ...changed } as typeof root)).toContain('✅ Done by');
    const others = (blocks: object[]) => blocks.filter((block) => !JSON.stringify(block).includes('"followup.1.'));
    expect(others(changed.blocks)).toEqual(others(root.blocks));
    expect(withItem(changed, { ...first, ...done }, zone)).toEqual(changed);
  });

  test('is nothing to a message that does not show it', () => {
    expect(withItem(root, anItem({ id: 999 }), zone)).toBe(null);
  });

  test('in a conversation of who has it, it stays theirs: no other button comes', () => {
    const message = { text: 'x', blocks: stateBlocks(anItem(), zone, 'mine') };
    expect(JSON.stringify(withItem(message, anItem({ owner: 'U2' }), zone))).not.toContain('followup.claim');
  });
});

test('the list of all shows the open ones first, as the channel wants people named', async () => {
  const items = [anItem(done), anItem({ id: 2, owner: 'U0ASKER' }), anItem({ id: 3, askedBy: null })];
  const list = (people: 'full' | 'initials' | 'none') =>
    followUpList({ items, title: '<!here>', people, timeZone: zone });
  await golden('follow-up-list', 'some', list('initials'));
  expect(read(list('full'))).toContain('Mei-Ling Chen');
  expect(read(list('none'))).not.toMatch(/Mei-Ling|M\. C\./);
  const many = Array.from({ length: 90 }, (_, id) => anItem({ id: id + 1, words: 'long '.repeat(200) }));
  const full = followUpList({ items: many, title: 'T', people: 'full', timeZone: zone });
  expect(refusals(full)).toEqual([]);
  expect(read(full)).toMatch(/75 more questions not shown/);
  expect(read(followUpList({ items: [], title: 'T', people: 'full', timeZone: zone }))).toContain('No question');
});

test('a nudge names what is due, says what is late, and fits however much there is', async () => {
  const one = { item: anItem({ owner: 'U0ASKER' }), title: 'Product demo' };
  await golden('follow-up-nudge', 'some', nudge([one], { now: NOW, timeZone: zone }));
  const early = { item: anItem({ id: 2, dueAt: new Date(NOW.getTime() + 1) }), title: 'Other' };
  expect(nudge([one, early], { now: NOW, timeZone: zone }).text).toBe(
    '2 questions wait for you to follow up, 1 of them past due.',
  );
  expect(nudge([early], { now: NOW, timeZone: zone }).text).toBe('1 question waits for you to follow up.');
  const many = Array.from({ length: 40 }, (_, id) => ({ item: anItem({ id: id + 1 }), title: '<!here>'.repeat(60) }));
  const full = nudge(many, { now: NOW, timeZone: zone });
  expect(refusals(full)).toEqual([]);
  expect(read(full)).toContain('more in the App Home');
});

test('words of strangers stay words', () => {
  const words = '<!channel> <@U1> <https://evil.example|x> eve@evil.example *b*';
  const all = JSON.stringify([
    ownLine(anItem({ words }), zone),
    nudge([{ item: anItem({ words }), title: '<!here>' }], { now: NOW, timeZone: zone }),
    followUpList({
      items: [anItem({ words, askedBy: personName(words) })],
      title: '<@U1>',
      people: 'full',
      timeZone: zone,
    }),
  ]);
  expect(all).not.toContain('eve@evil');
  expect(all.match(/"type":"(mrkdwn|plain_text)","text":"[^"]*<[!@#h](?!date)[^"]*"/g) ?? []).toEqual([]);
});
