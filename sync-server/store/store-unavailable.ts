/**
 * The store did not answer, or not sensibly: it restarts, the network is cut, the disk is full.
 * Nothing is known about a write that ended like this; it may have been made. Requests are answered
 * with 503 and Retry-After, background work backs off and goes on where it was.
 */
export class StoreUnavailable extends Error {
  override name = 'StoreUnavailable';
}
