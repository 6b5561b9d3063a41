// What goes wrong between a device and a scripted door, by the kind of the request.
export type FaultTarget = 'inbox' | 'longpoll' | 'catalog' | 'push' | 'file' | 'session';
export type Fault =
  | { status: number; headers?: Record<string, string> }
  /** Says nothing until the client gives up. */
  | 'hang'
  /** The line breaks before the request gets through. */
  | 'drop'
  /** Done, but the answer never arrives. */
  | 'loseAnswer'
  /** A hotel's sign-in page. */
  | 'captive'
  | 'truncated'
  | 'wrongShape'
  /** Half of the request's body gets through, then the line breaks. */
  | 'cut';

/** Each fault hits the next requests of its kind. */
export class ScriptedFaults {
  readonly #faults: { on: FaultTarget; fault: Fault; times: number }[] = [];

  add(on: FaultTarget, fault: Fault, times: number): void {
    this.#faults.push({ on, fault, times });
  }

  clear(): void {
    this.#faults.length = 0;
  }

  get left(): number {
    return this.#faults.reduce((sum, each) => sum + each.times, 0);
  }

  next({ url, method }: { url: URL; method: string }): Fault | undefined {
    const isPoll = url.searchParams.get('feed') === 'longpoll';
    const kinds: FaultTarget[] = [];
    if (url.pathname.startsWith('/sync/inbox')) kinds.push('inbox');
    if (isPoll) kinds.push('longpoll');
    if (url.pathname.startsWith('/sync/catalog')) kinds.push('catalog');
    if (url.pathname === '/sync/outbox/_bulk_docs') kinds.push('push');
    if (url.pathname.startsWith('/api/files') && method === 'PUT') kinds.push('file');
    if (url.pathname === '/api/session') kinds.push('session');
    const found = this.#faults.find((each) => kinds.includes(each.on) && each.times > 0);
    if (found) found.times -= 1;
    return found?.fault;
  }
}
