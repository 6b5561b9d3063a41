// What is taken as a mail address is exactly what the mail goes to: the plain form alone (RFC 5322
// dot-atom), in which no sender reads a comment, a name or a second address.
import { cleanLine } from './clean-text.ts';

const LOCAL_PART = /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*$/;
const LABEL = /^(?!-)[\p{L}\p{M}\p{N}-]{1,63}(?<!-)$/u;
const LAST_LABEL = /^(?:xn--[a-z0-9-]+|[\p{L}\p{M}]{2,})$/iu;

/** As it is stored: the domain in the form that travels, in small plain letters; the rest as typed. */
export function cleanEmail(text: string): string {
  const address = cleanLine(text).replace(/^(?:mailto:\s*)+/i, '');
  const at = address.lastIndexOf('@');
  const domain = address.slice(at + 1);
  if (at < 1 || !isDomain(domain)) return address;
  return `${address.slice(0, at)}@${asciiDomain(domain)}`;
}

export function isEmail(address: string): boolean {
  const at = address.lastIndexOf('@');
  const domain = address.slice(at + 1);
  const isPlain = /^[\x21-\x7e]+$/.test(domain);
  return at > 0 && LOCAL_PART.test(address.slice(0, at)) && isPlain && isDomain(domain);
}

/** What a link to write opens: nothing in an address begins a second one or a subject. */
export function mailHref(address: string, subject = ''): string {
  const to = cleanEmail(address).split('@').map(encodeURIComponent).join('@');
  return `mailto:${to}${subject && `?subject=${encodeURIComponent(subject)}`}`;
}

function isDomain(domain: string): boolean {
  const labels = domain.split('.');
  const last = labels.at(-1) ?? '';
  const isLong = domain.length > 253;
  return (
    !isLong &&
    labels.length > 1 &&
    labels.every((each) => LABEL.test(each)) &&
    LAST_LABEL.test(last)
  );
}

/** Unchanged where it cannot be written in plain letters. */
function asciiDomain(domain: string): string {
  try {
    return new URL(`http://${domain}`).hostname;
  } catch {
    return domain;
  }
}
