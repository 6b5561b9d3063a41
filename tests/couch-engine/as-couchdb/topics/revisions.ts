/** Revision trees: replicated writes, conflicts, reads of one and of many revisions. */
import { bulk, get, post, put, type Script } from '../script.ts';

const branch = (ids: string[], start: number, more: object = {}) => ({
  _id: 'a',
  _revisions: { start, ids },
  ...more
});
const json = { Accept: 'application/json' };
const edits = { new_edits: false };

export const revisions: Record<string, Script> = {
  'a replicated body of a known ancestor': [
    bulk([branch(['c', 'b', 'a'], 3, { at: 'c' })], edits),
    get('/DB/a?rev=2-b'),
    get('/DB/_changes'),
    bulk([branch(['b', 'a'], 2, { at: 'b' })], edits),
    get('/DB/a?rev=2-b'),
    get('/DB/a?rev=1-a'),
    put('/DB/a?new_edits=false', { _rev: '1-a', at: 'a' }),
    get('/DB/a?rev=1-a'),
    put('/DB/a?new_edits=false', { _rev: '1-a', at: 'again' }),
    get('/DB/a?rev=1-a'),
    put('/DB/a?new_edits=false', { _rev: '3-c', at: 'other' }),
    get('/DB/a?revs=true&revs_info=true'),
    get('/DB/_changes?style=all_docs'),
    get('/DB/a?open_revs=["1-a","2-b","3-c"]', json),
    post('/DB/_revs_diff', { a: ['1-a', '2-b', '4-d'] })
  ],
  'the order of open revisions, with the latest of them': [
    bulk(
      [
        branch(['z', 'b', 'a'], 3, { at: '3z' }),
        branch(['y', 'b', 'a'], 3, { at: '3y' }),
        branch(['x', 'a'], 2, { at: '2x' }),
        branch(['w', 'v'], 2, { at: '2w', _deleted: true }),
        branch(['e', 'd', 'x', 'a'], 4, { at: '4e', _deleted: true })
      ],
      edits
    ),
    get('/DB/a?open_revs=all', json),
    get('/DB/a?open_revs=["3-z","9-none","3-y","1-a","2-w","3-z","0-x"]', json),
    get('/DB/a?open_revs=["3-z","9-none","2-b","1-a","2-v"]&latest=true', json),
    get('/DB/a?open_revs=[]', json),
    get('/DB/a?open_revs=["1-a","4-none"]&latest=true&revs=true', json),
    get('/DB/none?open_revs=["2-b","1-a"]', json),
    get('/DB/none?open_revs=["2-b","1-a"]&latest=true', json),
    get('/DB/none?open_revs=all', json),
    get('/DB/a?latest=true'),
    get('/DB/a?rev=1-a&latest=true'),
    get('/DB/a?rev=2-v&latest=true'),
    get('/DB/a?rev=9-none&latest=true'),
    get('/DB/a?rev=1-a'),
    get('/DB/a?conflicts=true&deleted_conflicts=true&revs_info=true'),
    get('/DB/a?meta=true'),
    get('/DB/a?rev=3-y&conflicts=true&deleted_conflicts=true&revs_info=true'),
    post('/DB/_bulk_get', {
      docs: [{ id: 'a' }, { id: 'a', rev: '1-a' }, { id: 'a', rev: '3-y' }]
    }),
    post('/DB/_bulk_get?latest=true', {
      docs: [
        { id: 'a', rev: '1-a' },
        { id: 'a', rev: '2-v' }
      ]
    }),
    post('/DB/_bulk_get?latest=true&revs=true', { docs: [{ id: 'a', rev: '3-z' }] }),
    bulk([branch(['q', 'z', 'b', 'a'], 4, { _deleted: true })], edits),
    bulk([branch(['p', 'y', 'b', 'a'], 4, { _deleted: true })], edits),
    get('/DB/a?latest=true&rev=1-a'),
    get('/DB/a?latest=true&deleted=true'),
    get('/DB/a?open_revs=["3-y"]&latest=true', json),
    get('/DB/_changes?style=all_docs')
  ],
  'replicated writes: merged, stemmed, resolved': [
    put('/DB/_revs_limit', 4),
    bulk([branch(['f', 'e', 'd', 'c', 'b', 'a'], 6, { at: 'f' })], edits),
    get('/DB/a?revs=true&revs_info=true'),
    bulk([branch(['b', 'a'], 2, { at: 'b' })], edits),
    get('/DB/a?conflicts=true&revs=true'),
    get('/DB/a?open_revs=all&revs=true', json),
    bulk([branch(['c', 'b', 'a'], 3, { at: 'c' })], edits),
    get('/DB/a?open_revs=all&revs=true', json),
    put('/DB/a?new_edits=false', { _rev: '7-g', at: 'g' }),
    get('/DB/a?conflicts=true&revs=true'),
    put('/DB/b', { n: 1 }),
    put('/DB/b?new_edits=false', { n: 1 }),
    put('/DB/b?new_edits=false', { _rev: '1-x', n: 'x' }),
    put('/DB/b?new_edits=false', { _rev: '2-y', n: 'y', _deleted: true }),
    get('/DB/b?conflicts=true&deleted_conflicts=true'),
    post('/DB/_revs_diff', { b: ['1-x', '2-y', '3-z'], none: ['1-a'], c: [] }),
    post('/DB/_revs_diff', { b: ['x'] }),
    post('/DB/_revs_diff', { b: '1-x' }),
    get('/DB')
  ]
};
