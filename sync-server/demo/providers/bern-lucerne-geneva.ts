import type { Provider } from '#domain/matching/provider.ts';
import { friend, inCity, pro, type DemoCity } from './write-provider.ts';

const BERN: DemoCity = { name: 'Bern', market: 'CH', locale: 'de' };
const LUCERNE: DemoCity = { name: 'Luzern', market: 'CH', locale: 'de' };
const GENEVA: DemoCity = { name: 'Genève', market: 'CH', locale: 'en' };

export const BERN_LUCERNE_GENEVA: readonly Provider[] = [
  ...inCity(
    BERN,
    pro('Monika Zaugg', 'Zaugg Haustechnik', {
      postcode: '3014',
      at: [46.9624, 7.4561],
      radiusKm: 50,
      stars: [4.8, 78],
      skills: { appliance: 5, smartHome: 5, security: 4, tv: 4, wlan: 3, audio: 3 },
      bio: 'Gemütlich, gründlich, ganz aus der Nähe.'
    }),
    pro('Beat Wüthrich', 'Wüthrich Multimedia', {
      postcode: '3008',
      at: [46.9446, 7.4154],
      radiusKm: 40,
      stars: [4.7, 66],
      skills: {
        tv: 5,
        audio: 5,
        wlan: 4,
        security: 4,
        computer: 4,
        storage: 4,
        printer: 3,
        appliance: 3,
        phone: 2
      },
      bio: 'Bild, Ton und Netz im Mittelland.'
    }),
    friend('Simon Gerber', {
      postcode: '3012',
      at: [46.9557, 7.4282],
      radiusKm: 15,
      stars: [4.6, 27],
      skills: { computer: 4, storage: 4, wlan: 4, printer: 3, phone: 3 },
      bio: 'Lehrer für Informatik, hilft am Mittwochnachmittag und samstags.'
    }),
    friend('Lea Rüegsegger', {
      postcode: '3006',
      at: [46.9434, 7.4719],
      radiusKm: 12,
      stars: [4.9, 23],
      skills: { phone: 5, smartHome: 3, tv: 3, audio: 2, wlan: 2, printer: 2 },
      bio: 'Handy und Tablet für Menschen jeden Alters.'
    }),
    pro('Sven Althaus', 'Althaus Montagen', {
      postcode: '3018',
      at: [46.9341, 7.3842],
      radiusKm: 30,
      stars: [0, 0],
      vetted: false,
      skills: { tv: 4, appliance: 4, security: 4 },
      tests: [],
      papers: ['tradeLicence'],
      bio: 'Vertrag noch nicht unterschrieben.'
    })
  ),
  ...inCity(
    LUCERNE,
    pro('Pius Achermann', 'Achermann Technik', {
      postcode: '6003',
      at: [47.0456, 8.3058],
      radiusKm: 60,
      stars: [4.8, 74],
      skills: {
        wlan: 5,
        security: 5,
        storage: 5,
        computer: 4,
        tv: 3,
        smartHome: 3,
        appliance: 3,
        printer: 3
      },
      tests: ['basics', 'network', 'security'],
      bio: 'Vom Seeufer bis in die Höhe, mit Seil und Laptop.'
    }),
    pro('Doris Bucher', 'Bucher Haushaltgeräte', {
      postcode: '6010',
      at: [47.0352, 8.2781],
      radiusKm: 40,
      stars: [4.7, 51],
      skills: { appliance: 5, smartHome: 4, tv: 4, audio: 3, security: 4 },
      bio: 'In Kriens zu Hause, in Küchen und Kellern bekannt.'
    }),
    friend('Joel Amrein', {
      postcode: '6005',
      at: [47.0381, 8.3153],
      radiusKm: 15,
      stars: [4.5, 20],
      skills: { computer: 4, storage: 4, wlan: 3, printer: 3, phone: 3, audio: 2 },
      bio: 'Repariert lieber, als neu zu kaufen.'
    }),
    friend('Samira Haxhija', {
      postcode: '6014',
      at: [47.0527, 8.2547],
      radiusKm: 15,
      stars: [4.8, 15],
      skills: { phone: 4, tv: 3, wlan: 3, smartHome: 3, printer: 2 },
      bio: 'Ruhig, freundlich und immer mit Ersatzkabel.'
    }),
    friend('Noemi Wicki', {
      postcode: '6004',
      at: [47.0577, 8.3063],
      radiusKm: 10,
      stars: [5, 1],
      skills: { phone: 3, computer: 2, wlan: 2, audio: 2 },
      bio: 'Gerade gestartet, schon gelobt.'
    })
  ),
  ...inCity(
    GENEVA,
    pro('Luc Favre', 'Favre Services', {
      postcode: '1205',
      at: [46.1949, 6.1423],
      radiusKm: 40,
      stars: [4.7, 68],
      skills: {
        tv: 5,
        audio: 4,
        appliance: 4,
        security: 4,
        wlan: 4,
        computer: 4,
        storage: 4,
        smartHome: 3
      },
      bio: 'Television, sound and appliances in Geneva and along the lake. English and French.'
    }),
    pro('Nadia Bonvin', 'Bonvin Domotique', {
      postcode: '1207',
      at: [46.2047, 6.1621],
      radiusKm: 35,
      stars: [4.8, 53],
      skills: { smartHome: 5, security: 5, appliance: 4, wlan: 4, tv: 3, audio: 3 },
      bio: 'Heating, light and doors that listen to you.'
    }),
    pro('Olivier Perret', 'Perret Réseaux', {
      postcode: '1227',
      at: [46.1843, 6.1397],
      radiusKm: 35,
      stars: [4.6, 44],
      skills: { wlan: 5, storage: 5, computer: 5, security: 4, printer: 4, phone: 3, appliance: 3 },
      tests: ['basics', 'network'],
      bio: 'Networks and storage from Carouge, for homes and small offices.'
    }),
    friend('Chloé Rochat', {
      postcode: '1201',
      at: [46.2095, 6.1427],
      radiusKm: 10,
      stars: [4.9, 25],
      skills: { phone: 4, computer: 4, storage: 4, printer: 3, wlan: 3, tv: 2 },
      bio: 'Patient help in English, French and German.'
    }),
    friend('Yann Berset', {
      postcode: '1203',
      at: [46.2107, 6.1236],
      radiusKm: 15,
      stars: [4.5, 14],
      skills: { smartHome: 3, audio: 3, tv: 3, phone: 3, printer: 2 },
      bio: 'Speakers, screens and smart lamps.'
    })
  )
];
