import type { DeviceDatabase } from '../../store/device-database.ts';
import type { CheckpointRow } from '../../store/rows.ts';

/**
 * Which copy of the server's data this device knows (PROTOCOL.md, "Another epoch"). The first one
 * that is heard is it; another one is taken by getting in step with it (steps/heal) alone.
 */
export class KnownEpoch {
  current: string | null = null;
  readonly #relaxed: DeviceDatabase;

  constructor(relaxed: DeviceDatabase) {
    this.#relaxed = relaxed;
  }

  adopt(row: CheckpointRow | undefined): void {
    if (row?.id === 'epoch') this.current = row.epoch;
  }

  async hear(epoch: string | null): Promise<void> {
    if (epoch === null || this.current !== null) return;
    this.current = epoch;
    const { checkpoints } = this.#relaxed;
    await this.#relaxed.transaction('rw', [checkpoints], async () => {
      const there = await checkpoints.get('epoch');
      if (there) this.adopt(there);
      else await checkpoints.put({ id: 'epoch', epoch });
    });
  }
}
