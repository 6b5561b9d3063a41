import {
  PART_LIMITS,
  TEXT_PARTS,
  type MailText,
  type TextFault,
  type TextPart
} from '#domain/operator/mail-texts-view.ts';
import { TEXT_LIMITS } from '#domain/text/text-limits.ts';
import { isVisible } from '#domain/text/clean-text.ts';
import { unknownVariables } from './fill.ts';
import { isFrameText, TEXT_VARIABLES, type TextKind } from './text-kinds.ts';

/** What is wrong with it, by part. A brace that opens no variable of this text was meant as one. */
export function faultsOf(kind: TextKind, text: MailText): [TextPart, TextFault][] {
  const parts = TEXT_PARTS.filter((part) => part === 'body' || !isFrameText(kind));
  const unknown = unknownVariables(text, TEXT_VARIABLES[kind]);
  return parts.flatMap((part): [TextPart, TextFault][] => {
    const words = text[part];
    if (!isVisible(words)) return [[part, 'required']];
    if (words.length > TEXT_LIMITS[PART_LIMITS[part]]) return [[part, 'tooLong']];
    if (unknown.some((each) => each.part === part)) return [[part, 'variable']];
    return /[{}]/.test(words.replace(/\{\w+\}/g, '')) ? [[part, 'brace']] : [];
  });
}
