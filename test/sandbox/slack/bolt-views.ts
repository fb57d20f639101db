// The views and messages of the small Bolt app.

import type { ModalView } from '@slack/types';

export const plain = (text: string) => ({ type: 'plain_text' as const, text });
export const option = (value: string) => ({ text: plain(value.toUpperCase()), value });

export const loading: ModalView = {
  type: 'modal',
  callback_id: 'create',
  title: plain('Create a webinar'),
  blocks: [{ type: 'section', text: plain('Loading…') }],
};

export const form: ModalView = {
  type: 'modal',
  callback_id: 'create',
  title: plain('Create a webinar'),
  submit: plain('Create'),
  close: plain('Cancel'),
  notify_on_close: true,
  private_metadata: '{"channel":"C1"}',
  blocks: [
    {
      type: 'input',
      block_id: 'title',
      label: plain('Title'),
      hint: plain('What people will read'),
      element: { type: 'plain_text_input', action_id: 'value', initial_value: 'Demo day', max_length: 60 },
    },
    {
      type: 'input',
      block_id: 'event',
      optional: true,
      label: plain('Copy from'),
      element: { type: 'external_select', action_id: 'pick', min_query_length: 1, placeholder: plain('Search') },
    },
    {
      type: 'input',
      block_id: 'kind',
      label: plain('Kind'),
      dispatch_action: true,
      element: {
        type: 'static_select',
        action_id: 'kind',
        options: [option('public'), option('private')],
        initial_option: option('public'),
      },
    },
    {
      type: 'input',
      block_id: 'starts',
      optional: true,
      label: plain('Starts'),
      element: { type: 'datetimepicker', action_id: 'at' },
    },
    { type: 'actions', block_id: 'more', elements: [{ type: 'button', action_id: 'deeper', text: plain('More') }] },
  ],
};

export const deeper: ModalView = { ...loading, callback_id: 'deeper', title: plain('Deeper') };

export const sentence = (text: string, button?: string) => [
  { type: 'section' as const, text: { type: 'mrkdwn' as const, text } },
  ...(button
    ? [
        {
          type: 'actions' as const,
          elements: [{ type: 'button' as const, action_id: button, text: plain('Publish'), value: '42' }],
        },
      ]
    : []),
];
