import { constants } from 'node:fs';
import { copyFile, mkdir, readdir, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Photos by their hash, papers of applicants by whose they are. */
const FOLDERS = ['content', 'papers'];

/**
 * Copies photos and papers that are not there yet; how many. A file never changes once it has its
 * name, and it gets its name when it is whole.
 */
export async function copyFiles(from: string, to: string): Promise<number> {
  let copied = 0;
  for (const folder of FOLDERS) copied += await copyFolder(join(from, folder), join(to, folder));
  return copied;
}

async function copyFolder(content: string, to: string): Promise<number> {
  let copied = 0;
  for (const part of await namesIn(content)) {
    const folder = join(to, part);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    for (const name of await namesIn(join(content, part))) {
      const target = join(folder, name);
      const source = join(content, part, name);
      if ((await sizeOf(target)) === (await sizeOf(source))) continue;
      await copyFile(source, `${target}.copying`, constants.COPYFILE_FICLONE);
      await rename(`${target}.copying`, target);
      copied += 1;
    }
  }
  return copied;
}

async function namesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => !name.endsWith('.copying'));
}

async function sizeOf(path: string): Promise<number | undefined> {
  return (await stat(path).catch(() => undefined))?.size;
}
