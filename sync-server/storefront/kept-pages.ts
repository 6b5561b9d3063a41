import { createHash } from 'node:crypto';
import { compressed, type Encoding } from '../plugins/compression.ts';
import { inlineScriptHashes } from '../plugins/register-built-app.ts';
import { contentSecurityPolicy } from '../plugins/register-security-headers.ts';

/** A page as it goes out: drawn once, packed once for each way that somebody asked for. */
export interface KeptPage {
  tag: string;
  /** Fits the scripts that stand in it. */
  policy: string;
  bodyIn(encoding: Encoding | null): Promise<string | Buffer>;
}

export interface KeptPages {
  /** Pages of an earlier edition are forgotten. */
  page(edition: string, key: string, draw: () => string): KeptPage;
}

/** Five hundred packages in two languages and markets are 10 MB. */
const MOST_PAGES = 2_500;

export function keptPages(): KeptPages {
  let edition = '';
  const pages = new Map<string, KeptPage>();
  return {
    page(current, key, draw) {
      if (current !== edition) pages.clear();
      edition = current;
      const known = pages.get(key);
      if (known) return known;
      const page = keptPage(draw());
      if (pages.size >= MOST_PAGES) pages.clear();
      pages.set(key, page);
      return page;
    }
  };
}

/** A page as it is sent: its tag, what it may run, and each packed form, made once. */
export function keptPage(html: string): KeptPage {
  const packed = new Map<Encoding, Promise<Buffer>>();
  return {
    policy: contentSecurityPolicy(inlineScriptHashes(html)),
    tag: createHash('sha256').update(html).digest('base64url').slice(0, 27),
    bodyIn(encoding) {
      if (!encoding) return Promise.resolve(html);
      const made = packed.get(encoding) ?? compressed(html, encoding);
      packed.set(encoding, made);
      return made;
    }
  };
}
