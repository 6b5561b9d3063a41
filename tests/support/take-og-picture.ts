// The picture that other sites show beside a link to a page, static/og.png: the name and the house of
// the front page, in no language. Drawn anew by hand when either changes:
// node tests/support/take-og-picture.ts http://localhost:8080
import { readFile, writeFile } from 'node:fs/promises';
import { chromium } from '@playwright/test';
import { chromiumPath } from './chromium.ts';

const SIZE = { width: 1200, height: 630 };
const [, , server = 'http://localhost:8080'] = process.argv;

const base64 = async (file: string) => (await readFile(file)).toString('base64');
const front = await (await fetch(`${server}/`)).text();
const house = /<svg viewBox="36 20[\s\S]*?<\/svg>/.exec(front)?.[0];
if (!house) throw new Error('the front page has no house');
const page = `<!doctype html>
<style>
  @font-face { font-family: Display; src: url(data:font/woff2;base64,${await base64('src/lib/ui/fonts/display-700.woff2')}) }
  * { margin: 0 }
  body { width: 1200px; height: 630px; background: #123844; color: #fdf3e4; font-family: Display; overflow: hidden }
  div { position: absolute; left: 72px; top: 96px }
  img { width: 112px; display: block }
  h1 { font-size: 112px; line-height: 1; letter-spacing: -0.025em; margin-top: 48px }
  svg { position: absolute; right: 56px; bottom: 0; width: 500px; overflow: visible }
</style>
${house}<div><img src="data:image/svg+xml;base64,${await base64('static/icon.svg')}"><h1>Mila<br>Onsite</h1></div>`;

const browser = await chromium.launch({
  executablePath: chromiumPath() ?? chromium.executablePath(),
  args: ['--no-sandbox']
});
const tab = await browser.newPage({ viewport: SIZE });
await tab.setContent(page);
await tab.evaluate(() => document.fonts.ready.then(() => undefined));
await writeFile('static/og.png', await tab.screenshot());
await browser.close();
