// Somebody can send a hundred thousand actions that are to be held; support cannot read a hundred
// thousand cases.
// 1. The first of a device in a day have a case each, which keeps the action whole.
// 2. Those beyond have one case together, which counts them; each stays whole in the outbox.
// 3. It is open again when more come after it was closed.
import { caseId } from '../cases/case-id.ts';
import { newCase, type CaseDocument, type NewCase } from '../cases/case-document.ts';
import { openCase } from '../cases/open-case.ts';
import type { ReceivedAction } from '../outbox/received-action.ts';
import { RecentMap } from '../store/recent-map.ts';
import type { Store } from '../store/store.ts';

/** Of one device in a day; counted in this process, so that a restart begins anew. */
export const CASES_A_DAY = 20;

const DAY_MS = 24 * 3_600_000;
const REMEMBERED = 10_000;

export function newCaseOfMany({ cases }: Pick<Store, 'cases'>, now: () => number) {
  const counts = new RecentMap<string, { since: number; count: number }>(REMEMBERED);

  function isOneOfMany({ provider, device }: ReceivedAction): boolean {
    const name = `${provider}/${device}`;
    const known = counts.get(name);
    const isToday = known && Math.abs(now() - known.since) < DAY_MS;
    const { since, count } = isToday ? known : { since: now(), count: 0 };
    counts.set(name, { since, count: count + 1 });
    return count >= CASES_A_DAY;
  }

  /** The case as it stands: its own from before, its own now, or the one of many as if its own. */
  return async function openOneOrMany(
    received: ReceivedAction,
    fields: NewCase
  ): Promise<CaseDocument> {
    const there = await cases.get<CaseDocument>(fields._id);
    if (there) return there;
    if (!isOneOfMany(received)) return openCase({ cases }, fields);
    const { provider, device } = received;
    const _id = caseId({ manyFrom: device, provider });
    await cases.update<CaseDocument>(_id, (current) => {
      const { closed: _, ...before } = current ?? newCase({ ...fields, _id, judgement: null });
      const many = (current?.many ?? 0) + 1;
      const note = `${many} more of this device are held; they are in its outbox.`;
      return { ...before, state: 'open', many, note };
    });
    return newCase(fields);
  };
}
