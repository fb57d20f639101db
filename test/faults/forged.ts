// Requests that nobody entitled to it made, at both doors: what a forger can write who has seen genuine ones, and who may
// know how long the secret is, but not the secret.

import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { signature } from '../../sandbox/livestorm/webhooks.ts';
import { extended, padding } from './forged-hash.ts';

export interface Forgery {
  kind: string;
  path: string;
  /** As they go over the line: a name may come twice. */
  headers: [string, string][];
  body: Buffer;
  /** What a door may answer to it. */
  may: number[];
}

export interface Door {
  path: string;
  secret: string;
  /** A body that would have an effect. */
  genuine: string;
  /** Unix seconds. */
  now: number;
}

const MINUTE = 60;
const YEAR = 366 * 24 * 60 * MINUTE;
const REFUSED = [401];

/** One byte put in, taken out or changed, or everything after it left out, or a piece said twice. */
const mutated = (text: Buffer): fc.Arbitrary<Buffer> =>
  fc
    .tuple(fc.nat(text.length - 1), fc.nat(255), fc.nat(4), fc.integer({ min: 1, max: 40 }))
    .map(([at, byte, how, length]) => {
      const [before, after] = [text.subarray(0, at), text.subarray(at)];
      if (how === 0) return Buffer.concat([before, Buffer.of(byte), after]);
      if (how === 1) return Buffer.concat([before, after.subarray(1)]);
      if (how === 2) return Buffer.concat([before, Buffer.of((after[0] ?? 0) ^ (byte || 1)), after.subarray(1)]);
      if (how === 3) return before;
      return Buffer.concat([before, after.subarray(0, length), after]);
    })
    .filter((other) => !other.equals(text));

/** A signature of which one sign is another, or is missing, or which is said differently. */
const misspelt = (genuine: string): fc.Arbitrary<string> => {
  const hash = genuine.slice(-64);
  return fc.oneof(
    fc.nat(63).map((at) => genuine.slice(0, -64) + hash.slice(0, at) + otherDigit(hash[at]) + hash.slice(at + 1)),
    fc.integer({ min: 1, max: 64 }).map((by) => genuine.slice(0, -by)),
    fc.constantFrom(hash, '', ',', '0', 'null', genuine.slice(0, -64), genuine.slice(0, -64) + '0'.repeat(64)),
    fc.string({ maxLength: 100, unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)) }),
  );
};

const otherDigit = (digit = '0') => (digit === '0' ? '1' : '0');

/** At the door for Livestorm's deliveries. */
export function webhookForgeries({ path, secret, genuine, now }: Door): fc.Arbitrary<Forgery> {
  const body = Buffer.from(genuine);
  const header = signature(now, secret, genuine);
  const signed = (value: string): [string, string][] => [['x-livestorm-signature', value]];
  const forgery = (kind: string, made: fc.Arbitrary<Partial<Forgery>>): fc.Arbitrary<Forgery> =>
    made.map((rest) => ({ kind, path, headers: [], body, may: REFUSED, ...rest }));
  const times = fc.oneof(
    fc.integer({ min: 5 * MINUTE, max: YEAR }),
    fc.integer({ min: -YEAR, max: -31 * MINUTE }),
    fc.constant(YEAR),
  );
  // Who has the secret may write nonsense too: a neighbour that broke.
  const broken = brokenBodies(genuine);
  return fc.oneof(
    forgery(
      'unsigned',
      mutated(body).map((other) => ({ body: other })),
    ),
    forgery(
      'wrong secret',
      fc
        .string({ maxLength: 40 })
        .filter((other) => other !== secret)
        .map((other) => ({ headers: signed(signature(now, other, genuine)) })),
    ),
    forgery(
      'another time',
      times.map((by) => ({ headers: signed(signature(now + by, secret, genuine)) })),
    ),
    forgery(
      'time not as signed',
      times.map((by) => ({ headers: signed(`${now + by},${header.slice(-64)}`) })),
    ),
    forgery(
      'mutated body',
      mutated(body).map((other) => ({ headers: signed(header), body: other })),
    ),
    forgery(
      'mutated signature',
      misspelt(header).map((other) => ({ headers: signed(other) })),
    ),
    forgery(
      'signed twice',
      misspelt(header).map((other) => ({ headers: [...signed(other), ...signed(header)] })),
    ),
    // The right length among them: then the hash is right, and the body is not.
    forgery(
      'extended hash',
      fc
        .tuple(fc.integer({ min: secret.length - 3, max: secret.length + 3 }), mutated(body))
        .map(([length, more]) => lengthened({ header, body, more, secretBytes: length })),
    ),
    forgery(
      'signed, and not understood',
      broken.map((other) => ({ headers: signed(signature(now, secret, other)), body: Buffer.from(other), may: [400] })),
    ),
    forgery(
      'signed, and not text',
      fc
        .tuple(fc.nat(body.length), fc.constantFrom([0x80], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xff, 0xfe]))
        .map(([at, bytes]) => Buffer.concat([body.subarray(0, at), Buffer.from(bytes), body.subarray(at)]))
        .map((other) => ({ headers: signed(signedBytes(now, secret, other)), body: other, may: [400] })),
    ),
    forgery(
      'another path',
      mutated(Buffer.from(path.slice(1)))
        .map((other) => ({ path: `/${encodeURI(other.toString('latin1'))}`, headers: signed(header), may: [404] }))
        .filter((other) => other.path.split('?')[0] !== path),
    ),
  );
}

/** What no reader takes for a delivery. */
function brokenBodies(genuine: string): fc.Arbitrary<string> {
  const said = genuine.slice(0, -1);
  return fc.oneof(
    fc
      .tuple(fc.integer({ min: 65, max: 20_000 }), fc.constantFrom('[]', '{}'))
      .map(([deep, [open, close]]) =>
        open === '['
          ? `${said},"deep":${'['.repeat(deep)}${close?.repeat(deep)}}`
          : `${said},"deep":${'{"a":'.repeat(deep)}1${close?.repeat(deep)}}`,
      ),
    // Of a name that comes twice the last one counts.
    fc.jsonValue({ maxDepth: 2 }).map((other) => `${said},"data":${JSON.stringify(other)}}`),
    fc.jsonValue().map((other) => JSON.stringify({ __proto__: null, data: other })),
    fc.constantFrom('\ufeff', ' \0', ',', '}').map((sign) => (sign === '\ufeff' ? sign + genuine : genuine + sign)),
    fc.constantFrom('', '{}', '[]', 'null', '1e400', '{"__proto__":{"data":{}}}', '{"data":{"__proto__":[]}}'),
    fc.integer({ min: 0, max: genuine.length - 1 }).map((length) => genuine.slice(0, length)),
  );
}

const signedBytes = (now: number, secret: string, body: Buffer): string =>
  `${now},${createHash('sha256').update(`${now}${secret}`).update(body).digest('hex')}`;

interface Seen {
  header: string;
  body: Buffer;
  more: Buffer;
  /** What the forger thinks the secret's length is. */
  secretBytes: number;
}

function lengthened({ header, body, more, secretBytes }: Seen): Partial<Forgery> {
  const [time = '', hash = ''] = header.split(',');
  const bytes = time.length + secretBytes + body.length;
  return {
    headers: [['x-livestorm-signature', `${time},${extended(hash, bytes, more)}`]],
    body: Buffer.concat([body, padding(bytes), more]),
    may: [400, 401],
  };
}

/** At Slack's door. */
export function slackForgeries({ path, secret, genuine, now }: Door): fc.Arbitrary<Forgery> {
  const body = Buffer.from(genuine);
  const sign = (at: number | string, text: string, key = secret) =>
    `v0=${createHmac('sha256', key).update(`v0:${at}:${text}`).digest('hex')}`;
  const signed = (at: number | string, value: string): [string, string][] => [
    ['x-slack-request-timestamp', String(at)],
    ['x-slack-signature', value],
  ];
  const header = sign(now, genuine);
  const forgery = (kind: string, made: fc.Arbitrary<Partial<Forgery>>): fc.Arbitrary<Forgery> =>
    made.map(({ headers = [], ...rest }) => ({ kind, path, body, may: REFUSED, headers: [FORM, ...headers], ...rest }));
  const smuggled = fc.constantFrom(
    ...[`ssl_check=1&${genuine}`, `${genuine}&ssl_check=1`, `ssl_check=1&payload=${encodeURIComponent('{}')}`],
  );
  return fc.oneof(
    forgery(
      'Slack: unsigned',
      mutated(body).map((other) => ({ body: other })),
    ),
    forgery(
      'Slack: wrong secret',
      fc.string({ maxLength: 40 }).map((other) => ({ headers: signed(now, sign(now, genuine, `${other}!`)) })),
    ),
    forgery('Slack: empty secret', fc.constant({ headers: signed(now, sign(now, genuine, '')) })),
    forgery(
      'Slack: later or long ago',
      fc
        .oneof(
          fc.integer({ min: 6 * MINUTE, max: YEAR }),
          fc.integer({ min: -YEAR, max: -6 * MINUTE }),
          fc.constant(YEAR),
        )
        .map((by) => ({ headers: signed(now + by, sign(now + by, genuine)) })),
    ),
    forgery(
      'Slack: time not as signed',
      fc
        .oneof(fc.integer({ min: 1, max: 299 }), fc.constantFrom('NaN', '-1', '0x1', '', '1e99', 'Infinity'))
        .map((by) => ({ headers: signed(typeof by === 'number' ? now + by : by, header) })),
    ),
    forgery(
      'Slack: mutated body',
      mutated(body).map((other) => ({ headers: signed(now, header), body: other })),
    ),
    forgery(
      'Slack: mutated signature',
      misspelt(header).map((other) => ({ headers: signed(now, other) })),
    ),
    forgery(
      'Slack: headers twice',
      misspelt(header).map((other) => ({ headers: [...signed(now, other), ...signed(now, header)] })),
    ),
    // Slack's own test of a certificate is not signed, and is answered with nothing; 401 when the sign is not one of its own.
    forgery(
      'Slack: ssl_check',
      smuggled.map((text) => ({ body: Buffer.from(text), may: [200, 401] })),
    ),
    forgery(
      'Slack: ssl_check, mutated',
      fc
        .tuple(smuggled, fc.nat(20))
        .chain(([text]) => mutated(Buffer.from(text)))
        .map((other) => ({ body: other, may: [200, 401] })),
    ),
  );
}

const FORM: [string, string] = ['content-type', 'application/x-www-form-urlencoded'];
