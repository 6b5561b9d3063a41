/** Addresses that are somebody's alone, or of people who work here: nothing to be found. */
const NOT_FOR_ENGINES = [
  ...['/api/', '/sync/', '/o/', '/s/', '/admin', '/support', '/staff/', '/password', '/email/'],
  ...['/today', '/offers', '/jobs/', '/earnings', '/device', '/sign-in', '/account']
];

export function robots(origin: string): string {
  const lines = NOT_FOR_ENGINES.map((path) => `Disallow: ${path}`);
  return ['User-agent: *', ...lines, '', `Sitemap: ${origin}/sitemap.xml`, ''].join('\n');
}
