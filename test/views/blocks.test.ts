// Blocks that Slack takes, whatever they are given.

import { describe, expect, test } from 'vitest';
import {
  actions,
  type Block,
  button,
  confirmation,
  context,
  divider,
  fields,
  header,
  message,
  modal,
  section,
  split,
  weight,
} from '../../src/views/blocks.ts';
import { textInput } from '../../src/views/inputs.ts';
import { md } from '../../src/views/text.ts';

const long = 'x'.repeat(5_000);

test('every text is cut where Slack would refuse it', () => {
  expect(header(long).text.text).toHaveLength(150);
  expect(section(long).text?.text).toHaveLength(3_000);
  expect(section(md`${long}`).text?.text).toHaveLength(3_000);
  expect(fields(long).fields?.[0]?.text).toHaveLength(2_000);
  expect(button({ id: 'a', text: long }).text.text).toHaveLength(75);
  expect(modal({ id: 'f', title: long, submit: long, close: long, blocks: [] })).toMatchObject({
    title: { text: `${'x'.repeat(23)}…` },
    submit: { text: `${'x'.repeat(23)}…` },
    close: { text: `${'x'.repeat(23)}…` },
  });
  expect(message(`<${long}`, []).text).toHaveLength(4_000);
  const asked = confirmation({ title: long, text: long, yes: long, no: long });
  expect([asked.title?.text.length, asked.text.text.length, asked.confirm?.text.length]).toEqual([100, 300, 30]);
});

test('an empty text, which Slack refuses, says that there is none', () => {
  expect(section('').text?.text).toBe('(no text)');
  expect(section(md` `).text).toEqual({ type: 'plain_text', text: '(no text)', emoji: false });
});

test('a string is plain text, and only md is markup', () => {
  expect(section('*a* <!here>').text).toEqual({ type: 'plain_text', text: '*a* <!here>', emoji: false });
  expect(message('<!here>', []).text).toBe('&lt;!here&gt;');
  expect(message(md`*${'<'}*`, []).text).toBe('*&lt;*');
});

test('no more of anything than Slack takes', () => {
  const many = Array.from({ length: 120 }, (_, index) => `${index}`);
  expect(fields(...many).fields).toHaveLength(10);
  expect(context(...many).elements).toHaveLength(10);
  expect(actions(...many.map((id) => button({ id, text: id }))).elements).toHaveLength(25);
  expect(message('a', many.map(divider)).blocks).toHaveLength(50);
  expect(modal({ id: 'f', title: 'F', blocks: many.map(divider) }).blocks).toHaveLength(100);
});

describe('buttons and forms', () => {
  test('a button has what it was given and nothing else', () => {
    expect(button({ id: 'session.cancel', text: 'Cancel session', value: 's1', style: 'danger' })).toEqual({
      type: 'button',
      action_id: 'session.cancel',
      text: { type: 'plain_text', text: 'Cancel session', emoji: false },
      value: 's1',
      style: 'danger',
    });
    expect(button({ id: 'a', text: 'Room', url: 'javascript:alert(1)' })).not.toHaveProperty('url');
  });

  test('a value or a meta that does not fit is refused, not cut', () => {
    expect(() => button({ id: 'a', text: 'A', value: long })).toThrow('the value of a button');
    expect(() => modal({ id: 'f', title: 'F', blocks: [], meta: { long } })).toThrow('the meta of a form');
  });

  test('what a form is to remember comes back as JSON', () => {
    expect(modal({ id: 'f', title: 'F', blocks: [], meta: { session: 's1' } }).private_metadata).toBe(
      '{"session":"s1"}',
    );
    expect(modal({ id: 'f', title: 'F', blocks: [] })).not.toHaveProperty('private_metadata');
  });

  test('a form that asks has a submit button, one that only tells has none', () => {
    expect(modal({ id: 'f', title: 'F', blocks: [textInput({ name: 'a', label: 'A' })] }).submit?.text).toBe('Submit');
    expect(modal({ id: 'f', title: 'F', blocks: [divider()] })).not.toHaveProperty('submit');
  });
});

describe('a long list', () => {
  test('is dealt out to messages of fifty blocks, in order, none lost', () => {
    const blocks = Array.from({ length: 120 }, (_, index) => section(`${index}`));
    const messages = split(blocks);
    expect(messages.map((part) => part.length)).toEqual([50, 50, 20]);
    expect(messages.flat()).toEqual(blocks);
  });

  test('is dealt out to messages of nine thousand characters', () => {
    const messages = split(Array.from({ length: 10 }, () => section('x'.repeat(2_500))));
    expect(messages.map((part) => part.length)).toEqual([3, 3, 3, 1]);
    expect(Math.max(...messages.map(weight))).toBeLessThanOrEqual(9_000);
  });

  test('keeps a heading with what follows it', () => {
    const blocks: Block[] = [...Array.from({ length: 49 }, () => divider()), header('Next'), section('first of it')];
    expect(split(blocks).map((part) => part.map(({ type }) => type).slice(-2))).toEqual([
      ['divider', 'divider'],
      ['header', 'section'],
    ]);
  });

  test('of nothing is no message', () => {
    expect(split([])).toEqual([]);
  });
});
