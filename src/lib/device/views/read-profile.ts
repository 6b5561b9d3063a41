import type { ProfileDocument } from '#domain/order/views/inbox.ts';
import { withOwn, type AboutOneself, type OwnSettings } from '#domain/profile/own-settings.ts';
import type { OutboxRow } from '../store/rows.ts';
import type { Readable } from './read-view.ts';

export interface ProfileView {
  profile: Omit<ProfileDocument, 'bio' | 'skills'> & OwnSettings;
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
    profile: rows.filter(isWaiting).reduce(withRow, { bio: '', skills: [], ...profile }),
    actions: rows.filter(({ state }) => state !== 'applied')
  };
}

function withRow(shown: ProfileView['profile'], { id, action }: OutboxRow) {
  const by = { id, at: action.at.anchor + action.at.sinceAnchor };
  return withOwn(shown, action.body as AboutOneself, by);
}
