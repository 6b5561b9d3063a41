import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('../../src/app.css', import.meta.url), 'utf8');

type Tokens = Record<string, string>;

/**
 * The colour tokens that are written in the first block after `opening`, nested blocks left out.
 */
function tokensAfter(opening: string): Tokens {
  const start = css.indexOf(opening);
  expect(start, `app.css has ${opening}`).toBeGreaterThan(-1);
  const end = /[{}]/g;
  end.lastIndex = start + opening.length;
  const block = css.slice(start + opening.length, end.exec(css)?.index);
  return Object.fromEntries(
    [...block.matchAll(/--color-([\w-]+):\s*(#[0-9a-f]{6})/gi)].map(([, name, hex]) => [name, hex])
  ) as Tokens;
}

const light = tokensAfter(':root,\n  [data-theme] {');
const themes: Record<string, Tokens> = {
  light,
  dark: tokensAfter('@variant dark {'),
  contrast: tokensAfter('@variant contrast {'),
  customer: { ...light, ...tokensAfter("[data-theme='customer'] {") }
};

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a = '', b = ''): number {
  const [dark = 0, bright = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (bright + 0.05) / (dark + 0.05);
}

/** What a tinted message lies on: a tenth of the tone over the surface (close to the oklab mix). */
function tinted(tone = '', surface = ''): string {
  const channel = (at: number) =>
    Math.round(
      0.1 * parseInt(tone.slice(at, at + 2), 16) + 0.9 * parseInt(surface.slice(at, at + 2), 16)
    );
  return `#${[1, 3, 5].map((at) => channel(at).toString(16).padStart(2, '0')).join('')}`;
}

const words = ['text', 'muted', 'primary', 'secondary', 'success', 'warning', 'error', 'info'];
const grounds = ['page', 'surface', 'sunken'];
const tones = ['success', 'warning', 'error', 'info'];

describe.each(Object.entries(themes))('theme %s', (_, theme) => {
  it.each(words.flatMap((word) => grounds.map((ground) => [word, ground])))(
    'reads %s on %s at 4.5:1 or better',
    (word, ground) => {
      expect(contrast(theme[word!], theme[ground!])).toBeGreaterThanOrEqual(4.5);
    }
  );

  it.each(['primary', 'secondary'])('reads the words on a filled %s button', (fill) => {
    expect(contrast(theme[`${fill}-content`], theme[fill])).toBeGreaterThanOrEqual(4.5);
  });

  it.each(tones)('reads text and the %s icon on a message of that tone', (tone) => {
    const ground = tinted(theme[tone], theme.surface);
    expect(contrast(theme.text, ground)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(theme[tone], ground)).toBeGreaterThanOrEqual(3);
  });

  it.each(['page', 'surface'])('shows the edge of a field on %s at 3:1 or better', (ground) => {
    expect(contrast(theme.edge, theme[ground])).toBeGreaterThanOrEqual(3);
  });

  it('shows the ring of the focus on every ground', () => {
    for (const ground of grounds)
      expect(contrast(theme.secondary, theme[ground])).toBeGreaterThanOrEqual(3);
  });

  it('reads words and sees the ring of the focus at dusk', () => {
    const { dusk, 'dusk-text': onDusk, glow } = { ...light, ...theme };
    expect(contrast(onDusk, dusk)).toBeGreaterThanOrEqual(4.5);
    expect(contrast('#1c1a17', glow)).toBeGreaterThanOrEqual(4.5);
    expect(contrast('#123844', glow)).toBeGreaterThanOrEqual(4.5);
  });
});
