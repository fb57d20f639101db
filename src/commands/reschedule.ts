// `/webinar reschedule`: another moment, or another name, for a session that has not begun.

import { findSessions } from '../operations/catalogue.ts';
import { moveSession } from '../operations/change.ts';
import { knownSession } from '../operations/known.ts';
import { rescheduled } from '../views/changed.ts';
import { fieldFaults } from '../views/field-faults.ts';
import { momentFault } from '../views/moment-fault.ts';
import { areShown, plannedBlocks, plannedKey } from '../views/planned.ts';
import { rescheduleFormView, rescheduleMeta } from '../views/reschedule-form.ts';
import { loading } from '../views/working.ts';
import { isNotBegun } from './cancel.ts';
import { opening, someWords } from './command.ts';
import { form } from './form.ts';
import { readMoment } from './moment.ts';
import { meantWhen, splitThing } from './thing-and-when.ts';
import { formOnSession } from './which.ts';

const TITLE = 'Reschedule a session';

export const reschedule = opening({
  name: 'reschedule',
  summary: 'Move a session that has not begun, or rename it.',
  access: 'operators',
  usage: '<session> [when] [zone]',
  examples: ['reschedule spring tour', 'reschedule "Product tour" 3 Dec 15:00 Paris'],
  read: someWords,
  open: () => loading(TITLE),
  async fill(words, { user, channel }, deps) {
    const reader = await deps.slack.zoneOf(user);
    const now = deps.clock();
    const find = (name: string) => findSessions(deps, name);
    const split = await splitThing(words, { now, timeZone: reader ?? deps.timeZone, find });
    const sought = { verb: 'reschedule', words: split.name, rest: split.typed, channel, title: TITLE };
    return await formOnSession(deps, { ...sought, only: isNotBegun }, async ({ id }) => {
      const known = await knownSession(deps, id);
      // Words without a zone are meant in the session's own: that is where it was planned.
      const meant = meantWhen({ ...split, weeks: 1 }, { now, timeZone: known.session.timeZone });
      return rescheduleFormView({ ...known, ...meant, timeZone: deps.timeZone, reader, channel });
    });
  },
});

export const rescheduleForm = form({
  access: 'operators',
  meta: rescheduleMeta,
  read(typed, meta, now) {
    const { session: planned, errors } = readMoment(typed, now);
    const name = typeof typed.name === 'string' ? typed.name.trim() : '';
    const isMoved = planned !== null && plannedKey([planned]) !== meta.now;
    const isRenamed = name !== meta.name;
    if (planned && !isMoved && !isRenamed) return { errors: { date: fieldFaults.sameMoment } };
    if (!planned) {
      return { errors: Object.keys(errors).length > 0 ? errors : { date: momentFault({ kind: 'no_date' }) } };
    }
    if (isMoved && !areShown([planned], meta)) {
      const blocks = plannedBlocks([planned], { verb: 'Reschedule', calls: 1 });
      return { confirm: { blocks, meta: { ...meta, shown: plannedKey([planned]) } } };
    }
    return { values: { ...planned, name: isRenamed ? name : null } };
  },
  async submit(values, { meta: { sessionId }, intent }, deps) {
    const { thing, ...spent } = await moveSession(deps, { ...values, sessionId }, intent);
    const { session } = await knownSession(deps, thing.id);
    return rescheduled(session, spent);
  },
});
