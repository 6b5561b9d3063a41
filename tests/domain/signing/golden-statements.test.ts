import { describe, expect, it } from 'vitest';
import { checkCode } from '#domain/order/signing/check-code.ts';
import { buildStatement } from '#domain/order/signing/statement.ts';
import { canonicalText } from '#domain/protocol/canonical-text.ts';
import { hashOf } from '#domain/protocol/hash.ts';
import type { SigningFacts } from '#domain/protocol/signature.ts';
import { aFullJob } from '../../support/a-full-job.ts';

// Both sides build what is signed with the same function: only what is written out here tells when it changes.
const GERMAN: SigningFacts = {
  signer: { name: 'Rosa Keller', role: 'customer' },
  signedAt: 1_781_078_400_000,
  language: 'de'
};
const ENGLISH: SigningFacts = {
  signer: { name: 'Max Keller', role: 'representative' },
  signedAt: 1_781_078_400_001,
  language: 'en'
};

describe('[R15.1] the statement, written out', () => {
  it('of a Friend, in German', () => {
    expect(buildStatement(aFullJob(), GERMAN)).toEqual({
      appointment: { startsAt: 1781074800000, timeZone: 'Europe/Zurich' },
      catalogVersion: '1',
      checklist: [
        { done: false, item: 'wlan.router', text: 'Router platziert' },
        { done: true, item: 'wlan.explain', text: 'Gerät erklärt' }
      ],
      currency: 'CHF',
      customer: { company: 'Keller AG', name: 'Rosa Keller' },
      language: 'de',
      lines: [
        {
          amountMinor: 7900,
          kind: 'service',
          quantity: 1,
          ref: 'wlan',
          title: 'WLAN einrichten',
          unitMinor: 7900,
          vatBps: 0
        },
        {
          amountMinor: 2000,
          kind: 'additionalWork',
          quantity: 1,
          ref: null,
          title: 'zweiter Router',
          unitMinor: 2000,
          vatBps: 0
        },
        {
          amountMinor: 5970,
          kind: 'product',
          quantity: 3,
          ref: 'cable',
          title: 'Kabel',
          unitMinor: 1990,
          vatBps: 810
        },
        {
          amountMinor: 490,
          kind: 'guarantee',
          quantity: 1,
          ref: null,
          title: 'Happiness-Garantie',
          unitMinor: 490,
          vatBps: 810
        }
      ],
      order: 'order1',
      photos: [
        'CCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCC',
        'DDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDD'
      ],
      place: {
        city: 'Basel',
        country: 'CH',
        houseNumber: '12',
        postcode: '4051',
        street: 'Steinenvorstadt'
      },
      provider: { id: 'anna', name: 'Anna Muster' },
      signedAt: 1781078400000,
      signer: { name: 'Rosa Keller', role: 'customer' },
      statementVersion: 1,
      termsVersion: '2026-01',
      totalMinor: 16360,
      vat: [
        { bps: 810, grossMinor: 6460, netMinor: 5976, vatMinor: 484 },
        { bps: 0, grossMinor: 9900, netMinor: 9900, vatMinor: 0 }
      ]
    });
  });

  it('of a Pro, in English', () => {
    expect(buildStatement(aFullJob('pro'), ENGLISH)).toEqual({
      appointment: { startsAt: 1781074800000, timeZone: 'Europe/Zurich' },
      catalogVersion: '1',
      checklist: [
        { done: false, item: 'wlan.router', text: 'Router platziert' },
        { done: true, item: 'wlan.explain', text: 'Gerät erklärt' }
      ],
      currency: 'CHF',
      customer: { company: 'Keller AG', name: 'Rosa Keller' },
      language: 'en',
      lines: [
        {
          amountMinor: 7900,
          kind: 'service',
          quantity: 1,
          ref: 'wlan',
          title: 'Set up Wi-Fi',
          unitMinor: 7900,
          vatBps: 810
        },
        {
          amountMinor: 11800,
          kind: 'package',
          quantity: 2,
          ref: 'tv',
          title: 'Set up a TV',
          unitMinor: 5900,
          vatBps: 810
        },
        {
          amountMinor: 5970,
          kind: 'product',
          quantity: 3,
          ref: 'cable',
          title: 'Cable',
          unitMinor: 1990,
          vatBps: 810
        },
        {
          amountMinor: 490,
          kind: 'guarantee',
          quantity: 1,
          ref: null,
          title: 'Happiness guarantee',
          unitMinor: 490,
          vatBps: 810
        }
      ],
      order: 'order1',
      photos: [
        'CCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCC',
        'DDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDD'
      ],
      place: {
        city: 'Basel',
        country: 'CH',
        houseNumber: '12',
        postcode: '4051',
        street: 'Steinenvorstadt'
      },
      provider: { id: 'anna', name: 'Anna Muster' },
      signedAt: 1781078400001,
      signer: { name: 'Max Keller', role: 'representative' },
      statementVersion: 1,
      termsVersion: '2026-01',
      totalMinor: 26160,
      vat: [{ bps: 810, grossMinor: 26160, netMinor: 24200, vatMinor: 1960 }]
    });
  });

  it('in the bytes that are hashed', async () => {
    const statement = buildStatement(aFullJob(), GERMAN);
    expect(canonicalText(statement)).toBe(
      '{"appointment":{"startsAt":1781074800000,"timeZone":"Europe/Zurich"},"catalogVersion":"1","checklist":[{"done":false,"item":"wlan.router","text":"Router platziert"},{"done":true,"item":"wlan.explain","text":"Gerät erklärt"}],"currency":"CHF","customer":{"company":"Keller AG","name":"Rosa Keller"},"language":"de","lines":[{"amountMinor":7900,"kind":"service","quantity":1,"ref":"wlan","title":"WLAN einrichten","unitMinor":7900,"vatBps":0},{"amountMinor":2000,"kind":"additionalWork","quantity":1,"ref":null,"title":"zweiter Router","unitMinor":2000,"vatBps":0},{"amountMinor":5970,"kind":"product","quantity":3,"ref":"cable","title":"Kabel","unitMinor":1990,"vatBps":810},{"amountMinor":490,"kind":"guarantee","quantity":1,"ref":null,"title":"Happiness-Garantie","unitMinor":490,"vatBps":810}],"order":"order1","photos":["CCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCC","DDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDD"],"place":{"city":"Basel","country":"CH","houseNumber":"12","postcode":"4051","street":"Steinenvorstadt"},"provider":{"id":"anna","name":"Anna Muster"},"signedAt":1781078400000,"signer":{"name":"Rosa Keller","role":"customer"},"statementVersion":1,"termsVersion":"2026-01","totalMinor":16360,"vat":[{"bps":810,"grossMinor":6460,"netMinor":5976,"vatMinor":484},{"bps":0,"grossMinor":9900,"netMinor":9900,"vatMinor":0}]}'
    );
    const hash = await hashOf(statement);
    expect(hash).toBe('pRcEwDS3aj20nPZfyHm4PSwjwcY0hORDPg8BH-FhAzY');
    expect(checkCode(hash)).toBe('MMBG-9G1M');
  });

  it('where nobody has the job and nothing is ticked', () => {
    const job = aFullJob('friend', { provider: null, checked: {}, photos: [] });
    const { provider, checklist, photos } = buildStatement(job, GERMAN);
    expect(provider).toEqual({ id: '', name: '' });
    expect(checklist.map(({ done }) => done)).toEqual([false, false]);
    expect(photos).toEqual([]);
  });
});
