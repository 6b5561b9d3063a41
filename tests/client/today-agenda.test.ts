import { HOUR_MS } from '#domain/policy/policy.ts';
import type { Job } from '#domain/order/job.ts';
import { describe, expect, it } from 'vitest';
import { agenda } from '../../src/lib/today/agenda.ts';
import { aJob, anOrderAfter, NOW } from '../support/builders.ts';
import { aJobView } from '../support/device-views.ts';

const startingIn = (hours: number): Job['appointment'] => ({
  ...aJob().appointment,
  startsAt: NOW + hours * HOUR_MS
});
const ids = (views: readonly { order: string }[]) => views.map((view) => view.order);

describe('agenda', () => {
  it('puts the visits to come in the order of their time and the running one apart', () => {
    const late = aJobView({ id: 'late', state: 'confirmed', appointment: startingIn(9) });
    const soon = aJobView({ id: 'soon', state: 'confirmed', appointment: startingIn(2) });
    const running = aJobView({ id: 'running', state: 'working', appointment: startingIn(-1) });
    const shown = agenda([late, running, soon], NOW);
    expect(ids(shown.running)).toEqual(['running']);
    expect(ids(shown.next)).toEqual(['soon', 'late']);
  });

  it('[R8.2] asks for the call until twelve hours after the acceptance', () => {
    const view = aJobView({ acceptedAt: NOW - HOUR_MS });
    const [due] = agenda([view], NOW).due;
    expect(due).toMatchObject({ kind: 'contact', dueAt: NOW + 11 * HOUR_MS });
  });

  it('[R9.1, R9.2] asks for the confirmation only from a day before the visit on, until three hours before', () => {
    const { job } = anOrderAfter('customer.contacted');
    const early = aJobView({ ...job, appointment: startingIn(25) });
    const open = aJobView({ ...job, appointment: startingIn(20) });
    expect(agenda([early], NOW).due).toEqual([]);
    expect(agenda([open], NOW).due).toMatchObject([{ kind: 'confirm', dueAt: NOW + 17 * HOUR_MS }]);
  });

  it('names the most urgent thing first', () => {
    const { job } = anOrderAfter('customer.contacted');
    const call = aJobView({ id: 'call', acceptedAt: NOW });
    const confirm = aJobView({ ...job, id: 'confirm', appointment: startingIn(5) });
    const order = agenda([call, confirm], NOW).due.map((item) => item.view.order);
    expect(order).toEqual(['confirm', 'call']);
  });

  it('asks nothing more of a job that is no longer this helper’s, and keeps it among what is over', () => {
    const lost = aJobView({ id: 'lost', provider: null });
    const cancelled = aJobView({ id: 'cancelled', state: 'cancelled' });
    const shown = agenda([lost, cancelled], NOW);
    expect(shown).toMatchObject({ running: [], next: [], due: [] });
    expect(ids(shown.ended)).toEqual(['lost', 'cancelled']);
  });

  it('puts what ended last on top, whatever the end', () => {
    const failed = aJobView({
      id: 'failed',
      state: 'failed',
      failure: { at: NOW - 2, cause: 'notSolvable', note: '' }
    });
    const held = aJobView({
      id: 'held',
      state: 'held',
      refusal: { action: 'a', at: NOW - 1, reason: 'nein' }
    });
    expect(ids(agenda([failed, held], NOW).ended)).toEqual(['held', 'failed']);
  });
});
