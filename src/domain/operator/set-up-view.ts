import type { Market } from '../policy/policy.ts';

/** The way to an open marketplace, in its order. */
export const SET_UP_ITEMS = [
  'company',
  'contact',
  'mail',
  'catalog',
  'places',
  'helpers',
  'legal',
  'backup'
] as const;
export type SetUpItem = (typeof SET_UP_ITEMS)[number];

/** Answer of `GET /api/set-up`. */
export interface SetUpView {
  items: {
    item: SetUpItem;
    isDone: boolean;
    /** Bookings do not need it. */
    isOptional: boolean;
    /** Names of settings that are missing. */
    missing: string[];
    /** How many there are: packages, helpers. */
    count?: number;
  }[];
  /** Where bookings are taken now. */
  markets: Market[];
}

/** One field of who runs this. */
export interface BusinessField {
  name: string;
  value: string;
  /** What a right value looks like. */
  example: string;
  isNeeded: boolean;
  /** Set in the environment of the server: not changed here. */
  isFixed: boolean;
}

/** Answer of `GET /api/business`. */
export interface BusinessView {
  version: number;
  at: number;
  by: string;
  fields: BusinessField[];
  served: Market[];
  /** Open now: served, and their company is whole. */
  markets: Market[];
  hasMailServer: boolean;
}
