import { readFileSync } from 'node:fs';

/** What SvelteKit has built for the browser. */
export const BUILT = '.svelte-kit/output/client';

type Manifest = Record<string, { file: string; name?: string; imports?: string[] }>;

/** The chunk that *Today* fetches by itself, so that a visit opened on a phone need not. */
export const TODAY_LIST = 'list';

/**
 * JavaScript that a route loads before it can be used: entry, its layouts and page, and all they
 * import. @param parts names of chunks that it fetches besides
 */
export function scriptsOf(route: string, parts: readonly string[] = []): string[] {
  const manifest = JSON.parse(readFileSync(`${BUILT}/.vite/manifest.json`, 'utf8')) as Manifest;
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
  for (const part of parts) {
    const found = names.filter((name) => manifest[name]?.name === part);
    if (found.length === 0) throw new Error(`no chunk ${part} in the build`);
    wanted.push(...found);
  }
  const files = new Set<string>();
  const add = (name: string) => {
    const chunk = manifest[name];
    if (!chunk || files.has(chunk.file)) return;
    files.add(chunk.file);
    for (const imported of chunk.imports ?? []) add(imported);
  };
  wanted.forEach(add);
  return [...files].filter((file) => file.endsWith('.js'));
}
