// How busy a session was, as Slack's own chart, and in words: for who cannot see it, and where Slack refuses it.

import type { Activity } from '../operations/activity.ts';
import type { Digest } from '../operations/digest.ts';
import { formatDuration, formatOffset } from '../time/format.ts';
import { type Block, context } from './blocks.ts';
import { count } from './numbers.ts';

/** The chart, and under it what it shows. Empty when there is nothing to draw. */
export function pictureBlocks({ activity }: Digest): Block[] {
  return activity ? [chart(activity), context(pictureWords(activity))] : [];
}

/** Two lines of at most twenty points (slack-platform.md, section 3.4; the SDK's types do not have this block yet). */
function chart({ binSeconds, chat, questions }: Activity): Block {
  const labels = chat.map((_, bin) => formatOffset(bin * binSeconds));
  const series = (name: string, values: number[]) => ({
    name,
    data: labels.map((label, bin) => ({ label, value: values[bin] ?? 0 })),
  });
  return {
    type: 'data_visualization',
    title: 'Chat and questions over time',
    chart: {
      type: 'line',
      series: [series('Messages', chat), series('Questions', questions)],
      axis_config: { categories: labels, x_label: 'From the start', y_label: `Per ${formatDuration(binSeconds)}` },
    },
  } as unknown as Block;
}

/** 'Chat and questions per 3 min: most messages from 24:00 on (19 messages), most questions from 45:00 on (4 questions).' */
function pictureWords({ binSeconds, chat, questions }: Activity): string {
  const most = [peak(chat, binSeconds, 'message'), peak(questions, binSeconds, 'question')].filter(Boolean);
  return `Chat and questions per ${formatDuration(binSeconds)}: ${most.join(', ')}.`;
}

function peak(values: number[], binSeconds: number, one: string): string {
  const most = Math.max(...values);
  if (most === 0) return `no ${one}s`;
  return `most ${one}s from ${formatOffset(values.indexOf(most) * binSeconds)} on (${count(most, one)})`;
}
