// Where a provider is paid to, as community has found it good. Beside the provider and not in it: who
// is looked for, offered and shown has no use for it.
import type { PayoutAccountOf } from '#domain/billing/payout.ts';
import type { Store } from '../store/store.ts';
import type { StoredDocument } from '../store/stored-document.ts';

/** People database: `payoutTo:<provider>`. */
interface PayoutTo extends StoredDocument, PayoutAccountOf {
  type: 'payoutTo';
}

type People = Pick<Store, 'people'>;
const idOf = (provider: string) => `payoutTo:${provider}`;

export async function readPayoutTo(
  { people }: People,
  provider: string
): Promise<PayoutAccountOf | undefined> {
  const found = await people.get<PayoutTo>(idOf(provider));
  return found && { holder: found.holder, iban: found.iban };
}

export async function setPayoutTo(
  { people }: People,
  provider: string,
  { holder, iban }: PayoutAccountOf
): Promise<void> {
  await people.update<PayoutTo>(idOf(provider), (current) =>
    current?.iban === iban && current.holder === holder
      ? undefined
      : { ...current, _id: idOf(provider), type: 'payoutTo', holder, iban }
  );
}
