import { BUILT, scriptsOf, TODAY_LIST } from './src/scripts-of-route.ts';

const pathsOf = (route, parts) => scriptsOf(route, parts).map((file) => `${BUILT}/${file}`);

export default [
  { name: 'customer: /book', path: pathsOf('/(customer)/book'), limit: '70 kB', gzip: true },
  {
    name: 'customer: /o/…',
    path: pathsOf('/(customer)/o/[token]'),
    limit: '80 kB',
    gzip: true
  },
  {
    name: 'provider: /today',
    path: pathsOf('/(provider)/(visits)/today', [TODAY_LIST]),
    limit: '123 kB',
    gzip: true
  },
  {
    name: 'provider: /jobs/…',
    path: pathsOf('/(provider)/(visits)/jobs/[order]'),
    limit: '130 kB',
    gzip: true
  }
];
