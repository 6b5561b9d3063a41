import type { Application } from '#domain/application/application.ts';
import {
  decide,
  type ApplicationCommand,
  type ApplicationRefusal
} from '#domain/application/decide.ts';
import type { Deps } from '../deps.ts';
import type { Store } from '../store/store.ts';
import type { StoredDocument } from '../store/stored-document.ts';

/** People database: `application:<applicant>`. */
export interface ApplicationDocument extends StoredDocument, Application {
  type: 'application';
  /** False until everything that follows from it is done (follow-up.ts). Indexed. */
  isFollowed: boolean;
}

export const APPLICATION_PREFIX = 'application:';

export function applicationId(applicant: string): string {
  return `${APPLICATION_PREFIX}${applicant}`;
}

export async function readApplication(
  { people }: Pick<Store, 'people'>,
  applicant: string
): Promise<ApplicationDocument | undefined> {
  return people.get<ApplicationDocument>(applicationId(applicant));
}

export type Changed =
  | { ok: true; application: ApplicationDocument; before: Application }
  | { ok: false; code: ApplicationRefusal };

/** Decided on what is there; whoever was faster is looked at again. */
export async function changeApplication(
  { store: { people }, clock }: Pick<Deps, 'store' | 'clock'>,
  applicant: string,
  command: ApplicationCommand,
  by: string | null = null
): Promise<Changed> {
  let refusal: ApplicationRefusal = 'request.unknown';
  let before: Application | undefined;
  const { doc, written } = await people.update<ApplicationDocument>(
    applicationId(applicant),
    (current) => {
      refusal = 'request.unknown';
      if (!current) return undefined;
      const decided = decide(current, command, { by, now: clock.now() });
      if (!decided.ok) refusal = decided.code;
      before = current;
      if (!decided.ok) return undefined;
      const touched = by === null && { touchedAt: clock.now() };
      return { ...current, ...decided.next, ...touched, isFollowed: false };
    }
  );
  return written ? { ok: true, application: doc!, before: before! } : { ok: false, code: refusal };
}
