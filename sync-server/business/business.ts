// Who runs this and where, as an owner has said it: kept with every earlier version, who changed it and
// when. What the environment of the server says goes first.
import type { Issuer } from '#domain/billing/invoice.ts';
import { MARKETS, type Market } from '#domain/policy/policy.ts';
import type { Config } from '../config/config.ts';
import { issuerIn, type Operator } from '../config/operator.ts';
import { operatorOf, type OperatorValues } from '../config/operator-settings.ts';
import { createOnce } from '../store/create-once.ts';
import type { Store } from '../store/store.ts';
import type { StoredDocument } from '../store/stored-document.ts';

/** People database: `business`, and `business:<version>` for each earlier one. */
export interface BusinessDocument extends StoredDocument {
  type: 'business';
  version: number;
  values: OperatorValues;
  /** Markets that are open for bookings, as far as their company is told. */
  served: Market[];
  at: number;
  by: string;
}

export interface RunningBusiness extends Operator {
  /** Where bookings are taken. */
  markets: Market[];
}

export interface Business {
  /** As it is now; another process's change is seen within seconds. */
  current(): Promise<RunningBusiness>;
  issuerOf(market: Market): Promise<Issuer>;
  stored(): Promise<BusinessDocument>;
  /** False: somebody else has saved since `version`. */
  save(changed: Omit<BusinessDocument, '_id' | '_rev' | 'type'>): Promise<boolean>;
  /** What an owner has said to have read or done, in the set-up list. */
  ticked(): Promise<string[]>;
  tick(item: string): Promise<void>;
}

/** People database: `set-up`. Beside the business: ticking something is no other version of it. */
interface TickedDocument extends StoredDocument {
  type: 'ticked';
  items: string[];
}

const ID = 'business';
const TICKED_ID = 'set-up';
const FRESH_MS = 2_000;
const NOTHING: BusinessDocument = {
  _id: ID,
  type: 'business',
  version: 0,
  values: {},
  served: [...MARKETS],
  at: 0,
  by: ''
};

type Settings = Pick<Config, 'operatorSet' | 'publicUrl' | 'demo'>;

export function openBusiness({ people }: Pick<Store, 'people'>, config: Settings): Business {
  let known: { until: number; business: RunningBusiness } | undefined;
  const stored = async () => (await people.get<BusinessDocument>(ID)) ?? NOTHING;
  async function current(): Promise<RunningBusiness> {
    if (known && known.until > performance.now()) return known.business;
    const business = runningBusiness(await stored(), config);
    known = { until: performance.now() + FRESH_MS, business };
    return business;
  }
  return {
    current,
    issuerOf: async (market) => issuerIn((await current()).issuers, market),
    stored,
    async save(changed) {
      const before = await stored();
      // Kept before it is replaced, so that no crash can lose a version.
      if (before.version > 0) {
        const { _rev, ...kept } = before as BusinessDocument & { _rev?: string };
        await createOnce<BusinessDocument>(people, { ...kept, _id: `${ID}:${before.version}` });
      }
      const { written } = await people.update<BusinessDocument>(ID, (current) =>
        (current?.version ?? 0) === changed.version - 1
          ? { ...changed, _id: ID, type: 'business', ...(current && { _rev: current._rev }) }
          : undefined
      );
      if (written) known = undefined;
      return written;
    },
    ticked: async () => (await people.get<TickedDocument>(TICKED_ID))?.items ?? [],
    async tick(item) {
      await people.update<TickedDocument>(TICKED_ID, (current) => ({
        ...(current ?? { _id: TICKED_ID, type: 'ticked' }),
        items: [...new Set([...(current?.items ?? []), item])]
      }));
    }
  };
}

/** What the environment says goes over what was said in /admin. */
export function runningBusiness(
  { values, served }: Pick<BusinessDocument, 'values' | 'served'>,
  { operatorSet, publicUrl, demo }: Settings
): RunningBusiness {
  const operator = operatorOf({ ...values, ...operatorSet }, publicUrl, demo);
  const isTold = demo || operator.support.email !== '';
  const isOpen = (market: Market) =>
    isTold && served.includes(market) && operator.issuers[market] !== undefined;
  return { ...operator, markets: MARKETS.filter(isOpen) };
}

/** As what mails come from, where the settings name no sender. */
export function senderOf({ support }: Pick<Operator, 'support'>): string {
  return `Mila Onsite <${support.email || 'no-reply@localhost'}>`;
}
