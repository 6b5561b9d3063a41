// Vetting, for community. Whoever looks at an applicant's data is written down, and so is each
// decision.
import * as z from 'zod/mini';
import { APPLICATION_STATES, itemsOf, type Item } from '#domain/application/application.ts';
import type { ApplicationCommand } from '#domain/application/decide.ts';
import { openItems } from '#domain/application/decide.ts';
import type { VettedApplication } from '#domain/application/views.ts';
import { MARKETS } from '#domain/policy/policy.ts';
import { words } from '#domain/text/text-schema.ts';
import type { RegisterRoutes } from '../../deps.ts';
import { putPersonalMail } from '../../mail/personal-mail.ts';
import { sessionOf, staffOnly } from '../../plugins/authentication.ts';
import { refuse } from '../../plugins/error-reply.ts';
import {
  changeApplication,
  readApplication,
  type ApplicationDocument
} from '../application-document.ts';
import { followUp } from '../follow-up.ts';
import { paperWord } from '../item-words.ts';
import { newPaperFiles } from '../papers/paper-files.ts';
import { sendPaper } from '../papers/send-paper.ts';
import { pageOfApplications } from './queue.ts';

const id = z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,79}$/));
const params = z.object({ id });
const paperParams = z.object({ id, paper: z.string().check(z.regex(/^[\w-]{1,64}$/)) });
const query = z.object({
  state: z._default(z.enum([...APPLICATION_STATES, 'papers']), 'submitted'),
  market: z.optional(z.enum(MARKETS)),
  page: z._default(z.coerce.number().check(z.int(), z.minimum(0), z.maximum(10_000)), 0)
});
const generation = z.int().check(z.minimum(1));
const judgeBody = z.object({
  item: z.string().check(z.maxLength(80)),
  isOk: z.boolean(),
  reason: words('reason'),
  generation
});
const stepBody = z.object({ reason: words('reason'), generation });
const STEPS = ['ask', 'accept', 'refuse', 'suspend', 'readmit'] as const;
const tags = ['vetting'];
const url = '/api/admin/applications';

export const registerVettingRoutes: RegisterRoutes = (app, deps) => {
  const { store, clock, audit, config } = deps;
  const preHandler = staffOnly('community');
  const files = newPaperFiles(config.filesDir);

  app.get(
    url,
    { preHandler, schema: { tags, querystring: query, summary: 'The queue, the oldest first' } },
    async ({ query }) => ({ at: clock.now(), ...(await pageOfApplications(store, query)) })
  );
  app.get(
    `${url}/:id`,
    { preHandler, schema: { tags, params, summary: 'One application with all its data' } },
    async (request, reply) => {
      const found = await readApplication(store, request.params.id);
      if (!found) return refuse(reply, 'request.unknown');
      const by = sessionOf(request).person;
      await audit.write({ by, what: 'application.read', about: found.id });
      return vetted(found);
    }
  );
  app.get(
    `${url}/:id/papers/:paper`,
    { preHandler, schema: { tags, params: paperParams, summary: 'A paper of an applicant' } },
    async (request, reply) => {
      const { id, paper } = request.params;
      const found = await readApplication(store, id);
      if (!found?.papers.some((each) => each.id === paper)) return refuse(reply, 'request.unknown');
      const by = sessionOf(request).person;
      await audit.write({ by, what: 'paper.read', about: `${id}:${paper}` });
      return sendPaper(reply, files, found, paper);
    }
  );
  app.post(
    `${url}/:id/judge`,
    { preHandler, schema: { tags, params, body: judgeBody, summary: 'Decides on one item' } },
    async (request, reply) => {
      const { item, ...judged } = request.body;
      const command = { kind: 'judge', item: item as Item, ...judged } as const;
      return step(request.params.id, command, sessionOf(request).person, reply);
    }
  );
  for (const kind of STEPS) {
    app.post(
      `${url}/:id/${kind}`,
      { preHandler, schema: { tags, params, body: stepBody, summary: `To ${kind}` } },
      async (request, reply) =>
        step(request.params.id, { kind, ...request.body }, sessionOf(request).person, reply)
    );
  }

  async function step(
    applicant: string,
    command: Extract<ApplicationCommand, { generation: number; reason: string }>,
    by: ReturnType<typeof sessionOf>['person'],
    reply: Parameters<typeof refuse>[0]
  ) {
    const changed = await changeApplication(deps, applicant, command, by.id);
    if (!changed.ok) return refuse(reply, changed.code);
    const { application, before } = changed;
    const { kind, reason } = command;
    const item = kind === 'judge' ? command.item : undefined;
    await audit.write({
      by: { id: by.id, name: by.name, role: by.role },
      what: `application.${kind}`,
      about: applicant,
      before: item ? (before.decisions[item] ?? null) : before.state,
      after: item ? { item, isOk: application.decisions[item]?.isOk } : application.state,
      why: reason
    });
    await followUp(deps, application);
    if (item) await tellOfPaper(application, item);
    return vetted(application);
  }

  /** Whoever is in learns of a further paper at once; an applicant with everything else. */
  async function tellOfPaper(application: ApplicationDocument, item: Item): Promise<void> {
    const { id, email, locale, form, papers, decisions, state } = application;
    const paper = papers.find((each) => item === `paper:${each.id}`);
    const decision = decisions[item];
    if (!paper || state === 'submitted' || decision?.isOk !== false) return;
    await putPersonalMail(deps, {
      kind: 'paper.turnedDown',
      occasion: `${id}:${paper.id}:${decision.at}`,
      ...{ to: email, name: form.name, locale, market: form.market, path: '/helpers/status' },
      facts: { paper: paperWord(paper.kind, locale), reason: decision.reason }
    });
  }
};

function vetted(application: ApplicationDocument): VettedApplication {
  const { _id, _rev, type: _type, isFollowed: _followed, ...rest } = application;
  return {
    ...rest,
    papers: rest.papers.map(({ sha256: _, ...paper }) => paper),
    items: itemsOf(application),
    open: openItems(application)
  };
}
