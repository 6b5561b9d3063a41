// The schemas of all text from outside. Each cleans first and measures then, on the device as at
// the server: what is refused is what is still too long or empty once it is clean.
import * as z from 'zod/mini';
import { cleanLine, cleanWords, hasUnseen, isName, isVisible } from './clean-text.ts';
import { TEXT_LIMITS, type TextLimit } from './text-limits.ts';

/** `tooLong:17` is what an issue about length says, `required` one about nothing to see. */
const tooLong = (max: number) => ({
  error: ({ input }: { input?: unknown }) => `tooLong:${String(input).length - max}`
});
const required = { error: 'required' };

const cleaned = (clean: (text: string) => string, limit: TextLimit) =>
  z.string(required).check(
    // Nothing that is hashed or printed can carry half a surrogate pair.
    z.refine((text) => text.isWellFormed(), { error: 'invalid' }),
    z.overwrite(clean),
    z.maxLength(TEXT_LIMITS[limit], tooLong(TEXT_LIMITS[limit]))
  );
const needed = (clean: (text: string) => string, limit: TextLimit) =>
  cleaned(clean, limit).check(z.minLength(1, required), z.refine(isSeen, required));
/** Of nothing at all, and of half a surrogate pair, another issue speaks already. */
const isSaid = (text: string) => text === '' || !text.isWellFormed();
const isSeen = (text: string) => isSaid(text) || isVisible(text);

export const line = (limit: TextLimit) => cleaned(cleanLine, limit);
export const words = (limit: TextLimit) => cleaned(cleanWords, limit);
export const neededLine = (limit: TextLimit) => needed(cleanLine, limit);
export const neededWords = (limit: TextLimit) => needed(cleanWords, limit);
/** Somebody's name: one letter is a name, a row of dots is none. */
export const personName = neededLine('name').check(
  z.refine((text) => isSaid(text) || !isVisible(text) || isName(text), required)
);

/**
 * What is part of something that was signed is left as it is: the paper is out in the world with
 * these very letters. What nobody sees has no place in it, and a space too many does no harm.
 */
const asSigned = (limit: TextLimit, isEnough: (text: string) => boolean) =>
  z.string(required).check(
    z.refine((text) => text.isWellFormed() && !hasUnseen(text), { error: 'invalid' }),
    z.minLength(1, required),
    z.maxLength(TEXT_LIMITS[limit], tooLong(TEXT_LIMITS[limit])),
    z.refine((text) => isSaid(text) || hasUnseen(text) || isEnough(text), required)
  );
export const signedLine = (limit: TextLimit) => asSigned(limit, isVisible);
export const signedName = asSigned('name', isName);

/** What an issue of these schemas says about length; undefined where it is about something else. */
export function tooLongIn(message: string): number | undefined {
  const over = /^tooLong:(\d+)$/.exec(message)?.[1];
  return over === undefined ? undefined : Number(over);
}
