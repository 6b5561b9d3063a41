import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { PageAssets, RenderPage } from '#domain/storefront/page-input.ts';
import { BUILT_FOR_SERVER } from '../plugins/register-built-app.ts';

export interface PageRenderer {
  render: RenderPage;
  assets: PageAssets;
  /** Another one after another build. */
  build: string;
}

/** What the build has made for the server; undefined where it has not, as in development. */
export function pageRenderer(buildDir: string): () => Promise<PageRenderer | undefined> {
  const file = join(buildDir, BUILT_FOR_SERVER, 'storefront.js');
  let known: PageRenderer | undefined;
  return async () => {
    const found = await stat(file).catch(() => undefined);
    if (!found) return undefined;
    const build = String(found.mtimeMs);
    if (known?.build === build) return known;
    // A build that was put in its place is another module, by another address.
    const url = `${pathToFileURL(file).href}?built=${build}`;
    const { renderPage } = (await import(url)) as { renderPage: RenderPage };
    const assets = await readFile(join(buildDir, BUILT_FOR_SERVER, 'assets.json'), 'utf8');
    known = { render: renderPage, assets: JSON.parse(assets) as PageAssets, build };
    return known;
  };
}
