// Brings what stands in a channel to its newest words: a message at most every three seconds.

import type { Deps } from '../deps.ts';
import { withoutCharts } from '../operations/outbox.ts';
import type { Edit } from '../store/outbox-edits.ts';

/** A try a minute or so, for three hours: what nobody could edit by then has stood as it is for long. */
const MOST_TRIES = 180;

/** Edits one message. Resolves with when to look again; 'nothing' when nothing is to be edited. */
export async function editNext(channel: string, deps: Deps): Promise<'edited' | 'nothing' | Date> {
  const began = performance.now();
  const claim = await deps.store.outbox.claimEdit(channel, deps.outboxTimes);
  if (claim.kind === 'later') return claim.at;
  if (claim.kind === 'nothing') return 'nothing';
  // Who stood still since the claim may not overwrite what another has edited since.
  if (performance.now() - began <= deps.outboxTimes.guardMs) await send(claim.edit, deps);
  return 'edited';
}

async function send(edit: Edit, deps: Deps): Promise<void> {
  const { key, part, channel, editTries: tries } = edit;
  const { outbox } = deps.store;
  const outcome = await deps.slack.tryEdit(edit.postedIn ?? channel, edit.ts, edit.message);
  if (outcome.kind === 'yes') return await outbox.edited(edit, deps.outboxTimes);
  const { reason } = outcome;
  const verdict = outcome.kind === 'no' ? outcome.verdict : 'later';
  deps.log.warn({ key, part, channel, tries, verdict, reason }, 'a message was not edited');
  if (outcome.kind === 'no' && outcome.verdict === 'limited')
    return await outbox.editLater(edit, outcome.waitMs, reason);
  if (verdict === 'too_much' && edit.message.blocks.length > 0) {
    await outbox.edit(key, part, withoutCharts(edit.message) ?? { text: edit.message.text, blocks: [] });
    return await outbox.editLater(edit, 0, reason);
  }
  if (verdict !== 'later' || tries >= MOST_TRIES) {
    deps.log.error({ key, part, channel, reason }, 'a message stays as it is');
    return await outbox.editGivenUp(edit, reason);
  }
  await outbox.editLater(edit, backOff(tries), reason);
}

/** 5 s, doubled each time, at most a minute. */
const backOff = (tries: number): number => Math.min(5_000 * 2 ** Math.min(tries - 1, 10), 60_000);
