// Modals: triggers, stacks, hashes, answers to a submission.

import { describe, expect, it } from 'vitest';
import type { Json, View } from '../../../sandbox/slack/model.ts';
import { SEED } from '../../../sandbox/slack/workspace.ts';
import { input, long, many, modal, section } from './blocks/samples.ts';
import { stage } from './stage.ts';
import { api } from './tiny-app.ts';

const here = stage();

describe('a trigger_id', () => {
  it('opens one view within three seconds', async () => {
    const fresh = await here.trigger();
    here.time += 3000;
    expect(await api(here.slack, 'views.open', { trigger_id: fresh, view: modal([]) })).toMatchObject({ ok: true });
    expect(await api(here.slack, 'views.open', { trigger_id: fresh, view: modal([]) })).toMatchObject({
      error: 'exchanged_trigger_id',
    });
    const old = await here.trigger();
    here.time += 3001;
    expect(await api(here.slack, 'views.open', { trigger_id: old, view: modal([]) })).toMatchObject({
      error: 'expired_trigger_id',
    });
  });
});

describe('views', () => {
  it('stack three high', async () => {
    await here.open(modal([]));
    for (const expected of [{ ok: true }, { ok: true }, { error: 'push_limit_reached' }]) {
      expect(await api(here.slack, 'views.push', { trigger_id: await here.trigger(), view: modal([]) })).toMatchObject(
        expected,
      );
    }
    expect(here.ada.view?.previous_view_id).not.toBe(here.ada.view?.root_view_id);
  });

  it('are not pushed onto nothing', async () => {
    expect(await api(here.slack, 'views.push', { trigger_id: await here.trigger(), view: modal([]) })).toMatchObject({
      error: 'invalid_trigger_id',
    });
  });

  it('refuse a stale hash, an external_id in use, and 250 kB', async () => {
    const { id, hash } = await here.open(modal([], { external_id: 'mine' }));
    const update = (more: Json) => api(here.slack, 'views.update', { view_id: id, view: modal([]), ...more });
    expect(await update({ hash })).toMatchObject({ ok: true });
    expect(await update({ hash })).toMatchObject({ error: 'hash_conflict' });
    await api(here.slack, 'views.publish', {
      user_id: SEED.ben,
      view: { type: 'home', blocks: [], external_id: 'taken' },
    });
    expect(await update({ view: modal([], { external_id: 'taken' }) })).toMatchObject({
      error: 'duplicate_external_id',
    });
    expect(await update({ view: modal(many(100, () => section(long(2900)))) })).toMatchObject({
      error: 'view_too_large',
    });
  });

  it('are found by their external_id, and each person has their own stack', async () => {
    await here.open(modal([], { external_id: 'mine' }));
    await api(here.slack, 'views.update', { external_id: 'mine', view: modal([], { callback_id: 'new' }) });
    expect(here.ada.view?.callback_id).toBe('new');
    expect(here.slack.person(SEED.ben).view).toBeUndefined();
  });

  it('an answer with errors for what is no input is the app’s mistake', async () => {
    const view = await here.open(modal([{ ...section('x'), block_id: 's' }]));
    here.app.answer(() => ({ body: { response_action: 'errors', errors: { s: 'No' } } }));
    expect((await here.ada.submit(view)).failure).toBe('invalid_errors: s');
    here.app.answer(() => ({ body: { response_action: 'explode' } }));
    expect((await here.ada.submit(view)).failure).toMatch(/^invalid_response/);
    here.app.answer(() => ({ body: { response_action: 'update', view: { type: 'modal' } } }));
    expect((await here.ada.submit(view)).failure).toMatch(/^invalid_arguments: .*missing required field: blocks/);
    expect(here.ada.view?.id).toBe(view.id);
  });

  it('a form that was not acknowledged stays open with what was typed', async () => {
    const view = await here.open(modal([input({ type: 'plain_text_input', action_id: 'v' }, { block_id: 'b' })]));
    here.app.answer(() => ({ status: 503 }));
    expect((await here.ada.submit(view, { b: 'kept' })).failure).toBe('http_503');
    expect(here.ada.view?.state.values.b?.v?.value).toBe('kept');
  });

  it('closing tells the app only where it asked, without what was typed', async () => {
    const view = await here.open(
      modal([input({ type: 'plain_text_input', action_id: 'v', initial_value: 'secret' })], {
        notify_on_close: true,
        clear_on_close: true,
      }),
    );
    await api(here.slack, 'views.push', {
      trigger_id: await here.trigger(),
      view: modal([], { clear_on_close: true }),
    });
    const before = here.app.received.length;
    await here.ada.close(here.ada.view ?? view);
    expect(here.app.received.slice(before).map(({ payload }) => payload.type)).toEqual(['view_closed']);
    expect(here.last()).toMatchObject({ is_cleared: true, view: { id: view.id } });
    expect((here.last().view as View).state).toEqual({ values: {} });
    expect(here.ada.view).toBeUndefined();
  });
});
