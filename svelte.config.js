import adapter from '@sveltejs/adapter-static';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';
import { execSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { withFontsPreloaded } from './src/inter-font.ts';
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

/** What SvelteKit has built for the browser. */
export const BUILT = '.svelte-kit/output/client';

/**
 * JavaScript that a route loads before it can be used: entry, its layouts and page, and all they import.
 * @param {string} route
 */
export function scriptsOf(route) {
  const manifest = JSON.parse(readFileSync(`${BUILT}/.vite/manifest.json`, 'utf8'));
  const names = Object.keys(manifest);
  const generated = readFileSync('.svelte-kit/generated/client-optimized/app.js', 'utf8');
  const line = generated.split('\n').find((each) => each.trim().startsWith(`"${route}": `));
  if (!line) throw new Error(`no route ${route} in the build`);
  const ids = line.slice(line.indexOf('[')).match(/\d+/g) ?? [];
  const wanted = [
    ...names.filter((name) => /client-optimized\/app\.js$|runtime\/client\/entry\.js$/.test(name)),
    ...['0', ...ids].flatMap((id) =>
      names.filter((name) => name.endsWith(`client-optimized/nodes/${id}.js`))
    )
  ];
  const files = new Set();
  const add = (/** @type {string} */ name) => {
    const chunk = manifest[name];
    if (files.has(chunk.file)) return;
    files.add(chunk.file);
    for (const imported of chunk.imports ?? []) add(imported);
  };
  wanted.forEach(add);
  return [...files].filter((file) => file.endsWith('.js'));
}

/** Fonts, styles, pictures: what the build has given a name of its own. */
function builtAssets() {
  const folder = '_app/immutable/assets';
  return readdirSync(`${BUILT}/${folder}`).map((file) => `${folder}/${file}`);
}

/**
 * The one page that every address starts with names what the helper's first screen needs, so that it is fetched while
 * SvelteKit itself is still being read: on a slow phone with no network that wait is a quarter of a second.
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
      const files = scriptsOf('/(provider)/(visits)/today').filter((file) => !html.includes(file));
      const script = `<script>
      if (/^\\/(?:today|jobs|offers|earnings|device)(?:\\/|$)/.test(location.pathname))
        for (const href of ${JSON.stringify(files)})
          document.head.append(Object.assign(document.createElement('link'), { rel: 'modulepreload', href: '/' + href }));
    </script>`;
      writeFileSync(
        page,
        withFontsPreloaded(html, builtAssets()).replace(
          '<link rel="manifest"',
          `${script}\n    <link rel="manifest"`
        )
      );
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
