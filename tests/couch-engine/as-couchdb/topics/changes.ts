/** Feeds: where they begin and end, and what they tell of what is left. */
import { bulk, del, get, post, put, type Script } from '../script.ts';

const some: Script = [
  bulk(['a', 'b', 'c', 'd', 'e', 'f'].map((_id, n) => ({ _id, n }))),
  put('/DB/b', { _rev: '$rev0.1', n: 10 }),
  del('/DB/d?rev=$rev0.3'),
  put('/DB/_design/x', { language: 'query' })
];

export const changes: Record<string, Script> = {
  'limits and what is pending': [
    ...some,
    get('/DB/_changes'),
    get('/DB/_changes?limit=0'),
    get('/DB/_changes?limit=0&include_docs=true'),
    get('/DB/_changes?limit=0&descending=true'),
    get('/DB/_changes?limit=0&since=now'),
    get('/DB/_changes?limit=1'),
    get('/DB/_changes?limit=2&since=$seq9'),
    get('/DB/_changes?limit=7'),
    get('/DB/_changes?limit=100'),
    get('/DB/_changes?limit=-1'),
    get('/DB/_changes?limit=x'),
    get('/DB/_changes?since=$seq10'),
    get('/DB/_changes?feed=longpoll&limit=2'),
    get('/DB/_changes?feed=longpoll&limit=0&since=now&timeout=1'),
    get('/DB/_changes?feed=continuous&limit=0&timeout=1'),
    get('/DB/_changes?feed=continuous&limit=2&timeout=1'),
    get('/DB/_changes?feed=continuous&timeout=1'),
    get('/DB/_changes?feed=continuous&since=$seq10&limit=1&timeout=1')
  ],
  beginnings: [
    ...some,
    get('/DB/_changes?since='),
    get('/DB/_changes?since=0'),
    get('/DB/_changes?since=now'),
    get('/DB/_changes?since=now&limit=1'),
    get('/DB/_changes?since=never'),
    get('/DB/_changes?since=2'),
    get('/DB/_changes?since=99'),
    get('/DB/_changes?since=-1'),
    get('/DB/_changes?since=2-x'),
    get('/DB/_changes?since=null'),
    get('/DB/_changes?since="0"'),
    get('/DB/_changes?limit=3'),
    get('/DB/_changes?since="$seq15"'),
    get('/DB/_changes?since=$seq15'),
    post('/DB/_changes', {}),
    post('/DB/_changes?since=$seq15', {}),
    get('/DB/_changes?feed=longpoll&since=now&timeout=1'),
    get('/DB/_changes?last-event-id=$seq15')
  ],
  descending: [
    ...some,
    get('/DB/_changes?descending=true'),
    get('/DB/_changes?descending=true&limit=2'),
    get('/DB/_changes?limit=3'),
    get('/DB/_changes?descending=true&since=$seq6'),
    get('/DB/_changes?descending=true&since=$seq6&limit=1'),
    get('/DB/_changes?descending=true&since=now'),
    get('/DB/_changes?descending=true&since=0'),
    get('/DB/_changes?descending=true&since=never'),
    get('/DB/_changes?descending=false'),
    get('/DB/_changes?descending=true&filter=_design'),
    get('/DB/_changes?descending=true&feed=longpoll&timeout=1'),
    post('/DB/_changes?descending=true&filter=_doc_ids', { doc_ids: ['a', 'c', 'none'] }),
    post('/DB/_changes?descending=true&filter=_selector', { selector: { n: { $gt: 3 } } })
  ],
  'filters and what is pending behind them': [
    ...some,
    post('/DB/_changes?filter=_doc_ids', { doc_ids: ['b', 'a', 'none', 'd'] }),
    post('/DB/_changes?filter=_doc_ids&limit=1', { doc_ids: ['b', 'a', 'none', 'd'] }),
    post('/DB/_changes?filter=_doc_ids&limit=0', { doc_ids: ['b', 'a'] }),
    get('/DB/_changes?filter=_doc_ids&doc_ids=["c","f"]'),
    get('/DB/_changes?filter=_doc_ids&doc_ids="c"'),
    get('/DB/_changes?doc_ids=["c","f"]'),
    get('/DB/_changes?filter=_design'),
    get('/DB/_changes?filter=_design&limit=1&include_docs=true'),
    post('/DB/_changes?filter=_selector', { selector: { n: { $gt: 3 } } }),
    post('/DB/_changes?filter=_selector&limit=1', { selector: { n: { $gt: 3 } } }),
    post('/DB/_changes?filter=_selector', { selector: { _deleted: true } }),
    post('/DB/_changes?filter=_selector', { selector: { n: { $odd: 3 } } }),
    post('/DB/_changes?filter=_selector', { selector: 5 }),
    post('/DB/_changes?filter=_selector', {}),
    post('/DB/_changes?filter=_selector', { selector: { _id: 'a' }, fields: ['n'] }),
    post('/DB/_changes?filter=_selector&include_docs=true', { selector: { n: 2 }, fields: ['n'] })
  ],
  'which changes tell their sequence': [
    ...some,
    get('/DB/_changes?seq_interval=2'),
    get('/DB/_changes?seq_interval=3&limit=4'),
    get('/DB/_changes?seq_interval=10'),
    get('/DB/_changes?seq_interval=1'),
    get('/DB/_changes?seq_interval=0'),
    get('/DB/_changes?seq_interval=x'),
    get('/DB/_changes?seq_interval=3&descending=true'),
    get('/DB/_changes?seq_interval=2&feed=continuous&timeout=1'),
    post('/DB/_changes?seq_interval=2&filter=_selector', { selector: { n: { $gt: 2 } } })
  ],
  'styles, documents, conflicts': [
    bulk(
      [
        { _id: 'a', _revisions: { start: 2, ids: ['c', 'a'] } },
        { _id: 'a', _revisions: { start: 2, ids: ['b', 'a'] } },
        { _id: 'a', _revisions: { start: 1, ids: ['z'] }, _deleted: true },
        { _id: 'g', _revisions: { start: 2, ids: ['c', 'a'] }, _deleted: true, why: 'so' }
      ],
      { new_edits: false }
    ),
    get('/DB/_changes?style=all_docs'),
    get('/DB/_changes?style=main_only'),
    get('/DB/_changes?style=odd'),
    get('/DB/_changes?include_docs=true&conflicts=true'),
    get('/DB/_changes?include_docs=true&style=all_docs'),
    get('/DB/_changes?include_docs=yes&attachments=true'),
    post('/DB/_changes?style=all_docs&filter=_selector', { selector: { _deleted: true } }),
    get('/DB/_changes?heartbeat=x'),
    get('/DB/_changes?heartbeat=0'),
    get('/DB/_changes?heartbeat=-5'),
    get('/DB/_changes?timeout=x')
  ]
};
