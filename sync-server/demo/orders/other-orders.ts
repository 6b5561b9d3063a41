// What goes on elsewhere meanwhile: something in every state, for support and for whoever looks
// around.
import { judgeCommand } from '#domain/order/judge-command.ts';
import { holdSigned } from '#domain/order/hold-signed.ts';
import { NO_RULES, type Command } from '#domain/order/life-cycle/command.ts';
import { HOUR_MS } from '#domain/policy/policy.ts';
import { hashOf } from '#domain/protocol/hash.ts';
import { toQuarter } from './demo-time.ts';
import type { OrderScript } from './order-script.ts';
import { pastVisit } from './past-visit.ts';
import type { Scene } from './scene.ts';
import { statementSigned } from './sign.ts';
import {
  atWork,
  called,
  completed,
  DAY_MS,
  MINUTE_MS,
  rated,
  taken,
  ticked
} from './visit-steps.ts';

/** Made again when it has gone stale. */
export function othersToday(scene: Scene): OrderScript[] {
  return [
    hamburgWorking(scene),
    munichTravelling(scene),
    cologneContacted(scene),
    lucerneOffered(scene),
    bernCancelled(scene)
  ];
}

function hamburgWorking(scene: Scene): OrderScript {
  const { now } = scene;
  const at = now - 2 * DAY_MS;
  const working = scene.book('hamburg-working', {
    for: 'martens',
    service: 'appliance-connect',
    startsAt: toQuarter(now - 40 * MINUTE_MS),
    at,
    problem: 'Neue Waschmaschine im Bad, erster Stock.'
  });
  called(taken(working), at + 4 * HOUR_MS, 'Eckventil geht leicht. Maschine wurde geliefert.');
  working.do('appointment.confirm', {}, now - 8 * HOUR_MS);
  const began = working.order.job.appointment.startsAt;
  atWork(working, began);
  for (const item of ['visit.introduced', 'visit.agreed', 'appliance-connect.waterOff']) {
    working.do('checklist.set', { item, done: true }, began + 6 * MINUTE_MS);
  }
  working.do(
    'work.progress',
    { text: 'Maschine steht, jetzt kommt der Probelauf.' },
    now - 5 * MINUTE_MS
  );
  return working;
}

function munichTravelling(scene: Scene): OrderScript {
  const { now } = scene;
  const at = now - 2 * DAY_MS;
  const travelling = scene.book('munich-travelling', {
    for: 'wagner',
    service: 'tv-mount',
    startsAt: toQuarter(now + 20 * MINUTE_MS),
    at,
    problem: '65 Zoll an die Wand, Halterung ist da.'
  });
  called(taken(travelling), at + 4 * HOUR_MS, 'Betonwand, zweite Person ist vor Ort.');
  travelling
    .do('appointment.confirm', {}, now - 8 * HOUR_MS)
    .do('travel.start', { etaMinutes: 25 }, now - 5 * MINUTE_MS);
  return travelling;
}

function cologneContacted(scene: Scene): OrderScript {
  const { now } = scene;
  const contacted = scene.book('cologne-contacted', {
    for: 'breuer',
    service: 'printer-setup',
    startsAt: scene.day('breuer', 3, '16:00'),
    at: now - DAY_MS,
    problem: 'Drucker wird vom neuen Laptop nicht gefunden.'
  });
  called(taken(contacted), now - 20 * HOUR_MS, 'Modell notiert, Kabel ist vorhanden.');
  return contacted;
}

function lucerneOffered(scene: Scene): OrderScript {
  const { now } = scene;
  const offered = scene.book('lucerne-offered', {
    for: 'suter',
    service: 'computer-move',
    startsAt: scene.day('suter', 2, '13:00'),
    at: now - MINUTE_MS,
    problem: 'Alter Computer ist laut und langsam, neuer steht bereit.'
  });
  offered.offer(now);
  return offered;
}

function bernCancelled(scene: Scene): OrderScript {
  const { now } = scene;
  const cancelled = scene.book('bern-cancelled', {
    for: 'ryser',
    service: 'tv-setup',
    startsAt: scene.day('ryser', 3, '10:00'),
    at: now - 2 * DAY_MS,
    problem: 'Die Sender sind durcheinander.'
  });
  called(taken(cancelled), now - 40 * HOUR_MS, 'Kabelanschluss, zwei Fernseher.');
  cancelled.do('order.cancel', { reason: 'Mein Sohn kommt doch vorbei.' }, now - 5 * HOUR_MS, {
    type: 'customer'
  });
  return cancelled;
}

export async function othersPast(scene: Scene): Promise<OrderScript[]> {
  const heating = pastVisit(scene, 'zurich-completed', {
    for: 'egger',
    service: 'smart-heating',
    days: -1,
    time: '13:00',
    problem: 'Drei Thermostate in der Altbauwohnung.'
  });
  atWork(heating, heating.order.job.appointment.startsAt);
  await completed(heating);
  rated(heating, 5, 'Pünktlich und sauber.');

  const course = pastVisit(scene, 'stuttgart-completed', {
    for: 'weiss',
    service: 'phone-basics',
    days: -3,
    time: '10:30',
    problem: 'Ich möchte Fahrkarten am Telefon kaufen.'
  });
  atWork(course, course.order.job.appointment.startsAt);
  await completed(course);
  rated(course, 5, 'Endlich hat sich jemand Zeit genommen.');

  const failed = pastVisit(scene, 'frankfurt-failed', {
    for: 'baumann',
    service: 'smart-lighting',
    days: -2,
    time: '17:00',
    problem: 'Zehn Lampen, eine Zentrale.'
  });
  const { startsAt } = failed.order.job.appointment;
  atWork(failed, startsAt).do(
    'job.fail',
    { cause: 'deviceDefective', note: 'Die Zentrale startet nicht, Austausch beim Händler.' },
    startsAt + 40 * MINUTE_MS
  );

  return [heating, course, failed, await held(scene), unplaced(scene)];
}

/** What was signed says less than what was done: support has to look (R15). */
async function held(scene: Scene): Promise<OrderScript> {
  const script = pastVisit(scene, 'leipzig-held', {
    for: 'voigt',
    service: 'computer-backup',
    days: -1,
    time: '15:00',
    problem: 'Zwanzig Jahre Fotos und keine Sicherung.'
  });
  const { startsAt, durationMin } = script.order.job.appointment;
  const at = startsAt + durationMin * MINUTE_MS;
  ticked(atWork(script, startsAt), startsAt + 10 * MINUTE_MS, at - MINUTE_MS);
  const body = await statementSigned(at)(script.order);
  const statement = { ...body.statement, totalMinor: Number(body.statement.totalMinor) - 500 };
  const statementHash = await hashOf(statement);
  const provider = script.order.job.provider?.id ?? '';
  const command: Command<'job.complete'> = {
    id: script.newCommandId(),
    kind: 'job.complete',
    body: { ...body, statement, statementHash },
    actor: { type: 'provider', id: provider },
    at
  };
  return script.change((order) => {
    const decision = judgeCommand(order, command, NO_RULES, at);
    if (decision.outcome !== 'held') throw new Error(`a wrong total was ${decision.outcome}`);
    const { code } = decision;
    const next = holdSigned(order, command, code, NO_RULES);
    const verdict = { outcome: 'held' as const, code, at, provider, hash: statementHash };
    return { ...next, verdicts: { ...next.verdicts, [command.id]: verdict } };
  });
}

/** The partner asks for a test that nobody near has passed. */
function unplaced(scene: Scene): OrderScript {
  const { now } = scene;
  const script = scene.book('geneva-unplaced', {
    for: 'roux',
    service: 'camera-setup',
    partner: 'waechter',
    startsAt: scene.day('roux', 5, '14:00'),
    at: now - 6 * HOUR_MS,
    problem: 'Two cameras for the shop, front and back door.'
  });
  return script.offer(now - 6 * HOUR_MS + 5_000);
}
