// An app that does nothing but show one form, for tests of what becomes of it.

import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { WebClient } from '@slack/web-api';
import type { Slack } from '../../sandbox/slack/server.ts';
import type { SubmittedView } from '../../src/store/submissions.ts';
import type { Message, Modal } from '../../src/views/blocks.ts';
import { formAgain } from '../../src/views/form-again.ts';
import { eventOption, sessionOption, zoneOption } from '../../src/views/options.ts';
import { anEventOf, aSessionOf } from './foreign.ts';

/** An app that opens one form, and answers each submission with the same form and what went wrong. */
export async function startFormApp(slack: Slack, problem: Message) {
  const web = new WebClient(slack.botToken, { slackApiUrl: slack.apiUrl });
  const app = { form: undefined as Modal | undefined, again: [] as Modal[] };
  const options = [zoneOption('Asia/Tokyo'), eventOption(anEventOf()), sessionOption(aSessionOf({ name: 'Chosen' }))];
  async function answerTo(request: IncomingMessage): Promise<object | undefined> {
    const body = new URLSearchParams(await text(request));
    const payload = JSON.parse(body.get('payload') ?? '{}');
    if (payload.type === 'block_suggestion') return { options };
    if (payload.type === 'view_submission') {
      const view = formAgain(payload.view as SubmittedView, problem);
      app.again.push(view);
      return { response_action: 'update', view };
    }
    if (app.form) await web.views.open({ trigger_id: body.get('trigger_id') ?? '', view: app.form });
    return undefined;
  }
  const server = createServer(async (request, response) => {
    const answer = await answerTo(request);
    response.setHeader('content-type', 'application/json').end(answer ? JSON.stringify(answer) : '');
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  slack.deliverTo(`http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`);
  return { ...app, app, stop: () => server.close() };
}
