import adapter from '@sveltejs/adapter-static';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';
import { execSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { buildStorefront } from './src/build-storefront.ts';
import { withFontsPreloaded } from './src/inter-font.ts';
import { BUILT, scriptsOf, TODAY_LIST } from './src/scripts-of-route.ts';
import { stampRevision } from './src/stamp-revision.ts';

/** For people: what support asks for on the phone. What a device keeps goes by content, see stamp-revision.ts. */
function versionName() {
  try {
    return execSync('git describe --always --dirty --abbrev=12', {
      stdio: ['ignore', 'pipe', 'ignore']
    })
      .toString()
      .trim();
  } catch {
    return new Date().toISOString().slice(0, 16);
  }
}

/**
 * What an address needs beside the shell: the scripts of its route, and the first answer that its
 * screen asks for. Without this, one is fetched only when the other has run.
 * @type {{ at: RegExp, route: string, parts?: string[], ask?: string }[]}
 */
const AHEAD = [
  { at: /^\/book\/?$/, route: '/(customer)/book', ask: '/api/catalog' },
  { at: /^\/o\/[^/]+$/, route: '/(customer)/o/[token]', ask: '/api$&' },
  { at: /^\/jobs\/[^/]+$/, route: '/(provider)/(visits)/jobs/[order]' },
  { at: /^\/today\/?$/, route: '/(provider)/(visits)/today', parts: [TODAY_LIST] },
  { at: /^\/(?:offers|earnings|device)(?:\/|$)/, route: '/(provider)/(visits)/today' }
];

/** Fonts, styles, pictures: what the build has given a name of its own. */
function builtAssets() {
  const folder = '_app/immutable/assets';
  return readdirSync(`${BUILT}/${folder}`).map((file) => `${folder}/${file}`);
}

/**
 * The one page that every address starts with names what its screen needs, so that it is fetched
 * while SvelteKit itself is still being read: on a slow phone that wait is a quarter of a second.
 * @param {import('@sveltejs/kit').Adapter} kitAdapter
 * @returns {import('@sveltejs/kit').Adapter}
 */
function asksAhead(kitAdapter) {
  const page = 'build/200.html';
  return {
    ...kitAdapter,
    async adapt(builder) {
      await kitAdapter.adapt(builder);
      const html = readFileSync(page, 'utf8');
      const ahead = AHEAD.map(({ at, route, parts, ask = '' }) => {
        const files = scriptsOf(route, parts).filter((file) => !html.includes(file));
        return `[${at}, ${JSON.stringify(ask)}, ${JSON.stringify(files)}]`;
      });
      const script = `<script>
      for (const [at, ask, files] of [${ahead.join(', ')}]) {
        if (!at.test(location.pathname)) continue;
        const add = (link) => document.head.append(Object.assign(document.createElement('link'), link));
        for (const href of files) add({ rel: 'modulepreload', href: '/' + href });
        if (ask) add({ rel: 'preload', as: 'fetch', crossOrigin: 'anonymous', href: location.pathname.replace(at, ask) });
      }
    </script>`;
      const before = '<link rel="manifest"';
      // As a function: what the script says is not a pattern.
      writeFileSync(
        page,
        withFontsPreloaded(html, builtAssets()).replace(before, () => `${script}\n    ${before}`)
      );
      await buildStorefront('build');
      stampRevision('build');
    }
  };
}

// Once for a build, which reads this file more than once: page and scripts find each other by this name.
process.env.APP_VERSION ||= versionName();

/** @type {import('@sveltejs/kit').Config} */
export default {
  preprocess: vitePreprocess(),
  kit: {
    adapter: asksAhead(adapter({ fallback: '200.html' })),
    serviceWorker: { register: false },
    version: { name: process.env.APP_VERSION }
  }
};
