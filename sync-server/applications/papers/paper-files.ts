import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Papers on the disk: for each applicant a folder, and each paper by its id. */
export function newPaperFiles(folder: string) {
  const pathOf = (applicant: string, paper: string) => join(folder, 'papers', applicant, paper);
  return {
    /** There when it is whole and on the disk. */
    async keep(applicant: string, paper: string, bytes: Buffer): Promise<void> {
      const path = pathOf(applicant, paper);
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      const file = await open(`${path}.copying`, 'w', 0o600);
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(`${path}.copying`, path);
    },
    read: (applicant: string, paper: string) => createReadStream(pathOf(applicant, paper)),
    dropAll: (applicant: string) =>
      rm(join(folder, 'papers', applicant), { recursive: true, force: true }),
    drop: (applicant: string, paper: string) => rm(pathOf(applicant, paper), { force: true })
  };
}
