import { rulesValues } from '#domain/operator/rules-values.ts';
import { MARKET_POLICY, MARKETS } from '#domain/policy/policy.ts';
import { areaCode, areasOf } from '#domain/storefront/area.ts';
import { aForm } from './an-application.ts';
import type { AccessIds, Asker, StaffAsker } from './access-world.ts';

/** What is asked, with an id that is either foreign or unknown. */
export interface Asked {
  url: string;
  payload?: object;
}

export type AccessRow =
  /** Names nothing that is anybody's. */
  | { to: 'everybody' }
  /** About whoever is signed in, whatever the address says. */
  | { to: 'signedIn' | 'applying' | StaffAsker; payload?: object; answer?: number }
  /** Names something: only these see it; to everybody else it is as if it were not there. */
  | { sees: readonly Asker[]; ask: (ids: AccessIds, customerToken: string) => Asked[] };

const TO_ALL: AccessRow = { to: 'everybody' };
const TO_STAFF: AccessRow = { to: 'staff' };
const TO_OWNER: AccessRow = { to: 'operator' };
const STAFF_SEES = (ask: (ids: AccessIds) => Asked): AccessRow => ({
  sees: ['staff', 'operator'],
  ask: (ids) => [ask(ids)]
});
const OWNER_DOES = (payload: object, answer: number): AccessRow => ({
  to: 'operator',
  payload,
  answer
});
/** One package or product, by its id. */
const CATALOG_ITEM = (rest: string, payload?: object): AccessRow => ({
  sees: ['catalog', 'operator'],
  ask: (ids) => [
    { url: `/api/catalog/items/package/${ids.package}${rest}`, ...(payload && { payload }) }
  ]
});
const TO_CATALOG = (payload?: object, answer = 200): AccessRow => ({
  to: 'catalog',
  ...(payload && { payload }),
  answer
});
const USUAL_VALUES = rulesValues(MARKET_POLICY.CH.rules);
const NO_CATALOG = { format: 'mila-catalog-1', packages: [], products: [] };
/** Whoever has the link: no id of anything else opens it. */
const BY_INVITE = (payload?: object): AccessRow => ({
  sees: [],
  ask: ({ token }) => [{ url: `/api/invites/${token}`, ...(payload && { payload }) }]
});
/** An order's id opens nothing where its token is asked for. */
const BY_LINK = (rest: string, payload?: object): AccessRow => ({
  sees: [],
  ask: ({ order }) => [{ url: `/api/o/${order}${rest}`, ...(payload && { payload }) }]
});
const FILE = (query: (token: string) => string, sees: readonly Asker[]): AccessRow => ({
  sees,
  ask: ({ photo }, token) => [{ url: `/api/files/${photo}${query(token)}` }]
});
const UPLOAD: AccessRow = {
  sees: ['owner'],
  ask: ({ photo }) => [{ url: `/api/files/${photo}`, payload: Buffer.from('no picture') }]
};
const DOOR_READS: AccessRow = {
  sees: ['owner'],
  ask: ({ inboxDocument }) => {
    const id = encodeURIComponent(inboxDocument);
    const changes = `filter=_doc_ids&doc_ids=${encodeURIComponent(JSON.stringify([inboxDocument]))}`;
    return [
      { url: `/sync/inbox/${id}` },
      { url: `/sync/inbox/${id}?open_revs=all` },
      { url: `/sync/inbox/_all_docs?key=${encodeURIComponent(JSON.stringify(inboxDocument))}` },
      { url: `/sync/inbox/_changes?${changes}` }
    ];
  }
};
const DOOR_POSTS: AccessRow = {
  sees: ['owner'],
  ask: ({ inboxDocument, action }) => [
    { url: '/sync/inbox/_all_docs', payload: { keys: [inboxDocument] } },
    { url: '/sync/inbox/_bulk_get', payload: { docs: [{ id: inboxDocument }] } },
    { url: '/sync/outbox/_all_docs', payload: { keys: [action], include_docs: true } }
  ]
};
const DOOR_PUTS: AccessRow = {
  sees: [],
  ask: ({ action, inboxDocument }) => [
    { url: `/sync/outbox/${encodeURIComponent(action)}`, payload: { said: 'by somebody else' } },
    { url: `/sync/inbox/${encodeURIComponent(inboxDocument)}`, payload: {} }
  ]
};
const DOOR_REFUSES: AccessRow = {
  sees: [],
  ask: ({ inboxDocument }) => [{ url: `/sync/inbox/${encodeURIComponent(inboxDocument)}` }]
};

const VETTED = (rest: string, payload?: object): AccessRow => ({
  sees: ['community', 'operator'],
  ask: ({ application }) => [
    { url: `/api/admin/applications/${application}${rest}`, ...(payload && { payload }) }
  ]
});
const VETTING_STEP = (step: string) => VETTED(`/${step}`, { reason: 'because', generation: 1 });
const OWN_PAPER: AccessRow = {
  sees: [],
  ask: ({ paper }) => [{ url: `/api/application/papers/${paper}` }]
};
/** Whoever has the link of a mail: no id of anything else opens it. */
const BY_MAIL = (path: string, payload?: object): AccessRow => ({
  sees: [],
  ask: ({ token }) => [{ url: `${path}/${token}`, ...(payload && { payload }) }]
});

/** Each route of the running app, but those of HEAD that follow from a GET. */
export const ACCESS: Record<string, AccessRow> = {
  'GET /': TO_ALL,
  ...Object.fromEntries(
    areasOf(MARKETS).flatMap((area) => [
      [`GET /${areaCode(area)}`, TO_ALL],
      [`GET /${areaCode(area)}/*`, TO_ALL]
    ])
  ),
  'GET /sitemap.xml': TO_ALL,
  'GET /robots.txt': TO_ALL,
  'GET /*': TO_ALL,
  'GET /200.html': TO_ALL,
  'GET /health': TO_ALL,
  'GET /api/health': TO_ALL,
  'GET /api/operator': TO_ALL,
  'GET /api/demo': TO_ALL,
  'GET /api/docs': TO_ALL,
  'GET /api/docs/protocol': TO_ALL,
  'GET /api/docs/json': TO_ALL,
  'GET /api/docs/yaml': TO_ALL,
  'GET /api/docs/static/*': TO_ALL,
  'GET /api/docs/static/index.html': TO_ALL,
  'GET /api/docs/static/swagger-initializer.js': TO_ALL,
  'GET /api/catalog': TO_ALL,
  'GET /api/places': TO_ALL,
  'GET /api/places/known': TO_ALL,
  // Helpers are asked for by name: their public page is everybody's.
  'GET /api/providers/:id': TO_ALL,
  'POST /api/bookings': TO_ALL,
  'POST /api/session': TO_ALL,
  'DELETE /api/session': TO_ALL,
  'GET /api/session': { to: 'signedIn' },
  'GET /api/devices': { to: 'signedIn' },
  'DELETE /api/devices/:id': {
    sees: ['owner'],
    ask: ({ device }) => [{ url: `/api/devices/${device}` }]
  },

  'GET /sync': { to: 'signedIn' },
  ...Object.fromEntries(
    ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].map((method) => [
      `${method} /sync`,
      { to: 'signedIn' } as const
    ])
  ),
  'GET /sync/*': DOOR_READS,
  'POST /sync/*': DOOR_POSTS,
  'PUT /sync/*': DOOR_PUTS,
  'PATCH /sync/*': DOOR_REFUSES,
  'DELETE /sync/*': DOOR_REFUSES,
  'OPTIONS /sync/*': DOOR_REFUSES,

  'HEAD /api/files/:sha256': FILE(() => '', ['owner']),
  'GET /api/files/:sha256': FILE((token) => `?order=${token}`, ['owner', 'staff', 'operator']),
  'PUT /api/files/:sha256': UPLOAD,
  'PATCH /api/files/:sha256': UPLOAD,

  'GET /api/o/:token': BY_LINK(''),
  'GET /api/o/:token/events': BY_LINK('/events'),
  'GET /api/o/:token/invoice.pdf': BY_LINK('/invoice.pdf'),
  'POST /api/o/:token/cancel': BY_LINK('/cancel', { reason: 'x' }),
  'POST /api/o/:token/appointment/agree': BY_LINK('/appointment/agree', {}),
  'POST /api/o/:token/appointment/reject': BY_LINK('/appointment/reject', {}),
  'POST /api/o/:token/rating': BY_LINK('/rating', { stars: 5, words: '' }),
  // Who has the paper in hand may check it; whose order it is, only its own link tells.
  'GET /api/statements/:hash': {
    sees: [],
    ask: ({ token, statement }, customerToken) => [
      { url: `/api/statements/${statement}x?token=${customerToken}` },
      { url: `/api/statements/${'a'.repeat(43)}?token=${token}` }
    ]
  },
  'GET /api/orders/:id/invoice.pdf': {
    sees: ['owner', 'staff', 'operator', 'finance'],
    ask: ({ order }) => [{ url: `/api/orders/${order}/invoice.pdf` }]
  },

  'GET /api/support/mails': TO_STAFF,
  'GET /api/support/cases': TO_STAFF,
  'GET /api/support/orders': TO_STAFF,
  'GET /api/support/mails/:id': STAFF_SEES(({ mail }) => ({ url: `/api/support/mails/${mail}` })),
  'GET /api/support/cases/:id': STAFF_SEES((ids) => ({ url: `/api/support/cases/${ids.case}` })),
  'GET /api/support/orders/:id': STAFF_SEES(({ waiting }) => ({
    url: `/api/support/orders/${waiting}`
  })),
  'POST /api/support/cases/:id/close': STAFF_SEES((ids) => ({
    url: `/api/support/cases/${ids.case}/close`,
    payload: { note: 'seen' }
  })),
  'POST /api/support/cases/:id/settle': {
    sees: [],
    ask: (ids) => [
      {
        url: `/api/support/cases/${ids.case}/settle`,
        payload: { way: 'asRebuilt', payer: 'customer', reason: 'x' }
      }
    ]
  },
  'POST /api/support/orders/:id/reoffer': STAFF_SEES(({ waiting }) => ({
    url: `/api/support/orders/${waiting}/reoffer`
  })),
  'POST /api/support/orders/:id/cancel': STAFF_SEES(({ waiting }) => ({
    url: `/api/support/orders/${waiting}/cancel`,
    payload: { reason: 'x', cause: 'provider' }
  })),

  'POST /api/applications': TO_ALL,
  'GET /api/applications/:token': BY_MAIL('/api/applications'),
  'POST /api/applications/:token': BY_MAIL('/api/applications', {
    ...{ name: 'Lea', password: 'ten letters at least' }
  }),
  'GET /api/application': { to: 'applying' },
  'PUT /api/application': { to: 'applying', payload: { generation: 1, form: aForm() } },
  'POST /api/application/contract': {
    to: 'applying',
    payload: { name: 'Lea', signature: { method: 'typed', typedName: 'Lea' } }
  },
  'POST /api/application/submit': { to: 'applying' },
  'GET /api/application/test': { to: 'applying' },
  'POST /api/application/test': { to: 'applying', payload: { answers: {} } },
  'POST /api/application/papers': { to: 'applying' },
  'GET /api/application/papers/:id': OWN_PAPER,
  'DELETE /api/application/papers/:id': OWN_PAPER,
  'GET /api/admin/applications': { to: 'community' },
  'GET /api/admin/applications/:id': VETTED(''),
  'GET /api/admin/applications/:id/papers/:paper': {
    sees: ['community', 'operator'],
    ask: ({ application, paper }) => [
      { url: `/api/admin/applications/${application}/papers/${paper}` }
    ]
  },
  'POST /api/admin/applications/:id/judge': VETTED('/judge', {
    ...{ item: 'person', isOk: true, reason: '', generation: 1 }
  }),
  'POST /api/admin/applications/:id/ask': VETTING_STEP('ask'),
  'POST /api/admin/applications/:id/accept': VETTING_STEP('accept'),
  'POST /api/admin/applications/:id/refuse': VETTING_STEP('refuse'),
  'POST /api/admin/applications/:id/suspend': VETTING_STEP('suspend'),
  'POST /api/admin/applications/:id/readmit': VETTING_STEP('readmit'),

  'GET /api/admin/skill-requests': { to: 'community' },
  // Nothing is asked for: whoever may answer is told so.
  'POST /api/admin/skill-requests/:id': {
    sees: ['community', 'operator'],
    ask: ({ provider }) => [
      {
        url: `/api/admin/skill-requests/${provider}`,
        payload: { skill: 'tv', id: 'x', isGranted: true, reason: '' }
      }
    ]
  },

  'POST /api/password/forgot': TO_ALL,
  'GET /api/password/:token': BY_MAIL('/api/password'),
  'POST /api/password/:token': BY_MAIL('/api/password', { password: 'ten letters at least' }),
  'GET /api/email/:token': BY_MAIL('/api/email'),
  'POST /api/email/:token': BY_MAIL('/api/email', {}),
  'POST /api/account/password': {
    to: 'signedIn',
    payload: { current: 'x', password: 'ten letters at least' }
  },
  'POST /api/account/email': {
    to: 'applying',
    payload: { email: 'new@example.org', password: 'x' }
  },
  'GET /api/account/passkeys': { to: 'signedIn' },
  'POST /api/account/passkeys/begin': { to: 'signedIn', payload: { password: 'x' } },
  'POST /api/account/passkeys': {
    to: 'signedIn',
    payload: { ceremony: 'x', response: { id: 'x' }, name: 'x' }
  },
  'DELETE /api/account/passkeys/:id': {
    sees: [],
    ask: ({ session }) => [{ url: `/api/account/passkeys/${session}` }]
  },
  'POST /api/passkeys/begin': TO_ALL,
  'POST /api/passkeys/prove': TO_ALL,
  'GET /api/sessions': { to: 'signedIn' },
  'DELETE /api/sessions/:id': {
    sees: ['owner'],
    ask: ({ session }) => [{ url: `/api/sessions/${session}` }]
  },

  'GET /api/staff': TO_OWNER,
  'POST /api/staff/invite': OWNER_DOES({ email: 'lea@mila.example', role: 'finance' }, 201),
  'POST /api/staff/reset': OWNER_DOES({ email: 'staff-finance@mila.example' }, 201),
  'POST /api/staff/change': OWNER_DOES({ email: 'staff-spare@mila.example', role: 'catalog' }, 200),
  'GET /api/business': TO_OWNER,
  'GET /api/texts': TO_OWNER,
  'GET /api/texts/earlier': TO_OWNER,
  'PUT /api/texts': OWNER_DOES({ kind: 'booked', version: 0, texts: {} }, 200),
  'POST /api/texts/preview': OWNER_DOES(
    { kind: 'booked', locale: 'de', text: { subject: 'S', body: 'B', action: 'A' } },
    200
  ),
  'GET /api/business/rules': TO_OWNER,
  'PUT /api/business/rules': OWNER_DOES(
    { market: 'CH', version: 0, values: USUAL_VALUES, from: null, why: '' },
    200
  ),
  'PUT /api/business': OWNER_DOES({ version: 0, values: {}, served: ['CH', 'DE'] }, 200),
  'GET /api/set-up': TO_OWNER,
  'POST /api/set-up/tick': OWNER_DOES({ item: 'backup' }, 200),
  'POST /api/set-up/mail': OWNER_DOES({ to: 'lea@mila.example' }, 409),
  'GET /api/audit': TO_OWNER,
  'GET /api/audit/export': TO_OWNER,
  'GET /api/catalog/items': TO_CATALOG(),
  'GET /api/catalog/items/:kind/:id': CATALOG_ITEM(''),
  // Of another revision: whether there is one at all makes no difference.
  'PUT /api/catalog/items/:kind/:id/draft': {
    sees: [],
    ask: (ids) => [
      {
        url: `/api/catalog/items/package/${ids.package}/draft`,
        payload: { rev: '1-x', base: null, content: { id: ids.package } }
      }
    ]
  },
  'DELETE /api/catalog/items/:kind/:id/draft': {
    sees: ['catalog', 'operator'],
    ask: (ids) => [
      { url: `/api/catalog/items/package/${ids.package}/draft`, payload: { rev: '1-x' } }
    ]
  },
  'POST /api/catalog/items/:kind/:id/active': {
    sees: [],
    ask: (ids) => [
      { url: `/api/catalog/items/package/${ids.package}/active`, payload: { active: false } }
    ]
  },
  // A draft that is not there.
  'POST /api/catalog/publish': TO_CATALOG(
    { items: [{ kind: 'package', id: 'nowhere', rev: '1-x' }] },
    404
  ),
  'POST /api/catalog/import': TO_CATALOG({ file: NO_CATALOG }),
  'GET /api/catalog/file': TO_CATALOG(),
  'GET /api/catalog/example': TO_CATALOG(),
  'GET /api/catalog/prices.csv': TO_CATALOG(),
  'POST /api/catalog/prices': TO_CATALOG({ text: 'kind;id;DE' }),
  'GET /api/invites/:token': BY_INVITE(),
  'POST /api/invites/:token/passkey': {
    sees: [],
    ask: ({ token }) => [{ url: `/api/invites/${token}/passkey`, payload: {} }]
  },
  'POST /api/invites/:token': BY_INVITE({
    ...{ name: 'Lea', password: 'ten letters', code: '000000', locale: 'de' }
  })
};
