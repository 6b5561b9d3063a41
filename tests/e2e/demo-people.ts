/** Who can sign in to a demo server; the passwords are those of sync-server/demo/sign-ins.ts. */
export interface DemoPerson {
  id: string;
  name: string;
  firstName: string;
  email: string;
  password: string;
}

function person(id: string, name: string, email: string): DemoPerson {
  const [firstName = ''] = name.split(' ');
  return { id, name, firstName, email, password: 'demo-onsite' };
}

/** A Friend in Basel with a full calendar: what the demo shows. */
export const NORA = person('nora-zellweger', 'Nora Zellweger', 'friend@demo.example');
/** A Friend in Basel with an empty calendar: what stories need. */
export const DOMINIK = person('dominik-schaub', 'Dominik Schaub', 'friend2@demo.example');
/** A Pro in Basel with an empty calendar. */
export const URS = person('urs-brodbeck', 'Urs Brodbeck', 'pro2@demo.example');
/** A Pro in Berlin with a full calendar. */
export const JANA = person('jana-wiegand', 'Jana Wiegand', 'pro@demo.example');
export const SUPPORT = person('support-demo', 'Support', 'support@demo.example');
