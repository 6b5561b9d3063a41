import { describe, it } from 'vitest';
import { LATEST, text, type Edges, expectEdges } from '../../support/body-edges.ts';

const HASH = 'A'.repeat(43);
const PHOTO = { sha256: HASH, size: 1, type: 'image/webp', caption: '' };
const CHANGE = { startsAt: 0, customerWish: 'x', confirmedBy: 'phone' };
const CONTACT = { way: 'phone', reached: true, agreed: '' };

const TABLE: Edges[] = [
  ['offer.seen', [{}], [{ more: 1 }]],
  ['offer.accept', [{}], [{ more: 1 }]],
  [
    'offer.decline',
    [{}, { reason: '' }, { reason: text(2000) }],
    [{ reason: text(2001) }, { why: '' }]
  ],
  [
    'customer.contacted',
    [CONTACT, { ...CONTACT, way: 'mail' }, { ...CONTACT, way: 'message', agreed: text(2000) }],
    [
      ...[
        { ...CONTACT, way: 'pigeon' },
        { ...CONTACT, agreed: text(2001) },
        { ...CONTACT, more: 1 }
      ],
      ...[
        { way: 'phone', reached: true },
        { ...CONTACT, reached: 'yes' },
        { reached: true, agreed: '' }
      ]
    ]
  ],
  ['appointment.confirm', [{}], [{ more: 1 }]],
  [
    'appointment.change',
    [
      ...[CHANGE, { ...CHANGE, startsAt: LATEST }, { ...CHANGE, confirmedBy: 'link' }],
      { ...CHANGE, customerWish: text(2000) }
    ],
    [
      ...[
        { ...CHANGE, startsAt: -1 },
        { ...CHANGE, startsAt: 1.5 },
        { ...CHANGE, startsAt: LATEST + 1 }
      ],
      ...[
        { ...CHANGE, customerWish: '' },
        { ...CHANGE, customerWish: text(2001) }
      ],
      ...[
        { ...CHANGE, confirmedBy: 'mail' },
        { ...CHANGE, more: 1 }
      ]
    ]
  ],
  [
    'job.giveBack',
    [{ reason: 'x' }, { reason: text(2000) }],
    [{}, { reason: '' }, { reason: text(2001) }]
  ],
  ['delivery.pickedUp', [{}], [{ more: 1 }]],
  ['delivery.handedOver', [{}], [{ more: 1 }]],
  [
    'travel.start',
    [{ etaMinutes: 0 }, { etaMinutes: 600 }],
    [{ etaMinutes: -1 }, { etaMinutes: 601 }, { etaMinutes: 0.5 }, {}]
  ],
  ['visit.arrive', [{}], [{ more: 1 }]],
  ['work.start', [{}], [{ more: 1 }]],
  [
    'work.progress',
    [{ text: 'x' }, { text: text(2000) }],
    [{}, { text: '' }, { text: text(2001) }]
  ],
  [
    'checklist.set',
    [
      { item: 'a', done: true },
      { item: `A9.${text(77)}`, done: false },
      { item: 'a:b_c-d.e', done: true }
    ],
    [
      ...[
        { item: '', done: true },
        { item: '-a', done: true },
        { item: `x${text(80)}`, done: true }
      ],
      ...[
        { item: 'a b', done: true },
        { item: ' a', done: true },
        { item: 'a\n', done: true }
      ],
      ...[{ item: 'a' }, { item: 'a', done: 1 }]
    ]
  ],
  ['note.add', [{ text: 'x' }, { text: text(4000) }], [{}, { text: '' }, { text: text(4001) }]],
  ['photo.remove', [{ sha256: PHOTO.sha256 }], [{}, { sha256: 'x' }, PHOTO]],
  [
    'photo.add',
    [
      ...[PHOTO, { ...PHOTO, size: 20_000_000 }, { ...PHOTO, type: 'image/jpeg' }],
      ...[
        { ...PHOTO, type: 'image/png' },
        { ...PHOTO, caption: text(2000) }
      ]
    ],
    [
      ...[
        { ...PHOTO, size: 0 },
        { ...PHOTO, size: 20_000_001 },
        { ...PHOTO, type: 'image/gif' }
      ],
      ...[
        { ...PHOTO, caption: text(2001) },
        { ...PHOTO, sha256: text(42) },
        { ...PHOTO, more: 1 }
      ],
      ...[
        { ...PHOTO, sha256: text(44) },
        { ...PHOTO, sha256: `${text(42)}+` }
      ]
    ]
  ],
  [
    'product.sell',
    [
      { productId: 'c', productVersion: 1, quantity: 1 },
      { productId: 'c', productVersion: 9, quantity: 20 }
    ],
    [
      ...[
        { productId: 'c', productVersion: 0, quantity: 1 },
        { productId: 'c', productVersion: 1, quantity: 0 }
      ],
      ...[
        { productId: 'c', productVersion: 1, quantity: 21 },
        { productId: '', productVersion: 1, quantity: 1 }
      ]
    ]
  ],
  [
    'job.fail',
    [
      { cause: 'notSolvable', note: '' },
      { cause: 'customerAbsent', note: text(2000) }
    ],
    [
      { cause: 'weather', note: '' },
      { cause: 'notSolvable' },
      { cause: 'notSolvable', note: text(2001) }
    ]
  ],
  [
    'job.refuseToSign',
    [{ reason: 'x' }, { reason: text(2000) }],
    [{}, { reason: '' }, { reason: text(2001) }]
  ]
];

describe('[P3.2] the body of an action', () => {
  it.each(TABLE)('%s is taken to its edges and not beyond', expectEdges);
});
