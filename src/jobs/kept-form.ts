// A form that was kept: what it asks for, and the view that takes its place.

import { verbOfForm } from '../commands/record.ts';
import { forms } from '../commands/registry.ts';
import { AskError } from '../errors.ts';
import type { Modal } from '../views/blocks.ts';
import { apology } from '../views/error.ts';
import { following, formAgain } from '../views/form-again.ts';
import type { FormId } from '../views/ids.ts';
import { carriedBy, typed } from '../views/typed.ts';
import type { Kind } from './deciding.ts';

export const formKind: Kind = {
  what: ({ callback_id }) => `form ${callback_id}`,
  verb: verbOfForm,
  /** It was read when it was sent; here it is read once more. Another version may read it otherwise. */
  read({ view, person, at }) {
    const { channel, meta } = carriedBy(view.private_metadata);
    const form = Object.hasOwn(forms, view.callback_id) ? forms[view.callback_id as FormId] : undefined;
    const read = form?.prepare(typed(view.state.values), meta, { user: person, channel }, at);
    if (!form || !read || !('values' in read)) throw new AskError({ code: 'form_outdated' });
    const submit = read.values;
    return { access: form.access, work: async (...given) => ({ answer: following(view, await submit(...given)) }) };
  },
  failed: (view, error, reference) => formAgain(view, apology(error, reference)),
  async tell({ view, person }, answer, deps) {
    const { channel } = carriedBy(view.private_metadata);
    await deps.answer({ viewId: view.id, user: person, channel }, answer as Modal);
  },
};
