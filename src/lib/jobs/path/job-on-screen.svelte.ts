import { inMarketsGerman } from '#domain/catalog/in-german.ts';
import type { CatalogView } from '$lib/device/live-view.svelte.ts';
import type { DeviceErrorCode } from '$lib/device/store/device-error.ts';
import type { JobView } from '$lib/device/views/job-view.ts';
import type { RecordJobAction } from '$lib/recording/record-job-action.ts';
import { createContext, untrack } from 'svelte';
import { suggestedStep, type WorkingStep } from './job-path.ts';

/** What a job's screen is given. */
export interface JobSource {
  view: JobView;
  /** Server time as this device knows it, ms. */
  now: number;
  /** Null: not on this device yet. */
  catalog: CatalogView | null;
  record: RecordJobAction;
  /** Shrinks, stores and records. @returns what is wrong with the picture; null where nothing is */
  addPhoto: (file: File) => Promise<DeviceErrorCode | null>;
  /** The picture's bytes where this device has them. */
  photoBlob: (sha256: string) => Promise<Blob | null>;
}

/** The job that a screen is about, for every part of that screen, and where the helper is in it. */
export class JobOnScreen implements JobSource {
  /**
   * Where the helper is inside the working phase; null: not in it yet. Once seen it is theirs to
   * change: a tick, of whichever step, must not fold away what they have open.
   */
  chosen = $state<WorkingStep | null>(null);
  /** In the spelling of the visit's market, as its papers are. */
  readonly catalog = $derived.by(() => {
    const { catalog } = this.#source();
    if (!catalog) return null;
    const { packages, products } = catalog;
    return { ...catalog, ...inMarketsGerman({ packages, products }, this.job.market) };
  });
  etaMinutes = $state(20);
  isContactOpen = $state(false);
  readonly #source: () => JobSource;

  /** Call while the screen is created. */
  constructor(source: () => JobSource) {
    this.#source = source;
    $effect.pre(() => {
      if (this.job.state !== 'working') this.chosen = null;
      else this.chosen ??= untrack(() => suggestedStep(this.job));
    });
  }

  get view(): JobView {
    return this.#source().view;
  }

  get job(): JobView['job'] {
    return this.view.job;
  }

  get now(): number {
    return this.#source().now;
  }

  record: RecordJobAction = (kind, body, extras) => this.#source().record(kind, body, extras);

  addPhoto(file: File): Promise<DeviceErrorCode | null> {
    return this.#source().addPhoto(file);
  }

  photoBlob(sha256: string): Promise<Blob | null> {
    return this.#source().photoBlob(sha256);
  }
}

export const [jobOnScreen, setJobOnScreen] = createContext<JobOnScreen>();
