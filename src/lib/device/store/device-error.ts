/**
 * Every way in which the device itself can fail to do what it was asked. Closed list, one sentence
 * each (messages `device_error_<code with . as _>`). Expected answers (wrong password, offline) are
 * values instead.
 */
export const DEVICE_ERROR_CODES = [
  'body.invalid',
  'storage.full',
  'storage.broken',
  'session.none',
  'photo.unreadable',
  'photo.heic',
  'photo.notAPicture',
  'photo.tooLarge',
  'app.incomplete'
] as const;
export type DeviceErrorCode = (typeof DEVICE_ERROR_CODES)[number];

export class DeviceError extends Error {
  readonly code: DeviceErrorCode;

  constructor(code: DeviceErrorCode, options?: ErrorOptions) {
    super(code, options);
    this.name = 'DeviceError';
    this.code = code;
  }
}

/**
 * What a failed write means. A full disk reaches us under three shapes: QuotaExceededError itself,
 * or inside the AbortError or BulkError that Dexie wraps around it.
 */
export function storageError(cause: unknown): DeviceError {
  if (cause instanceof DeviceError) return cause;
  return new DeviceError(isQuotaError(cause) ? 'storage.full' : 'storage.broken', { cause });
}

/** @throws DeviceError storage.full, storage.broken instead of whatever the database says */
export async function orStorageError<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw storageError(cause);
  }
}

function isQuotaError(cause: unknown, depth = 0): boolean {
  if (depth > 4 || typeof cause !== 'object' || cause === null) return false;
  const { name, message, inner, failures } = cause as Record<string, unknown>;
  if (name === 'QuotaExceededError' || String(message).includes('QuotaExceeded')) return true;
  const first = Array.isArray(failures) ? failures[0] : undefined;
  return isQuotaError(inner, depth + 1) || isQuotaError(first, depth + 1);
}
