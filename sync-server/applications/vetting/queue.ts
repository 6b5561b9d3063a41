import { itemsOf, type ApplicationState } from '#domain/application/application.ts';
import type { QueuedApplication } from '#domain/application/views.ts';
import type { Market } from '#domain/policy/policy.ts';
import type { Store } from '../../store/store.ts';
import type { ApplicationDocument } from '../application-document.ts';

const BY_STATE = { name: 'applications-by-state', fields: ['type', 'state'] };
export const APPLICATIONS_A_PAGE = 50;

interface Wanted {
  /** `papers`: of whoever is in, with papers that nobody has looked at. */
  state: ApplicationState | 'papers';
  market?: Market | undefined;
  page: number;
}

/** Those in a state, of one market or all, who waits longest first. */
export async function pageOfApplications(
  { people }: Pick<Store, 'people'>,
  { state, market, page }: Wanted
): Promise<{ applications: QueuedApplication[]; page: number; isMore: boolean }> {
  const found: ApplicationDocument[] = [];
  const selector = { type: 'application', state: state === 'papers' ? 'accepted' : state };
  for await (const each of people.findAll<ApplicationDocument>({ selector, index: BY_STATE })) {
    if (market && each.form.market !== market) continue;
    if (state !== 'papers' || hasOpenPapers(each)) found.push(each);
  }
  found.sort((a, b) => waitsSince(a) - waitsSince(b));
  const from = page * APPLICATIONS_A_PAGE;
  return {
    applications: found.slice(from, from + APPLICATIONS_A_PAGE).map(lineOf),
    page,
    isMore: found.length > from + APPLICATIONS_A_PAGE
  };
}

function hasOpenPapers({ papers, decisions }: ApplicationDocument): boolean {
  return papers.some(({ id }) => !decisions[`paper:${id}`]);
}

const waitsSince = ({ submittedAt, createdAt }: ApplicationDocument) => submittedAt ?? createdAt;

function lineOf(application: ApplicationDocument): QueuedApplication {
  const { id, form, state, submittedAt, decisions } = application;
  const items = itemsOf(application);
  return {
    ...{ id, name: form.name, role: form.role, market: form.market, city: form.city },
    ...{ state, submittedAt, items: items.length },
    decided: items.filter((item) => decisions[item]).length
  };
}
