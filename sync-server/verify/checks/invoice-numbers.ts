// Numbers without a gap: each is exactly one of an invoice's and void (M8). Told of every sequence,
// invoice and void document, in any order; keeps one byte a number.
import { invoiceNumber, type Invoice } from '#domain/billing/invoice.ts';
import type { NumberSequence } from '../../billing/invoice-number.ts';
import type { VoidNumber } from '../../billing/void-numbers.ts';
import { found, type Finding } from '../finding.ts';

const INVOICE = 1;
const VOID = 2;

interface Sequence {
  last: number | undefined;
  /** In hand: a number of an order whose invoice is about to be stored, or which is to be void. */
  inHand: Set<number>;
  /** By place; 0 is not used. */
  uses: Uint8Array;
  highest: number;
}

export class InvoiceNumbers {
  readonly #sequences = new Map<string, Sequence>();

  addSequence({ _id, last, reserved, voided }: NumberSequence): void {
    const sequence = this.#sequence(_id.slice('numbers:'.length).replace(':', '-'));
    sequence.last = last;
    for (const place of Object.values(reserved)) sequence.inHand.add(place);
    for (const place of Object.keys(voided ?? {})) sequence.inHand.add(Number(place));
  }

  addInvoice({ _id, number }: Pick<Invoice, '_id' | 'number'>): Finding[] {
    return this.#add(number, INVOICE, _id);
  }

  addVoid({ _id, number }: Pick<VoidNumber, '_id' | 'number'>): Finding[] {
    return this.#add(number, VOID, _id);
  }

  /** Once all have been told. */
  findings(): Finding[] {
    return [...this.#sequences].flatMap(([name, sequence]) => this.#checkSequence(name, sequence));
  }

  #checkSequence(name: string, { last, inHand, uses, highest }: Sequence): Finding[] {
    const [market, year] = name.split('-') as [Parameters<typeof invoiceNumber>[0], string];
    const document = `numbers:${market}:${year}`;
    const all: Finding[] = found(
      highest > (last ?? 0),
      { database: 'ledger', document },
      `The sequence is at ${last ?? 0} and number ${highest} was given.`
    );
    for (let place = 1; place <= (last ?? 0); place += 1) {
      if (uses[place]) continue;
      const number = invoiceNumber(market, Number(year), place);
      const says = `${number} is neither an invoice's nor void.`;
      all.push(...found(true, { database: 'ledger', document }, says, inHand.has(place)));
    }
    return all;
  }

  #add(number: string, use: number, document: string): Finding[] {
    const parts = /^(.+-\d{4})-(\d+)$/.exec(number);
    const place = { database: 'ledger', document };
    if (!parts) return found(true, place, `${number} is no invoice number.`);
    const sequence = this.#sequence(parts[1]!);
    const at = Number(parts[2]);
    sequence.highest = Math.max(sequence.highest, at);
    while (sequence.uses.length <= at) sequence.uses = doubled(sequence.uses);
    const before = sequence.uses[at]!;
    sequence.uses[at] = before | use;
    return found(before !== 0, place, `${number} is also another document's number.`);
  }

  #sequence(name: string): Sequence {
    const known = this.#sequences.get(name);
    if (known) return known;
    const made = {
      last: undefined,
      inHand: new Set<number>(),
      uses: new Uint8Array(64),
      highest: 0
    };
    this.#sequences.set(name, made);
    return made;
  }
}

function doubled(bytes: Uint8Array): Uint8Array {
  const more = new Uint8Array(bytes.length * 2);
  more.set(bytes);
  return more;
}
