import { describe, expect, it } from 'vitest';
import { readBody } from '#domain/protocol/read-body.ts';
import { LATEST, text, type Edges, expectEdges } from '../../support/body-edges.ts';

const NEXT = { packageId: 'tv', startsAt: 0, note: '' };

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
  ['availability.set', [{ active: true }, { active: false }], [{}, { active: 'yes' }]],
  [
    'profile.set',
    [{}, { locale: 'de' }, { locale: 'en', radiusKm: 1 }, { radiusKm: 200 }],
    [{ locale: 'xx' }, { radiusKm: 0 }, { radiusKm: 201 }, { radiusKm: 1.5 }, { name: 'x' }]
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
