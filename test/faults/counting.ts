// Counts what stands in the channels, by the names the messages carry: judged from Slack's side alone.

import type { Message } from '../../sandbox/slack/model.ts';

export interface Count {
  /** Different parts that stand there. */
  messages: number;
  /** Parts that do not, of the digests that are due. */
  lost: number;
  /** Parts that stand there more than once. */
  doubled: number;
  /** Parts that stand before the one before them, or outside its thread. */
  misplaced: number;
}

interface Part {
  key: string;
  part: number;
  of: number;
  ts: string;
  threadTs: string | undefined;
}

export function count(messages: Message[], due: { sessions: string[]; channels: string[] }): Count {
  const digests = new Map<string, Part[]>();
  for (const { metadata, ts, threadTs } of messages) {
    const { event_payload: name } = (metadata ?? {}) as { event_payload?: Omit<Part, 'ts' | 'threadTs'> };
    if (name) digests.set(name.key, [...(digests.get(name.key) ?? []), { ...name, ts, threadTs }]);
  }
  const sum: Count = { messages: 0, lost: 0, doubled: 0, misplaced: 0 };
  for (const session of due.sessions) {
    for (const channel of due.channels) {
      const parts = digests.get(`digest ${session} ${channel}`) ?? [];
      const different = new Set(parts.map(({ part }) => part)).size;
      sum.messages += different;
      sum.lost += (parts[0]?.of ?? 1) - different;
      sum.doubled += parts.length - different;
      sum.misplaced += parts.filter((part, index) => isMisplaced(part, index, parts)).length;
    }
  }
  return sum;
}

/** In the order in which they came, each part follows the one before it, in the thread of the first. */
function isMisplaced({ part, threadTs }: Part, index: number, parts: Part[]): boolean {
  const root = parts.find((other) => other.part === 0);
  return part !== index || threadTs !== (part === 0 ? undefined : root?.ts);
}
