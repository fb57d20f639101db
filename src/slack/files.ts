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
  if ((await hasScope(client, scope)) !== false) return;
  throw new AskError({ code: 'scope_missing', scope });
}

/** Slack names a token's scopes with every answer; null when it does not. */
async function hasScope(client: WebClient, scope: string): Promise<boolean | null> {
  const { response_metadata: about } = await client.auth.test();
  return about?.scopes?.includes(scope) ?? null;
}

const TIME_LIMIT_MS = 30_000;

export async function readFile(client: WebClient, id: string, mostBytes: number): Promise<Uint8Array> {
  try {
    const { file } = await client.files.info({ file: id });
    if ((file?.size ?? 0) > mostBytes) throw tooBig(mostBytes);
    return await download(client, file?.url_private_download ?? '', mostBytes);
  } catch (error) {
    if (error instanceof AskError) throw error;
    throw new AskError({ code: 'file_not_read', reason: slackCode(error) ?? 'no_answer' }, { cause: error });
  }
}

/** Only from Slack itself: the token goes along. */
async function download({ token, slackApiUrl }: WebClient, url: string, mostBytes: number): Promise<Uint8Array> {
  if (!isSlacks(url, slackApiUrl)) throw new AskError({ code: 'file_not_read', reason: 'not_at_slack' });
  const headers = { authorization: `Bearer ${token}` };
  const signal = AbortSignal.timeout(TIME_LIMIT_MS);
  // biome-ignore lint/style/noRestrictedGlobals: the SDK has no call that downloads a file
  const answer = await fetch(url, { headers, redirect: 'manual', signal });
  // Without the right to see it, Slack answers with its page for signing in.
  const isPage = answer.headers.get('content-type')?.startsWith('text/html');
  if (answer.status !== 200 || isPage) throw new AskError({ code: 'file_not_read', reason: `http_${answer.status}` });
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of answer.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > mostBytes) throw tooBig(mostBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const tooBig = (mostBytes: number) => new AskError({ code: 'bad_list', fault: { kind: 'too_big', mostBytes } });

function isSlacks(url: string, apiUrl: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, origin } = new URL(url);
  return origin === new URL(apiUrl).origin || (protocol === 'https:' && /\.slack(-gov)?\.com$/.test(hostname));
}
