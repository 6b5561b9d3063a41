// What mails say, for owners: ours, their own, and how it looks.
import * as z from 'zod/mini';
import {
  TEXT_PARTS,
  type MailText,
  type MailTextRow,
  type MailTextsAnswer
} from '#domain/operator/mail-texts-view.ts';
import { LOCALES, type Locale } from '#domain/policy/policy.ts';
import { cleanWords } from '#domain/text/clean-text.ts';
import type { RegisterRoutes } from '../deps.ts';
import { sessionOf, staffOnly } from '../plugins/authentication.ts';
import { refuse } from '../plugins/error-reply.ts';
import { PERSONAL_MAIL_KINDS } from '../texts/personal-mail-kinds.ts';
import { faultsOf } from '../texts/check-text.ts';
import { missingLocales, OUR_TEXTS, type MailTexts, type OwnText } from '../texts/mail-texts.ts';
import { previewText } from './preview-text.ts';
import { isFrameText, TEXT_KINDS, TEXT_VARIABLES, type TextKind } from '../texts/text-kinds.ts';

/** Room for what is too long: the answer says by how much, and nothing that was typed is cut. */
const part = z.string().check(z.maxLength(40_000));
const mailText = z.strictObject({ subject: part, body: part, action: part });
const saveBody = z.strictObject({
  kind: z.enum(TEXT_KINDS),
  /** The version that was looked at. */
  version: z.int().check(z.minimum(0)),
  /** The operator's own; a language that is missing has ours. */
  texts: z.partialRecord(z.enum(LOCALES), mailText),
  why: z.optional(z.string().check(z.maxLength(2_000)))
});
const previewBody = z.strictObject({
  kind: z.enum(TEXT_KINDS),
  locale: z.enum(LOCALES),
  text: mailText
});
const tags = ['staff'];

export const registerTextRoutes: RegisterRoutes = (app, deps) => {
  const { mailTexts, business, audit, clock, config } = deps;
  const preHandler = staffOnly('owner');

  app.get(
    '/api/texts',
    { preHandler, schema: { tags, summary: 'What mails say: ours, and one’s own' } },
    () => answer(mailTexts)
  );
  app.put(
    '/api/texts',
    { preHandler, schema: { tags, body: saveBody, summary: 'Says it in one’s own words' } },
    async (request, reply) => {
      const { kind, version, why = '' } = request.body;
      const texts = cleaned(kind, request.body.texts);
      const faults = LOCALES.flatMap((locale) =>
        (texts[locale] ? faultsOf(kind, texts[locale]) : []).map(([of, message]) => ({
          path: `/texts/${locale}/${of}`,
          message
        }))
      );
      if (faults.length > 0) return refuse(reply, 'request.invalid', { fields: faults });
      const by = sessionOf(request).person;
      const before = (await mailTexts.own()).find((each) => each.kind === kind);
      const changed = { kind, version: version + 1, texts, at: clock.now(), by: by.name };
      if (!(await mailTexts.save(changed))) return refuse(reply, 'document.conflict');
      await audit.write({
        ...{ by, what: 'text.change', about: kind, why },
        before: { texts: before?.texts ?? {} },
        after: { texts }
      });
      return answer(mailTexts);
    }
  );
  app.get(
    '/api/texts/earlier',
    { preHandler, schema: { tags, summary: 'What it said before' } },
    async () => ({
      earlier: (await mailTexts.earlier()).map(({ kind, version, texts, at, by }) => ({
        ...{ kind, version, texts, at, by }
      }))
    })
  );
  app.post(
    '/api/texts/preview',
    {
      preHandler,
      schema: { tags, body: previewBody, summary: 'How a mail looks with it' }
    },
    async (request) => {
      const { kind, locale, text } = request.body;
      const operator = await business.current();
      const textIn = await mailTexts.current();
      const { publicUrl } = config;
      const sender = { publicUrl, operator, textIn, now: clock.now() };
      return previewText(kind, locale, text, sender);
    }
  );
};

async function answer(mailTexts: MailTexts): Promise<MailTextsAnswer> {
  const own = new Map((await mailTexts.own()).map((each) => [each.kind, each]));
  return { texts: TEXT_KINDS.map((kind) => row(kind, own.get(kind))) };
}

function row(kind: TextKind, own: OwnText | undefined): MailTextRow {
  return {
    ...{ kind, group: groupOf(kind), variables: [...TEXT_VARIABLES[kind]] },
    ...{ version: own?.version ?? 0, own: own?.texts ?? {}, at: own?.at ?? 0, by: own?.by ?? '' },
    ours: Object.fromEntries(LOCALES.map((each) => [each, OUR_TEXTS[each][kind]])) as Record<
      Locale,
      MailText
    >,
    missing: own ? missingLocales(own) : []
  };
}

function groupOf(kind: TextKind): MailTextRow['group'] {
  if (isFrameText(kind)) return 'frame';
  return (PERSONAL_MAIL_KINDS as readonly string[]).includes(kind) ? 'helpers' : 'customers';
}

/** What is the same as ours is ours: a correction of ours reaches it. */
function cleaned(
  kind: TextKind,
  typed: Partial<Record<Locale, MailText>>
): Partial<Record<Locale, MailText>> {
  const texts: Partial<Record<Locale, MailText>> = {};
  for (const locale of LOCALES) {
    const text = typed[locale];
    if (!text) continue;
    const entries = TEXT_PARTS.map((each) => [each, cleanWords(text[each])] as const);
    const own = Object.fromEntries(entries) as unknown as MailText;
    const ours = OUR_TEXTS[locale][kind];
    if (TEXT_PARTS.some((each) => own[each] !== ours[each])) texts[locale] = own;
  }
  return texts;
}
