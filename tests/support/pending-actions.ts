import type { PendingAction } from '#domain/order/assignment/assignment.ts';
import type { CommandKind } from '#domain/order/life-cycle/command.ts';
import { anOrderAfter } from './builders.ts';
import { CLOCK, after } from './order-commands.ts';
import { AT, CONTACT_DUE, CONFIRM_DUE } from './order-times.ts';

/** Lost because the customer was not called in time. */
export const lost = () =>
  after(
    anOrderAfter('offer.accept'),
    'contact.lapse',
    { limitAt: CONTACT_DUE },
    CLOCK,
    CONTACT_DUE + 1
  );

/** Lost because the appointment was not confirmed in time. */
export const unconfirmed = () =>
  after(
    anOrderAfter('customer.contacted'),
    'confirm.lapse',
    { limitAt: CONFIRM_DUE },
    CLOCK,
    CONFIRM_DUE + 1
  );

export const pending = (
  kind: CommandKind,
  body: object = { text: 'x' },
  fields: Partial<PendingAction> = {}
): PendingAction => ({
  ...{
    hash: 'h',
    since: AT,
    command: { id: 'a', kind, body, at: AT } as PendingAction['command']
  },
  ...fields
});
