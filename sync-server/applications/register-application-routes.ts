// One's own application: saved as one goes, from any browser, handed in when nothing is missing.
import * as z from 'zod/mini';
import { testAnswers, asked, grade } from '#domain/application/admission-test.ts';
import { applicationForm, type ApplicationForm } from '#domain/application/application-form.ts';
import { AGREEMENTS, APPLICATION_POLICY } from '#domain/application/policy.ts';
import type { OwnTest, TestResult } from '#domain/application/views.ts';
import { localText } from '#domain/catalog/service-package.ts';
import { isSignature } from '#domain/order/signing/ink.ts';
import { customerSignature } from '#domain/protocol/signature.ts';
import { personName } from '#domain/text/text-schema.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Deps, RegisterRoutes } from '../deps.ts';
import { applicantsOnly, sessionOf } from '../plugins/authentication.ts';
import { refuse } from '../plugins/error-reply.ts';
import { changeApplication, readApplication, type Changed } from './application-document.ts';
import { followUp } from './follow-up.ts';
import { isPhone, isPlaced, ownView } from './own-view.ts';
import { placeOf } from './place-of.ts';
import { ADMISSION_QUESTIONS } from './test/admission-questions.ts';

const saveBody = z.object({
  generation: z.int().check(z.minimum(1)),
  form: applicationForm
});
const signBody = z.object({ name: personName, signature: customerSignature });
const tags = ['application'];
const preHandler = applicantsOnly;
const url = '/api/application';
const meOf = (request: FastifyRequest) => sessionOf(request).person.id;

export const registerApplicationRoutes: RegisterRoutes = (app, deps) => {
  const { store, clock, geocoder } = deps;
  const answer = newAnswer(deps);

  app.get(url, { preHandler, schema: { tags, summary: 'One’s own' } }, async (request, reply) => {
    const found = await readApplication(store, meOf(request));
    return found ? ownView(deps, found) : refuse(reply, 'request.unknown');
  });
  app.put(
    url,
    { preHandler, schema: { tags, body: saveBody, summary: 'Saves what was filled in so far' } },
    async (request, reply) => {
      const { generation } = request.body;
      const form = request.body.form as ApplicationForm;
      const command = { kind: 'save', form, generation } as const;
      return answer(reply, await changeApplication(deps, meOf(request), command));
    }
  );
  app.post(
    `${url}/contract`,
    { preHandler, schema: { tags, body: signBody, summary: 'Signs the subcontractor contract' } },
    async (request, reply) => {
      const { name, signature } = request.body;
      if (!isSignature(signature)) return refuse(reply, 'request.invalid');
      const version = AGREEMENTS.subcontractorContract;
      const contract = { version, name, signature, at: clock.now() };
      const command = { kind: 'sign', contract } as const;
      return answer(reply, await changeApplication(deps, meOf(request), command));
    }
  );
  app.post(
    `${url}/submit`,
    { preHandler, schema: { tags, summary: 'Hands it in' } },
    async (request, reply) => {
      const found = await readApplication(store, meOf(request));
      if (!found) return refuse(reply, 'request.unknown');
      const known = { isPhone, isPlaced: isPlaced(await placeOf(geocoder, found.form)) };
      const command = { kind: 'submit', known } as const;
      return answer(reply, await changeApplication(deps, meOf(request), command));
    }
  );
  registerTest(deps, app);
};

const registerTest = (deps: Deps, app: Parameters<RegisterRoutes>[0]) => {
  app.get(
    `${url}/test`,
    { preHandler, schema: { tags, summary: 'The questions of the admission test' } },
    async (): Promise<OwnTest> => ({
      questions: ADMISSION_QUESTIONS.map(asked),
      passPercent: APPLICATION_POLICY.test.passPercent
    })
  );
  app.post(
    `${url}/test`,
    { preHandler, schema: { tags, body: testAnswers, summary: 'Answers it; the server grades' } },
    async (request, reply) => {
      const { percent, wrong } = grade(ADMISSION_QUESTIONS, request.body.answers);
      const command = { kind: 'takeTest', percent } as const;
      const changed = await changeApplication(deps, meOf(request), command);
      if (!changed.ok) return refuse(reply, changed.code);
      const { locale } = sessionOf(request).person;
      const again = ADMISSION_QUESTIONS.filter(({ id }) => wrong.includes(id));
      return {
        percent,
        isPassed: percent >= APPLICATION_POLICY.test.passPercent,
        lessons: again.map(({ lesson }) => localText(lesson, locale))
      } satisfies TestResult;
    }
  );
};

/** As it stands now, for whoever has changed it. */
export function newAnswer(deps: Deps) {
  return async (reply: FastifyReply, changed: Changed) => {
    if (!changed.ok) return refuse(reply, changed.code);
    await followUp(deps, changed.application);
    return ownView(deps, changed.application);
  };
}
