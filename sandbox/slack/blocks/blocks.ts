// Every block: its limits and the surfaces it may stand on. From section 3.4 of the platform notes.

import { str } from '../model.ts';
import { ELEMENTS, MULTI_SELECTS, SELECTS, uniqueActions } from './elements.ts';
import { anyText, image, mrkdwnText, plainText, url } from './objects.ts';
import { richText, richTextBlock } from './rich-text.ts';
import {
  atLeastOne,
  type Check,
  flag,
  list,
  note,
  object,
  oneOf,
  pick,
  type Rule,
  type Surface,
  string,
} from './schema.ts';
import { dataTable, dataVisualization, table } from './tables.ts';

const ID = { block_id: string(1, 255) };
const PICKERS = ['checkboxes', 'datepicker', 'radio_buttons', 'timepicker'];
const ACCESSORIES = ['button', 'workflow_button', 'image', 'overflow', ...PICKERS, ...SELECTS, ...MULTI_SELECTS];
const ACTIONS = ['button', 'workflow_button', 'overflow', 'datetimepicker', ...PICKERS, ...SELECTS, ...MULTI_SELECTS];
const TYPED = ['plain_text_input', 'email_text_input', 'url_text_input', 'number_input', 'rich_text_input'];
const INPUTS = [...TYPED, 'file_input', 'datetimepicker', ...PICKERS, ...SELECTS, ...MULTI_SELECTS];

const pictureElement = pick(ELEMENTS, 'image');
const contextText = anyText(3000);
const contextElement: Check = (value, at, walk) =>
  str((value as { type?: unknown } | null)?.type) === 'image'
    ? pictureElement(value, at, walk)
    : contextText(value, at, walk);

const markdownTotal: Rule = (value, at, walk) => {
  walk.totals.markdown += str(value.text).length;
  if (walk.totals.markdown > 12_000)
    note(walk, at, 'markdown blocks of one payload hold no more than 12000 characters');
};

const needsEmbedScope: Rule = (_value, at, walk) => {
  if (!walk.scopes.has('links.embed:write')) note(walk, at, 'video needs the scope links.embed:write');
};

const responseUrlInModalInput: Rule = (value, at, walk) => {
  const inner = [value.accessory, ...(Array.isArray(value.elements) ? value.elements : [])];
  if (
    inner.some((each) => (each as { response_url_enabled?: unknown } | undefined)?.response_url_enabled !== undefined)
  ) {
    note(walk, at, 'response_url_enabled is only allowed in an input of a modal');
  }
};

const card = object(
  {
    ...ID,
    hero_image: pictureElement,
    icon: pictureElement,
    slack_icon: object({ 'name!': string(1, 100) }),
    title: mrkdwnText(150),
    subtitle: mrkdwnText(150),
    body: mrkdwnText(200),
    subtext: mrkdwnText(200),
    actions: list(pick(ELEMENTS, 'button'), 1, 3),
  },
  atLeastOne('hero_image', 'title', 'actions', 'body'),
);

const task = object({
  ...ID,
  'task_id!': string(1, 255),
  'title!': string(1, 256),
  details: richTextBlock,
  output: richTextBlock,
  sources: list(object({ 'url!': url(), 'text!': string(1, 256) }), 0, 100),
  'status!': oneOf('pending', 'in_progress', 'complete', 'error'),
});

const BLOCKS: Record<string, Check> = {
  section: object(
    {
      ...ID,
      text: anyText(3000),
      fields: list(anyText(2000), 1, 10),
      accessory: pick(ELEMENTS, ...ACCESSORIES),
      expand: flag,
    },
    atLeastOne('text', 'fields'),
    responseUrlInModalInput,
  ),
  header: object({ ...ID, 'text!': plainText(150) }),
  divider: object(ID),
  context: object({ ...ID, 'elements!': list(contextElement, 1, 10) }),
  actions: object(
    { ...ID, 'elements!': list(pick(ELEMENTS, ...ACTIONS, 'rich_text_input'), 1, 25) },
    uniqueActions,
    responseUrlInModalInput,
  ),
  context_actions: object(
    { ...ID, 'elements!': list(pick(ELEMENTS, 'feedback_buttons', 'icon_button'), 1, 5) },
    uniqueActions,
  ),
  image: image({ ...ID, title: plainText(2000) }),
  input: object({
    ...ID,
    'label!': plainText(2000),
    hint: plainText(2000),
    optional: flag,
    dispatch_action: flag,
    'element!': pick(ELEMENTS, ...INPUTS),
  }),
  video: object(
    {
      ...ID,
      'video_url!': url(),
      'thumbnail_url!': url(),
      'alt_text!': string(1, 2000),
      'title!': plainText(199),
      title_url: url(),
      author_name: string(1, 49),
      provider_name: string(1, 100),
      provider_icon_url: url(),
      description: plainText(200),
    },
    needsEmbedScope,
  ),
  markdown: object({ ...ID, 'text!': string(1, 12_000) }, markdownTotal),
  rich_text: richText,
  table,
  data_table: dataTable,
  data_visualization: dataVisualization,
  alert: object({ ...ID, 'text!': anyText(200), level: oneOf('default', 'info', 'warning', 'error', 'success') }),
  card,
  carousel: object({ ...ID, 'elements!': list(pick({ card }, 'card'), 1, 10) }),
  task_card: task,
  plan: object({ ...ID, 'title!': string(1, 256), tasks: list(pick({ task_card: task }, 'task_card'), 0, 50) }),
};

const INSIDE = ['actions', 'context', 'divider', 'header', 'image', 'input', 'rich_text', 'section', 'table', 'video'];

BLOCKS.container = object(
  {
    ...ID,
    title: plainText(150),
    rich_text_title: richTextBlock,
    subtitle: anyText(150),
    icon: pictureElement,
    'child_blocks!': list((value, at, walk) => insideContainer(value, at, walk), 1, 10),
    width: oneOf('narrow', 'standard', 'wide', 'full'),
    is_collapsible: flag,
    default_collapsed: flag,
    has_header_divider: flag,
  },
  atLeastOne('title', 'rich_text_title'),
  (value, at, walk) => {
    if (value.default_collapsed === true && value.is_collapsible !== true) {
      note(walk, at, 'default_collapsed needs is_collapsible');
    }
  },
);

const insideContainer = pick(BLOCKS, ...INSIDE);

// Blocks with no known surface are taken where a page of Slack shows them; `file` only ever comes back from Slack.
const ONLY: Record<string, Surface[]> = {
  input: ['modal', 'home'],
  alert: ['modal'],
  markdown: ['message'],
  table: ['message'],
  data_table: ['message'],
  data_visualization: ['message'],
  context_actions: ['message'],
  plan: ['message'],
  task_card: ['message'],
  file: [],
};

export const blockTable = BLOCKS;
export const surfacesOf = (type: string): Surface[] => ONLY[type] ?? ['message', 'modal', 'home'];
