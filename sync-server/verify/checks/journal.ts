// The books: every transaction sums to zero (M7), and what providers are owed is what their open
// payout lines say. Told of every document, in any order; keeps one sum for each provider.
import type { Charge } from '#domain/billing/charge.ts';
import { imbalance, type JournalTransaction } from '#domain/billing/journal.ts';
import type { PayoutLine } from '#domain/billing/payout-line.ts';
import type { Payout } from '#domain/billing/payout.ts';
import { found, type Finding } from '../finding.ts';

export class Journal {
  /** `<account> <currency>` → minor units. */
  readonly balances = new Map<string, number>();
  readonly #owed = new Map<string, number>();
  /** Providers with a payout or a bill under way. */
  readonly #busy = new Set<string>();

  addTransaction({ _id, lines }: JournalTransaction): Finding[] {
    for (const { account, party, currency, amountMinor } of lines) {
      add(this.balances, `${account} ${currency}`, amountMinor);
      const provider = /^provider:(.+)$/.exec(party ?? '')?.[1];
      if (provider) add(this.#owed, `${provider} ${currency}`, -amountMinor);
    }
    const isOff = imbalance(lines).length > 0;
    return found(isOff, { database: 'ledger', document: _id }, 'It does not sum to zero.');
  }

  addLine({ provider, currency, amountMinor, state }: PayoutLine): void {
    if (state === 'open') add(this.#owed, `${provider} ${currency}`, -amountMinor);
  }

  addBusy(provider: string): void {
    this.#busy.add(provider);
  }

  /** Once all have been told. */
  findings(): Finding[] {
    return [...this.#owed].flatMap(([key, minor]) => {
      const [provider = '', currency = ''] = key.split(' ');
      return found(
        minor !== 0,
        { database: 'ledger', document: `payoutAccount:${provider}:${currency}` },
        `The journal owes ${provider} another amount in ${currency} than the open payout lines ` +
          `say (${minor} minor units more).`,
        this.#busy.has(provider)
      );
    });
  }
}

/** A collected charge is in the journal, and nothing is there that was not collected. */
export function checkCharge(charge: Charge, booked: JournalTransaction | undefined): Finding[] {
  const place = { database: 'ledger', document: charge._id };
  const { state, amountMinor } = charge;
  const bank = booked?.lines.find(({ account }) => account === 'bank')?.amountMinor;
  return [
    ...found(
      state === 'collected' && !booked,
      place,
      'It was collected and is not in the journal.'
    ),
    ...found(
      state !== 'collected' && booked !== undefined,
      place,
      `It is in the journal and says that it is ${state}.`,
      state === 'due'
    ),
    ...found(!!booked && bank !== amountMinor, place, 'The journal has another amount of it.')
  ];
}

/** Each line is in one payout, which says so, and the payout is their sum. */
export function checkPayout(
  payout: Payout,
  lines: readonly (PayoutLine | undefined)[],
  booked: JournalTransaction | undefined
): Finding[] {
  const place = { database: 'ledger', document: payout._id };
  const isSending = payout.state === 'sending';
  const sum = lines.reduce((total, line) => total + (line?.amountMinor ?? 0), 0);
  const foreign = lines.findIndex((line) => line?.payout?.id !== payout._id);
  return [
    ...found(sum !== payout.amountMinor, place, 'It is not the sum of its lines.'),
    ...found(
      foreign >= 0,
      place,
      `Its line ${payout.lines[foreign]} is not paid with it.`,
      isSending && lines[foreign]?.state === 'open'
    ),
    ...found(!isSending && !booked, place, 'It was paid and is not in the journal.')
  ];
}

function add(sums: Map<string, number>, key: string, minor: number): void {
  sums.set(key, (sums.get(key) ?? 0) + minor);
}
