/** The data directory belongs to another process: two would damage each other's writes. */
export class EngineLockedError extends Error {
  constructor(file: string) {
    super(
      `${file} is in use by another process, and one data directory serves one. ` +
        'Stop that process, or choose another directory.'
    );
  }
}
