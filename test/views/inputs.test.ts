// The fields of forms.

import { expect, test } from 'vitest';
import {
  checkboxesInput,
  dateInput,
  emailInput,
  externalSelectInput,
  multiSelectInput,
  radioInput,
  selectInput,
  textInput,
  timeInput,
  urlInput,
} from '../../src/views/inputs.ts';

const choices = [
  { value: 'a', label: 'First' },
  { value: 'b', label: 'Second', description: 'after the first' },
];
const many = Array.from({ length: 120 }, (_, index) => ({ value: `${index}`, label: `${index}` }));
const common = { name: 'field', label: 'A field', hint: 'What it is for', optional: true };

test('an error can land under every field: its block id is its name', () => {
  const inputs = [
    textInput(common),
    emailInput(common),
    urlInput(common),
    selectInput({ ...common, choices }),
    multiSelectInput({ ...common, choices }),
    externalSelectInput(common),
    dateInput(common),
    timeInput(common),
    checkboxesInput({ ...common, choices }),
    radioInput({ ...common, choices }),
  ];
  for (const input of inputs) {
    expect(input).toMatchObject({ type: 'input', block_id: 'field', optional: true, element: { action_id: 'field' } });
  }
  expect(new Set(inputs.map(({ element }) => element.type)).size).toBe(inputs.length);
});

test('what was chosen before is chosen again, if it can still be', () => {
  expect(selectInput({ ...common, choices, initial: 'b' }).element).toMatchObject({ initial_option: { value: 'b' } });
  expect(selectInput({ ...common, choices, initial: 'gone' }).element).not.toHaveProperty('initial_option');
  expect(radioInput({ ...common, choices, initial: 'a' }).element).toMatchObject({ initial_option: { value: 'a' } });
  expect(checkboxesInput({ ...common, choices, initial: ['gone', 'b'] }).element).toMatchObject({
    initial_options: [{ value: 'b' }],
  });
  expect(multiSelectInput({ ...common, choices, initial: [] }).element).not.toHaveProperty('initial_options');
  expect(dateInput({ ...common, initial: '2026-12-03' }).element).toMatchObject({ initial_date: '2026-12-03' });
  expect(timeInput({ ...common, initial: '15:00', timeZone: 'Europe/Paris' }).element).toMatchObject({
    initial_time: '15:00',
    timezone: 'Europe/Paris',
  });
});

test('a list shows as many choices as Slack takes', () => {
  const shown = (element: object): number =>
    'options' in element && Array.isArray(element.options) ? element.options.length : 0;
  expect(shown(selectInput({ ...common, choices: many }).element)).toBe(100);
  expect(shown(multiSelectInput({ ...common, choices: many }).element)).toBe(100);
  expect(shown(checkboxesInput({ ...common, choices: many }).element)).toBe(10);
  expect(shown(radioInput({ ...common, choices: many }).element)).toBe(10);
});

test('labels are cut, values are not: a cut value would choose something else', () => {
  const label = selectInput({ ...common, choices: [{ value: 'a', label: 'x'.repeat(100) }] }).element;
  expect(label).toMatchObject({ options: [{ text: { text: `${'x'.repeat(74)}…` } }] });
  expect(() => selectInput({ ...common, choices: [{ value: 'x'.repeat(76), label: 'A' }] })).toThrow(
    'the value of a choice',
  );
  expect(() => textInput({ ...common, initial: 'x'.repeat(3_001) })).toThrow('the initial text of a field');
});

test('nothing to choose is a mistake of ours, said at once', () => {
  expect(() => selectInput({ ...common, choices: [] })).toThrow('nothing to choose');
});

test('a search field asks for choices as soon as it is opened', () => {
  expect(externalSelectInput(common).element).toMatchObject({ min_query_length: 0 });
});
