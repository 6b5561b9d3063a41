import type { OperatorView } from '../operator/operator-view.ts';
import type { StorefrontView } from './storefront-view.ts';

/** Everything that a page is drawn from; the same input is the same page, to the byte. */
export interface PageInput {
  view: StorefrontView;
  site: Site;
  assets: PageAssets;
  /** At `/`, whose address names no language: whoever chose another one is led to it. */
  isDefault: boolean;
}

export interface Site extends Pick<OperatorView, 'markets' | 'companies' | 'support' | 'links'> {
  /** Address of this server, without a slash at its end. */
  origin: string;
  /** Only of a demo. */
  demo: DemoSignIns | null;
}

export interface DemoSignIns {
  signIns: { name: string; role: string; email: string; password: string }[];
  pages: { label: string; href: string }[];
}

/** What the build has called the files that a page asks for; paths without a slash in front. */
export interface PageAssets {
  styles: string[];
  /** Fetched with the page itself. */
  fonts: string[];
  /** Fetched when nothing else is to do: the booking form, which comes next. */
  ahead: string[];
}

/** A whole HTML document. */
export type RenderPage = (input: PageInput) => string;
