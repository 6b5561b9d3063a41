import { BUILT, scriptsOf } from './svelte.config.js';

const pathsOf = (route) => scriptsOf(route).map((file) => `${BUILT}/${file}`);

export default [
  { name: 'customer: /book', path: pathsOf('/(customer)/book'), limit: '70 kB', gzip: true },
  {
    name: 'provider: /today',
    path: pathsOf('/(provider)/(visits)/today'),
    limit: '130 kB',
    gzip: true
  },
  {
    name: 'provider: /jobs/…',
    path: pathsOf('/(provider)/(visits)/jobs/[order]'),
    limit: '130 kB',
    gzip: true
  }
];
