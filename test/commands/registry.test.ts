// The tables of commands, buttons, forms and pickers, held against what help says and what the views show.

import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Ask } from '../../src/commands/command.ts';
import { actions, forms, pickers } from '../../src/commands/registry.ts';
import { findCommand } from '../../src/commands/verbs.ts';
import type { Deps } from '../../src/deps.ts';
import { AskError } from '../../src/errors.ts';

const ask: Ask = { user: 'U1', channel: 'C1' };

/** Help reads nothing but the name of the slash command. */
async function help(words = ''): Promise<{ text: string; lines: string[] }> {
  const prepared = findCommand(`help ${words}`, ask);
  if (prepared.kind !== 'answer') throw new Error('help opens no form');
  const { message } = await prepared.answer({ slashCommand: '/webinar' } as Deps);
  const texts = message.blocks.flatMap((block) => (block.type === 'section' ? [block.text?.text ?? ''] : []));
  return { text: message.text, lines: texts.join('\n').split('\n') };
}

const { text } = await help();
const names = text.replace('/webinar understands: ', '').replace(/\.$/, '').split(', ');

const refusal = (typed: string): unknown => {
  try {
    findCommand(typed, ask);
  } catch (error) {
    if (error instanceof AskError) return error.problem;
  }
  return undefined;
};

describe('the commands', () => {
  test('are what the product has so far', () => {
    expect(names).toEqual(
      expect.arrayContaining([
        'create',
        'schedule',
        'list',
        'register',
        'unregister',
        'people',
        'lookup',
        'subscribe',
        'unsubscribe',
        'subscriptions',
        'quota',
        'help',
      ]),
    );
    expect(new Set(names).size).toBe(names.length);
  });

  describe.each(names)('%s', (name) => {
    test('is one plain word', () => {
      expect(name).toMatch(/^[a-z]+$/);
    });

    test('has a line of its own in help, with a full sentence', async () => {
      const { lines } = await help();
      const place = lines.findIndex(
        (line) => line === `\`/webinar ${name}\`` || line.startsWith(`\`/webinar ${name} `),
      );
      expect(place).toBeGreaterThanOrEqual(0);
      expect(lines[place + 1]).toMatch(/^[A-Z].*\.$/);
    });

    test('has two examples, which it takes itself', async () => {
      const { lines } = await help(name);
      const examples = lines.flatMap((line) => /^• `\/webinar (.*)`$/.exec(line)?.[1] ?? []);
      expect(examples).toHaveLength(2);
      expect(new Set(examples).size).toBe(2);
      expect(examples[0]?.split(' ')[0]).toBe(name);
      for (const example of examples) expect(refusal(example)).toBeUndefined();
    });

    test('is found in capitals and with spaces around it too', () => {
      expect(refusal(`  ${name.toUpperCase()}  spring tour`)).toEqual(refusal(`${name} spring tour`));
    });

    test('does no harm with nothing after it: it opens, answers, or says what is missing', () => {
      const problem = refusal(name);
      if (problem) expect(problem).toMatchObject({ code: 'bad_argument', command: name, value: '' });
    });

    test('takes or refuses a whole book of words, and says so', () => {
      const problem = refusal(`${name} ${'word '.repeat(800)}`);
      if (problem) expect(problem).toMatchObject({ code: 'bad_argument', command: name });
    });
  });
});

describe('what is typed', () => {
  test('nothing is the menu', () => {
    expect(findCommand('', ask).kind).toBe('answer');
    expect(findCommand(' \u00a0 ', ask).kind).toBe('answer');
  });

  test.each([
    ['new Spring tour', 'form'],
    ['ls past', 'answer'],
    ['?', 'answer'],
    ['usage', 'answer'],
  ])('%s is understood as well', (typed, kind) => {
    expect(findCommand(typed, ask).kind).toBe(kind);
  });

  test.each([
    ['lsit', 'list'],
    ['registr ada', 'register'],
    ['qota', 'quota'],
    ['frobnicate', undefined],
    ['constructor', undefined],
    ['__proto__', undefined],
    ['<!channel>', undefined],
  ])('%s is refused; nearest: %s', (typed, nearest) => {
    expect(refusal(typed)).toMatchObject({ code: 'unknown_command', nearest });
  });

  test('a list of what there is not names what there is', () => {
    expect(refusal('list tomorrow')).toMatchObject({
      value: 'tomorrow',
      reason: 'is not one of upcoming, live, past, draft',
    });
  });
});

interface Part {
  type?: string;
  action_id?: string;
  callback_id?: string;
  value?: string;
  submit?: unknown;
}

const folder = new URL('../views/goldens/', import.meta.url);

function partsOf(json: unknown): Part[] {
  if (Array.isArray(json)) return json.flatMap(partsOf);
  if (typeof json !== 'object' || json === null) return [];
  return [json as Part, ...Object.values(json).flatMap(partsOf)];
}

const shown = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .flatMap((name) => partsOf(JSON.parse(readFileSync(new URL(name, folder), 'utf8'))));
const buttons = shown.filter(({ type }) => type === 'button');
const idsOf = (parts: Part[]): string[] => [...new Set(parts.flatMap(({ action_id }) => action_id ?? []))].sort();

describe('what the views show', () => {
  test('every button has a handler, and every handler a button', () => {
    expect(idsOf(buttons)).toEqual(Object.keys(actions).sort());
  });

  test('every form that can be sent has a reader, and every reader a form', () => {
    const sent = shown.filter(({ type, submit }) => type === 'modal' && submit !== undefined);
    expect([...new Set(sent.map(({ callback_id }) => callback_id))].sort()).toEqual(Object.keys(forms).sort());
  });

  test('every menu that asks for its options gets them, and none is left over', () => {
    expect(idsOf(shown.filter(({ type }) => type === 'external_select'))).toEqual(Object.keys(pickers).sort());
  });

  test('every button that does what its words say has words that a command takes', () => {
    const values = new Set(
      buttons.filter(({ action_id }) => action_id?.startsWith('run.')).map(({ value }) => value ?? ''),
    );
    expect(values.size).toBeGreaterThan(5);
    for (const value of values) expect(refusal(value), value).toBeUndefined();
  });
});
