import { describe, expect, it } from 'vitest';
import { readBody } from '#domain/protocol/read-body.ts';
import { LATEST, text, type Edges, expectEdges } from '../../support/body-edges.ts';

const NEXT = { packageId: 'tv', startsAt: 0, note: '' };

const PHOTO = { sha256: 'A'.repeat(43), size: 20_000_000, type: 'image/png' };
const NIGHT = { from: 0, until: 1440 };
const week = (monday: object[]) => [monday, [], [], [], [], [], []];
const dates = (count: number) =>
  Object.fromEntries(
    Array.from({ length: count }, (_none, index) => [
      new Date(Date.UTC(2026, 0, 1 + index)).toISOString().slice(0, 10),
      null
    ])
  );

const TABLE: Edges[] = [
  [
    'booking.request',
    [NEXT, { ...NEXT, startsAt: LATEST, note: text(2000) }],
    [
      { ...NEXT, note: text(2001) },
      { ...NEXT, startsAt: -1 },
      { ...NEXT, packageId: '' },
      { ...NEXT, more: 1 }
    ]
  ],
  [
    'rating.seal',
    [{ sealed: 'x' }, { sealed: text(20_000) }],
    [{ sealed: '' }, { sealed: text(20_001) }, {}]
  ],
  [
    'availability.set',
    [
      ...[{ active: true }, { active: false, worksOnHolidays: true }],
      ...[{ hours: null }, { hours: week([]) }, { hours: week([NIGHT, NIGHT, NIGHT, NIGHT]) }],
      ...[{ dates: {} }, { dates: { '2028-02-29': { is: 'away', ...NIGHT }, '2026-06-08': null } }],
      ...[{ dates: dates(60) }],
      ...[{ vacation: null }, { vacation: { from: '2026-06-08', until: '2026-06-08' } }]
    ],
    [
      ...[{}, { active: 'yes' }, { active: null }, { more: 1 }],
      ...[{ hours: [] }, { hours: week([]).slice(1) }, { hours: [...week([]), []] }],
      ...[
        { hours: week([NIGHT, NIGHT, NIGHT, NIGHT, NIGHT]) },
        { hours: week([{ from: 60, until: 60 }]) },
        { hours: week([{ from: -1, until: 60 }]) },
        { hours: week([{ from: 0, until: 1441 }]) },
        { hours: week([{ from: 0.5, until: 60 }]) }
      ],
      ...[
        { dates: { '2027-02-29': null } },
        { dates: { '2026-6-8': null } },
        { dates: { '2026-06-08': { is: 'free', ...NIGHT } } },
        { dates: { '2026-06-08': { is: 'works', from: 60, until: 0 } } },
        { dates: dates(61) }
      ],
      ...[
        { vacation: { from: '2026-06-08', until: '2026-06-07' } },
        { vacation: { from: '2026-06-08', until: '2026-06-31' } },
        { vacation: { from: '2026-06-08' } }
      ]
    ]
  ],
  [
    'profile.set',
    [
      ...[{}, { locale: 'de' }, { locale: 'en', radiusKm: 1 }, { radiusKm: 200 }],
      ...[{ bio: '' }, { bio: text(600) }, { languages: [] }, { languages: ['de', 'ar'] }],
      ...[{ skills: {} }, { skills: { wlan: 0, tv: 5 } }, { photo: null }, { photo: PHOTO }]
    ],
    [
      { locale: 'xx' },
      { radiusKm: 0 },
      { radiusKm: 201 },
      { radiusKm: 1.5 },
      { name: 'x' },
      ...[{ bio: text(601) }, { languages: ['xx'] }, { languages: 'de' }],
      ...[{ skills: { wlan: 6 } }, { skills: { wlan: -1 } }, { skills: { cooking: 1 } }],
      ...[{ photo: { ...PHOTO, size: 0 } }, { photo: { ...PHOTO, type: 'image/gif' } }]
    ]
  ],
  [
    'course.answer',
    [{ course: 'c', answers: {} }],
    [
      { course: '', answers: {} },
      { course: 'c', answers: [] }
    ]
  ],
  [
    'support.ask',
    [
      { subject: 'x', text: 'x' },
      { subject: text(200), text: text(4000) }
    ],
    [
      ...[
        { subject: '', text: 'x' },
        { subject: text(201), text: 'x' }
      ],
      ...[
        { subject: 'x', text: '' },
        { subject: 'x', text: text(4001) }
      ]
    ]
  ]
];

describe('[P3.2] the body of an action', () => {
  it.each(TABLE)('%s is taken to its edges and not beyond', expectEdges);

  it('of an unknown kind is none', () => {
    expect(readBody('order.cancel' as never, {})).toBeUndefined();
    expect(readBody('toString' as never, {})).toBeUndefined();
  });
});
