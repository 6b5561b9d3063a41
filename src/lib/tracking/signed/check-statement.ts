export interface CheckedStatement {
  state: 'signed' | 'review' | 'unknown' | 'away';
  signedAt: number | null;
}

/** Whether the platform knows a statement of this hash; `away` where nobody could be asked. */
export async function checkStatement(hash: string): Promise<CheckedStatement> {
  try {
    const answer = await fetch(`/api/statements/${encodeURIComponent(hash)}`);
    if (!answer.headers.has('mila-time') || answer.status >= 429) throw new Error('not now');
    if (!answer.ok) return { state: 'unknown', signedAt: null };
    return (await answer.json()) as CheckedStatement;
  } catch {
    return { state: 'away', signedAt: null };
  }
}
