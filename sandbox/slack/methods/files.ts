// Files (v2 upload), steps of workflows, and blocks.validate.

import { checkBlocks, checkView } from '../blocks/check.ts';
import type { Problem } from '../blocks/schema.ts';
import { upperId } from '../ids.ts';
import { isRecord, type Json, Refusal, records, type StoredFile, str } from '../model.ts';
import { fileCalled, wireFile } from '../people-files.ts';
import { contentOf, post } from '../posting.ts';
import { writableChannel } from '../workspace.ts';
import type { World } from '../world.ts';
import type { Method } from './method.ts';

function finished(world: World, given: Json): StoredFile {
  const file = world.uploads.get(str(given.id));
  if (!file || file.content.length !== file.length) throw new Refusal('file_not_found');
  return { ...file, title: str(given.title) || file.name };
}

function execution(world: World, args: Json): { outputs?: Json; error?: string } {
  const found = world.executions.get(str(args.function_execution_id));
  if (!found || found.outputs || found.error !== undefined) throw new Refusal('invalid_function_execution_id');
  return found;
}

const wireProblem = ({ pointer, message }: Problem): Json => ({ pointer, message, code: 'failed_constraint' });

function validate(args: Json, { scopes }: World): Json {
  const given = ['blocks', 'message', 'view'].filter((name) => args[name] !== undefined);
  if (given.length !== 1) throw new Refusal('invalid_arguments');
  const problems = {
    blocks: () => checkBlocks(args.blocks, scopes, ''),
    message: () => checkBlocks(isRecord(args.message) ? (args.message.blocks ?? []) : undefined, scopes),
    view: () => checkView(args.view, scopes, ''),
  }[given[0] as 'blocks' | 'message' | 'view']();
  if (problems.length > 0) throw new Refusal(`invalid_${given[0]}`, { errors: problems.map(wireProblem) });
  return {};
}

export const fileMethods: Record<string, Method> = {
  'files.info': {
    scope: 'files:read',
    args: { file: 'string!', cursor: 'string', limit: 'number', count: 'number', page: 'number' },
    run: (args, world) => ({ file: wireFile(world, fileCalled(world, str(args.file))) }),
  },
  'files.getUploadURLExternal': {
    scope: 'files:write',
    // The documentation says alt_txt, the SDK sends alt_text.
    args: { filename: 'string!', length: 'number!', alt_txt: 'string', alt_text: 'string', snippet_type: 'string' },
    run(args, world) {
      if (Number(args.length) <= 0) throw new Refusal('invalid_arguments');
      const altText = str(args.alt_text) || str(args.alt_txt) || undefined;
      if (altText && altText.length > 1000) throw new Refusal('alt_txt_too_large');
      const id = upperId('F');
      const name = str(args.filename);
      world.uploads.set(id, { id, name, title: name, altText, content: Buffer.alloc(0), length: Number(args.length) });
      return { file_id: id, upload_url: `${world.origin}/upload/${id}` };
    },
  },
  'files.completeUploadExternal': {
    scope: 'files:write',
    args: {
      files: 'json!',
      channel_id: 'string',
      channels: 'string',
      initial_comment: 'string',
      thread_ts: 'string',
      blocks: 'json',
    },
    run(args, world) {
      const files = records(args.files).map((given) => finished(world, given));
      if (files.length === 0) throw new Refusal('invalid_arguments');
      const to = str(args.channel_id) || str(args.channels);
      if (to) {
        // A channel's id, unlike chat.postMessage: a person's opens no conversation here (slack-platform.md, 3.8).
        if (world.workspace.users.has(to)) throw new Refusal('channel_not_found');
        const channel = writableChannel(world.workspace, to, world.scopes);
        const words = { text: str(args.initial_comment), blocks: args.blocks };
        const content = contentOf(words, world, { maxText: 40_000, files: true });
        post(world, { channel, threadTs: str(args.thread_ts) || undefined, files }, content);
      }
      return { files: files.map(({ id, title, name }) => ({ id, title, name })) };
    },
  },
  'functions.completeSuccess': {
    args: { function_execution_id: 'string!', outputs: 'json!' },
    run(args, world) {
      execution(world, args).outputs = isRecord(args.outputs) ? args.outputs : {};
      return {};
    },
  },
  'functions.completeError': {
    args: { function_execution_id: 'string!', error: 'string!' },
    run(args, world) {
      execution(world, args).error = str(args.error);
      return {};
    },
  },
  'blocks.validate': { token: 'none', args: { blocks: 'json', message: 'json', view: 'json' }, run: validate },
};
