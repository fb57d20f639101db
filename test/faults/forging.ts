// Trial: forged requests at both doors of a running bot. What they may be answered, and that they change nothing.

import { Agent, request } from 'node:http';
import fc from 'fast-check';
import { sessionResource } from '../../sandbox/livestorm/resources.ts';
import { answerTo, stand } from '../support/doors.ts';
import type { World } from '../support/world.ts';
import { type Forgery, slackForgeries, webhookForgeries } from './forged.ts';

export interface Forged {
  requests: number;
  /** Answers by kind and status. */
  answers: Record<string, Record<string, number>>;
  /** Answered otherwise than they may be, in words; the first ten. */
  wrong: string[];
  /** Calls to Slack and to Livestorm meanwhile, and messages anybody saw. */
  effects: number;
}

const AT_ONCE = 16;
const CHUNK = 2_000;

/** `world` has webhooks and this secret; somebody follows all events in its channel. */
export async function forge(
  world: World,
  { requests, seed, secret }: { requests: number; seed: number; secret: string },
) {
  const [first] = world.livestorm.world.webhooks.values();
  const { pathname: path, port } = new URL(first?.url ?? '');
  const { session } = stand(world.livestorm, 'Forged');
  const at = session.estimated_started_at;
  Object.assign(session, { status: 'past', started_at: at, ended_at: at + 60, duration: 60, updated_at: at + 60 });
  const { id, type, attributes } = sessionResource(session);
  const meta = { webhook: { event: 'session.ended', organization_id: 'org' } };
  const delivery = JSON.stringify({ data: { id, type, attributes, meta } });
  const command = new URLSearchParams({
    ...{ command: '/webinar', text: 'unsubscribe all', user_id: world.ada.id, channel_id: world.channel },
    ...{ team_id: 'T0', trigger_id: '1.2.3', response_url: `${world.slack.apiUrl}none` },
  }).toString();
  await answerTo(world, 'subscribe all digest');
  await world.bot.idle();

  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const forged: Forged = { requests: 0, answers: {}, wrong: [], effects: 0 };
  const effects = () => world.slack.calls.length + world.livestorm.calls.length + world.ada.ephemerals.length;
  const before = effects();
  for (let chunk = 0; forged.requests < requests; chunk++) {
    // Old by the time they are sent would be another forgery.
    const now = Math.floor(Date.now() / 1000);
    const all = fc.oneof(
      webhookForgeries({ path, secret, genuine: delivery, now }),
      slackForgeries({ path: '/slack/events', secret: world.slack.signingSecret, genuine: command, now }),
    );
    const numRuns = Math.min(CHUNK, requests - forged.requests);
    const waiting = fc.sample(all, { seed: seed + chunk, numRuns });
    forged.requests += numRuns;
    const send = async () => {
      for (let one = waiting.pop(); one; one = waiting.pop()) judge(forged, one, await status(one, port, agent));
    };
    await Promise.all(Array.from({ length: AT_ONCE }, send));
  }
  agent.destroy();
  await world.bot.idle();
  forged.effects = effects() - before;
  return forged;
}

function judge(forged: Forged, { kind, path, headers, body, may }: Forgery, answer: number | string): void {
  const answers = forged.answers[kind] ?? {};
  forged.answers[kind] = answers;
  answers[answer] = (answers[answer] ?? 0) + 1;
  if (may.includes(Number(answer)) || forged.wrong.length >= 10) return;
  forged.wrong.push(
    `${kind}: ${answer}, ${path}, ${JSON.stringify(headers)}, ${body.toString('latin1').slice(0, 300)}`,
  );
}

/** The status, or what became of the line. */
function status({ path, headers, body }: Forgery, port: string, agent: Agent): Promise<number | string> {
  return new Promise((resolve) => {
    const sent = request({ port, host: '127.0.0.1', method: 'POST', path, agent, headers: raw(headers, body) });
    sent.on('response', (answer) => {
      answer.resume().on('end', () => resolve(answer.statusCode ?? 0));
    });
    sent.on('error', (error) => resolve('code' in error ? String(error.code) : error.message));
    sent.end(body);
  });
}

/** Flat, so that a name may come twice. */
const raw = (headers: [string, string][], body: Buffer): string[] => [
  ...['host', '127.0.0.1', 'content-length', String(body.length)],
  ...headers.flat(),
];
