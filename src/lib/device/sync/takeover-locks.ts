// Web Locks that a suspended tab cannot hold for ever: a phone stops a tab in the middle of a
// request and leaves it its locks, and the tab that somebody looks at would send nothing.
// 1. Whoever has waited for a while asks the holder whether it is there. One that runs answers at
//    once, however slow its line is; one that is suspended cannot, and its lock is taken over.
// 2. The tab that wakes up goes on where it was stopped. Two that hand over the same at once do no
//    harm: the server takes an action once (P7).
import type { DeviceLocks } from '../store/device-locks.ts';

interface Waits {
  /** Longer than most hand-overs take, so that hardly anybody asks. */
  patienceMs: number;
  /** A page that runs answers within this, even while it draws a long list. */
  answerMs: number;
}
const WAITS: Waits = { patienceMs: 3_000, answerMs: 2_000 };

type Locks = Pick<LockManager, 'request'>;

export function takeoverLocks(locks: Locks, { patienceMs, answerMs } = WAITS): DeviceLocks {
  return {
    async request<T>(
      name: string,
      { signal }: { signal?: AbortSignal },
      run: () => Promise<T>
    ): Promise<T> {
      let running: Promise<T> | undefined;
      const held = () => (running = whileAnswering(name, run));
      for (;;) {
        const patience = AbortSignal.timeout(patienceMs);
        const waits = { signal: signal ? AbortSignal.any([signal, patience]) : patience };
        try {
          return (await locks.request(name, waits, held)) as T;
        } catch (cause) {
          // Taken over by another tab: what was begun here is finished all the same.
          if (running) return running;
          if (signal?.aborted || !patience.aborted) throw cause;
        }
        if (await isHolderThere(name, answerMs)) continue;
        return (await locks.request(name, { steal: true }, held).catch((cause: unknown) => {
          if (running) return running;
          throw cause;
        })) as T;
      }
    }
  };
}

interface Said {
  says: 'are you there?' | 'here';
}

async function whileAnswering<T>(name: string, run: () => Promise<T>): Promise<T> {
  const channel = new BroadcastChannel(name);
  channel.onmessage = ({ data }: MessageEvent<Said>) => {
    if (data.says === 'are you there?') channel.postMessage({ says: 'here' } satisfies Said);
  };
  try {
    return await run();
  } finally {
    channel.close();
  }
}

function isHolderThere(name: string, answerMs: number): Promise<boolean> {
  const channel = new BroadcastChannel(name);
  const { promise, resolve } = Promise.withResolvers<boolean>();
  channel.onmessage = ({ data }: MessageEvent<Said>) => data.says === 'here' && resolve(true);
  const silence = setTimeout(() => resolve(false), answerMs);
  channel.postMessage({ says: 'are you there?' } satisfies Said);
  return promise.finally(() => {
    clearTimeout(silence);
    channel.close();
  });
}
