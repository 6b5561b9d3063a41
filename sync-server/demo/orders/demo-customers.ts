// Whom the demo orders are for. People and house numbers are invented; postcodes and streets fit
// their towns.
import type { Locale, Market } from '#domain/policy/policy.ts';
import type { JobCustomer, Place } from '#domain/order/job.ts';
import type { PaymentMethod } from '#domain/order/order.ts';
import { demoPhone } from '../demo-phone.ts';

export interface DemoCustomer {
  customer: JobCustomer;
  place: Place;
  payment: PaymentMethod;
}

interface Address {
  street: string;
  postcode: string;
  at: [lat: number, lon: number];
  hint?: string;
  company?: string;
  /** Direct debit where it is not said; a card needs a processor, which no demo has. */
  payment?: 'invoice';
}

/** Customers have the upper half of a city's numbers, providers the lower. */
const FIRST_NUMBER = 50;
/** The account numbers that the banks' own documentation uses as examples. */
const EXAMPLE_IBAN = {
  DE: 'DE89370400440532013000',
  CH: 'CH9300762011623852957'
} as const satisfies Partial<Record<Market, string>>;
/** Markets with a demo customer. */
type DemoMarket = keyof typeof EXAMPLE_IBAN;

const basel = town('Basel', 'CH', 'de');
const berlin = town('Berlin', 'DE', 'de');

export const DEMO_CUSTOMERS = {
  keller: basel(1, 'Ruth Keller', {
    street: 'Dornacherstrasse 214',
    postcode: '4053',
    at: [47.5411, 7.5938],
    hint: '2. Stock links, bitte zweimal klingeln'
  }),
  abegg: basel(2, 'Martin Abegg', {
    street: 'Gundeldingerstrasse 310',
    postcode: '4053',
    at: [47.5404, 7.5975],
    hint: 'Eingang über den Hof, Veloständer vor der Tür'
  }),
  vogt: basel(3, 'Heidi Vogt', {
    street: 'Feldbergstrasse 88',
    postcode: '4057',
    at: [47.5672, 7.5935],
    hint: '4. Stock, kein Lift'
  }),
  frey: basel(4, 'Thomas Frey', {
    street: 'Austrasse 75',
    postcode: '4051',
    at: [47.5527, 7.5801]
  }),
  wenger: basel(5, 'Silvia Wenger', {
    street: 'Güterstrasse 162',
    postcode: '4053',
    at: [47.5446, 7.5921],
    hint: 'Parterre'
  }),
  sutter: basel(6, 'Margrit Sutter', {
    street: 'Allschwilerstrasse 60',
    postcode: '4055',
    at: [47.5572, 7.5702],
    hint: 'Hund im Haus, freundlich',
    payment: 'invoice'
  }),
  brunner: basel(7, 'Peter Brunner', {
    street: 'Missionsstrasse 41',
    postcode: '4055',
    at: [47.56, 7.577]
  }),
  schaer: basel(8, 'Karin Schär', {
    street: 'Rheinsprung 9',
    postcode: '4051',
    at: [47.5575, 7.5905],
    company: 'Podologie am Rheinsprung',
    payment: 'invoice'
  }),
  luethi: basel(9, 'Ernst Lüthi', {
    street: 'Margarethenstrasse 55',
    postcode: '4053',
    at: [47.5456, 7.5836],
    hint: 'Gegensprechanlage defekt, bitte anrufen'
  }),
  schaefer: berlin(1, 'Ingrid Schäfer', {
    street: 'Bergmannstraße 97',
    postcode: '10961',
    at: [52.4889, 13.393],
    hint: 'Vorderhaus, 3. OG'
  }),
  neumann: berlin(2, 'Klaus Neumann', {
    street: 'Gneisenaustraße 61',
    postcode: '10961',
    at: [52.4912, 13.3987],
    hint: 'Seitenflügel, Klingel „Neumann/Pohl“'
  }),
  yildiz: berlin(3, 'Ayşe Yıldız', {
    street: 'Sonnenallee 140',
    postcode: '12059',
    at: [52.4795, 13.4417]
  }),
  kurz: berlin(4, 'Stefan Kurz', {
    street: 'Oranienstraße 180',
    postcode: '10999',
    at: [52.5003, 13.4209],
    company: 'Büro Lindengrün GmbH',
    hint: 'Aufgang C, 2. Etage, Empfang bis 18 Uhr',
    payment: 'invoice'
  }),
  krueger: berlin(5, 'Rolf Krüger', {
    street: 'Hasenheide 70',
    postcode: '10967',
    at: [52.4873, 13.4166]
  }),
  hoffmann: berlin(6, 'Petra Hoffmann', {
    street: 'Mehringdamm 80',
    postcode: '10965',
    at: [52.4906, 13.3871],
    hint: 'Hinterhaus, Erdgeschoss'
  }),
  beck: berlin(7, 'Waltraud Beck', {
    street: 'Manteuffelstraße 20',
    postcode: '12103',
    at: [52.4633, 13.3817],
    hint: 'Parken im Hof möglich'
  }),
  lenz: berlin(8, 'Bernd Lenz', {
    street: 'Graefestraße 12',
    postcode: '10967',
    at: [52.4928, 13.4147]
  }),
  martens: town('Hamburg', 'DE', 'de')(1, 'Gisela Martens', {
    street: 'Mühlenkamp 40',
    postcode: '22303',
    at: [53.5865, 10.0127]
  }),
  wagner: town('München', 'DE', 'de')(1, 'Alois Wagner', {
    street: 'Fraunhoferstraße 22',
    postcode: '80469',
    at: [48.1296, 11.5747]
  }),
  breuer: town('Köln', 'DE', 'de')(1, 'Monika Breuer', {
    street: 'Venloer Straße 310',
    postcode: '50823',
    at: [50.9498, 6.9203]
  }),
  baumann: town('Frankfurt am Main', 'DE', 'de')(1, 'Helga Baumann', {
    street: 'Berger Straße 200',
    postcode: '60385',
    at: [50.1263, 8.7053]
  }),
  voigt: town('Leipzig', 'DE', 'de')(1, 'Sabine Voigt', {
    street: 'Karl-Heine-Straße 45',
    postcode: '04229',
    at: [51.3318, 12.3357]
  }),
  weiss: town('Stuttgart', 'DE', 'de')(1, 'Dieter Weiß', {
    street: 'Olgastraße 90',
    postcode: '70180',
    at: [48.7702, 9.1791]
  }),
  egger: town('Zürich', 'CH', 'de')(1, 'Beatrice Egger', {
    street: 'Langstrasse 120',
    postcode: '8004',
    at: [47.3786, 8.5273]
  }),
  ryser: town('Bern', 'CH', 'de')(1, 'Hans Ryser', {
    street: 'Länggassstrasse 70',
    postcode: '3012',
    at: [46.9556, 7.4302]
  }),
  suter: town('Luzern', 'CH', 'de')(1, 'Agnes Suter', {
    street: 'Hirschmattstrasse 30',
    postcode: '6003',
    at: [47.0484, 8.3072]
  }),
  roux: town('Genève', 'CH', 'en')(1, 'Camille Roux', {
    street: 'Rue de Carouge 60',
    postcode: '1205',
    at: [46.1948, 6.1447]
  })
} as const satisfies Record<string, DemoCustomer>;

function town(city: string, country: DemoMarket, locale: Locale) {
  return (number: number, name: string, address: Address): DemoCustomer => {
    const { postcode, at, hint = '', company = '', payment } = address;
    const space = address.street.lastIndexOf(' ');
    return {
      customer: {
        name,
        phone: demoPhone(city, FIRST_NUMBER + number),
        email: `kunde-${postcode}-${number}@example.org`,
        company,
        locale
      },
      place: {
        street: address.street.slice(0, space),
        houseNumber: address.street.slice(space + 1),
        postcode,
        city,
        country,
        lat: at[0],
        lon: at[1],
        hint
      },
      payment: paymentOf(payment, name, country)
    };
  };
}

function paymentOf(kind: Address['payment'], name: string, country: DemoMarket): PaymentMethod {
  if (kind === 'invoice') return { kind };
  return { kind: 'directDebit', accountHolder: name, iban: EXAMPLE_IBAN[country] };
}
