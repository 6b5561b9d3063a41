import { hashOfEntry, type AuditEntry } from '../../audit/audit-log.ts';
import { found } from '../finding.ts';
import { reportConflicts, type Verifying } from '../verifying.ts';

/**
 * Entries are only ever added, each bound to the one before it: one that was changed or taken away
 * shows in the one that follows. (The newest can be taken away without a trace in the log itself.)
 */
export async function verifyAudit(verifying: Verifying): Promise<void> {
  const { pages, count, report } = verifying;
  let before: AuditEntry | undefined;
  for await (const page of pages.documents('audit')) {
    reportConflicts(verifying, 'audit', page);
    for (const entry of page as unknown as AuditEntry[]) {
      count('audit entries');
      const at = { database: 'audit', document: entry._id };
      const isNext = entry.number === (before?.number ?? 0) + 1;
      report(found(!isNext, at, 'The entry before it is missing.'));
      const isBound = entry.previous === (before ? hashOfEntry(before) : '');
      report(
        found(isNext && !isBound, at, 'The entry before it was changed after it was written.')
      );
      before = entry;
    }
  }
}
