/** The part of `navigator.locks` that the device uses; tests and simulations pass their own. */
export interface DeviceLocks {
  request<T>(name: string, options: { signal?: AbortSignal }, run: () => Promise<T>): Promise<T>;
}
