// The cut for headlines, prices and buttons of the pages that anybody finds: Bricolage Grotesque,
// with the letters of Western Europe: a first screen pays 35 kB for both fonts that it has.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import subsetFont from 'subset-font';
import { FOLDER, isNewer, lettersIn, MORE } from './inter-font.ts';

const RANGES = [
  [0x20, 0x7e],
  [0xa0, 0xff],
  [0x152, 0x153],
  [0x2010, 0x2027],
  [0x2030, 0x203a]
] as const;
const NAME = '@expo-google-fonts/bricolage-grotesque/700Bold/BricolageGrotesque_700Bold.ttf';

/** A Vite plugin, as the one of Inter. */
export function displayFont() {
  const { resolve } = createRequire(import.meta.url);
  return {
    name: 'display-font',
    async config(): Promise<void> {
      await mkdir(FOLDER, { recursive: true });
      const file = join(FOLDER, 'display-700.woff2');
      if (await isNewer(file)) return;
      const whole = await readFile(resolve(NAME));
      const options = { targetFormat: 'woff2', keepFeatures: ['kern'] } as const;
      await writeFile(file, await subsetFont(whole, lettersIn(RANGES) + MORE, options));
    }
  };
}
