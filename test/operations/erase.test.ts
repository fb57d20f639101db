// Taking one person out of whatever is kept.

import { expect, test } from 'vitest';
import { erased, isTelling, learn, type Who } from '../../src/operations/erase.ts';

const nobody: Who = { email: 'Grace.H@example.com', names: [], ids: [], texts: [] };
const grace: Who = {
  email: 'grace.h@example.com',
  names: ['Grace Hopper'],
  ids: ['p1'],
  texts: ['Does it run on a ship?', 'ok'],
};

test.each([
  [{ email: 'grace.h@EXAMPLE.com', firstName: 'Grace', lastName: 'Hopper' }],
  [
    {
      email: 'grace.h@example.com',
      fields: [
        { id: 'first_name', value: 'Grace' },
        { id: 'last_name', value: 'Hopper' },
      ],
    },
  ],
  [
    {
      id: 'p1',
      type: 'people',
      attributes: { email: 'grace.h@example.com', first_name: 'Grace', last_name: 'Hopper' },
    },
  ],
])('her name is learned from %o', (row) => {
  expect(learn(row, nobody).names).toEqual(['Grace Hopper']);
});

test('her id and her words are learned from where her name or id stands', () => {
  const known = learn(
    [
      { id: 'p9', name: 'grace  hopper' },
      { asker: { name: 'Grace Hopper' }, question: 'Q' },
      { authorId: 'p1', text: 'T' },
      { asker: 'Ada', question: 'N' },
    ],
    grace,
  );
  expect(known.ids).toEqual(['p1', 'p9']);
  expect(known.texts).toEqual(['Does it run on a ship?', 'ok', 'Q', 'T']);
});

test('her id is learned beside her name: the chat has nothing else', () => {
  const asked = {
    asker: 'Grace Hopper',
    askerId: 'p7',
    responder: 'Ada L',
    responderId: 'p8',
    question: 'Q',
    id: 'q1',
  };
  expect(learn(asked, { ...grace, ids: [] }).ids).toEqual(['p7']);
  const round = learn({ authorId: 'p7', text: 'What she wrote in the chat' }, { ...grace, ids: ['p7'] });
  expect(round.texts).toContain('What she wrote in the chat');
});

test('one word is no name to look for', () => {
  expect([isTelling('Grace'), isTelling('A B'), isTelling('Grace Hopper'), isTelling('')]).toEqual([
    false,
    false,
    true,
    false,
  ]);
  expect(learn({ email: 'grace.h@example.com', firstName: 'Grace' }, nobody).names).toEqual([]);
});

test('what she asked and wrote goes, what others did stays, and ids keep their places', () => {
  const kept = {
    questions: [
      { id: 'q1', asker: { name: 'Grace Hopper', team: false }, question: 'Mine', offset: 3 },
      {
        id: 'q2',
        asker: { name: 'Ada L', team: false },
        question: 'As Grace  Hopper said: grace.h@example.com',
        response: 'Hers',
      },
      { id: 'q3', asker: null, question: 'Theirs', responder: { name: 'Grace Hopper' }, response: 'Mine too' },
    ],
    chat: [
      { id: 'm1', authorId: 'p1', text: 'Mine' },
      { id: 'm2', authorId: 'p2', text: 'Gracefully Hopperish' },
    ],
  };
  expect(erased(kept, grace)).toEqual({
    questions: [
      { id: 'q1', asker: { name: '', team: false }, question: '(erased)', offset: 3 },
      { id: 'q2', asker: { name: 'Ada L', team: false }, question: 'As someone said: someone', response: 'Hers' },
      { id: 'q3', asker: null, question: 'Theirs', responder: { name: '' }, response: '(erased)' },
    ],
    chat: [
      { id: 'm1', authorId: 'p1', text: '(erased)' },
      { id: 'm2', authorId: 'p2', text: 'Gracefully Hopperish' },
    ],
  });
});

test('what is about her is emptied, and says no more than what it is', () => {
  const row = {
    id: 'p1',
    type: 'people',
    attributes: {
      email: 'grace.h@example.com',
      role: 'participant',
      registrant_detail: { session_id: 's1', ip_city: 'Paris', connection_link: 'https://x/live?key=1' },
    },
  };
  expect(erased(row, grace)).toEqual({
    id: 'p1',
    type: 'people',
    attributes: {
      email: '',
      role: 'participant',
      registrant_detail: { session_id: 's1', ip_city: '', connection_link: '' },
    },
  });
});

test('a message has no empty text after it, and her words are known where they are cut', () => {
  const long = 'A question of hers that is so long that it is cut somewhere in the middle of it, and more';
  const message = {
    text: 'Grace Hopper registered',
    blocks: [
      {
        elements: [
          { type: 'text', text: `“${long.slice(0, 70)}…”` },
          { type: 'text', text: 'Grace Hopper' },
          { type: 'text', text: 'ok' },
          { type: 'text', text: 'ok then' },
        ],
      },
    ],
  };
  expect(erased(message, { ...grace, texts: [...grace.texts, long] }, true)).toEqual({
    text: 'someone registered',
    blocks: [
      {
        elements: [
          { type: 'text', text: '(erased)' },
          { type: 'text', text: 'someone' },
          { type: 'text', text: '(erased)' },
          { type: 'text', text: 'ok then' },
        ],
      },
    ],
  });
});

test('names with signs that mean something elsewhere are only themselves', () => {
  const who = { ...grace, names: ["O'Brien (Pat) $1"] };
  expect(erased("Ask O'Brien (Pat) $1, or O'Brien Pat.", who)).toBe("Ask someone, or O'Brien Pat.");
});

test.each([
  ["Write to 'grace@example.com'.", "Write to 'someone'."],
  ['_grace@example.com_', '_someone_'],
  ['I wait...grace@example.com', 'I wait...someone'],
  ['-grace@example.com- or <mailto:grace@example.com|her>', '-someone- or <mailto:someone|her>'],
])('the address goes out of %s', (text, left) => {
  expect(erased(text, { email: 'grace@example.com', names: [], ids: [], texts: [] }, true)).toBe(left);
});

test.each([
  "o'grace@example.com",
  'ada.grace@example.com',
  'a--grace@example.com',
  'grace@example.com.au',
  'grace@example.com-x.org',
])('%s is somebody else’s', (text) => {
  expect(erased(text, { email: 'grace@example.com', names: [], ids: [], texts: [] }, true)).toBe(text);
});
