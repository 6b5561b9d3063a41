import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CaseDocument } from '../../../sync-server/cases/case-document.ts';
import { newOrderCases } from '../../../sync-server/cases/order-cases.ts';
import type { Store } from '../../../sync-server/store/store.ts';
import { anOrder, NOW } from '../../support/builders.ts';
import { aClock, aMember, aStore, casesOf, send } from '../../support/order-work.ts';

let store: Store;
beforeEach(async () => {
  store = await aStore();
});
afterEach(() => store.close());

describe('[P3.3, P3.4] the case of a held action', () => {
  it.each([0, 1, 2])('of a fork keeps the content that was judged (%i)', async (judged) => {
    const { device } = await aMember(store);
    const first = await device.sign('note.add', 'order1', { text: 'eins' }, NOW);
    const contents = [
      first,
      { ...first, hash: 'B'.repeat(43) },
      { ...first, hash: 'C'.repeat(43) }
    ];
    for (const [index, content] of contents.entries()) {
      await send(store, device, [content], NOW + index);
    }
    const { hash } = contents[judged]!;
    const verdict = { outcome: 'held', code: 'order.notYours', at: NOW } as const;
    const order = {
      ...anOrder(),
      verdicts: { [first._id]: { ...verdict, provider: 'anna', hash } }
    };
    await newOrderCases(store, aClock())(order);
    const [found] = (await casesOf(store)) as CaseDocument[];
    expect(found?.action).toMatchObject({ id: first._id, hash, receivedAt: NOW + judged });
    expect(JSON.parse(found!.action!.text)).toMatchObject({ hash });
  });

  it('is opened for each of them, once', async () => {
    const held = { outcome: 'held', code: 'order.notYours', at: NOW, hash: 'h' } as const;
    const verdicts = {
      a: { ...held, provider: 'anna' },
      b: { ...held, provider: 'berta', code: 'order.unknown' as const },
      c: { ...held, provider: 'anna', outcome: 'refused' as const }
    };
    const openCases = newOrderCases(store, aClock());
    await openCases({ ...anOrder(), verdicts });
    await openCases({ ...anOrder(), verdicts });
    const found = (await casesOf(store)) as CaseDocument[];
    expect(found.map(({ _id, provider, code }) => [_id, provider, code])).toEqual([
      ['case:a', 'anna', 'order.notYours'],
      ['case:b', 'berta', 'order.unknown']
    ]);
  });
});
