// Pieces of Block Kit for the tables of the tests.

import type { Json } from '../../../../sandbox/slack/model.ts';

export const plain = (text: string): Json => ({ type: 'plain_text', text });
export const mrkdwn = (text: string): Json => ({ type: 'mrkdwn', text });
export const option = (value: string, text = value): Json => ({ text: plain(text), value });
export const options = (count: number): Json[] => Array.from({ length: count }, (_each, index) => option(`o${index}`));
export const long = (length: number): string => 'x'.repeat(length);
export const section = (text: string): Json => ({ type: 'section', text: mrkdwn(text) });
export const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_each, index) => make(index));
export const button = (more: Json = {}): Json => ({ type: 'button', action_id: 'go', text: plain('Go'), ...more });
export const actions = (...elements: Json[]): Json => ({ type: 'actions', elements });
export const input = (element: Json, more: Json = {}): Json => ({
  type: 'input',
  label: plain('Label'),
  element,
  ...more,
});
export const select = (more: Json = {}): Json => ({
  type: 'static_select',
  action_id: 's',
  options: options(2),
  ...more,
});
export const rich = (...elements: Json[]): Json => ({ type: 'rich_text', elements });
export const richSection = (...elements: Json[]): Json => ({ type: 'rich_text_section', elements });
export const richWord = (text: string): Json => ({ type: 'text', text });
export const cell = (text: string): Json => ({ type: 'raw_text', text });
export const modal = (blocks: Json[], more: Json = {}): Json => ({
  type: 'modal',
  title: plain('Title'),
  submit: plain('Send'),
  blocks,
  ...more,
});
export const chart = (series: Json[], categories: string[]): Json => ({
  type: 'data_visualization',
  title: 'Chart',
  chart: { type: 'bar', series, axis_config: { categories } },
});
export const series = (name: string, labels: string[]): Json => ({
  name,
  data: labels.map((label, value) => ({ label, value })),
});
