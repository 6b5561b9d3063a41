import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { keepSpelling, spelled } from '#domain/policy/policy.ts';
import { germanSpelling } from '../../src/german-spelling.ts';
import { anOrder, aPackage } from '../support/builders.ts';

const compiled = (name: string) => readFileSync(`src/lib/paraglide/messages/${name}.js`, 'utf8');
const built = (name: string) =>
  germanSpelling().transform(compiled(name), `/src/lib/paraglide/messages/${name}.js`)?.code;

describe('[R24.20] one German for each market', () => {
  it('has no ß and the marks of Switzerland there, and names keep their letters', () => {
    const words = `${keepSpelling('Weiß')}, schließen Sie „Dieses Gerät“`;
    expect(spelled(words, 'CH')).toBe('Weiß, schliessen Sie «Dieses Gerät»');
    expect(spelled(words, 'DE')).toBe('Weiß, schließen Sie „Dieses Gerät“');
  });

  it('is put into what is built: German texts with such letters, and no other', () => {
    expect(built('booking_street')).toContain('german`Straße`');
    expect(built('session_again_sign_out')).toContain('german`Zuerst auf „Dieses Gerät“');
    expect(built('session_again_sign_out')).not.toContain('german`Sign out');
    expect(built('booking_city')).toBeUndefined();
  });

  it('is written in one way in the sources', () => {
    const files = globSync('src/lib/i18n/messages/de/*.json');
    const texts = files.map((file) => readFileSync(file, 'utf8')).join('\n');
    expect(texts).not.toMatch(/[«»]|[Ss]chliess|[Ss]trasse|[Gg]rösse|[Aa]usser|[Hh]eiss/);
  });

  it('is that of every text of an order, also of what will be signed', () => {
    const service = aPackage({
      title: { de: 'Gerät anschließen', en: 'Connect a device' },
      checklist: [{ id: 'a', phase: 'work', text: { de: 'Außen' }, required: false }]
    });
    const swiss = anOrder({ service }).job;
    expect(swiss.service.title).toEqual({ de: 'Gerät anschliessen', en: 'Connect a device' });
    expect(swiss.checklist[0]?.text.de).toBe('Aussen');
    expect(anOrder({ service, market: 'DE' }).job.service.title.de).toBe('Gerät anschließen');
  });
});
