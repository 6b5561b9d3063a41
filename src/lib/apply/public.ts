// What other features may use of this one.
export { ITEM_WORDS, PAPER_WORDS, STATE_WORDS, fieldWord, shownValue } from './words.ts';
