import { readFileSync } from 'node:fs';

/** JavaScript that a route loads before it can be used: entry, its layouts and page, and all they import. */
function scriptsOf(route) {
  const root = '.svelte-kit/output/client';
  const manifest = JSON.parse(readFileSync(`${root}/.vite/manifest.json`, 'utf8'));
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
  const add = (name) => {
    const chunk = manifest[name];
    if (files.has(chunk.file)) return;
    files.add(chunk.file);
    for (const imported of chunk.imports ?? []) add(imported);
  };
  wanted.forEach(add);
  return [...files].filter((file) => file.endsWith('.js')).map((file) => `${root}/${file}`);
}

export default [
  { name: 'customer: /book', path: scriptsOf('/(customer)/book'), limit: '70 kB', gzip: true },
  {
    name: 'provider: /today',
    path: scriptsOf('/(provider)/(visits)/today'),
    limit: '130 kB',
    gzip: true
  }
];
