import { describe, expect, it } from 'vitest';
import { Draft } from '../../src/lib/drafts/draft.svelte.ts';
import { formOver } from '../../src/lib/drafts/draft-form.svelte.ts';

const BLANK: { way: 'phone' | 'mail'; date: string; quantity: string; text: string } = {
  ...{ date: '', quantity: '1', text: '' },
  way: 'phone'
};

function aForm(kept?: string) {
  const disk = new Map<string, string>(kept === undefined ? [] : [['contact:1', kept]]);
  const draft = new Draft('contact:1', {
    disk: {
      read: (key) => Promise.resolve(disk.get(key)),
      save: (key, value) => Promise.resolve(void disk.set(key, value)),
      drop: (key) => Promise.resolve(void disk.delete(key))
    },
    later: () => () => undefined,
    beginWork: () => () => undefined,
    onError: () => undefined
  });
  return { disk, draft, form: formOver(draft, BLANK) };
}

describe('a form that is a draft', () => {
  it('brings choices, dates and quantities back with the text', async () => {
    const { disk, draft, form } = aForm();
    await form.restored;
    Object.assign(form.fields, { way: 'mail', date: '2027-03-01', quantity: 3, text: 'Hof' });
    draft.flush();
    await draft.written();
    const again = aForm(disk.get('contact:1'));
    await again.form.restored;
    expect({ ...again.form.fields }).toEqual({
      ...{ way: 'mail', date: '2027-03-01', quantity: '3', text: 'Hof' }
    });
  });

  it('is blank again once its action is recorded, and leaves nothing behind', async () => {
    const { disk, draft, form } = aForm();
    await form.restored;
    form.fields.way = 'mail';
    draft.flush();
    form.clear();
    await draft.written();
    expect({ ...form.fields }).toEqual(BLANK);
    expect(disk.size).toBe(0);
  });

  it('is no draft while nothing differs from the blank form', async () => {
    const { draft, form } = aForm();
    await form.restored;
    form.fields.way = 'mail';
    form.fields.way = 'phone';
    expect(draft.value).toBe('');
  });

  it.each([
    ['a text of an earlier app', 'Keller, links', { text: 'Keller, links' }],
    ['a text that is a number', '12', { text: '12' }],
    ['fields that are gone', '{"way":"mail","colour":"red"}', { way: 'mail' }],
    ['fields of another shape', '{"way":"mail","date":7}', { way: 'mail', date: '' }]
  ])('keeps what still fits of %s', async (_what, kept, fields) => {
    const { form } = aForm(kept);
    await form.restored;
    expect(form.fields).toMatchObject(fields);
  });
});
