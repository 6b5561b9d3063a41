import { accountId } from '../people/account.ts';
import type { DemoFrontDoor } from '../plugins/register-demo-route.ts';
import type { Store } from '../store/store.ts';
import { DEMO_SIGN_INS } from './sign-ins.ts';

const PAGES = [
  { label: 'Service buchen', href: '/book' },
  { label: 'Helfer-App', href: '/today' },
  { label: 'Support', href: '/support' },
  { label: 'API', href: '/api/docs' }
];

/** Null where nobody can sign in as a demo person: the installation was not empty. */
export async function frontDoor({ people }: Pick<Store, 'people'>): Promise<DemoFrontDoor | null> {
  const [first] = DEMO_SIGN_INS;
  if (!first || !(await people.get(accountId(first.email)))) return null;
  const signIns = DEMO_SIGN_INS.map(({ email, password, person }) => {
    const { id: provider, name, role } = person;
    return { name, role, email, password, provider };
  });
  return { demo: true, signIns, pages: PAGES };
}
