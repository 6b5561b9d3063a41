import type { StaffRole } from '#domain/staff/staff-role.ts';

export interface Staff {
  name: string;
  role: StaffRole;
}

/** Who is here, as the server last said: any answer may end it. */
export const staffSession: { here: 'asking' | 'in' | 'out' | 'away'; staff: Staff | undefined } =
  $state({ here: 'asking', staff: undefined });
