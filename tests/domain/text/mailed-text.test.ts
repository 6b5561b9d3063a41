import { describe, expect, it } from 'vitest';
import { mailedName, mailedPlace } from '#domain/text/mailed-text.ts';

const PLACE = { street: 'Hauptstraße', houseNumber: '7a', postcode: '10115', city: 'Berlin' };

describe('a name in a mail', () => {
  it.each([
    'Anna Muster',
    'Dr. med. Anna-Maria Müller-Lüdenscheidt',
    'J. R. R. Tolkien',
    "Seán O'Brien & Tom",
    'María del Carmen Rodríguez de la Torre y Pérez',
    'André Müller (Nachbar)'
  ])('[S1.16] is said as it is: %s', (name) => {
    expect(mailedName(name)).toBe(name);
  });

  it.each([
    ['x'.repeat(61)],
    ['Sie haben gewonnen holen Sie Ihren Preis gleich heute ab'],
    ['Gewinn auf http://evil.example'],
    ['Schreiben Sie an a@evil.example'],
    ['www evil example'],
    ['Rufen Sie 0900 an'],
    ['Preis: gleich abholen']
  ])('[S1.16] is left out where it looks like none: %s', (name) => {
    expect(mailedName(name)).toBe('');
  });

  it('[S1.16] is nothing that a mail program makes a link of', () => {
    expect(mailedName('evil.example')).toBe('evil. example');
    expect(mailedName('evil。example')).toBe('evil。 example');
  });
});

describe('a place in a mail', () => {
  it.each([
    [{}, 'Hauptstraße 7a, 10115 Berlin'],
    [{ street: 'Straße des 17. Juni' }, 'Straße des 17. Juni 7a, 10115 Berlin'],
    [{ street: 'St.Galler Str.' }, 'St. Galler Str. 7a, 10115 Berlin'],
    [{ street: 'Gewinn: http://evil.example' }, '10115 Berlin'],
    [{ street: 'Rufen Sie 0900 12 34 56 an' }, '10115 Berlin'],
    [{ street: 'x'.repeat(70) }, '10115 Berlin'],
    [{ city: 'evil@evil.example' }, 'Hauptstraße 7a, 10115']
  ])('[S1.16] is left out as far as it looks like none: %j', (fields, said) => {
    expect(mailedPlace({ ...PLACE, ...fields })).toBe(said);
  });
});
