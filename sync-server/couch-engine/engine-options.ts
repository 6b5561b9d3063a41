/** What an engine is told at its start, and what it answers. */
import type { Limits } from './storage/limits.ts';

export interface EngineOptions {
  dataDir: string;
  host?: string | undefined;
  /** 0 takes a free port. */
  port?: number | undefined;
  /** Without both, everybody who reaches the port may do everything. */
  user?: string | undefined;
  password?: string | undefined;
  /** Answer browsers of other origins. */
  cors?: boolean | undefined;
  limits?: Partial<Limits> | undefined;
  /** False: a power cut may take what was acknowledged; for tests that cut no power. */
  durable?: boolean | undefined;
}

export interface RunningEngine {
  /** Without a slash at the end and without credentials. */
  url: string;
  port: number;
  close(): Promise<void>;
}
