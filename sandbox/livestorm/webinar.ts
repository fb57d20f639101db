// A webinar as data: who came, what was said and asked, second by second.
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';

interface WebinarPerson {
  key: string;
  first_name: string;
  last_name: string;
  team: boolean;
}

/** Offsets are seconds after the start; authors and responders are keys of `people`. */
export interface Webinar {
  source?: string;
  title: string;
  duration_s: number;
  /** Participants, the team left out. */
  registrants: { total: number; attended: number };
  people: WebinarPerson[];
  messages: { offset_s: number; author: string; text: string }[];
  questions: {
    offset_s: number;
    author: string;
    question: string;
    response: string | null;
    responder: string | null;
    responded_offset_s: number | null;
    responded_orally: boolean;
  }[];
}

const text = { type: 'string' };
const name = { type: 'string', minLength: 1 };
const offset = { type: 'number', minimum: 0 };
const count = { type: 'integer', minimum: 0 };
const orNull = (schema: { type: string }) => ({ ...schema, type: [schema.type, 'null'] });
/** More than this is welcome, and left alone. */
const record = (properties: Record<string, unknown>) => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
});
const rows = (properties: Record<string, unknown>) => ({ type: 'array', items: record(properties) });

const shape = record({
  title: name,
  duration_s: { type: 'integer', minimum: 1 },
  registrants: record({ total: count, attended: count }),
  people: rows({ key: name, first_name: text, last_name: text, team: { type: 'boolean' } }),
  messages: rows({ offset_s: offset, author: name, text }),
  questions: rows({
    offset_s: offset,
    author: name,
    question: text,
    response: orNull(text),
    responder: orNull(name),
    responded_offset_s: orNull(offset),
    responded_orally: { type: 'boolean' },
  }),
});

const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile<Webinar>(shape);

/** Reads and checks a webinar. Throws an Error with the path and one line per fault. */
export function readWebinar(path: string | URL): Webinar {
  const webinar = parse(path);
  const faults = validate(webinar) ? contradictions(webinar) : (validate.errors ?? []).map(said);
  if (faults.length > 0) throw new Error([`${path} is not a webinar:`, ...faults].join('\n  '));
  return settled(webinar as Webinar);
}

function parse(path: string | URL): unknown {
  let content: string;
  try {
    content = readFileSync(path, 'utf8');
  } catch (cause) {
    throw new Error(`${path} cannot be read`, { cause });
  }
  try {
    return JSON.parse(content);
  } catch (cause) {
    throw new Error(`${path} is not JSON`, { cause });
  }
}

/** Whole seconds, as Livestorm writes them; and a session lasts until its last word, whatever end the file names. */
function settled(webinar: Webinar): Webinar {
  const messages = webinar.messages.map((row) => ({ ...row, offset_s: Math.floor(row.offset_s) }));
  const questions = webinar.questions.map((row) => ({
    ...row,
    offset_s: Math.floor(row.offset_s),
    responded_offset_s: row.responded_offset_s === null ? null : Math.floor(row.responded_offset_s),
  }));
  const offsets = [...messages, ...questions].map(({ offset_s }) => offset_s);
  const answered = questions.map(({ responded_offset_s }) => responded_offset_s ?? 0);
  const duration_s = [...offsets, ...answered].reduce((last, offset) => Math.max(last, offset), webinar.duration_s);
  return { ...webinar, messages, questions, duration_s };
}

const said = (error: { instancePath: string; message?: string }): string =>
  `${error.instancePath || '/'} ${error.message}`;

function contradictions({ people, messages, questions, registrants }: Webinar): string[] {
  const keys = new Set(people.map(({ key }) => key));
  const guests = people.filter(({ team }) => !team).length;
  const unknown = (where: string, key: string | null) =>
    key === null || keys.has(key) ? [] : [`${where} '${key}' is not a key of people`];
  return [
    ...(keys.size === people.length ? [] : ['/people has a key twice']),
    ...(registrants.attended <= registrants.total ? [] : ['/registrants/attended is more than total']),
    ...(registrants.attended >= guests ? [] : [`/registrants/attended is less than the ${guests} guests in people`]),
    ...messages.flatMap(({ author }, index) => unknown(`/messages/${index}/author`, author)),
    ...questions.flatMap((row, index) => [
      ...unknown(`/questions/${index}/author`, row.author),
      ...unknown(`/questions/${index}/responder`, row.responder),
    ]),
  ];
}
