import fc from 'fast-check';
import { expect, test } from 'vitest';
import { attributes, filters, path, search } from '../../src/livestorm/path.ts';

test.each([
  ['abc', '/sessions/abc'],
  ['a/b', '/sessions/a%2Fb'],
  ['../users', '/sessions/..%2Fusers'],
  ['%2e%2e', '/sessions/%252e%252e'],
  ['a?b#c', '/sessions/a%3Fb%23c'],
  ['été', '/sessions/%C3%A9t%C3%A9'],
  ['...', '/sessions/...'],
])('the id "%s" stays inside its segment', (id, address) => {
  expect(path`/sessions/${id}`.address()).toBe(address);
  expect(new URL(`https://x${address}`).pathname).toBe(address);
});

test.each(['', ' ', '.', '..', ' .. ', '\ud800'])('the id "%s" leads nowhere', (id) => {
  expect(() => path`/sessions/${id}/people`.address()).toThrow('livestorm_not_found');
});

test('a template holds no id', () => {
  expect(path`/events/${'e1'}/people/${'ada@example.com'}`.template).toBe('/events/{id}/people/{id}');
});

test('a filter is written as Livestorm names it, dates in Unix seconds, lists with commas', () => {
  const query = filters({
    updatedSince: new Date(1_767_225_600_999),
    attended: false,
    tag: ['a', 'b'],
    email: undefined,
  });
  expect(new URLSearchParams(search(query))).toEqual(
    new URLSearchParams({ 'filter[updated_since]': '1767225600', 'filter[attended]': 'false', 'filter[tag]': 'a,b' }),
  );
});

test('no filter leaves no question mark', () => {
  expect(search({ include: undefined })).toBe('');
});

test('attributes that are not given are not sent, false and empty ones are', () => {
  expect(attributes({ chatEnabled: false, description: '', slug: undefined })).toEqual({
    chat_enabled: false,
    description: '',
  });
});

test('no id, whatever is typed, leads out of its segment', () => {
  const any = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom('.', '/', '%', '2', 'e', '\\', ' ', '\ud800') }),
  );
  fc.assert(
    fc.property(any, (id) => {
      const { address } = path`/sessions/${id}/people`;
      try {
        expect(new URL(`https://x${address()}`).pathname.split('/')).toEqual([
          '',
          'sessions',
          expect.any(String),
          'people',
        ]);
      } catch (error) {
        expect(error).toHaveProperty('problem.code', 'livestorm_not_found');
      }
    }),
  );
});
