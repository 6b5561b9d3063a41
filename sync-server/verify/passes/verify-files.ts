// Photos: the bytes are what the name says, and what was acknowledged as whole is there. What a job
// names may still be on its way: facts go first, bytes when there is a line.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Application } from '#domain/application/application.ts';
import type { Order } from '#domain/order/order.ts';
import { fileRecordId, type FileRecord } from '../../files/file-record.ts';
import { found } from '../finding.ts';
import { reportConflicts, type Verifying } from '../verifying.ts';

export async function verifyFiles(verifying: Verifying): Promise<void> {
  await verifyBytes(verifying);
  await verifyRecords(verifying);
  await verifyNamed(verifying);
}

/** What somebody has handed in to be vetted is there, byte for byte. */
async function verifyPapers(
  { filesDir, report, count }: Verifying,
  { _id, id, papers }: Application & { _id: string }
): Promise<void> {
  for (const { id: paper, sha256 } of papers) {
    count('papers');
    const hash = await hashOf(join(filesDir, 'papers', id, paper)).catch(() => '');
    const place = { database: 'people', document: _id };
    report(found(hash !== sha256, place, `The paper ${paper} is not there, or another one.`));
  }
}

async function verifyBytes({ filesDir, report, count }: Verifying): Promise<void> {
  const content = join(filesDir, 'content');
  for (const part of await namesIn(content)) {
    for (const name of await namesIn(join(content, part))) {
      count('photos');
      const isWhole = (await hashOf(join(content, part, name))) === name;
      report(found(!isWhole, { database: 'files', document: name }, 'Its bytes are not its hash.'));
    }
  }
}

async function verifyRecords(verifying: Verifying): Promise<void> {
  const { pages, filesDir, report } = verifying;
  for await (const page of pages.documents('people')) {
    reportConflicts(verifying, 'people', page);
    for (const document of page) {
      if (document.type === 'application') {
        await verifyPapers(verifying, document as unknown as Application & { _id: string });
      }
      if (document.type !== 'file') continue;
      const { _id, sha256, size } = document as unknown as FileRecord;
      const there = await sizeOf(join(filesDir, 'content', sha256.slice(0, 2), sha256));
      const place = { database: 'people', document: _id };
      report(found(there === undefined, place, 'The photo was acknowledged and is not there.'));
      report(found(there !== undefined && there !== size, place, 'The photo has another size.'));
    }
  }
}

async function verifyNamed({ pages, report }: Verifying): Promise<void> {
  for await (const page of pages.documents('orders')) {
    const named = (page as unknown as Order[]).flatMap(photosOf);
    const records = await pages.many(
      'people',
      named.map(({ id }) => id)
    );
    for (const { order, id, sha256 } of named) {
      const place = { database: 'orders', document: order };
      const says = `The photo ${sha256} has not been handed in yet.`;
      report(found(!records.has(id), place, says, true));
    }
  }
}

/** What the one who has the job says there is. */
function photosOf({ _id, job }: Order) {
  const { provider, photos = [] } = job;
  if (!provider) return [];
  return photos.map(({ sha256 }) => ({
    order: _id,
    sha256,
    id: fileRecordId(provider.id, sha256)
  }));
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}

async function sizeOf(path: string): Promise<number | undefined> {
  return (await stat(path).catch(() => undefined))?.size;
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('base64url');
}
