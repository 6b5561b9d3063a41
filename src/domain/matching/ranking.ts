/** Why a provider was ranked so (R4): stored with each offer and shown to them. */
export interface RankReason {
  factor: 'stars' | 'skillLevel' | 'distance' | 'reliability' | 'newcomer' | 'personal';
  /** The provider's own value: mean stars, level, metres, share kept (0…1), jobs so far. */
  value: number;
  /** What it added to the score, 0…1 each. */
  points: number;
}
