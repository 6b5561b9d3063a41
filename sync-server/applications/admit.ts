import type { Application } from '#domain/application/application.ts';
import { providerFrom } from '#domain/application/new-provider.ts';
import type { Provider } from '#domain/matching/provider.ts';
import { compactIban } from '#domain/text/iban.ts';
import { readPhone } from '#domain/text/phone-number.ts';
import { aHandle } from '../booking/public-pages.ts';
import type { Deps } from '../deps.ts';
import { accountId, type Account } from '../people/account.ts';
import { setPayoutTo } from '../people/payout-to.ts';
import { readApplication } from './application-document.ts';
import { placeOf } from './place-of.ts';

/**
 * Makes a provider of somebody who was accepted, and keeps theirs in step with the application:
 * suspended, let in again, further papers. Done again it changes nothing.
 */
export async function admit(
  {
    store: { people },
    geocoder,
    clock,
    sessions
  }: Pick<Deps, 'store' | 'geocoder' | 'clock' | 'sessions'>,
  application: Application
): Promise<void> {
  const place = await placeOf(geocoder, application.form);
  const { id, generation } = application;
  // Finding the place takes its time: what was decided meanwhile is another follow-up's.
  const now = await readApplication({ people }, id);
  if (!now || now.generation !== generation) return;
  const { email, form } = now;
  // It led to a point when it was handed in; a list of places that has changed since moves nobody.
  const base = place.outcome === 'found' ? place : undefined;
  const phone = readPhone(form.phone, form.market) ?? form.phone;
  await people.update<Provider>(`provider:${id}`, (current) => {
    if ((current?.applicationGeneration ?? 0) > generation) return undefined;
    const at = base ?? current?.base;
    if (!at) throw new Error(`no place is known of ${id}`);
    const known = { base: at, phone, now: clock.now() };
    const handle = current?.handle ?? aHandle(now.form.name);
    const next = {
      ...providerFrom(now, known, current),
      applicationGeneration: generation,
      handle
    };
    return JSON.stringify(next) === JSON.stringify(current) ? undefined : next;
  });
  await setPayoutTo({ people }, id, { holder: form.accountHolder, iban: compactIban(form.iban) });
  const role = form.role ?? 'friend';
  await people.update<Account>(accountId(email), (current) => {
    if (!current) throw new Error(`no account of ${id}`);
    return current.person.role !== role
      ? { ...current, person: { ...current.person, role, name: form.name } }
      : undefined;
  });
  sessions.forget();
}
