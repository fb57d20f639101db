// Webinar files: the one that ships, and what a broken one is told.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readWebinar, type Webinar } from '../../../sandbox/livestorm/webinar.ts';

const shipped = readWebinar(new URL('../../../sandbox/webinars/product-tour.json', import.meta.url));

function written(content: unknown): string {
  const folder = mkdtempSync(join(tmpdir(), 'webinar-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'webinar.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const changed = (change: (webinar: Webinar) => unknown): string => {
  const copy = structuredClone(shipped);
  change(copy);
  return written(copy);
};

test('the product tour has the size of a real webinar', () => {
  expect(shipped).toMatchObject({ duration_s: 2700, registrants: { total: 140, attended: 63 } });
  expect(shipped.messages.length).toBeGreaterThanOrEqual(115);
  expect(shipped.questions).toHaveLength(20);
  const fate = (row: Webinar['questions'][number]) =>
    row.responded_orally ? 'aloud' : row.response === null ? 'open' : 'written';
  const fates = Object.groupBy(shipped.questions, fate);
  expect([fates.open?.length, fates.aloud?.length, fates.written?.length]).toEqual([5, 2, 13]);
});

test('the product tour happens in order', () => {
  const offsets = [shipped.messages, shipped.questions].map((rows) => rows.map((row) => row.offset_s));
  for (const row of offsets) expect(row).toEqual(row.toSorted((a, b) => a - b));
  for (const { offset_s, responded_offset_s } of shipped.questions) {
    expect(responded_offset_s ?? Number.POSITIVE_INFINITY).toBeGreaterThan(offset_s);
  }
});

test('the product tour brings what breaks careless programs', () => {
  const words = [...shipped.questions.map((row) => row.question), ...shipped.messages.map((row) => row.text)].join(
    '\n',
  );
  for (const nasty of [
    '<!channel>',
    '<@U',
    '*URGENT*',
    '`DROP',
    '<img src=x',
    '\u202e',
    '\u200d',
    'هل',
    'ますか',
    '👨‍👩‍👧‍👦',
  ]) {
    expect(words.includes(nasty), nasty).toBe(true);
  }
  expect(Math.max(...shipped.questions.map((row) => row.question.length))).toBeGreaterThan(1500);
});

test('the product tour leads nowhere real', () => {
  const words = JSON.stringify(shipped);
  const hosts = [...words.matchAll(/https?:\/\/([^/\s"|>\\]+)/g)].map(([, host]) => host);
  expect(hosts.length).toBeGreaterThan(10);
  for (const host of hosts) expect(host).toMatch(/(^|\.)slotwell\.example$/);
});

test.each<[string, (webinar: Webinar) => unknown]>([
  [
    "/messages/0/author 'nobody' is not a key of people",
    ({ messages }) => Object.assign(messages[0] ?? {}, { author: 'nobody' }),
  ],
  ["/questions/3/responder 'x' is not a key", ({ questions }) => Object.assign(questions[3] ?? {}, { responder: 'x' })],
  ['/messages/1/offset_s must be number', ({ messages }) => Object.assign(messages[1] ?? {}, { offset_s: '12' })],
  ["must have required property 'title'", (webinar) => Reflect.deleteProperty(webinar, 'title')],
  ['/registrants/attended is more than total', ({ registrants }) => Object.assign(registrants, { attended: 141 })],
  [
    '/registrants/attended is less than the 23 guests',
    ({ registrants }) => Object.assign(registrants, { attended: 3 }),
  ],
  ['/people has a key twice', ({ people }) => people.push(...people.slice(0, 1))],
])('a broken file is told: %s', (fault, change) => {
  expect(() => readWebinar(changed(change))).toThrow(fault);
});

test('a file that is no JSON, or is not there, is named', () => {
  const path = written('{');
  expect(() => readWebinar(path)).toThrow(`${path} is not JSON`);
  expect(() => readWebinar('/nowhere/tour.json')).toThrow('/nowhere/tour.json cannot be read');
});

test('a chat that goes on after the end that the file names makes the session longer', () => {
  const path = changed(({ messages }) => Object.assign(messages[1] ?? {}, { offset_s: 9999.5 }));
  expect(readWebinar(path).duration_s).toBe(9999);
});

test('a file with more in it, without a source and with an empty message is taken', () => {
  const path = changed((webinar) => {
    Object.assign(webinar, { speakers: [] });
    Object.assign(webinar.messages[0] ?? {}, { text: '' });
    Reflect.deleteProperty(webinar, 'source');
  });
  expect(readWebinar(path).messages[0]?.text).toBe('');
});
