import { randomUUID } from 'node:crypto';

/** 32 hex digits, as CouchDB's ids. */
export const newUuid = (): string => randomUUID().replaceAll('-', '');
