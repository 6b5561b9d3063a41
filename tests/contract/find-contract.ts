/** Mango's small print: what is refused with which words, and the order of text. */
import { beforeAll, expect, test } from 'vitest';
import { describeStore, useNewDatabase, type OpenStore } from './open-store.ts';

const refusals: [path: '_find' | '_index', body: unknown, error: string, reason: RegExp][] = [
  ['_find', {}, 'missing_required_key', /^Missing required key: selector$/],
  ['_find', [], 'bad_request', /must be a JSON object/],
  ['_find', { selector: [] }, 'invalid_selector_json', /^Selector must be a JSON object, not/],
  ['_find', { selector: {}, odd: 1 }, 'invalid_key', /^Invalid key odd for this request\.$/],
  ['_find', { selector: {}, limit: -1 }, 'invalid_non_neg_integer', /^-1 is not an integer/],
  ['_find', { selector: {}, skip: 'x' }, 'invalid_non_neg_integer', /greater than or equal/],
  ['_find', { selector: {}, conflicts: 1 }, 'invalid_boolean', /^Invalid boolean value/],
  ['_find', { selector: {}, fields: 'a' }, 'invalid_fields', /^Fields must be an array/],
  ['_find', { selector: {}, sort: {} }, 'invalid_sort_json', /^Sort must be an array/],
  ['_find', { selector: {}, sort: [5] }, 'invalid_sort_field', /^Invalid sort field/],
  ['_find', { selector: {}, sort: ['never'] }, 'no_usable_index', /^No index exists for this sort/],
  [
    '_find',
    { selector: {}, sort: ['a', { b: 'desc' }] },
    'unsupported_mixed_sort',
    /single direction/
  ],
  ['_find', { selector: { a: { $odd: 1 } } }, 'invalid_operator', /^Invalid operator: \$odd$/],
  ['_find', { selector: { a: { $in: 1 } } }, 'bad_arg', /^Bad argument for operator \$in/],
  ['_find', { selector: { a: { $size: -1 } } }, 'bad_arg', /\$size/],
  ['_index', {}, 'missing_required_key', /^Missing required key: index$/],
  ['_index', { index: { fields: ['a'] }, odd: 1 }, 'invalid_key', /odd/],
  ['_index', { index: { fields: ['a'] }, name: 5 }, 'invalid_string', /^Invalid string/],
  ['_index', { index: { fields: 'a' } }, 'invalid_sort_json', /^Sort must be an array/],
  ['_index', { index: { fields: ['a'] }, type: 'odd' }, 'invalid_index', /^Invalid type for index/],
  ['_index', { index: { fields: ['a'] }, ddoc: 'js' }, 'invalid_ddoc_lang', /invalid language/]
];

export function findContract(name: string, open: () => Promise<OpenStore>): void {
  describeStore(`${name} finds as Mango does`, open, (at) => {
    beforeAll(async () => {
      await useNewDatabase(at);
      await at.couch.call('PUT', `/${at.db}/_design/js`, { views: {} });
    });

    test.each(refusals)('refuses %s %j: %s', async (path, body, error, reason) => {
      const answer = await at.couch.call('POST', `/${at.db}/${path}`, body);
      expect(answer).toMatchObject({ status: 400, json: { error } });
      expect(answer.json.reason).toMatch(reason);
    });

    test('sorts text as ICU does, equal text by id', async () => {
      const names = ['Zoe', 'anna', 'Émile', 'Anna', 'emil', 'Özil', 'Otto', 'a b', 'a-b', '9'];
      const docs = names.map((one, index) => ({ _id: `${index}`, name: one }));
      docs.push({ _id: 'x', name: '\u0000anna' });
      await at.couch.call('POST', `/${at.db}/_bulk_docs`, { docs });
      await at.couch.call('POST', `/${at.db}/_index`, { index: { fields: ['name'] } });
      const body = { selector: { name: { $gt: null } }, sort: ['name'], fields: ['name'] };
      const found = (await at.couch.call('POST', `/${at.db}/_find`, body)).json.docs;
      expect(found.map((one) => one.name)).toEqual([
        '9',
        'a b',
        'a-b',
        'anna',
        '\u0000anna',
        'Anna',
        'emil',
        'Émile',
        'Otto',
        'Özil',
        'Zoe'
      ]);
      const part = { selector: { name: { $gte: 'b', $lt: 'P' } }, fields: ['name'] };
      const some = (await at.couch.call('POST', `/${at.db}/_find`, part)).json.docs;
      expect(some.map((one) => one.name)).toEqual(['emil', 'Émile', 'Otto', 'Özil']);
    });

    test('goes on from a bookmark and says which index it could not use', async () => {
      const body = { selector: { name: { $gt: null } }, sort: ['name'], limit: 4 };
      const first = (await at.couch.call('POST', `/${at.db}/_find`, body)).json;
      const next = { ...body, bookmark: first.bookmark };
      const second = (await at.couch.call('POST', `/${at.db}/_find`, next)).json;
      expect(second.docs.map((one) => one.name)).toEqual(['\u0000anna', 'Anna', 'emil', 'Émile']);
      const odd = { selector: { age: 1 }, use_index: 'never' };
      const { warning } = (await at.couch.call('POST', `/${at.db}/_find`, odd)).json;
      expect(warning.split('\n')).toEqual([
        '_design/never was not used because it does not contain a valid index for this query.',
        'No matching index found, create an index to optimize query time.',
        expect.stringMatching(/^The number of documents examined is high in proportion/)
      ]);
    });
  });
}
