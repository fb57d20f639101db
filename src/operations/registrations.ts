// Who registered, counted from Livestorm's deliveries for no call. Nothing of a person is kept but what a channel asked for.

import type { Deps } from '../deps.ts';
import { brings, optionOf } from '../features.ts';
import type { Delivery } from '../livestorm/webhooks.ts';
import { personName } from './person-name.ts';

type OfPerson = Extract<Delivery, { kind: 'person' }>;

/**
 * What is kept of a person's delivery until it is counted: the session, and the name where a channel asked for each
 * registration. Null, and nothing is kept, when no channel wants what it tells, or it is not signed: a stranger may not
 * count. Who came, did not, or watched later is only counted, by the delivery's key.
 */
export async function keptOfPerson(
  { store, setup }: Pick<Deps, 'store' | 'setup'>,
  delivery: OfPerson,
): Promise<string | null> {
  const { event, organizationId, resource } = delivery;
  const { registration } = resource;
  if (!setup.isSigned || !registration?.sessionId) return null;
  const eventId = registration.eventId ?? (await store.catalogue.session(registration.sessionId))?.eventId;
  const followers = eventId ? await store.subscriptions.forEvent(eventId) : [];
  const isRegistered = event === 'people.registered';
  if (!followers.some(({ features }) => isRegistered || brings(features, 'digest'))) return null;
  const isNamed =
    isRegistered &&
    followers.some(({ features, people }) => optionOf(features, 'registrations') === 'each' && people !== 'none');
  const attributes = {
    role: resource.role,
    ...(isNamed && { first_name: resource.firstName, last_name: resource.lastName }),
    registrant_detail: {
      event_id: eventId,
      session_id: registration.sessionId,
      created_at: registration.registeredAt && Math.floor(registration.registeredAt.getTime() / 1_000),
    },
  };
  const meta = { webhook: { event, organization_id: organizationId } };
  return JSON.stringify({ data: { id: resource.id, type: 'people', attributes, meta } });
}

/** Counts it once, and forgets it. Resolves with the session that has one more; null when it was counted, or has none. */
export async function countRegistration(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  key: string,
  { event, resource: { registration, firstName, lastName, role } }: OfPerson,
): Promise<string | null> {
  const sessionId = registration?.sessionId;
  const now = clock();
  return await store.transaction(async (within) => {
    if (!(await within.deliveries.finish(key, now)) || !sessionId || event !== 'people.registered') return null;
    await within.cards.addRegistrant(sessionId, registration.registeredAt ?? now);
    const session = await within.catalogue.session(sessionId);
    const followers = session ? await within.subscriptions.forEvent(session.eventId) : [];
    if (followers.some(({ features }) => optionOf(features, 'registrations') === 'each')) {
      const name = personName(firstName, lastName);
      await within.cards.arrived({ sessionId, name, team: role === 'team_member', at: now });
    }
    return sessionId;
  });
}
