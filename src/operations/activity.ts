// How a chat and its questions were spread over a session. Pure.

export interface Activity {
  /** Seconds of each part. */
  binSeconds: number;
  /** How many messages and questions each part had; both lists are as long. */
  chat: number[];
  questions: number[];
}

/** As many parts as Slack's chart takes points (slack-platform.md, section 3.4). */
const MOST_BINS = 20;
/** Lengths that people count in. */
const STEPS = [60, 120, 180, 300, 600, 900, 1_200, 1_800, 3_600, 7_200, 14_400, 28_800, 86_400];

/**
 * Offsets are seconds after the start; what came after the end is in the last part. Null when nothing was said, or when it
 * would be a single part.
 */
export function activity(
  { chat, questions }: { chat: number[]; questions: number[] },
  durationSeconds: number | null,
): Activity | null {
  const latest = [...chat, ...questions].reduce((last, offset) => Math.max(last, offset), -1);
  if (latest < 0) return null;
  const length = Math.max(1, durationSeconds ?? latest + 1);
  const binSeconds = STEPS.find((step) => length <= step * MOST_BINS) ?? Math.ceil(length / MOST_BINS);
  const bins = Math.ceil(length / binSeconds);
  if (bins < 2) return null;
  const counted = (offsets: number[]): number[] => {
    const counts = Array.from({ length: bins }, () => 0);
    for (const offset of offsets) {
      const bin = Math.min(bins - 1, Math.max(0, Math.floor(offset / binSeconds)));
      counts[bin] = (counts[bin] ?? 0) + 1;
    }
    return counts;
  };
  return { binSeconds, chat: counted(chat), questions: counted(questions) };
}
