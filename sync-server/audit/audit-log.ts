// Who of the operator's saw or changed what. Entries are only ever added: each is named by its number
// and carries the hash of the one before, so that one that was changed or taken away is found out
// (`npm run verify`), whoever did it.
import { createHash } from 'node:crypto';
import type { AuditCode } from '#domain/staff/audit-code.ts';
import { canonicalText } from '#domain/protocol/canonical-text.ts';
import type { Clock } from '../clock.ts';
import type { Store } from '../store/store.ts';
import type { Stored, StoredDocument } from '../store/stored-document.ts';

export interface AuditNote {
  /** Null: from the command line of the server's own machine. */
  by: { id: string; name: string; role: string } | null;
  what: AuditCode;
  /** Id of what it is about. */
  about: string;
  before?: unknown;
  after?: unknown;
  why?: string;
}

/** Audit database: `entry:<number, twelve digits>`. */
export interface AuditEntry extends StoredDocument, AuditNote {
  type: 'audit';
  number: number;
  at: number;
  /** Hash of the entry before; of the first one, empty. */
  previous: string;
}

export interface AuditLog {
  write(note: AuditNote): Promise<void>;
  /** The newest first, those before `before`. */
  read(options?: { before?: number; limit?: number }): Promise<AuditEntry[]>;
}

export const AUDIT_PREFIX = 'entry:';

export function newAuditLog({ audit }: Pick<Store, 'audit'>, clock: Clock): AuditLog {
  const newest = async () => {
    const [last] = await audit.withPrefix<AuditEntry>(AUDIT_PREFIX, { limit: 1, descending: true });
    return last;
  };
  return {
    async write(note) {
      for (;;) {
        const last = await newest();
        const number = (last?.number ?? 0) + 1;
        const previous = last ? hashOfEntry(last) : '';
        const entry = { ...known(note), type: 'audit', number, at: clock.now(), previous } as const;
        const put = await audit.put<AuditEntry>({ ...entry, _id: entryId(number) });
        // Somebody else had something to say at the same moment: this comes after it.
        if (put.ok) return;
      }
    },
    async read({ before, limit = 100 } = {}) {
      const end = before ?? ((await newest())?.number ?? 0) + 1;
      const numbers = Array.from({ length: limit }, (_, back) => end - 1 - back);
      const ids = numbers.filter((number) => number > 0).map(entryId);
      return (await audit.getMany<AuditEntry>(ids)).flatMap((entry) => entry ?? []);
    }
  };
}

export function hashOfEntry({ _rev, ...entry }: Stored<AuditEntry> | AuditEntry): string {
  return createHash('sha256').update(canonicalText(entry)).digest('base64url');
}

function entryId(number: number): string {
  return AUDIT_PREFIX + String(number).padStart(12, '0');
}

/** As it will be read again: what is undefined is not there. */
function known(note: AuditNote): AuditNote {
  return JSON.parse(JSON.stringify(note)) as AuditNote;
}
