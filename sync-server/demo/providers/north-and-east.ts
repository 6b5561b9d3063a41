import type { Provider } from '#domain/matching/provider.ts';
import { friend, inCity, pro, type DemoCity } from './write-provider.ts';

const BERLIN: DemoCity = { name: 'Berlin', market: 'DE', locale: 'de' };
const HAMBURG: DemoCity = { name: 'Hamburg', market: 'DE', locale: 'de' };
const LEIPZIG: DemoCity = { name: 'Leipzig', market: 'DE', locale: 'de' };

export const NORTH_AND_EAST: readonly Provider[] = [
  ...inCity(
    BERLIN,
    pro('Jana Wiegand', 'Wiegand Technikservice', {
      postcode: '10961',
      at: [52.4905, 13.3968],
      radiusKm: 25,
      stars: [4.9, 142],
      email: 'pro@demo.example',
      skills: {
        wlan: 5,
        tv: 4,
        printer: 4,
        computer: 5,
        smartHome: 4,
        security: 4,
        storage: 5,
        phone: 3,
        audio: 3,
        appliance: 3
      },
      tests: ['basics', 'network', 'security'],
      commissionBps: 1200,
      bio: 'Meisterbetrieb aus Kreuzberg. Netzwerke und Haustechnik für Wohnungen und kleine Praxen, seit 2011.'
    }),
    pro('Cem Aksoy', 'Aksoy Elektro & Medien', {
      postcode: '13353',
      at: [52.5445, 13.3525],
      radiusKm: 30,
      stars: [4.6, 88],
      skills: { tv: 5, audio: 5, appliance: 4, security: 4, smartHome: 4, wlan: 3, printer: 2 },
      bio: 'Fernseher, Ton und Haushaltsgeräte. Wir bohren, schließen an und nehmen den Karton wieder mit.'
    }),
    pro('Marek Sobczak', 'Sobczak Haustechnik', {
      postcode: '10437',
      at: [52.5462, 13.4148],
      radiusKm: 25,
      stars: [4.5, 61],
      skills: {
        appliance: 5,
        smartHome: 5,
        security: 4,
        wlan: 4,
        storage: 4,
        computer: 4,
        audio: 2
      },
      bio: 'Heizung, Licht und Geräte aus einer Hand, im ganzen Berliner Norden.'
    }),
    friend('Hanna Petersen', {
      postcode: '12043',
      at: [52.4811, 13.4372],
      radiusKm: 12,
      stars: [4.9, 54],
      skills: { phone: 4, wlan: 3, tv: 2, printer: 3, computer: 3 },
      bio: 'Informatikstudentin mit viel Geduld. Ich erkläre so lange, bis es sitzt.'
    }),
    friend('Lukas Brandner', {
      postcode: '10585',
      at: [52.5172, 13.3036],
      radiusKm: 15,
      stars: [4.7, 33],
      skills: { computer: 5, storage: 4, wlan: 4, printer: 3, phone: 2 },
      bio: 'Früher Systemverwalter, heute gern bei Menschen zu Hause statt im Serverraum.'
    }),
    friend('Mirjam Oswald', {
      postcode: '12161',
      at: [52.4712, 13.3279],
      radiusKm: 10,
      stars: [4.8, 21],
      skills: { phone: 3, tv: 3, audio: 3, smartHome: 3, wlan: 2, appliance: 2 },
      bio: 'Ich bringe Fernseher, Lautsprecher und Handys in Einklang.'
    }),
    friend('Amir Rahimi', {
      postcode: '12051',
      at: [52.4665, 13.4316],
      radiusKm: 10,
      stars: [0, 0],
      skills: { wlan: 3, phone: 3, computer: 3, printer: 2 },
      bio: 'Neu dabei, gelernter IT-Systemelektroniker.'
    })
  ),
  ...inCity(
    HAMBURG,
    pro('Birte Lühmann', 'Lühmann Hausgeräte', {
      postcode: '22303',
      at: [53.5943, 10.0141],
      radiusKm: 30,
      stars: [4.7, 104],
      skills: { appliance: 5, tv: 4, audio: 4, smartHome: 4, security: 4, wlan: 3, printer: 2 },
      bio: 'Waschmaschinen, Spüler und alles, was summt. Familienbetrieb aus Winterhude.'
    }),
    pro('Nils Carstens', 'Carstens Technik am Hafen', {
      postcode: '20459',
      at: [53.5473, 9.9785],
      radiusKm: 25,
      stars: [4.8, 76],
      skills: {
        wlan: 5,
        security: 5,
        storage: 5,
        computer: 4,
        smartHome: 3,
        appliance: 3,
        phone: 2
      },
      tests: ['basics', 'network', 'security'],
      bio: 'Netze, Speicher und Kameras. Wenn es funkt, dann richtig.'
    }),
    pro('Tarek Mansour', 'Mansour Netzwerke', {
      postcode: '22765',
      at: [53.5531, 9.9292],
      radiusKm: 20,
      stars: [4.4, 47],
      skills: {
        wlan: 5,
        computer: 4,
        storage: 4,
        printer: 4,
        security: 4,
        tv: 3,
        appliance: 3,
        audio: 2
      },
      bio: 'Aus Altona, meist mit dem Lastenrad unterwegs.'
    }),
    friend('Ole Behrens', {
      postcode: '20144',
      at: [53.5754, 9.9775],
      radiusKm: 12,
      stars: [4.6, 39],
      skills: { computer: 4, printer: 4, wlan: 3, phone: 3, storage: 4 },
      bio: 'Pensionierter Lehrer mit einem Herz für alte Drucker.'
    }),
    friend('Svea Thomsen', {
      postcode: '22087',
      at: [53.5641, 10.0262],
      radiusKm: 15,
      stars: [4.9, 28],
      skills: { smartHome: 4, phone: 4, tv: 3, audio: 3, wlan: 3, appliance: 1 },
      bio: 'Smartes Zuhause ohne Kabelsalat, in Ruhe erklärt.'
    }),
    friend('Kevin Lorenz', {
      postcode: '21073',
      at: [53.4606, 9.9755],
      radiusKm: 20,
      stars: [0, 0],
      vetted: false,
      tests: [],
      skills: { tv: 3, wlan: 2, appliance: 2 },
      bio: 'Wartet noch auf die Prüfung der Unterlagen.'
    })
  ),
  ...inCity(
    LEIPZIG,
    pro('Antje Kretzschmar', 'Kretzschmar Technik', {
      postcode: '04229',
      at: [51.3208, 12.3312],
      radiusKm: 35,
      stars: [4.8, 69],
      skills: { tv: 4, audio: 4, appliance: 4, smartHome: 4, security: 4, wlan: 4, printer: 3 },
      bio: 'Handfest und pünktlich, von der Wandhalterung bis zur Waschmaschine.'
    }),
    pro('Steffen Lindner', 'Lindner Hausservice', {
      postcode: '04109',
      at: [51.3397, 12.3713],
      radiusKm: 30,
      stars: [4.5, 52],
      skills: { appliance: 4, security: 4, smartHome: 3, tv: 3, wlan: 3, phone: 2, audio: 2 },
      bio: 'Alles rund ums Haus, auch am Samstag.'
    }),
    pro('Hoa Pham', 'Pham Computer & Netz', {
      postcode: '04315',
      at: [51.3452, 12.4065],
      radiusKm: 25,
      stars: [4.9, 83],
      skills: { computer: 5, storage: 5, wlan: 5, printer: 4, security: 4, phone: 3, appliance: 3 },
      tests: ['basics', 'network'],
      bio: 'Computer, Speicher und Netze im Leipziger Osten.'
    }),
    friend('Paul Seifert', {
      postcode: '04275',
      at: [51.3186, 12.3752],
      radiusKm: 12,
      stars: [4.7, 26],
      skills: { computer: 4, storage: 4, wlan: 3, printer: 2, phone: 2 },
      bio: 'Tagsüber Entwickler, abends Retter verlorener Fotos.'
    }),
    friend('Ricarda Böhme', {
      postcode: '04155',
      at: [51.3611, 12.3716],
      radiusKm: 15,
      stars: [4.6, 18],
      skills: { phone: 4, tv: 3, computer: 4, storage: 4, audio: 3, smartHome: 3 },
      bio: 'Ich komme mit Zeit und gehe, wenn alles läuft.'
    })
  )
];
