// Helpers ask for more than they were admitted with; community says yes, or no with a reason.
import * as z from 'zod/mini';
import { SKILLS } from '#domain/catalog/service-package.ts';
import { words } from '#domain/text/text-schema.ts';
import type { RegisterRoutes } from '../../deps.ts';
import { sessionOf, staffOnly } from '../../plugins/authentication.ts';
import { refuse } from '../../plugins/error-reply.ts';
import { answerSkill, listAskedSkills } from './skill-requests.ts';

const params = z.object({ id: z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,79}$/)) });
const body = z.object({
  skill: z.enum(SKILLS),
  /** Of the request that was seen. */
  id: z.string().check(z.maxLength(80)),
  isGranted: z.boolean(),
  reason: words('reason')
});
const tags = ['vetting'];
const url = '/api/admin/skill-requests';

export const registerSkillRoutes: RegisterRoutes = (app, deps) => {
  const { store, clock, audit } = deps;
  const preHandler = staffOnly('community');

  app.get(
    url,
    { preHandler, schema: { tags, summary: 'Skills that helpers ask for, the oldest first' } },
    async () => ({ at: clock.now(), asked: await listAskedSkills(store) })
  );
  app.post(
    `${url}/:id`,
    { preHandler, schema: { tags, params, body, summary: 'Answers what a helper asks for' } },
    async (request, reply) => {
      const { skill, isGranted, reason } = request.body;
      const provider = request.params.id;
      if (!isGranted && reason === '') return refuse(reply, 'application.noReason');
      if (!(await store.people.get(`provider:${provider}`)))
        return refuse(reply, 'request.unknown');
      const answer = await answerSkill(deps, provider, request.body);
      if (!answer) return refuse(reply, 'application.changed');
      const { id, name, role } = sessionOf(request).person;
      const { from = 0 } = answer;
      await audit.write({
        by: { id, name, role },
        what: isGranted ? 'skill.grant' : 'skill.refuse',
        about: provider,
        before: { skill, level: from },
        after: { skill, level: isGranted ? answer.level : from },
        why: reason
      });
      return { at: clock.now(), asked: await listAskedSkills(store) };
    }
  );
};
