import { wallAt } from '#domain/booking/visit-time.ts';
import type { Provider } from '#domain/matching/provider.ts';
import { MARKET_POLICY } from '#domain/policy/policy.ts';
import { setAtServer, type AboutOneself } from '#domain/profile/own-settings.ts';
import { asksSince } from '#domain/profile/skill-requests.ts';
import type { Judgement } from '#domain/protocol/verdict.ts';
import type { ServerKeys } from '../people/server-keys.ts';
import type { InboxWriter } from '../projector/inbox-writer.ts';
import { profileWrite } from '../projector/profile-document.ts';
import { verdictWrite } from '../projector/verdict-document.ts';
import type { Store } from '../store/store.ts';
import type { SoundAction } from './inspect-action.ts';
import type { Quarantine } from './quarantine.ts';

interface PersonalActionsDeps {
  store: Pick<Store, 'people'>;
  inboxes: InboxWriter;
  keys: Pick<ServerKeys, 'sign'>;
  quarantine: Quarantine;
  now(): number;
}

/** Verdicts that the provider's document keeps; an older action has long had its own. */
const REMEMBERED = 100;

/**
 * `profile.set`, `availability.set`: the provider's document holds the change and its verdict, in
 * one write.
 */
export async function takePersonalAction(
  action: SoundAction,
  { store, inboxes, keys, quarantine, now }: PersonalActionsDeps
): Promise<void> {
  const { id, provider, hash, received } = action;
  const { doc } = await store.people.update<Provider>(`provider:${provider}`, (current) => {
    if (!current || (current.judged && Object.hasOwn(current.judged, id))) return undefined;
    const set = afterwards(current, action, now());
    const judgement = { at: now(), hash, ...set.judgement } as const;
    const judged = Object.entries(current.judged ?? {}).slice(1 - REMEMBERED);
    return { ...set.provider, judged: { ...Object.fromEntries(judged), [id]: judgement } };
  });
  const verdict = doc?.judged?.[id];
  if (!doc || !verdict) {
    const judgement: Judgement = { outcome: 'held', code: 'actor.notAllowed', at: now() };
    const common = { received, hash, order: null, isTheirs: true } as const;
    await quarantine.judge({ ...common, kind: 'action.held', judgement });
    return;
  }
  if (verdict.hash !== hash) {
    await quarantine.fork(received, hash, null);
    return;
  }
  const { outcome, code, at } = verdict;
  await inboxes.write(provider, [
    profileWrite(doc),
    verdictWrite(keys, { id, order: null, hash, outcome, code, at })
  ]);
}

function afterwards(provider: Provider, { id, body, occurredAt }: SoundAction, now: number) {
  const { radiusM, setBy = {}, market, asksSince: asked } = provider;
  const settings = { ...provider, radiusKm: radiusM / 1_000 };
  const set = setAtServer(settings, setBy, {
    said: body as AboutOneself,
    by: { at: occurredAt, id },
    today: wallAt(now, MARKET_POLICY[market].timeZone).date
  });
  if (!set.ok) return { provider, judgement: { outcome: 'refused', code: set.code } as const };
  const { radiusKm, ...rest } = set.settings;
  const since = asksSince(rest) ?? 0;
  return {
    provider: {
      ...rest,
      ...{ radiusM: Math.round(radiusKm * 1_000), setBy: set.setBy },
      ...((since > 0 || asked !== undefined) && { asksSince: since })
    },
    judgement: { outcome: 'applied', code: null } as const
  };
}
