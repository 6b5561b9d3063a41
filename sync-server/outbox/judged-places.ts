import type { FastifyBaseLogger } from 'fastify';
import { WakeUp } from '../concurrency/wake-up.ts';
import { openCheckpoint, type Checkpoint } from '../store/checkpoint.ts';
import type { Store } from '../store/store.ts';

const CHECKPOINT = 'judged';
const SAVED_AFTER_MS = 500;

/**
 * How far each outbox is judged: kept here, written into the outbox a little later, so that a busy
 * device does not cost a second synced write for each of its actions. What a crash leaves unwritten
 * is judged again, which changes nothing.
 */
export interface JudgedPlaces {
  get(provider: string): Promise<string>;
  move(provider: string, seq: string): void;
  /** Writes what is not yet written. */
  save(): Promise<void>;
}

interface Place {
  checkpoint: Checkpoint;
  seq: string;
  isWritten: boolean;
}

export function newJudgedPlaces(
  store: Pick<Store, 'outbox'>,
  log: Pick<FastifyBaseLogger, 'warn'>
): JudgedPlaces {
  const places = new Map<string, Place>();
  let timer: NodeJS.Timeout | undefined;
  const saving = new WakeUp<'all'>(saveAll);

  async function saveAll(): Promise<void> {
    for (const place of places.values()) {
      if (place.isWritten) continue;
      place.isWritten = true;
      await place.checkpoint.save(place.seq).catch((error: unknown) => {
        place.isWritten = false;
        log.warn({ err: error }, 'how far an outbox is judged could not be written');
      });
    }
  }

  function save(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    return saving.wake('all');
  }

  return {
    async get(provider) {
      const known = places.get(provider);
      if (known) return known.seq;
      const checkpoint = await openCheckpoint(store.outbox(provider), CHECKPOINT);
      places.set(provider, { checkpoint, seq: checkpoint.seq, isWritten: true });
      return checkpoint.seq;
    },
    move(provider, seq) {
      const place = places.get(provider)!;
      place.seq = seq;
      place.isWritten = false;
      timer ??= setTimeout(() => void save(), SAVED_AFTER_MS).unref();
    },
    save
  };
}
