import type { PublicPage } from '#domain/profile/public-page.ts';

/** Null: there is no such page; undefined: nobody could be asked. */
export async function loadPage(handle: string): Promise<PublicPage | null | undefined> {
  try {
    const answer = await fetch(`/api/p/${encodeURIComponent(handle)}`);
    // A hotel's sign-in page is no answer of this server.
    if (!answer.headers.has('mila-time')) return undefined;
    if (answer.status === 404 || answer.status === 400) return null;
    return answer.ok ? ((await answer.json()) as PublicPage) : undefined;
  } catch {
    return undefined;
  }
}
