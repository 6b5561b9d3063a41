/** The scripts whose answers are kept: by topic, and a few drawn at random. */
import { randomScript } from './random-script.ts';
import type { Script } from './script.ts';
import { topics } from './topics/index.ts';

const randomSeeds = 8;

const random = Object.fromEntries(
  Array.from({ length: randomSeeds }, (_, at) => [`seed ${at + 1}`, randomScript(at + 1)])
);

export const keptScripts: Record<string, Record<string, Script>> = { ...topics, random };
