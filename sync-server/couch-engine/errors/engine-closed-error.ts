/** What a read or write gets after the engine was closed. */
export class EngineClosedError extends Error {
  constructor() {
    super('The engine is closed.');
  }
}
