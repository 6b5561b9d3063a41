import type { Provider } from '#domain/matching/provider.ts';
import { friend, inCity, pro, type DemoCity } from './write-provider.ts';

const ZURICH: DemoCity = { name: 'Zürich', market: 'CH', locale: 'de' };
const BASEL: DemoCity = { name: 'Basel', market: 'CH', locale: 'de' };

export const ZURICH_AND_BASEL: readonly Provider[] = [
  ...inCity(
    ZURICH,
    pro('Sandra Imfeld', 'Imfeld Netzwerke', {
      postcode: '8050',
      at: [47.4111, 8.5447],
      radiusKm: 40,
      stars: [4.9, 128],
      skills: { wlan: 5, storage: 5, computer: 5, security: 5, printer: 4, phone: 3, appliance: 3 },
      tests: ['basics', 'network', 'security', 'alpentel-fibre'],
      commissionBps: 1200,
      bio: 'Glasfaser, WLAN und Speicher im Raum Zürich.'
    }),
    pro('Reto Aeschlimann', 'Aeschlimann Haustechnik', {
      postcode: '8004',
      at: [47.3775, 8.5209],
      radiusKm: 60,
      stars: [4.7, 86],
      skills: { appliance: 5, smartHome: 5, security: 4, tv: 4, wlan: 3, audio: 3 },
      bio: 'Haushaltsgeräte und smarte Heizungen, auch kurzfristig.'
    }),
    pro('Besnik Krasniqi', 'Krasniqi Elektro', {
      postcode: '8048',
      at: [47.3858, 8.4879],
      radiusKm: 50,
      stars: [4.6, 59],
      skills: {
        tv: 5,
        audio: 4,
        security: 4,
        appliance: 4,
        smartHome: 4,
        wlan: 4,
        storage: 4,
        computer: 4
      },
      bio: 'Elektroinstallateur aus Altstetten, mit eigenem Lieferwagen.'
    }),
    friend('Flurina Caduff', {
      postcode: '8006',
      at: [47.3889, 8.5461],
      radiusKm: 12,
      stars: [4.8, 41],
      skills: { computer: 4, storage: 4, phone: 4, wlan: 3, printer: 3 },
      bio: 'Doktorandin, erklärt gern mit Zeichnungen.'
    }),
    friend('Marco Tanner', {
      postcode: '8032',
      at: [47.3655, 8.5621],
      radiusKm: 15,
      stars: [4.5, 30],
      skills: { tv: 4, audio: 4, smartHome: 3, wlan: 3, phone: 2, appliance: 2 },
      bio: 'Bild, Ton und Licht, die sich verstehen.'
    }),
    friend('Livia Stocker', {
      postcode: '8057',
      at: [47.3993, 8.5425],
      radiusKm: 10,
      stars: [4.9, 16],
      skills: { phone: 4, printer: 3, wlan: 2, tv: 2 },
      bio: 'Für alle, denen das Handy zu schnell ist.'
    })
  ),
  ...inCity(
    BASEL,
    friend('Nora Zellweger', {
      postcode: '4053',
      at: [47.5423, 7.5925],
      radiusKm: 20,
      stars: [4.9, 63],
      email: 'friend@demo.example',
      skills: {
        wlan: 4,
        tv: 3,
        computer: 4,
        printer: 4,
        smartHome: 4,
        security: 3,
        storage: 4,
        phone: 5,
        audio: 3,
        appliance: 2
      },
      tests: ['basics', 'network', 'alpentel-fibre'],
      lost: 1,
      bio: 'Aus dem Gundeli. Ich bringe Technik zum Laufen und erkläre sie so, dass sie auch morgen noch läuft.'
    }),
    pro('Urs Brodbeck', 'Brodbeck Technik', {
      postcode: '4051',
      at: [47.5543, 7.5839],
      radiusKm: 80,
      stars: [4.7, 97],
      email: 'pro2@demo.example',
      skills: {
        wlan: 5,
        tv: 4,
        security: 5,
        storage: 4,
        computer: 4,
        smartHome: 4,
        appliance: 3,
        printer: 3,
        audio: 3
      },
      tests: ['basics', 'network', 'security', 'alpentel-fibre'],
      bio: 'Ein kleines Team für Technik daheim, in der ganzen Nordwestschweiz.'
    }),
    pro('Claudia Thommen', 'Thommen Haushalt & Netz', {
      postcode: '4058',
      at: [47.5655, 7.6036],
      radiusKm: 40,
      stars: [4.8, 71],
      skills: { appliance: 5, smartHome: 4, security: 4, tv: 3, wlan: 3, audio: 3 },
      bio: 'Anschliessen, ausrichten, erklären.'
    }),
    pro('Rafael Moser', 'Moser Sicherheit', {
      postcode: '4142',
      at: [47.5163, 7.6173],
      radiusKm: 60,
      stars: [4.6, 38],
      skills: { security: 5, wlan: 4, storage: 4, computer: 4, smartHome: 3, appliance: 3 },
      tests: ['basics', 'security'],
      bio: 'Kameras und Türklingeln, in Münchenstein zu Hause.'
    }),
    friend('Dominik Schaub', {
      postcode: '4056',
      at: [47.5617, 7.5702],
      radiusKm: 15,
      stars: [4.6, 35],
      email: 'friend2@demo.example',
      skills: { wlan: 4, computer: 4, storage: 4, printer: 3, phone: 3, tv: 3 },
      bio: 'Bastelt seit dem ersten Modem. Heute ohne Pfeifton.'
    }),
    friend('Elif Demir', {
      postcode: '4057',
      at: [47.5709, 7.5944],
      radiusKm: 10,
      stars: [4.8, 19],
      skills: { phone: 4, smartHome: 3, tv: 3, audio: 3, printer: 2, wlan: 2 },
      bio: 'Kleinbaslerin, spricht Deutsch, Türkisch und Router.'
    })
  )
];
