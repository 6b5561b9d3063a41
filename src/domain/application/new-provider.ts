import type { Ms } from '../brand.ts';
import type { Point } from '../matching/distance.ts';
import type { Provider } from '../matching/provider.ts';
import type { Application } from './application.ts';
import { baseOf } from './application-form.ts';
import { endOfPaper, longestOfKind } from './papers.ts';
import { SUBCONTRACTOR_CONTRACT } from './policy.ts';

/** Passed by everybody who is admitted. */
const ADMISSION_TEST = 'basics';

/** What somebody who is accepted may be asked by; what they have earned since stays (`before`). */
export function providerFrom(
  application: Application,
  { base, phone, now }: { base: Point; phone: string; now: Ms },
  before?: Provider
): Provider {
  const { id, email, locale, form } = application;
  const { postcode, city } = baseOf(form);
  return {
    ...(before ?? newcomer(id, now)),
    role: form.role ?? 'friend',
    name: form.name,
    company: form.role === 'pro' ? form.company : '',
    ...{ email, phone, market: form.market },
    base: { postcode, city, lat: base.lat, lon: base.lon },
    ...{ locale, radiusM: form.radiusKm * 1_000, ...setSince(before) },
    skills: before?.skills ?? form.skills,
    languages: before?.languages ?? form.languages,
    tests: [...new Set([...(before?.tests ?? []), ADMISSION_TEST])],
    ...papersOf(application),
    vetted: application.state === 'accepted'
  };
}

/** What they have set in the app since they were first admitted is theirs. */
function setSince(before: Provider | undefined): Partial<Pick<Provider, 'locale' | 'radiusM'>> {
  const isSet = (part: string) => before?.setBy?.[part] !== undefined;
  return {
    ...(before && isSet('locale') && { locale: before.locale }),
    ...(before && isSet('radiusKm') && { radiusM: before.radiusM })
  };
}

/** Which papers count, and until when: those that community has found good. */
export function papersOf({
  form,
  papers,
  decisions,
  contract
}: Application): Required<Pick<Provider, 'papers' | 'paperEnds'>> {
  const good = longestOfKind(papers.filter(({ id }) => decisions[`paper:${id}`]?.isOk));
  const ends = good.flatMap((paper) => {
    const end = endOfPaper(paper, form.market);
    return end === null ? [] : [[paper.kind, end] as const];
  });
  const signed = contract && form.role === 'pro' ? [SUBCONTRACTOR_CONTRACT] : [];
  return {
    papers: [...good.map(({ kind }) => kind), ...signed],
    paperEnds: Object.fromEntries(ends)
  };
}

function newcomer(id: string, now: Ms) {
  return {
    _id: `provider:${id}`,
    type: 'provider',
    id,
    tests: [] as string[],
    active: true,
    stars: { sum: 0, count: 0 },
    reliability: { kept: 0, lost: 0 },
    commissionBps: null,
    bio: '',
    since: now
  } as const;
}
