/** One of an account's passkeys, as its authenticator made it. */
export interface Passkey {
  /** Of the credential, base64url: its owner's browser names it so. */
  id: string;
  /** COSE, base64url. */
  publicKey: string;
  /** Rises with every use, or stays 0 where the authenticator counts nothing. */
  counter: number;
  transports: string[];
  /** As its owner calls it. */
  name: string;
  addedAt: number;
  usedAt: number | null;
  /** Challenges that it has answered, as long as they could be answered once more. */
  answered: { challenge: string; until: number }[];
}

/** What somebody has; more is a list in which nobody finds the one that was lost. */
export const MOST_PASSKEYS = 10;
