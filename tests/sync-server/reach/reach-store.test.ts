import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningEngine } from '../../../sync-server/couch-engine/engine.ts';
import { readPlace } from '../../../sync-server/reach/place.ts';
import { reachStore } from '../../../sync-server/reach/reach-store.ts';
import { startTestEngine } from '../../support/test-engine.ts';

let folder: string;
let engine: RunningEngine;
let address: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mila-reach-'));
  engine = await startTestEngine({ dataDir: join(folder, 'couch'), user: 'mila', password: 'pw' });
  address = engine.url.replace('://', '://mila:pw@');
});
afterAll(async () => {
  await engine.close();
  await rm(folder, { recursive: true, force: true });
});

const reach = async (prefix: string) => {
  const reached = await reachStore(readPlace(address, {}, { prefix }));
  await reached.close();
};

describe('a tool of the operator', () => {
  it('[S5.3] refuses a database without a store, with what to do, and calls nothing sound', async () => {
    await expect(reach('')).rejects.toThrow(/no store at http:.*no database people.*--prefix/s);
    await expect(reach('')).rejects.not.toThrow(/pw@/);
    await fetch(`${engine.url}/one-people`, {
      method: 'PUT',
      headers: { authorization: `Basic ${btoa('mila:pw')}` }
    });
    await expect(reach('two-')).rejects.toThrow(/two-people/);
    await expect(reach('one-')).resolves.toBeUndefined();
  });

  it('[S5.3] refuses a folder without a store, and one whose password is wrong', async () => {
    await expect(reachStore(readPlace(join(folder, 'none'), {}))).rejects.toThrow(/no store in/);
    const wrong = engine.url.replace('://', '://mila:other@');
    await expect(reachStore(readPlace(wrong, {}))).rejects.toThrow(/password/);
  });
});
