// What other features may use of this one.
export { ITEM_WORDS, PAPER_WORDS, STATE_WORDS, fieldWord } from './words.ts';
export { shownValue } from './shown-value.ts';
