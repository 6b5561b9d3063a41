import { PEERS, strictWrites, type PeerName } from './peers.ts';

async function timed<T>(run: () => Promise<T>): Promise<{ ms: number; result: T }> {
  const startedAt = performance.now();
  const result = await run();
  return { ms: performance.now() - startedAt, result };
}

/** What the page offers to the one who measures; each call is one measurement. */
const bench = {
  strictWrites,

  async firstSync(peer: PeerName, name: string, token: string) {
    const client = PEERS[peer]();
    const { ms, result } = await timed(() => client.firstSync(name, token));
    await client.close();
    return { ms, documents: result };
  },

  /** Until the first fifty rows are painted. */
  async openToList(peer: PeerName, name: string) {
    const client = PEERS[peer]();
    const { ms, result } = await timed(async () => {
      const rows = await client.openAndList(name);
      const list = document.createElement('ul');
      for (const row of rows.slice(0, 50)) {
        list.append(Object.assign(document.createElement('li'), { textContent: row._id }));
      }
      document.body.replaceChildren(list);
      await new Promise(requestAnimationFrame);
      return rows.length;
    });
    await client.close();
    return { ms, documents: result };
  }
};

export type Bench = typeof bench;
Object.assign(globalThis, { bench });
