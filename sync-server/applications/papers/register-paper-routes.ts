// Papers of an applicant: taken by what they are, not by what they are called; seen by whose they are
// and by community alone.
import { createHash, randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { isCalendarDay } from '#domain/application/application-form.ts';
import { APPLICATION_POLICY, EXPIRING_PAPERS, PAPER_KINDS } from '#domain/application/policy.ts';
import { neededLine } from '#domain/text/text-schema.ts';
import type { RegisterRoutes } from '../../deps.ts';
import { applicantsOnly, sessionOf } from '../../plugins/authentication.ts';
import { refuse } from '../../plugins/error-reply.ts';
import { changeApplication, readApplication } from '../application-document.ts';
import { newAnswer } from '../register-application-routes.ts';
import { newPaperFiles } from './paper-files.ts';
import { paperTypeOf } from './paper-type.ts';
import { sendPaper } from './send-paper.ts';

const query = z.object({
  kind: z.enum(PAPER_KINDS),
  name: neededLine('fileName'),
  /** Empty: it does not expire. */
  expiresOn: z.string().check(z.refine((text) => text === '' || isCalendarDay(text)))
});
const params = z.object({ id: z.string().check(z.regex(/^[\w-]{1,64}$/)) });
const tags = ['application'];
const preHandler = applicantsOnly;
const url = '/api/application/papers';

export const registerPaperRoutes: RegisterRoutes = async (app, deps) => {
  const { store, clock, config } = deps;
  const files = newPaperFiles(config.filesDir);
  const answer = newAnswer(deps);

  app.get(
    `${url}/:id`,
    { preHandler, schema: { tags, params, summary: 'A paper of one’s own' } },
    async (request, reply) => {
      const found = await readApplication(store, sessionOf(request).person.id);
      if (!found) return refuse(reply, 'request.unknown');
      return sendPaper(reply, files, found, request.params.id);
    }
  );
  app.delete(
    `${url}/:id`,
    { preHandler, schema: { tags, params, summary: 'Takes a paper back' } },
    async (request, reply) => {
      const { id } = sessionOf(request).person;
      const paper = request.params.id;
      const changed = await changeApplication(deps, id, { kind: 'dropPaper', id: paper });
      // What nobody speaks of any more is no longer kept.
      if (changed.ok) await files.drop(id, paper);
      return answer(reply, changed);
    }
  );

  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) =>
      done(null, body)
    );
    scope.post<{ Querystring: z.infer<typeof query> }>(
      url,
      {
        bodyLimit: APPLICATION_POLICY.papers.mostBytes,
        onRequest: applicantsOnly,
        schema: { tags, querystring: query, summary: 'Hands in a paper' }
      },
      async (request, reply) => {
        const { kind, name, expiresOn } = request.query;
        if (expiresOn === '' && EXPIRING_PAPERS.includes(kind)) {
          const fields = [{ path: '/expiresOn', message: 'required' }];
          return refuse(reply, 'request.invalid', { fields });
        }
        const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
        const type = paperTypeOf(bytes);
        if (type === 'heic') return refuse(reply, 'file.heic');
        if (!type) return refuse(reply, 'file.notAPaper');
        const owner = sessionOf(request).person.id;
        if (!(await readApplication(store, owner))) return refuse(reply, 'request.unknown');
        const id = randomUUID();
        await files.keep(owner, id, bytes);
        const sha256 = createHash('sha256').update(bytes).digest('base64url');
        const paper = {
          ...{ id, kind, name, type, size: bytes.length, sha256, uploadedAt: clock.now() },
          expiresOn: expiresOn || null
        };
        const changed = await changeApplication(deps, owner, { kind: 'addPaper', paper });
        if (!changed.ok) await files.drop(owner, id);
        return answer(reply, changed);
      }
    );
  });
};
