// Slack's requests over Socket Mode: Bolt's own receiver, which outlives a message that is no envelope.

import { SocketModeReceiver } from '@slack/bolt';
import type { Logger } from 'pino';
import { slackLogger } from './clients.ts';

export function createSocketReceiver(appToken: string, slackApiUrl: string, log: Logger): SocketModeReceiver {
  const receiver = new SocketModeReceiver({
    appToken,
    logger: slackLogger(log),
    // Its own options object, with the SDK's long retries: a socket that may not reopen ends the process (bolt 5.1).
    installerOptions: { clientOptions: { slackApiUrl } },
  });
  // The client (socket-mode 3) asks whatever was parsed for its fields, in a promise that nobody awaits.
  const { client } = receiver;
  const [read] = client.listeners('ws_message');
  client.removeAllListeners('ws_message').on('ws_message', (...message: unknown[]) => {
    Promise.resolve(read?.(...message)).catch((error: unknown) => {
      log.warn({ err: error }, 'a message on the socket was not Slack’s');
    });
  });
  return receiver;
}
