// The pages that anybody finds are drawn by the server: their components are built for it, into one
// file beside the app that the same server hands out.
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { svelte, vitePreprocess } from '@sveltejs/vite-plugin-svelte';
import icons from 'unplugin-icons/vite';
import { build } from 'vite';
import { germanSpelling } from './german-spelling.ts';
import { BUILT, scriptsOf } from './scripts-of-route.ts';

/** Where the server looks for it (sync-server/plugins/register-built-app.ts). */
const FOLDER = 'server';
const ASSETS = '_app/immutable/assets';
const STYLES = /\/shell\.[\w-]+\.css$/;
/** Two fonts for a first screen: what is bold is in the display cut (app.css). */
const FONTS = /\/(?:inter-400|display-700)\.[\w-]+\.woff2$/;
const NEXT = '/(customer)/book';

/** @param folder of the whole build */
export async function buildStorefront(folder: string): Promise<void> {
  const outDir = join(folder, FOLDER);
  await build({
    configFile: false,
    logLevel: 'warn',
    plugins: [
      germanSpelling(),
      icons({ compiler: 'svelte' }),
      svelte({ configFile: false, preprocess: vitePreprocess() })
    ],
    resolve: { alias: { $lib: fileURLToPath(new URL('lib', import.meta.url)) } },
    publicDir: false,
    // The server runs without what the app is built with.
    ssr: { noExternal: true },
    build: {
      ssr: 'src/lib/storefront/render-page.ts',
      outDir,
      emptyOutDir: true,
      rolldownOptions: { output: { entryFileNames: 'storefront.js', codeSplitting: false } }
    }
  });
  mkdirSync(outDir, { recursive: true });
  writeFileSync(join(outDir, 'assets.json'), JSON.stringify(assets()));
}

function assets() {
  const files = readdirSync(join(BUILT, ASSETS)).map((file) => `${ASSETS}/${file}`);
  const [styles, fonts] = [STYLES, FONTS].map((wanted) =>
    files.filter((file) => wanted.test(file))
  );
  if (styles!.length !== 1 || fonts!.length !== 2) {
    throw new Error('the build has not the style sheet and the two fonts of the storefront');
  }
  return { styles: styles!, fonts: fonts!, ahead: scriptsOf(NEXT) };
}
