/** Something that must hold of every store, and does not in this document. */
export interface Finding {
  /** Without the prefix of the installation; `files` for the folder of photos. */
  database: string;
  document: string;
  /** A sentence. */
  says: string;
  /** Not wrong yet: a server that runs on this store does what is missing by itself. */
  isWaiting?: true;
}

export const DATABASES_THAT_DECIDE = ['orders', 'people', 'ledger', 'cases', 'mails'] as const;

/** Says `says` of a document where it is wrong. */
export function found(
  isWrong: boolean,
  { database, document }: Pick<Finding, 'database' | 'document'>,
  says: string,
  isWaiting = false
): Finding[] {
  if (!isWrong) return [];
  return [{ database, document, says, ...(isWaiting ? { isWaiting: true as const } : {}) }];
}
