// What a trial measured, kept for those who write it down.
import { appendFileSync, mkdirSync } from 'node:fs';

/** One line of JSON in `artefacts/faults.jsonl`, which git does not take. */
export function report(trial: string, figures: Record<string, unknown>): void {
  mkdirSync('artefacts', { recursive: true });
  appendFileSync('artefacts/faults.jsonl', `${JSON.stringify({ trial, ...figures })}\n`);
}
