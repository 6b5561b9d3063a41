import { once } from 'node:events';
import { readFileSync } from 'node:fs';

/** One tab, spoken to in the DevTools protocol without a driver in between. */
export interface BareTab {
  ask(method: string, params: object): Promise<unknown>;
  evaluate<T>(expression: string): Promise<T>;
}

interface Answer {
  id?: number;
  error?: { message: string };
  result?: unknown;
}

const pause = () => new Promise((resolve) => setTimeout(resolve, 50));

/** @param portFile where the browser writes the port that it listens on */
export async function firstTab(portFile: string): Promise<BareTab> {
  const socket = new WebSocket(await addressOfFirstTab(portFile));
  await once(socket, 'open');
  let last = 0;
  const ask = (method: string, params: object) => {
    const id = (last += 1);
    return new Promise<unknown>((resolve, reject) => {
      const hear = ({ data }: MessageEvent<string>) => {
        const answer = JSON.parse(data) as Answer;
        if (answer.id !== id) return;
        socket.removeEventListener('message', hear);
        if (answer.error) reject(new Error(`${method}: ${answer.error.message}`));
        else resolve(answer.result);
      };
      socket.addEventListener('message', hear);
      socket.send(JSON.stringify({ id, method, params }));
    });
  };
  return {
    ask,
    async evaluate<T>(expression: string) {
      const params = { expression, awaitPromise: true, returnByValue: true };
      const { result } = (await ask('Runtime.evaluate', params)) as { result: { value: T } };
      return result.value;
    }
  };
}

async function addressOfFirstTab(portFile: string): Promise<string> {
  for (;;) {
    const port = written(portFile);
    const answer = port ? await fetch(`http://127.0.0.1:${port}/json`).catch(() => null) : null;
    const tabs = ((await answer?.json()) ?? []) as { type: string; webSocketDebuggerUrl: string }[];
    const tab = tabs.find(({ type }) => type === 'page');
    if (tab) return tab.webSocketDebuggerUrl;
    await pause();
  }
}

function written(portFile: string): string | undefined {
  try {
    return readFileSync(portFile, 'utf8').split('\n')[0];
  } catch {
    return undefined;
  }
}
