// Which providers have signed in on this device, and as which device each of them did.
// 1. Identity and key are on the disk before they are sent: an answer that is lost makes no second
//    device.
// 2. Each provider has a device identity of their own here: their chains of actions never mix.
import { Dexie, type Table } from 'dexie';
import { cleanEmail } from '#domain/text/email-address.ts';
import type { IndexedDbEngine } from '../store/device-database.ts';
import { newDeviceKeyPair } from '../store/device-key.ts';

export interface AccountRow {
  /** Lower case. */
  email: string;
  /** Null until the server has said who this is. */
  provider: string | null;
  device: string;
  keyPair: CryptoKeyPair;
}

interface CurrentRow {
  id: 'current';
  /** Whose database is open; null: nobody is signed in. */
  provider: string | null;
  email: string;
}

class RegistryDatabase extends Dexie {
  declare accounts: Table<AccountRow, string>;
  declare current: Table<CurrentRow, string>;
}

export class DeviceRegistry {
  readonly #database: RegistryDatabase;

  constructor(name = 'mila-device', engine?: IndexedDbEngine) {
    this.#database = new RegistryDatabase(name, {
      chromeTransactionDurability: 'strict',
      cache: 'disabled',
      ...engine
    });
    this.#database.version(1).stores({ accounts: 'email', current: 'id' });
  }

  current(): Promise<CurrentRow | undefined> {
    return this.#database.current.get('current');
  }

  async setCurrent(provider: string | null, email: string): Promise<void> {
    await this.#database.current.put({ id: 'current', provider, email });
  }

  /** The account that signs in with this e-mail, made and stored where there is none yet. */
  async accountOf(email: string): Promise<AccountRow> {
    const key = cleanEmail(email).toLowerCase();
    return (await this.#database.accounts.get(key)) ?? this.newAccount(key);
  }

  accounts(): Promise<AccountRow[]> {
    return this.#database.accounts.toArray();
  }

  async newAccount(email: string): Promise<AccountRow> {
    const account: AccountRow = {
      email,
      provider: null,
      device: crypto.randomUUID(),
      keyPair: await newDeviceKeyPair()
    };
    await this.#database.accounts.put(account);
    return account;
  }

  async save(account: AccountRow): Promise<void> {
    await this.#database.accounts.put(account);
  }

  close(): void {
    this.#database.close();
  }
}
