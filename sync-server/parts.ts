// What the server consists of: a new part adds its routes here, and what it does beside the requests.
import { registerEmailRoutes } from './accounts/register-email-routes.ts';
import { registerOwnPasskeyRoutes } from './accounts/register-own-passkey-routes.ts';
import { registerOwnSessionRoutes } from './accounts/register-own-session-routes.ts';
import { registerPasswordRoutes } from './accounts/register-password-routes.ts';
import { keepApplications } from './applications/keep-applications.ts';
import { registerPaperRoutes } from './applications/papers/register-paper-routes.ts';
import { registerApplicationRoutes } from './applications/register-application-routes.ts';
import { registerApplyRoutes } from './applications/register-apply-routes.ts';
import { registerSkillRoutes } from './applications/vetting/register-skill-routes.ts';
import { registerVettingRoutes } from './applications/vetting/register-vetting-routes.ts';
import { registerAuditRoutes } from './staff/register-audit-routes.ts';
import { keepBilling } from './billing/keep-billing.ts';
import { tellEarnings } from './billing/tell-earnings.ts';
import { registerInvoiceRoutes } from './billing/register-invoice-routes.ts';
import { registerBookingRoutes } from './booking/register-booking-routes.ts';
import { watchConflicts } from './cases/watch-conflicts.ts';
import type { Background, RegisterRoutes } from './deps.ts';
import { registerDoorRoutes } from './door/register-door-routes.ts';
import { registerFileRoutes } from './files/register-file-routes.ts';
import { keepMails } from './mail/keep-mails.ts';
import { registerMailRoutes } from './mail/register-mail-routes.ts';
import { publishWhenDue } from './editing/publish-when-due.ts';
import { registerCatalogRoutes } from './editing/register-catalog-routes.ts';
import { registerPublishRoutes } from './editing/register-publish-routes.ts';
import { keepErased } from './order-work/keep-erased.ts';
import { keepOutboxesJudged } from './order-work/keep-outboxes-judged.ts';
import { registerPasskeySignInRoutes } from './passkeys/register-passkey-sign-in-routes.ts';
import { registerHealthRoute } from './plugins/register-health-route.ts';
import { registerOperatorRoute } from './plugins/register-operator-route.ts';
import { registerDeviceRoutes } from './sign-in/register-device-routes.ts';
import { registerSessionRoutes } from './sign-in/register-session-routes.ts';
import { registerTextRoutes } from './mail/register-text-routes.ts';
import { registerBusinessRoutes } from './set-up/register-business-routes.ts';
import { registerRulesRoutes } from './set-up/register-rules-routes.ts';
import { registerInviteRoutes } from './staff/register-invite-routes.ts';
import { registerStaffRoutes } from './staff/register-staff-routes.ts';
import { registerCaseRoutes } from './support/register-case-routes.ts';
import { registerUnplacedOrderRoutes } from './support/register-unplaced-order-routes.ts';
import { registerCustomerCommands } from './tracking/register-customer-commands.ts';
import { registerTrackingRoutes } from './tracking/register-tracking-routes.ts';

/** Every part's routes. */
export const ROUTES: readonly RegisterRoutes[] = [
  registerHealthRoute,
  registerOperatorRoute,
  registerSessionRoutes,
  registerPasskeySignInRoutes,
  registerDeviceRoutes,
  registerDoorRoutes,
  registerFileRoutes,
  registerBookingRoutes,
  registerTrackingRoutes,
  registerCustomerCommands,
  registerInvoiceRoutes,
  registerMailRoutes,
  registerCaseRoutes,
  registerUnplacedOrderRoutes,
  registerInviteRoutes,
  registerStaffRoutes,
  registerAuditRoutes,
  registerBusinessRoutes,
  registerTextRoutes,
  registerRulesRoutes,
  registerCatalogRoutes,
  registerPublishRoutes,
  registerPasswordRoutes,
  registerEmailRoutes,
  registerOwnSessionRoutes,
  registerOwnPasskeyRoutes,
  registerApplyRoutes,
  registerApplicationRoutes,
  registerPaperRoutes,
  registerVettingRoutes,
  registerSkillRoutes
];

const keepOrderWork: Background = ({ orderWork }) => orderWork.run();
const judgeOutboxes: Background = ({ config, orderWork, ...deps }) =>
  keepOutboxesJudged({ ...deps, ...orderWork, isShared: config.couchdbUrl !== null });

/** Nobody but this process reaches the embedded engine: nothing can be replicated into it. */
const keepConflictsWatched: Background = async ({ config, ...deps }) => {
  if (config.couchdbUrl !== null) await watchConflicts(deps);
};

/** What runs beside the requests. */
export const BACKGROUND: readonly Background[] = [
  ...[keepOrderWork, judgeOutboxes, keepBilling, tellEarnings, keepMails],
  ...[keepErased, keepConflictsWatched, publishWhenDue, keepApplications]
];
