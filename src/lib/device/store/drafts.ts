import { canonicalText } from '#domain/protocol/canonical-text.ts';
import type { DeviceClock } from '../time/device-clock.ts';
import type { DeviceDatabases } from './device-database.ts';
import { storageError } from './device-error.ts';
import type { DraftRow } from './rows.ts';

/** What somebody is typing, strictly written: it outlives a crash. */
export class Drafts {
  readonly #databases: DeviceDatabases;
  readonly #clock: DeviceClock;

  constructor(databases: DeviceDatabases, clock: DeviceClock) {
    this.#databases = databases;
    this.#clock = clock;
  }

  /** @throws DeviceError storage.full, storage.broken */
  async save(key: string, value: unknown): Promise<void> {
    const plain: unknown = JSON.parse(canonicalText(value));
    try {
      await this.#databases.strict.drafts.put({ key, value: plain, savedAt: this.#clock.wall() });
    } catch (cause) {
      throw storageError(cause);
    }
  }

  async read(key: string): Promise<unknown> {
    return (await this.#databases.relaxed.drafts.get(key))?.value;
  }

  under(prefix: string): Promise<DraftRow[]> {
    return this.#databases.relaxed.drafts.where('key').startsWith(prefix).toArray();
  }

  async drop(key: string): Promise<void> {
    await this.#databases.strict.drafts.delete(key);
  }
}
