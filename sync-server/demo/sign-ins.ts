import type { NewAccount } from '../people/account.ts';
import { demoProvider } from './providers.ts';

/** For trying things out only: an installation with real settings has no demo (see config.demo). */
export const DEMO_PASSWORD = 'demo-onsite';

const OF_PROVIDERS = ['nora-zellweger', 'jana-wiegand', 'dominik-schaub', 'urs-brodbeck'];

/**
 * Two helpers in one town, so that one can see what happens when both want the same job; and
 * support.
 */
export const DEMO_SIGN_INS: readonly NewAccount[] = [
  ...OF_PROVIDERS.map((id): NewAccount => {
    const { name, role, locale, email } = demoProvider(id);
    return { email, password: DEMO_PASSWORD, person: { id, name, role, locale } };
  }),
  {
    email: 'support@demo.example',
    password: DEMO_PASSWORD,
    person: { id: 'support-demo', name: 'Support', role: 'support', locale: 'de' }
  }
];
