// What only another copy of the server's data needs, in one part that is fetched then.
export { beginEpoch } from './begin-epoch.ts';
export { endReading } from './end-reading.ts';
export { handInAgain } from './hand-in-again.ts';
