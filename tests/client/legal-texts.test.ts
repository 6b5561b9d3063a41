import { afterAll, describe, expect, it } from 'vitest';
import type { OperatorView } from '#domain/operator/operator-view.ts';
import { forEachMarket, LOCALES, MARKETS } from '#domain/policy/policy.ts';
import { MARKET_WORDS } from '../../src/lib/legal/market-words.ts';
import { privacyParts } from '../../src/lib/legal/privacy-parts.ts';
import { termsParts } from '../../src/lib/legal/terms-parts.ts';
import { baseLocale, overwriteGetLocale, type Locale } from '../../src/lib/paraglide/runtime.js';

const NAMES = forEachMarket((market) => `Technikhilfe ${market}`);
const OPERATOR = {
  demo: false,
  companies: forEachMarket((market) => ({ name: NAMES[market] })),
  support: { phone: '+49 30 1', email: 'hilfe@mila.example' },
  links: { terms: null, privacy: null, imprint: null }
} as unknown as OperatorView;

/** Every line of a text, as one string; no-break spaces are plain ones. */
function said(parts: typeof termsParts, locale: Locale): string {
  overwriteGetLocale(() => locale);
  const lines = parts(OPERATOR).flatMap((part) => part.lines);
  return lines.join('\n').replaceAll('\u00a0', ' ');
}
afterAll(() => overwriteGetLocale(() => baseLocale));

describe('the legal texts', () => {
  it.each(LOCALES)('[R24.8] name in %s every market wherever one is named', (locale) => {
    const terms = said(termsParts, locale);
    const privacy = said(privacyParts, locale);
    for (const market of MARKETS) {
      const place = MARKET_WORDS[market].place();
      expect(terms.split(place).length - 1, `terms: ${place}`).toBeGreaterThanOrEqual(4);
      expect(privacy.split(place).length - 1, `privacy: ${place}`).toBeGreaterThanOrEqual(2);
      expect(terms).toContain(NAMES[market]);
      expect(privacy).toContain(NAMES[market]);
    }
  });

  it('[R6.5, R27.15] promise of the customer’s words and of cancelling what the rules do', () => {
    const privacy = said(privacyParts, 'de');
    expect(privacy).toContain('Was Sie selbst geschrieben haben, sieht sie nicht.');
    expect(privacy).toContain('Wer den Link zu Ihrem Auftrag hat, sieht Stand, Termin');
    const terms = said(termsParts, 'de');
    expect(terms).toContain('solange noch niemand zugesagt hat, danach bis 24 Stunden');
  });

  it('[H2.15] say to whoever applies what is kept, why, for how long and who reads it', () => {
    const privacy = said(privacyParts, 'de');
    expect(privacy).toContain('Wer sich bewirbt, gibt uns Name, Geburtsdatum, Anschrift');
    expect(privacy).toContain(
      'löschen wir 180 Tage nach der Ablehnung, eine liegen gebliebene 90 Tage nach der letzten Änderung; 14 Tage vorher schreiben wir Ihnen.'
    );
    expect(privacy).toContain('jeder Blick in Daten und Papiere wird festgehalten');
  });

  it('[R24.8] say in German who it is, what it costs and which law applies', () => {
    const terms = said(termsParts, 'de');
    for (const sentence of [
      'Diese Plattform betreibt in Deutschland Technikhilfe DE, in der Schweiz Technikhilfe CH.',
      'Im Preis ist die Happiness-Garantie enthalten: 2,90 € in Deutschland, CHF 4.90 in der Schweiz.',
      'haben Sie immer noch 60 Minuten, solange die Hilfe nicht losgefahren ist',
      'Später fällt eine Stornogebühr an, ein Teil der Anfahrtspauschale (25,00 € in Deutschland, CHF 35.00 in der Schweiz): 50 % ab 24 Stunden vor dem Termin, 100 % ab 3 Stunden vor dem Termin. Die ganze Anfahrtspauschale wird auch berechnet, wenn 10 Minuten nach der Ankunft der Hilfe niemand da ist.',
      'Als Verbraucher in Deutschland können Sie den Vertrag 14 Tage lang ohne Grund widerrufen.',
      'Für Besuche in Deutschland gilt deutsches Recht, für Besuche in der Schweiz schweizerisches Recht. Der Schutz'
    ]) {
      expect(terms).toContain(sentence);
    }
    expect(terms.match(/widerrufen/g)).toHaveLength(1);
    const privacy = said(privacyParts, 'de');
    expect(privacy).toContain(
      'Technikhilfe DE für Besuche in Deutschland, Technikhilfe CH für Besuche in der Schweiz. Fragen zum Datenschutz: hilfe@mila.example oder +49 30 1.'
    );
    expect(privacy).toContain(
      'aufzubewahren sind: in Deutschland acht, in der Schweiz zehn Jahre.'
    );
  });

  it('[R24.8] say the same in English', () => {
    const terms = said(termsParts, 'en');
    for (const sentence of [
      'This platform is run by Technikhilfe DE in Germany and by Technikhilfe CH in Switzerland.',
      'The price includes the happiness guarantee: €2.90 in Germany, CHF 4.90 in Switzerland.',
      'you always have another 60 minutes, as long as the helper has not set off',
      'After that a cancellation fee applies, a share of the visit fee (€25.00 in Germany, CHF 35.00 in Switzerland): 50% from 24 hours before the visit, 100% from 3 hours before the visit. The full visit fee is also charged if nobody is there 10 minutes after the helper has arrived.',
      'As a consumer in Germany you can withdraw from the contract within 14 days without giving a reason.',
      'German law applies to visits in Germany, Swiss law to visits in Switzerland. You keep the protection'
    ]) {
      expect(terms).toContain(sentence);
    }
    const privacy = said(privacyParts, 'en');
    expect(privacy).toContain(
      'Technikhilfe DE for visits in Germany, Technikhilfe CH for visits in Switzerland. Questions about privacy: hilfe@mila.example or +49 30 1.'
    );
    expect(privacy).toContain('as the law requires: eight years in Germany, ten in Switzerland.');
  });
});
