// The one typeface of screens and papers: Inter, as small as what it has to write. Made from the
// package that the invoices use, before anything of the app is built.
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import subsetFont from 'subset-font';

export const FOLDER = 'src/lib/ui/fonts';
const WEIGHTS = { 400: '400Regular/Inter_400Regular', 600: '600SemiBold/Inter_600SemiBold' };
/** Kerning, tabular figures, and what accents need; every other feature brings glyphs of its own. */
const FEATURES = ['kern', 'tnum', 'ccmp', 'mark', 'locl'];
/** Latin with every accent of Europe's languages, punctuation, currencies, arrows. */
const RANGES = [
  [0x20, 0x7e],
  [0xa0, 0x17f],
  [0x2010, 0x2027],
  [0x2030, 0x203a]
] as const;
export const MORE = '\u2009\u202f€−→←↑↓✓×·';

export const FONT_FILES = Object.keys(WEIGHTS).map((weight) => `inter-${weight}.woff2`);

export function lettersIn(ranges: readonly (readonly [number, number])[]): string {
  const codes = ranges.flatMap(([from, to]) =>
    Array.from({ length: to - from + 1 }, (_, index) => from + index)
  );
  return String.fromCodePoint(...codes);
}

/** Whether it was made with the letters and features above. */
export async function isNewer(file: string): Promise<boolean> {
  const [made, said] = await Promise.all([
    stat(file).catch(() => undefined),
    stat(fileURLToPath(import.meta.url))
  ]);
  return made !== undefined && made.mtimeMs > said.mtimeMs;
}

/** A Vite plugin: the files are there before a style sheet asks for them. */
export function interFont() {
  const { resolve } = createRequire(import.meta.url);
  return {
    name: 'inter-font',
    async config(): Promise<void> {
      await mkdir(FOLDER, { recursive: true });
      for (const [weight, name] of Object.entries(WEIGHTS)) {
        const file = join(FOLDER, `inter-${weight}.woff2`);
        if (await isNewer(file)) continue;
        const whole = await readFile(resolve(`@expo-google-fonts/inter/${name}.ttf`));
        const options = { targetFormat: 'woff2', keepFeatures: FEATURES } as const;
        await writeFile(file, await subsetFont(whole, lettersIn(RANGES) + MORE, options));
      }
    }
  };
}

/** Asked for with the page itself: a text that waits for its font would jump when it comes. */
export function withFontsPreloaded(html: string, assets: readonly string[]): string {
  const fonts = assets.filter((file) => /\/inter-\d+\.[\w-]+\.woff2$/.test(file));
  if (fonts.length !== FONT_FILES.length) throw new Error('the build has not every font');
  const links = fonts.map(
    (file) => `<link rel="preload" href="/${file}" as="font" type="font/woff2" crossorigin />\n    `
  );
  return html.replace('<link rel="manifest"', `${links.join('')}<link rel="manifest"`);
}
