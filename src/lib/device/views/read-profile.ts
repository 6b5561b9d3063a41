import type { ProfileDocument } from '#domain/order/views/inbox.ts';
import { withOwn, type AboutOneself } from '#domain/profile/own-settings.ts';
import type { OutboxRow } from '../store/rows.ts';
import type { Readable } from './read-view.ts';

export interface ProfileView {
  profile: ProfileDocument;
  /** Of this device, about oneself: judged not yet, or not taken; by seq. */
  actions: OutboxRow[];
}

const isAboutOneself = ({ kind }: OutboxRow) =>
  kind === 'profile.set' || kind === 'availability.set';

/** As the server has it, with what this device has changed since. Null: it has not come yet. */
export async function readProfile({ relaxed }: Readable): Promise<ProfileView | null> {
  const [profile, rows] = await Promise.all([
    relaxed.inbox.get('profile'),
    relaxed.outbox.filter(isAboutOneself).toArray()
  ]);
  if (profile?.type !== 'profile') return null;
  const isWaiting = ({ state }: OutboxRow) => state === 'local' || state === 'received';
  return {
    profile: rows
      .filter(isWaiting)
      .reduce((shown, { action }) => withOwn(shown, action.body as AboutOneself), profile),
    actions: rows.filter(({ state }) => state !== 'applied')
  };
}
