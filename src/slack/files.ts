// Files: those the bot gives to one person (scope files:write) and those people put into a form (files:read).

import type { WebClient } from '@slack/web-api';
import type { Slack } from '../deps.ts';
import { AskError } from '../errors.ts';
import { slackCode } from './slack-errors.ts';

/**
 * Into the person's own conversation with the bot. Its id is only known from a message there (conversations.open would
 * want one more scope), and an upload takes no user's id: so the words come first, and the file after them.
 */
export async function sendFile(
  client: WebClient,
  ...[user, { text, blocks }, { name, content }]: Parameters<Slack['sendFile']>
): Promise<void> {
  await mustHave(client, 'files:write');
  try {
    const { channel } = await client.chat.postMessage({ channel: user, text, blocks });
    await client.filesUploadV2({ channel_id: String(channel), filename: name, title: name, content });
  } catch (error) {
    throw new AskError({ code: 'file_not_sent', reason: slackCode(error) ?? 'no_answer' }, { cause: error });
  }
}

async function mustHave(client: WebClient, scope: string): Promise<void> {
  if (await hasScope(client, scope)) return;
  throw new AskError({ code: 'scope_missing', scope });
}

/** Whether the bot token has it: Slack names a token's scopes with every answer. True when it does not. */
export async function hasScope(client: WebClient, scope: string): Promise<boolean> {
  const { response_metadata: about } = await client.auth.test();
  return about?.scopes?.includes(scope) ?? true;
}
