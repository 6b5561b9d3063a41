// The days of Jana Wiegand, the Pro with a well-known sign-in.
import { HOUR_MS } from '#domain/policy/policy.ts';
import { demoPartner } from '../partners.ts';
import { nextDaytime, toQuarter } from './demo-time.ts';
import type { OrderScript } from './order-script.ts';
import type { Scene } from './scene.ts';
import { packageAdded } from './sign.ts';
import { pastVisit } from './past-visit.ts';
import { atWork, called, completed, DAY_MS, MINUTE_MS, rated, taken } from './visit-steps.ts';

const JANA = 'jana-wiegand';

/** What *Today* and *Offers* show; made again when it has gone stale. */
export function proToday(scene: Scene): OrderScript[] {
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
  const toStart = scene.book('pro-start', {
    for: 'neumann',
    service: 'video-doorbell',
    startsAt: toQuarter(now + 2 * HOUR_MS),
    at: now - 2 * DAY_MS,
    problem: 'Klingel mit Kamera für den Seitenflügel. Die Hausverwaltung hat zugestimmt.'
  });
  taken(toStart, JANA);
  called(toStart, now - 42 * HOUR_MS, 'Akkubetrieb. Zustimmung der Hausverwaltung liegt vor.');
  toStart
    .do('appointment.confirm', {}, now - 3 * HOUR_MS)
    .do('checklist.set', { item: 'video-doorbell.wiring', done: true }, now - 2 * HOUR_MS)
    .do('checklist.set', { item: 'video-doorbell.permission', done: true }, now - 2 * HOUR_MS);
  return toStart;
}

function aVisitToConfirm(scene: Scene): OrderScript {
  const { now } = scene;
  const toConfirm = scene.book('pro-confirm', {
    for: 'beck',
    service: 'appliance-connect',
    partner: 'hellmarkt',
    startsAt: nextDaytime(now + 5 * HOUR_MS, scene.timeZone('beck')),
    at: now - 3 * DAY_MS,
    problem: 'Geschirrspüler wird am Vortag geliefert und steht im Flur.'
  });
  taken(toConfirm, JANA);
  called(toConfirm, now - 2 * DAY_MS, 'Nische 60 cm, Eckventil vorhanden. Altgerät bleibt stehen.');
  return toConfirm;
}

function aCustomerToCall(scene: Scene): OrderScript {
  const { now } = scene;
  const toCall = scene.book('pro-call', {
    for: 'kurz',
    service: 'nas-setup',
    startsAt: scene.day('kurz', 3, '09:00'),
    at: now - 9 * HOUR_MS - 3 * MINUTE_MS,
    problem: 'NAS mit zwei Platten für fünf Arbeitsplätze, Sicherung über Nacht.'
  });
  taken(toCall, JANA);
  return toCall;
}

function aVisitLaterOn(scene: Scene): OrderScript {
  const { now } = scene;
  const [branch] = demoPartner('nordhall').branches;
  const later = scene.book('pro-later', {
    for: 'lenz',
    service: 'tv-mount',
    partner: 'nordhall',
    pickup: branch
      ? {
          branch: branch.name,
          address: branch.address,
          openingHours: branch.openingHours,
          reference: 'NH-20931-B'
        }
      : null,
    startsAt: scene.day('lenz', 4, '10:00'),
    at: now - DAY_MS,
    problem: '55 Zoll an die Wohnzimmerwand, Altbau. Halterung liegt in der Filiale.'
  });
  taken(later, JANA);
  called(later, now - 20 * HOUR_MS, 'Wand ist massiv. Herr Lenz hilft beim Einhängen.');
  return later;
}

function aPersonalRequest(scene: Scene): OrderScript {
  const { now } = scene;
  const personal = scene.book('pro-personal', {
    for: 'hoffmann',
    service: 'wlan-mesh',
    personalProvider: JANA,
    startsAt: scene.day('hoffmann', 2, '15:00'),
    at: now - 10 * MINUTE_MS,
    problem: 'Im Gartenhaus bricht das WLAN ab. Gern wieder mit Frau Wiegand.'
  });
  personal.offer(now - 9 * MINUTE_MS);
  return personal;
}

function anOfferJustSent(scene: Scene): OrderScript {
  const { now } = scene;
  const exclusive = scene.book('pro-offer', {
    for: 'yildiz',
    service: 'computer-virus',
    startsAt: scene.day('yildiz', 1, '17:00'),
    at: now - MINUTE_MS,
    problem: 'Jemand hat am Telefon behauptet, vom Support zu sein, und war auf meinem Computer.'
  });
  exclusive.offer(now);
  return exclusive;
}

/** What *Earnings* shows. */
export async function proPast(scene: Scene): Promise<OrderScript[]> {
  return [
    await proOffice(scene),
    await proWlan(scene),
    await proCamera(scene),
    await proMove(scene)
  ];
}

async function proOffice(scene: Scene): Promise<OrderScript> {
  const office = pastVisit(scene, 'pro-office', {
    for: 'kurz',
    service: 'home-office',
    days: -1,
    time: '09:00',
    provider: JANA,
    problem: 'Zwei Bildschirme und ein Dock, der Ton in Videogesprächen hallt.'
  });
  atWork(office, office.order.job.appointment.startsAt);
  await completed(office);
  return office;
}

async function proWlan(scene: Scene): Promise<OrderScript> {
  const wlan = pastVisit(scene, 'pro-wlan', {
    for: 'schaefer',
    service: 'wlan-setup',
    days: -4,
    time: '11:00',
    provider: JANA,
    problem: 'Anbieterwechsel, auch das Festnetz soll wieder gehen.'
  });
  const startsAt = wlan.order.job.appointment.startsAt;
  atWork(wlan, startsAt);
  const addedAt = startsAt + 15 * MINUTE_MS;
  await wlan.signed('package.add', addedAt, packageAdded(scene.package('landline-voip'), addedAt));
  await completed(wlan);
  rated(wlan, 5, 'Internet und Telefon laufen. Sehr ordentlich gearbeitet.');
  return wlan;
}

async function proCamera(scene: Scene): Promise<OrderScript> {
  const camera = pastVisit(scene, 'pro-camera', {
    for: 'krueger',
    service: 'camera-setup',
    days: -8,
    time: '14:00',
    provider: JANA,
    problem: 'Zwei Kameras für Hof und Werkstatt.'
  });
  atWork(camera, camera.order.job.appointment.startsAt);
  await completed(camera);
  rated(camera, 5, 'Saubere Bohrungen, klare Worte zum Datenschutz.');
  return camera;
}

async function proMove(scene: Scene): Promise<OrderScript> {
  const move = pastVisit(scene, 'pro-move', {
    for: 'schaefer',
    service: 'computer-move',
    days: -15,
    time: '15:00',
    provider: JANA,
    problem: 'Alles vom alten auf den neuen Laptop, mit den E-Mails seit 2009.'
  });
  const begins = move.order.job.appointment.startsAt;
  atWork(move, begins);
  const disk = scene.product('backup-disk-2tb');
  move.do(
    'product.sell',
    { productId: disk.id, productVersion: disk.version, quantity: 1 },
    begins + 60 * MINUTE_MS
  );
  await completed(move);
  return move;
}
