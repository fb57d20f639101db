// Files that people put into forms: their object (docs.slack.dev/reference/objects/file-object), and where it is fetched.

import type { IncomingMessage, ServerResponse } from 'node:http';
import { answer } from './http.ts';
import { upperId } from './ids.ts';
import { type Json, Refusal, str } from './model.ts';
import type { World } from './world.ts';

export interface PersonFile {
  id: string;
  name: string;
  owner: string;
  content: Buffer;
}

const MIME: Record<string, string> = { csv: 'text/csv', tsv: 'text/tab-separated-values', txt: 'text/plain' };

export const extensionOf = (name: string): string => (/\.([^.]+)$/.exec(name)?.[1] ?? '').toLowerCase();

/** As it stands in a form's state and in files.info. */
export function wireFile(world: World, { id, name, owner, content }: PersonFile): Json {
  const url = `${world.origin}/files-pri/${id}/${encodeURIComponent(name)}`;
  return {
    id,
    name,
    title: name,
    created: Math.floor(world.now() / 1000),
    user: owner,
    mimetype: MIME[extensionOf(name)] ?? 'application/octet-stream',
    filetype: extensionOf(name) || 'binary',
    size: content.length,
    mode: 'hosted',
    url_private: url,
    url_private_download: url,
  };
}

/** What a person chose from their disk: Slack takes it before the form is sent. */
export function keepFile(world: World, owner: string, name: string, content: Buffer | string): Json {
  const file = { id: upperId('F'), name, owner, content: Buffer.from(content) };
  world.personFiles.set(file.id, file);
  return wireFile(world, file);
}

export function fileCalled(world: World, id: string): PersonFile {
  const file = world.personFiles.get(id);
  if (!file) throw new Refusal('file_not_found');
  return file;
}

/** With the bot's token and files:read its bytes, else the page for signing in (messaging/working-with-files). */
export function serveFile(request: IncomingMessage, response: ServerResponse, id: string, world: World): void {
  const file = world.personFiles.get(id);
  const may = request.headers.authorization === `Bearer ${world.botToken}` && world.scopes.has('files:read');
  const fault = world.faults.take('files.download');
  if (fault?.drop) request.socket.destroy();
  else if (fault?.status !== undefined) answer(response, fault.status, str(fault.error));
  else if (!may) answer(response, 302, '', { location: `${world.origin}/signin` });
  else if (file) response.writeHead(200, { 'content-type': 'text/plain' }).end(file.content);
  else answer(response, 404, 'not found');
}
