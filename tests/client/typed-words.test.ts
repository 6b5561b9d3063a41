import type { ActionBody, ActionKind } from '#domain/protocol/action-body.ts';
import { describe, expect, it } from 'vitest';
import { typedWords } from '../../src/lib/recording/typed-words.ts';

const words = <K extends ActionKind>(_kind: K, body: ActionBody<K>) =>
  typedWords({ body } as Parameters<typeof typedWords>[0]);

describe('what the helper wrote in an action that was turned away', () => {
  it('is shown whatever the action was', () => {
    expect([
      words('note.add', { text: 'Router im Keller' }),
      words('job.giveBack', { reason: 'krank' }),
      words('job.fail', { cause: 'notSolvable', note: ' Leitung tot ' }),
      words('customer.contacted', { way: 'phone', reached: true, agreed: 'wie gebucht' }),
      words('appointment.change', { startsAt: 1, customerWish: 'später', confirmedBy: 'phone' })
    ]).toEqual(['Router im Keller', 'krank', 'Leitung tot', 'wie gebucht', 'später']);
  });

  it('is nothing where nothing was written', () => {
    expect([
      words('travel.start', { etaMinutes: 5 }),
      words('checklist.set', { item: 'a', done: true }),
      words('job.fail', { cause: 'notSolvable', note: '' })
    ]).toEqual(['', '', '']);
  });
});
