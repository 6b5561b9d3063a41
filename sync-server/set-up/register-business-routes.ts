// Who runs this and where, for owners: every change has a version, who and when.
import * as z from 'zod/mini';
import { MARKETS } from '#domain/policy/policy.ts';
import { cleanWords } from '#domain/text/clean-text.ts';
import { isEmail } from '#domain/text/email-address.ts';
import { OPERATOR_SETTINGS, type OperatorValues } from '../config/operator-settings.ts';
import type { RegisterRoutes } from '../deps.ts';
import { sessionOf, staffOnly } from '../plugins/authentication.ts';
import { refuse } from '../plugins/error-reply.ts';
import { businessView } from './business-view.ts';
import { setUpView } from './set-up-view.ts';
import { SET_UP_ITEMS } from '#domain/operator/set-up-view.ts';

const changeBody = z.object({
  /** The version that was looked at. */
  version: z.int().check(z.minimum(0)),
  values: z.record(z.string().check(z.maxLength(60)), z.string().check(z.maxLength(500))),
  served: z.array(z.enum(MARKETS)),
  why: z.optional(z.string().check(z.maxLength(2_000)))
});
const mailBody = z.object({ to: z.string().check(z.maxLength(254), z.refine(isEmail)) });
const tickBody = z.object({ item: z.enum(SET_UP_ITEMS) });
const tags = ['staff'];

export const registerBusinessRoutes: RegisterRoutes = (app, deps) => {
  const { business, config, clock, audit, mail, log } = deps;
  const preHandler = staffOnly('owner');

  app.get(
    '/api/business',
    { preHandler, schema: { tags, summary: 'Who runs this, and where' } },
    () => businessView(business, config)
  );
  app.put(
    '/api/business',
    { preHandler, schema: { tags, body: changeBody, summary: 'Changes it' } },
    async (request, reply) => {
      const { version, served, why = '' } = request.body;
      const { values, faults } = readValues(request.body.values);
      if (faults.length > 0) return refuse(reply, 'request.invalid', { fields: faults });
      const before = await business.stored();
      const by = sessionOf(request).person;
      const next = { ...before, version: version + 1, values, served, at: clock.now() };
      const isSaved = await business.save({ ...next, by: by.name });
      if (!isSaved) return refuse(reply, 'document.conflict');
      await audit.write({
        ...{ by, what: 'business.change', about: `version ${next.version}`, why },
        before: { values: before.values, served: before.served },
        after: { values, served }
      });
      return businessView(business, config);
    }
  );
  app.get(
    '/api/set-up',
    { preHandler, schema: { tags, summary: 'What is still missing to open' } },
    () => setUpView(deps)
  );
  app.post(
    '/api/set-up/tick',
    { preHandler, schema: { tags, body: tickBody, summary: 'Something was read or done' } },
    async (request) => {
      const by = sessionOf(request).person;
      await business.tick(request.body.item);
      await audit.write({ by, what: 'business.tick', about: request.body.item });
      return setUpView(deps);
    }
  );
  app.post(
    '/api/set-up/mail',
    { preHandler, schema: { tags, body: mailBody, summary: 'Sends a mail, to see it arrive' } },
    async (request, reply) => {
      if (!config.smtpUrl) return refuse(reply, 'mail.notSet');
      const { to } = request.body;
      const by = sessionOf(request).person;
      try {
        await mail.send({ to, subject: TEST_SUBJECT, text: TEST_TEXT });
      } catch (error) {
        log.warn({ err: error }, 'the test mail was not sent');
        // In the mail server's own words: only an owner reads them, and only they can do something.
        return { isSent: false, answer: (error as Error).message.slice(0, 500) };
      }
      await business.tick('mail');
      await audit.write({ by, what: 'business.testMail', about: to });
      return { isSent: true, answer: '' };
    }
  );
};

const TEST_SUBJECT = 'Mila Onsite: Testmail · test mail';
const TEST_TEXT =
  'Diese Mail kam an: Ihr Marktplatz kann Mails verschicken.\n\n' +
  'This mail has arrived: your marketplace can send mail.\n';

/** Cleaned; what is empty is not set, and what is wrong is named with what it takes. */
function readValues(typed: Record<string, string>) {
  const values: OperatorValues = {};
  const faults: { path: string; message: string }[] = [];
  for (const [name, text] of Object.entries(typed)) {
    const setting = OPERATOR_SETTINGS[name];
    const value = cleanWords(text);
    if (!setting) faults.push({ path: `/values/${name}`, message: 'unknown' });
    else if (value === '') continue;
    else if (z.safeParse(setting.schema, value).success) values[name] = value;
    else faults.push({ path: `/values/${name}`, message: setting.takes });
  }
  return { values, faults };
}
