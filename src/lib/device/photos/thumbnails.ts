import { DeviceError } from '../store/device-error.ts';

/**
 * Not on the way to the first screen: fetched once that stands.
 * @throws DeviceError app.incomplete
 */
export function pictureTools() {
  return import('./photo-picture.ts').catch((cause: unknown) => {
    throw new DeviceError('app.incomplete', { cause });
  });
}

/** The small pictures of this page, each made once. */
export class Thumbnails {
  readonly #made = new Map<string, Promise<Blob | null>>();

  /** Null where the picture is not to be had yet: asked again, it may be. */
  of(sha256: string, whole: () => Promise<Blob | null>): Promise<Blob | null> {
    const known = this.#made.get(sha256);
    if (known) return known;
    const made = whole().then(async (blob) => blob && (await pictureTools()).thumbnailOf(blob));
    this.#made.set(sha256, made);
    made.then((blob) => blob ?? this.#made.delete(sha256)).catch(() => this.#made.delete(sha256));
    return made;
  }

  clear(): void {
    this.#made.clear();
  }
}
