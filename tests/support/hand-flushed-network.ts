import type { Fetch } from '../../src/lib/device/door/door.ts';
import type { SeededRandom } from './seeded-random.ts';
import type { HttpApp } from '../../sync-server/plugins/http-app.ts';

type Fate = 'arrives' | 'lostOnTheWay' | 'answerLost' | 'arrivesTwice';

interface Waiting {
  from: string;
  url: string;
  init: RequestInit;
  resolve: (response: Response) => void;
  reject: (error: Error) => void;
}

/** Nothing moves on this network until a test says which request, and what becomes of it. */
export class HandFlushedNetwork {
  readonly #app: () => HttpApp;
  readonly #random: SeededRandom;
  #waiting: Waiting[] = [];

  constructor(app: () => HttpApp, random: SeededRandom) {
    this.#app = app;
    this.#random = random;
  }

  fetchFrom(from: string): Fetch {
    return (url, init) =>
      new Promise((resolve, reject) => {
        const waiting = { from, url, init, resolve, reject };
        this.#waiting.push(waiting);
        init.signal?.addEventListener('abort', () => {
          this.#waiting = this.#waiting.filter((each) => each !== waiting);
          reject(new TypeError('aborted'));
        });
      });
  }

  get size(): number {
    return this.#waiting.length;
  }

  isWaiting(from: string): boolean {
    return this.#waiting.some((each) => each.from === from);
  }

  /** The device's page is gone: nobody hears the answers any more. */
  drop(from: string): void {
    const gone = this.#waiting.filter((each) => each.from === from);
    this.#waiting = this.#waiting.filter((each) => each.from !== from);
    for (const each of gone) each.reject(new TypeError('the page is gone'));
  }

  /** One request, any that waits, meets its fate. */
  async flushOne(isReliable = false): Promise<Fate> {
    const waiting = this.#random.pick(this.#waiting);
    this.#waiting = this.#waiting.filter((each) => each !== waiting);
    const fate: Fate = isReliable
      ? 'arrives'
      : this.#random.pick([
          'arrives',
          'arrives',
          'arrives',
          'lostOnTheWay',
          'answerLost',
          'arrivesTwice'
        ]);
    if (fate === 'lostOnTheWay') {
      waiting.reject(new TypeError('lost on the way'));
      return fate;
    }
    let response = await this.#deliver(waiting);
    if (fate === 'arrivesTwice') response = await this.#deliver(waiting);
    if (fate === 'answerLost') waiting.reject(new TypeError('the answer was lost'));
    else waiting.resolve(response);
    return fate;
  }

  async #deliver({ url, init }: Waiting): Promise<Response> {
    const answer = await this.#app().inject({
      method: (init.method ?? 'GET') as 'GET',
      url,
      headers: Object.fromEntries(new Headers(init.headers).entries()),
      ...(typeof init.body === 'string' ? { payload: init.body } : {})
    });
    const headers = new Headers();
    for (const [name, value] of Object.entries(answer.headers)) {
      if (value !== undefined) headers.set(name, String(value));
    }
    const isEmpty = answer.statusCode === 204 || answer.statusCode === 304;
    return new Response(isEmpty ? null : answer.body, { status: answer.statusCode, headers });
  }
}
