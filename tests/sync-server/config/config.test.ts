import { describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { MARKET_POLICY, MARKETS } from '#domain/policy/policy.ts';
import { readConfig, SETTING_NAMES } from '../../../sync-server/config/config.ts';
import { ISSUER_EXAMPLES } from '../../../sync-server/config/market-issuers.ts';
import { DEMO_ISSUERS } from '../../../sync-server/config/operator.ts';
import {
  missingValues,
  OPERATOR_SETTINGS,
  operatorOf
} from '../../../sync-server/config/operator-settings.ts';
import { OPERATOR_ENVIRONMENT } from '../../support/operator-settings.ts';

function operatorIn(environment: Record<string, string>) {
  const { operatorSet, publicUrl, demo } = configOf(environment);
  return operatorOf(operatorSet, publicUrl, demo);
}
function configOf(environment: Record<string, string>) {
  const read = readConfig(environment);
  if (!read.ok) throw new Error(read.message);
  return read.config;
}

describe('the settings', () => {
  it('start with no setting at all: port 8080, embedded engine, demo', () => {
    const config = configOf({});
    expect(config).toMatchObject({
      port: 8080,
      publicUrl: 'http://localhost:8080',
      couchdbUrl: null,
      demo: true,
      sessionDays: 30
    });
    expect(config.dataDir).toMatch(/\/data$/);
    expect(config.filesDir).toBe(`${config.dataDir}/files`);
  });

  it.each(['COUCHDB_URL', 'PUBLIC_URL'])('turn the demo off as soon as %s is set', (name) => {
    const real = { ...OPERATOR_ENVIRONMENT, [name]: 'https://mila.example' };
    expect(configOf(real).demo).toBe(false);
    expect(configOf({ [name]: 'https://mila.example', DEMO: '1' }).demo).toBe(true);
    expect(configOf({ [name]: '' }).demo).toBe(true);
  });

  it('name every wrong one and what it takes, and never show a password', () => {
    const read = readConfig({
      PORT: 'eighty',
      COUCHDB_URL: 'couchdb:secret',
      DEMO: 'perhaps',
      ...OPERATOR_ENVIRONMENT,
      SESSION_DAYS: '0',
      DATA_DIR: '/srv/mila'
    });
    expect(read.ok).toBe(false);
    const message = read.ok ? '' : read.message;
    expect(message.split('\n')).toHaveLength(5);
    for (const name of ['PORT', 'COUCHDB_URL', 'DEMO', 'SESSION_DAYS']) {
      expect(message).toMatch(new RegExp(`^  ${name} takes .+`, 'm'));
    }
    expect(message).not.toContain('secret');
  });

  it('tolerate names that are no setting', () => {
    expect(configOf({ MILA_PROT: 'x', SESION_DAYS: 'x' }).sessionDays).toBe(30);
  });

  it('take an address with or without a slash at its end', () => {
    expect(configOf({ PUBLIC_URL: 'https://mila.example/', DEMO: '1' }).publicUrl).toBe(
      'https://mila.example'
    );
  });

  it('[O3.1] may leave out who invoices: a market whose company is not whole has none', () => {
    const { ISSUER_DE_IBAN: _, SUPPORT_PHONE: __, ...rest } = OPERATOR_ENVIRONMENT;
    const { operatorSet } = configOf({ ...rest, DEMO: '0' });
    const operator = operatorIn({ ...rest, DEMO: '0' });
    expect(Object.keys(operator.issuers)).toEqual(['CH']);
    expect(operator.support).toEqual({ phone: '', email: 'support@mila.example' });
    expect(missingValues(operatorSet, 'DE')).toEqual(['ISSUER_DE_IBAN']);
    expect(missingValues(operatorSet)).toEqual(['SUPPORT_PHONE']);
    expect(operatorIn({ DEMO: '0' }).issuers).toEqual({});
  });

  it('name a wrong one once', () => {
    const read = readConfig({ ...OPERATOR_ENVIRONMENT, DEMO: '0', ISSUER_CH_VAT_ID: '123' });
    expect(read.ok ? '' : read.message.split('\n').slice(1)).toEqual([
      '  ISSUER_CH_VAT_ID takes a number such as CHE-123.456.789; it is set to "123".'
    ]);
  });

  it.each(Object.keys(OPERATOR_SETTINGS))('refuse nonsense in %s', (name) => {
    expect(readConfig({ ...OPERATOR_ENVIRONMENT, [name]: '\n?' }).ok).toBe(false);
  });

  it('make the company that invoices, the same for both ways of writing an IBAN', () => {
    const operator = operatorIn({
      ...OPERATOR_ENVIRONMENT,
      PUBLIC_URL: 'https://mila.example',
      TERMS_URL: 'https://mila.example/agb'
    });
    expect(operator.issuers.CH).toEqual({
      name: 'Beispiel Technikhilfe AG',
      street: 'Hardturmstrasse 1',
      postcode: '8005',
      city: 'Zürich',
      country: 'CH',
      manager: 'Urs Beispiel',
      vatId: 'CHE-123.456.789 MWST',
      register: 'Handelsregister Zürich',
      phone: '+49 30 1234567',
      email: 'support@mila.example',
      website: 'mila.example',
      bank: { name: 'Beispielbank Zürich', iban: 'CH93 0076 2011 6238 5295 7' }
    });
    expect(operator.links).toEqual({
      terms: 'https://mila.example/agb',
      privacy: null,
      imprint: null
    });
  });

  const ANYTHING = ['DATA_DIR', 'FILES_DIR', 'BUILD_DIR'];
  it.each(SETTING_NAMES.filter((name) => !ANYTHING.includes(name)))(
    'refuse nonsense in %s',
    (name) => {
      const read = readConfig({ [name]: '\u0001 ?', DEMO: name === 'DEMO' ? '?' : '1' });
      expect(read.ok ? '' : read.message).toMatch(new RegExp(`^  ${name} takes .+`, 'm'));
    }
  );

  it('are all in the README', () => {
    const readme = readFileSync('README.md', 'utf8');
    const inTable = readme.slice(
      readme.indexOf('## Settings'),
      readme.indexOf('## For developers')
    );
    for (const name of [...SETTING_NAMES, 'SUPPORT_PHONE', 'SUPPORT_EMAIL', 'TERMS_URL']) {
      expect(inTable).toContain(`\`${name}\``);
    }
    for (const name of Object.keys(OPERATOR_ENVIRONMENT).filter((each) => /_DE_/.test(each))) {
      expect(inTable).toContain(name.replace('ISSUER_DE', '').slice(1));
    }
    for (const market of MARKETS) expect(inTable).toContain(`\`ISSUER_${market}_…\``);
  });

  it('name in a demo a company that is plainly none', () => {
    expect(operatorIn({}).issuers.DE?.name).toBe('Demo Deutschland GmbH');
  });
});

describe('the settings of a market', () => {
  const NAMES = ['NAME', 'STREET', 'PLACE', 'MANAGER', 'REGISTER', 'VAT_ID', 'BANK', 'IBAN'];

  it('[R24.5] are the same eight for each', () => {
    const issuer = Object.keys(OPERATOR_SETTINGS).filter((each) => each.startsWith('ISSUER_'));
    expect(issuer).toEqual(
      MARKETS.flatMap((market) => NAMES.map((name) => `ISSUER_${market}_${name}`))
    );
  });

  it.each(MARKETS)('[R24.5] take in %s the examples that they name', (market) => {
    const { name, street, place, register, iban } = ISSUER_EXAMPLES[market];
    const { example } = MARKET_POLICY[market].vatId;
    const set = { NAME: name, STREET: street, PLACE: place, REGISTER: register, IBAN: iban };
    const named = Object.entries({ ...set, VAT_ID: example });
    const environment = Object.fromEntries(
      named.map(([key, value]) => [`ISSUER_${market}_${key}`, value])
    );
    const issuer = operatorIn({ ...environment, DEMO: '1' }).issuers[market]!;
    expect(issuer).toMatchObject({ name, street, register, country: market });
    expect(`${issuer.postcode} ${issuer.city}`).toBe(place);
    expect(issuer.vatId).toBe(MARKET_POLICY[market].vatId.printed(example));
  });

  it('[R24.5] print the VAT number of the demo as before', () => {
    expect(DEMO_ISSUERS).toMatchObject({
      DE: { name: 'Demo Deutschland GmbH', vatId: 'USt-IdNr. DE000000000', country: 'DE' },
      CH: { name: 'Demo Schweiz AG', vatId: 'CHE-000.000.000 MWST', country: 'CH' }
    });
  });
});
