// A bare message, and a subject rendered as lines.

import type { Block, Json, Message, View } from '../../../../sandbox/slack/model.ts';
import { type RenderOptions, renderText } from '../../../../sandbox/slack/render.ts';
import { createWorkspace } from '../../../../sandbox/slack/workspace.ts';

export function message(text: string, ...blocks: Json[]): Message {
  return {
    ...{ channel: 'C1', ts: '1.000001', threadTs: undefined, user: 'U1', botId: 'B1', text, blocks: blocks as Block[] },
    ...{ metadata: undefined, files: [], ephemeralTo: undefined, versions: [] },
  };
}

export const lines = (subject: Message | View, options: RenderOptions = {}): string[] =>
  renderText(subject, { nameOf: createWorkspace().nameOf, ...options }).split('\n');
