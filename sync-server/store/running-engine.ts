// How a tool of the operator's reaches the embedded engine while the server runs: the engine owns
// its file alone, so nobody can read the data beside it. Where it listens stands in a file next to
// the data, which whoever may read the data may read as well; the password is new at every start.
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

interface RunningEngine {
  /** With user and password. */
  address: string;
}

const nameOf = (dataDir: string) => join(dataDir, 'couch', 'running.json');

/** Returns what takes it back. */
export async function tellRunningEngine(
  dataDir: string,
  address: string
): Promise<() => Promise<void>> {
  const name = nameOf(dataDir);
  const told: RunningEngine = { address };
  await mkdir(dirname(name), { recursive: true, mode: 0o700 });
  await writeFile(`${name}.new`, JSON.stringify(told), { mode: 0o600 });
  await rename(`${name}.new`, name);
  return () => rm(name, { force: true });
}

/** What was told last: after a crash nobody may answer there any more. */
export async function toldEngine(dataDir: string): Promise<string | undefined> {
  try {
    return (JSON.parse(await readFile(nameOf(dataDir), 'utf8')) as RunningEngine).address;
  } catch {
    return undefined;
  }
}
