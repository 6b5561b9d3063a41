// The days of Nora Zellweger, the Friend whose sign-in is the first that people try.
import { HOUR_MS } from '#domain/policy/policy.ts';
import { demoPartner } from '../partners.ts';
import { nextDaytime, toQuarter } from './demo-time.ts';
import type { OrderScript } from './order-script.ts';
import type { Scene } from './scene.ts';
import { priceAgreed } from './sign.ts';
import { pastVisit } from './past-visit.ts';
import { atWork, called, completed, DAY_MS, MINUTE_MS, rated, taken } from './visit-steps.ts';

const NORA = 'nora-zellweger';

/** What *Today* and *Offers* show; made again when it has gone stale. */
export function friendToday(scene: Scene): OrderScript[] {
  return [
    aVisitToStart(scene),
    aVisitToConfirm(scene),
    aCustomerToCall(scene),
    aVisitLaterOn(scene),
    aPersonalRequest(scene),
    anOfferJustSent(scene)
  ];
}

function aVisitToStart(scene: Scene): OrderScript {
  const { now } = scene;
  const toStart = scene.book('friend-start', {
    for: 'abegg',
    service: 'wlan-setup',
    startsAt: toQuarter(now + 2 * HOUR_MS),
    at: now - 2 * DAY_MS,
    problem: 'Neuer Glasfaseranschluss. Router ist da, aber ich traue mich nicht an die Dose.'
  });
  taken(toStart, NORA);
  called(
    toStart,
    now - 40 * HOUR_MS,
    'Router und Unterlagen liegen bereit. Fünf Geräte, dazu ein Drucker.'
  );
  toStart
    .do('appointment.confirm', {}, now - 3 * HOUR_MS)
    .do('checklist.set', { item: 'wlan-setup.papers', done: true }, now - 2 * HOUR_MS)
    .do('checklist.set', { item: 'wlan-setup.activation', done: true }, now - 2 * HOUR_MS)
    .do(
      'note.add',
      { text: 'OTO-Dose im Flur, Buchse 2. Langes LAN-Kabel mitnehmen.' },
      now - 2 * HOUR_MS
    );
  return toStart;
}

function aVisitToConfirm(scene: Scene): OrderScript {
  const { now } = scene;
  const [branch] = demoPartner('alpentel').branches;
  const toConfirm = scene.book('friend-confirm', {
    for: 'vogt',
    service: 'wlan-mesh',
    partner: 'alpentel',
    pickup: branch
      ? {
          branch: branch.name,
          address: branch.address,
          openingHours: branch.openingHours,
          reference: 'ALP-4471-08'
        }
      : null,
    startsAt: nextDaytime(now + 5 * HOUR_MS, scene.timeZone('vogt')),
    at: now - 3 * DAY_MS,
    problem: 'Im Schlafzimmer und auf dem Balkon kein Empfang. Mesh-Set ist bestellt.'
  });
  taken(toConfirm, NORA);
  called(toConfirm, now - 2 * DAY_MS, 'Set im Center abholen. Vierter Stock ohne Lift.');
  return toConfirm;
}

function aCustomerToCall(scene: Scene): OrderScript {
  const { now } = scene;
  const toCall = scene.book('friend-call', {
    for: 'keller',
    service: 'phone-move',
    startsAt: scene.day('keller', 2, '10:00'),
    at: now - 9 * HOUR_MS - 3 * MINUTE_MS,
    problem:
      'Das neue Telefon liegt seit Wochen in der Schachtel. Die Fotos vom Enkel dürfen nicht weg.'
  });
  taken(toCall, NORA);
  return toCall;
}

function aVisitLaterOn(scene: Scene): OrderScript {
  const { now } = scene;
  const later = scene.book('friend-later', {
    for: 'sutter',
    service: 'computer-cleanup',
    startsAt: scene.day('sutter', 4, '09:30'),
    at: now - DAY_MS,
    problem: 'Der Laptop braucht zehn Minuten, bis er bereit ist.'
  });
  taken(later, NORA);
  called(later, now - 20 * HOUR_MS, 'Netzteil und Passwort liegen bereit. Hund ist freundlich.');
  return later;
}

function aPersonalRequest(scene: Scene): OrderScript {
  const { now } = scene;
  const personal = scene.book('friend-personal', {
    for: 'wenger',
    service: 'computer-backup',
    personalProvider: NORA,
    startsAt: scene.day('wenger', 2, '14:00'),
    at: now - 10 * MINUTE_MS,
    problem:
      'Sie haben mir das Handy eingerichtet. Jetzt hätte ich gern eine Sicherung für den Computer.'
  });
  personal.offer(now - 9 * MINUTE_MS);
  return personal;
}

function anOfferJustSent(scene: Scene): OrderScript {
  const { now } = scene;
  const exclusive = scene.book('friend-offer', {
    for: 'frey',
    service: 'phone-basics',
    startsAt: scene.day('frey', 1, '17:00'),
    at: now - MINUTE_MS,
    problem: 'Mein Vater (78) möchte Videoanrufe mit der Familie üben.'
  });
  exclusive.offer(now);
  return exclusive;
}

/** What *Earnings* shows. */
export async function friendPast(scene: Scene): Promise<OrderScript[]> {
  return [
    await friendHeating(scene),
    await friendWlan(scene),
    await friendPrinter(scene),
    friendAbsent(scene),
    await friendPhone(scene)
  ];
}

async function friendHeating(scene: Scene): Promise<OrderScript> {
  const heating = pastVisit(scene, 'friend-heating', {
    for: 'luethi',
    service: 'smart-heating',
    days: -2,
    time: '16:00',
    provider: NORA,
    problem: 'Vier Heizkörper sollen nachts von selbst herunterfahren.'
  });
  atWork(heating, heating.order.job.appointment.startsAt);
  await completed(heating);
  return heating;
}

async function friendWlan(scene: Scene): Promise<OrderScript> {
  const wlan = pastVisit(scene, 'friend-wlan', {
    for: 'brunner',
    service: 'wlan-setup',
    days: -5,
    time: '10:00',
    provider: NORA,
    problem: 'Neuer Router vom Anbieter, das Büro ist im Keller.'
  });
  const startsAt = wlan.order.job.appointment.startsAt;
  atWork(wlan, startsAt);
  const agreedAt = startsAt + 20 * MINUTE_MS;
  await wlan.signed(
    'price.agree',
    agreedAt,
    priceAgreed(
      11_900,
      'Zusätzlich acht Geräte verbunden und das Büro im Keller angeschlossen',
      agreedAt
    )
  );
  const cable = scene.product('lan-cable-10');
  wlan.do(
    'product.sell',
    { productId: cable.id, productVersion: cable.version, quantity: 1 },
    startsAt + 40 * MINUTE_MS
  );
  await completed(wlan);
  rated(wlan, 5, 'Freundlich, schnell und so erklärt, dass auch ich es verstanden habe.');
  return wlan;
}

async function friendPrinter(scene: Scene): Promise<OrderScript> {
  const printer = pastVisit(scene, 'friend-printer', {
    for: 'schaer',
    service: 'printer-setup',
    days: -9,
    time: '13:30',
    provider: NORA,
    problem: 'Der Drucker in der Praxis druckt nur noch vom Empfang aus.'
  });
  atWork(printer, printer.order.job.appointment.startsAt);
  await completed(printer);
  rated(printer, 4, 'Alles läuft. Kam zehn Minuten später, hat aber vorher Bescheid gesagt.');
  return printer;
}

function friendAbsent(scene: Scene): OrderScript {
  const absent = pastVisit(scene, 'friend-absent', {
    for: 'frey',
    service: 'tv-streaming',
    days: -12,
    time: '18:00',
    provider: NORA,
    problem: 'Der Fernseher kennt die neuen Apps nicht.'
  });
  const due = absent.order.job.appointment.startsAt;
  absent
    .do('travel.start', { etaMinutes: 20 }, due - 20 * MINUTE_MS)
    .do('visit.arrive', {}, due)
    .do(
      'job.fail',
      { cause: 'customerAbsent', note: 'Dreimal geklingelt, zweimal angerufen, Mailbox.' },
      due + 15 * MINUTE_MS
    );
  return absent;
}

async function friendPhone(scene: Scene): Promise<OrderScript> {
  const phone = pastVisit(scene, 'friend-phone', {
    for: 'keller',
    service: 'phone-basics',
    days: -16,
    time: '10:00',
    provider: NORA,
    problem: 'Ich möchte Bilder verschicken können.'
  });
  atWork(phone, phone.order.job.appointment.startsAt);
  await completed(phone);
  rated(phone, 5, 'Frau Zellweger hat viel Geduld. Ich kann jetzt Bilder verschicken.');
  return phone;
}
