import type { Provider } from '#domain/matching/provider.ts';
import { friend, inCity, pro, type DemoCity } from './write-provider.ts';

const MUNICH: DemoCity = { name: 'München', market: 'DE', locale: 'de' };
const COLOGNE: DemoCity = { name: 'Köln', market: 'DE', locale: 'de' };
const FRANKFURT: DemoCity = { name: 'Frankfurt am Main', market: 'DE', locale: 'de' };
const STUTTGART: DemoCity = { name: 'Stuttgart', market: 'DE', locale: 'de' };

export const WEST_AND_SOUTH: readonly Provider[] = [
  ...inCity(
    MUNICH,
    pro('Korbinian Ertl', 'Ertl Medientechnik', {
      postcode: '80469',
      at: [48.1309, 11.5734],
      radiusKm: 30,
      stars: [4.8, 117],
      skills: { tv: 5, audio: 5, security: 4, smartHome: 4, wlan: 4, appliance: 3, printer: 2 },
      bio: 'Bild und Ton, sauber verkabelt. Seit 2008 im Glockenbachviertel.'
    }),
    pro('Franziska Huber-Lang', 'Huber-Lang Haustechnik', {
      postcode: '81541',
      at: [48.1176, 11.5859],
      radiusKm: 30,
      stars: [4.7, 72],
      skills: { appliance: 5, smartHome: 5, security: 4, tv: 3, wlan: 3, audio: 2 },
      bio: 'Heizung, Licht und Hausgeräte. Wir schauen hin, bevor wir schrauben.'
    }),
    pro('Dragan Petrović', 'Petrović IT & Sicherheit', {
      postcode: '80797',
      at: [48.1601, 11.5567],
      radiusKm: 25,
      stars: [4.6, 58],
      skills: { security: 5, computer: 5, storage: 5, wlan: 5, printer: 4, phone: 3, appliance: 3 },
      tests: ['basics', 'network', 'security'],
      bio: 'Sichere Netze und Kameras für Haus und Büro.'
    }),
    friend('Veronika Stadler', {
      postcode: '80333',
      at: [48.1457, 11.5691],
      radiusKm: 10,
      stars: [4.9, 45],
      skills: { phone: 5, computer: 4, storage: 4, printer: 3, wlan: 3, tv: 2 },
      bio: 'Handy, Tablet, Laptop: Ich übe mit Ihnen am eigenen Gerät.'
    }),
    friend('Jonas Reindl', {
      postcode: '81667',
      at: [48.1326, 11.6003],
      radiusKm: 15,
      stars: [4.5, 24],
      skills: { computer: 4, storage: 4, wlan: 3, smartHome: 3, audio: 3, tv: 3, phone: 2 },
      bio: 'Elektrotechnikstudent aus Haidhausen.'
    })
  ),
  ...inCity(
    COLOGNE,
    pro('Guido Schmitz-Roth', 'Schmitz-Roth Technikdienst', {
      postcode: '50674',
      at: [50.9325, 6.9382],
      radiusKm: 30,
      stars: [4.7, 95],
      skills: {
        wlan: 5,
        tv: 4,
        security: 4,
        computer: 4,
        storage: 4,
        smartHome: 4,
        appliance: 3,
        audio: 3,
        printer: 3
      },
      tests: ['basics', 'network'],
      bio: 'Ein Anruf, ein Gesicht, ein fester Preis.'
    }),
    pro('Nadine Faßbender', 'Faßbender Elektroservice', {
      postcode: '51063',
      at: [50.9637, 7.0047],
      radiusKm: 30,
      stars: [4.6, 66],
      skills: { appliance: 5, security: 4, smartHome: 4, tv: 3, wlan: 3 },
      bio: 'Elektromeisterin aus Mülheim.'
    }),
    pro('Emre Kaplan', 'Kaplan Netz & Bild', {
      postcode: '50823',
      at: [50.9512, 6.9241],
      radiusKm: 25,
      stars: [4.8, 49],
      skills: {
        tv: 5,
        wlan: 5,
        audio: 4,
        security: 4,
        storage: 4,
        computer: 4,
        appliance: 3,
        phone: 2
      },
      bio: 'Vom Router bis zur Leinwand, in Ehrenfeld und drumherum.'
    }),
    friend('Tobias Hellwig', {
      postcode: '50937',
      at: [50.9163, 6.9255],
      radiusKm: 12,
      stars: [4.6, 31],
      skills: { computer: 4, storage: 4, printer: 4, wlan: 3, phone: 3 },
      bio: 'Räumt Rechner auf, ohne dass ein Foto fehlt.'
    }),
    friend('Lena Krings', {
      postcode: '50733',
      at: [50.9645, 6.9512],
      radiusKm: 12,
      stars: [4.9, 37],
      skills: { phone: 4, smartHome: 3, tv: 3, audio: 3, printer: 2, wlan: 2 },
      bio: 'Ich übersetze Technik in Alltag.'
    }),
    friend('Gudrun Pohl', {
      postcode: '50968',
      at: [50.9012, 6.9671],
      radiusKm: 10,
      stars: [4.8, 40],
      active: false,
      skills: { phone: 4, computer: 3, printer: 3 },
      bio: 'Macht gerade Pause.'
    })
  ),
  ...inCity(
    FRANKFURT,
    pro('Selma Hodžić', 'Hodžić Haushaltsgeräte', {
      postcode: '60486',
      at: [50.1149, 8.6263],
      radiusKm: 30,
      stars: [4.7, 58],
      skills: { appliance: 5, smartHome: 4, security: 4, tv: 3, audio: 3, wlan: 2 },
      bio: 'Anschließen, ausrichten, trocken übergeben.'
    }),
    pro('Uwe Anschütz', 'Anschütz Datentechnik', {
      postcode: '60385',
      at: [50.1273, 8.7072],
      radiusKm: 30,
      stars: [4.6, 81],
      skills: { computer: 5, storage: 5, wlan: 5, security: 5, printer: 4, phone: 3, appliance: 3 },
      tests: ['basics', 'network', 'security'],
      commissionBps: 1200,
      bio: 'Datentechnik für Kanzleien, Praxen und Familien.'
    }),
    pro('Andreas Wolfram', 'Wolfram Smart Living', {
      postcode: '60316',
      at: [50.1236, 8.6982],
      radiusKm: 25,
      stars: [4.8, 64],
      skills: {
        smartHome: 5,
        security: 5,
        audio: 5,
        tv: 5,
        wlan: 4,
        storage: 4,
        computer: 4,
        appliance: 3,
        printer: 2
      },
      bio: 'Das Haus soll helfen, nicht piepsen.'
    }),
    friend('Miriam Falkner', {
      postcode: '60325',
      at: [50.1168, 8.6551],
      radiusKm: 12,
      stars: [4.8, 29],
      skills: { phone: 4, computer: 4, storage: 4, printer: 3, wlan: 3, tv: 2 },
      bio: 'Geduldige Hilfe nach Feierabend und am Wochenende.'
    }),
    friend('Daniel Öztürk', {
      postcode: '60599',
      at: [50.0916, 8.7012],
      radiusKm: 15,
      stars: [4.4, 17],
      lost: 3,
      skills: { tv: 3, audio: 3, wlan: 3, smartHome: 3, phone: 2 },
      bio: 'Hifi-Freund aus Sachsenhausen.'
    })
  ),
  ...inCity(
    STUTTGART,
    pro('Achim Häberle', 'Häberle Elektrotechnik', {
      postcode: '70178',
      at: [48.7681, 9.1705],
      radiusKm: 35,
      stars: [4.8, 92],
      skills: {
        smartHome: 5,
        appliance: 5,
        security: 4,
        tv: 4,
        wlan: 4,
        audio: 3,
        storage: 4,
        computer: 4
      },
      bio: 'Meisterbetrieb im Heusteigviertel. Ordentlich verlegt ist halb repariert.'
    }),
    pro('Simone Rapp', 'Rapp Heimvernetzung', {
      postcode: '70372',
      at: [48.8049, 9.2196],
      radiusKm: 30,
      stars: [4.7, 55],
      skills: {
        wlan: 5,
        storage: 5,
        computer: 5,
        security: 4,
        printer: 4,
        phone: 3,
        tv: 3,
        appliance: 3
      },
      tests: ['basics', 'network'],
      bio: 'WLAN bis in den letzten Winkel.'
    }),
    pro('Goran Babić', 'Babić Sicherheitstechnik', {
      postcode: '70565',
      at: [48.7283, 9.1072],
      radiusKm: 30,
      stars: [4.5, 43],
      skills: { security: 5, smartHome: 4, appliance: 3, wlan: 4, tv: 3, audio: 2 },
      tests: ['basics', 'security'],
      bio: 'Kameras und Klingeln, rechtlich sauber eingestellt.'
    }),
    friend('Jannik Maier', {
      postcode: '70190',
      at: [48.7857, 9.2009],
      radiusKm: 12,
      stars: [4.7, 22],
      skills: { computer: 4, storage: 4, wlan: 3, printer: 3, phone: 3, smartHome: 3 },
      bio: 'Auszubildender in der Informatik, hilft gern am Abend.'
    }),
    friend('Eva-Maria Scholl', {
      postcode: '70437',
      at: [48.8377, 9.2253],
      radiusKm: 15,
      stars: [4.9, 34],
      skills: { phone: 5, tv: 3, audio: 3, printer: 3, wlan: 2 },
      bio: 'Smartphone-Kurse im Wohnzimmer, mit Merkblatt in großer Schrift.'
    })
  )
];
