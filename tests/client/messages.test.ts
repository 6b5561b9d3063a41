import { compile } from '@inlang/paraglide-js';
import { globSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { LOCALES, SOURCE_LOCALE } from '#domain/policy/policy.ts';
import { CODES } from '#domain/protocol/code.ts';
import { DEVICE_ERROR_CODES } from '../../src/lib/device/store/device-error.ts';

const ROOT = 'src/lib/i18n/messages';
const LANGUAGES = readdirSync(ROOT);

const features = (language: string) => readdirSync(`${ROOT}/${language}`).sort();
const read = (language: string, feature: string) =>
  JSON.parse(readFileSync(`${ROOT}/${language}/${feature}`, 'utf8')) as Record<string, string>;
const placeholders = (text: string) =>
  [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();

describe('messages', () => {
  it('has the same files in every language, and the project names each of them', () => {
    const settings = readFileSync('src/lib/i18n/project.inlang/settings.json', 'utf8');
    for (const language of LANGUAGES) expect(features(language)).toEqual(features('de'));
    for (const feature of features('de')) expect(settings).toContain(`{locale}/${feature}`);
  });

  it('[R24.9] are there in every language of the list, and the project names the same languages', () => {
    const settings = JSON.parse(
      readFileSync('src/lib/i18n/project.inlang/settings.json', 'utf8')
    ) as { baseLocale: string; locales: string[] };
    expect([...LANGUAGES].sort()).toEqual([...LOCALES].sort());
    expect(settings.locales).toEqual([...LOCALES]);
    expect(settings.baseLocale).toBe(SOURCE_LOCALE);
  });

  it.each(features('de'))(
    '%s says the same in every language, with the same placeholders',
    (feature) => {
      const german = read('de', feature);
      for (const language of LANGUAGES) {
        const other = read(language, feature);
        expect(Object.keys(other).sort()).toEqual(Object.keys(german).sort());
        for (const [key, text] of Object.entries(german)) {
          expect(other[key], `${language} ${key}`).not.toBe('');
          expect(placeholders(other[key] ?? ''), `${language} ${key}`).toEqual(placeholders(text));
        }
      }
    }
  );

  it.each(LANGUAGES)('%s has words of its own for one, wherever it counts', (language) => {
    // "3 of 9" and "refused: 1" are the same with one; the others come from numbers that are never
    // one.
    const SAME = /^jobs_(step|checklist)_count$|^session_refused$|^device_signout_unsent$/;
    const NEVER_ONE =
      /^legal_|^device_waits_both$|^today_ended_all$|^jobs_travel_|^tracking_eta_in$/;
    const NAMED: Record<string, string> = {
      device_count_records: 'device_count_record',
      device_count_photos: 'device_count_photo',
      device_waits_photos: 'device_waits_photo',
      device_photo_many: 'device_photo_one',
      session_expired_waiting: 'session_expired_one',
      today_new_offers: 'today_new_offer'
    };
    const texts = features(language).flatMap((each) => Object.entries(read(language, each)));
    const known = new Set(texts.map(([key]) => key));
    const alone = texts
      .filter(([, text]) => /\{(count|seconds|minutes|actions)\}/.test(text))
      .map(([key]) => key)
      .filter((key) => !SAME.test(key) && !NEVER_ONE.test(key))
      .filter((key) => !known.has(NAMED[key] ?? `${key}_one`));
    expect(alone).toEqual([]);
  });

  it('is really compiled: a wrong path compiles nothing and still builds', async () => {
    const outdir = mkdtempSync(join(tmpdir(), 'mila-words-'));
    await compile({ project: './src/lib/i18n/project.inlang', outdir });
    const { m } = (await import(pathToFileURL(join(outdir, 'messages.js')).href)) as {
      m: Record<string, unknown>;
    };
    const keys = features('de').flatMap((feature) => Object.keys(read('de', feature)));
    expect(keys.filter((key) => typeof m[key] !== 'function')).toEqual([]);
  });

  it('holds every key that the app asks for, and none that it does not', () => {
    const known = new Set(features('de').flatMap((feature) => Object.keys(read('de', feature))));
    const sources = globSync('src/**/*.{ts,svelte}').filter((file) => !file.includes('paraglide/'));
    const used = new Set(
      sources.flatMap((file) =>
        [...readFileSync(file, 'utf8').matchAll(/\bm\.([a-z]\w*_\w+)/gi)].map(
          (match) => match[1] ?? ''
        )
      )
    );
    expect([...used].filter((key) => !known.has(key))).toEqual([]);
    expect([...known].filter((key) => !used.has(key))).toEqual([]);
  });

  it.each(LANGUAGES)('[P8.1] says in %s what every code on a screen means', (language) => {
    const device = read(language, 'device.json');
    const codes = read(language, 'codes.json');
    const key = (code: string) => code.replaceAll('.', '_');
    expect(DEVICE_ERROR_CODES.filter((code) => !device[`device_error_${key(code)}`])).toEqual([]);
    expect(CODES.filter((code) => !codes[`codes_${key(code)}`])).toEqual([]);
  });
});
