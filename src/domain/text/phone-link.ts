import { cleanLine } from './clean-text.ts';

/**
 * What `tel:` dials. Of orders from before numbers were read it still is the right number: a "(0)"
 * behind the country's code is not dialled.
 */
export function phoneHref(kept: string): string {
  const [number = '', extension] = cleanLine(kept).split(';ext=');
  const isInternational = /^\(?\s*(?:\+|00)/.test(number);
  const dialled = isInternational ? number.replace(/\(\s*0\s*\)/, '') : number;
  const digits = dialled.replace(/\D/g, '').replace(isInternational ? /^00/ : /^(?!)/, '');
  return `tel:${isInternational ? '+' : ''}${digits}${extension ? `;ext=${extension}` : ''}`;
}
