// Reaches a store for a tool of the operator's, whether a server runs on it or not.
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { startEngineWorker, type EngineOptions } from '../couch-engine/engine.ts';
import type { RunningEngine } from '../couch-engine/engine.ts';
import { openConnection, type Connection } from '../store/connection.ts';
import { toldEngine } from '../store/running-engine.ts';
import { waitForCouchdb } from '../store/wait-for-couchdb.ts';
import { shownPlace, WrongPlace, type Place } from './place.ts';

export interface Reached {
  place: Place;
  /** With user and password. */
  address: string;
  connection: Connection;
  /** A server may be writing at the same time. */
  isInUse: boolean;
  close(): Promise<void>;
}

/** Made at the first start of a server. */
const ALWAYS_THERE = 'people';

type StartEngine = (options: EngineOptions) => Promise<RunningEngine>;

interface ReachOptions {
  /** Makes an embedded store where there is none. */
  isMade?: boolean;
  start?: StartEngine;
}

/** @throws WrongPlace with what to do, where there is no store or nobody can read it */
export async function reachStore(place: Place, options: ReachOptions = {}): Promise<Reached> {
  const reached = await reachPlace(place, options);
  if (options.isMade) return reached;
  try {
    await assertStore(reached);
    return reached;
  } catch (error) {
    await reached.close();
    throw error;
  }
}

/** A database that answers is no store yet: an empty one would be called sound. */
async function assertStore({ place, connection }: Reached): Promise<void> {
  const name = `${place.prefix}${ALWAYS_THERE}`;
  const there = await connection.request({ db: name, path: '' });
  if (there.ok) return;
  if (there.status !== 404) throw new WrongPlace(`${shownPlace(place)}: ${there.reason}`);
  throw new WrongPlace(
    `There is no store at ${shownPlace(place)}: it has no database ${name}. ` +
      'Where the server has a COUCHDB_PREFIX, name it with --prefix.'
  );
}

async function reachPlace(place: Place, options: ReachOptions): Promise<Reached> {
  if (place.couchdbUrl !== null) return reachCouchdb(place, place.couchdbUrl);
  const running = await runningAt(place.dataDir);
  if (running) return { place, ...running, isInUse: true };
  const folder = join(place.dataDir, 'couch');
  if (!options.isMade && !existsSync(join(folder, 'engine.sqlite'))) {
    throw new WrongPlace(
      `There is no store in ${place.dataDir}: name the folder that the server has as DATA_DIR.`
    );
  }
  return { place, ...(await startAt(folder, options.start)), isInUse: false };
}

async function reachCouchdb(place: Place, address: string): Promise<Reached> {
  const connection = openConnection(address);
  try {
    await waitForCouchdb(connection);
  } catch (error) {
    connection.close();
    throw new WrongPlace((error as Error).message.replaceAll('COUCHDB_URL', 'this address'), {
      cause: error
    });
  }
  return { place, address, connection, isInUse: true, close: async () => connection.close() };
}

type Open = Pick<Reached, 'address' | 'connection' | 'close'>;

/** The engine of a server that runs; undefined where none answers. */
async function runningAt(dataDir: string): Promise<Open | undefined> {
  const address = await toldEngine(dataDir);
  if (address === undefined) return undefined;
  const connection = openConnection(address);
  const answer = await connection.request({ path: '_all_dbs' }).catch(() => undefined);
  if (answer?.ok) return { address, connection, close: async () => connection.close() };
  connection.close();
  return undefined;
}

async function startAt(folder: string, start: StartEngine = startEngineWorker): Promise<Open> {
  const [user, password] = ['mila', randomBytes(24).toString('base64url')];
  const engine = await start({ dataDir: folder, host: '127.0.0.1', port: 0, user, password }).catch(
    (error: Error) => {
      throw new WrongPlace(
        error.name === 'EngineLockedError'
          ? `${folder} is in use by a process that does not answer: end it, then try again.`
          : `${folder} cannot be opened: ${error.message}`,
        { cause: error }
      );
    }
  );
  const address = engine.url.replace('://', `://${user}:${password}@`);
  const connection = openConnection(address);
  const close = async () => {
    connection.close();
    await engine.close();
  };
  return { address, connection, close };
}
