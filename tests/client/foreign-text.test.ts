import { globSync, readFileSync } from 'node:fs';
import { render } from 'svelte/server';
import { describe, expect, it } from 'vitest';
import ContactStep from '../../src/lib/jobs/steps/ContactStep.svelte';
import VisitGlance from '../../src/lib/jobs/facts/VisitGlance.svelte';
import Notes from '../../src/lib/jobs/work/Notes.svelte';
import Row from '../../src/lib/ui/actions/Row.svelte';
import ForeignText from '../../src/lib/ui/values/ForeignText.svelte';
import KeyValue from '../../src/lib/ui/values/KeyValue.svelte';
import { setLocale } from '../../src/lib/paraglide/runtime.js';
import { aJob, NOW } from '../support/builders.ts';
import { aJobView } from '../support/device-views.ts';
import PartOfJob from '../support/PartOfJob.svelte';

void setLocale('de', { reload: false });
const NAME = 'יעל כהן';
const { customer } = aJob();

describe('somebody’s own words on a screen', () => {
  it('[T3.1, T3.2] are shut off, keep their lines and break where a word is too wide', () => {
    const { body } = render(ForeignText, { props: { text: 'eins\nzwei' } });
    expect(body).toMatch(/<bdi class="wrap-anywhere whitespace-pre-line">eins\nzwei<\/bdi>/);
    const inline = render(ForeignText, { props: { text: 'Rosa', lines: false } }).body;
    expect(inline).toContain('<bdi class="wrap-anywhere">Rosa</bdi>');
  });

  it.each([
    ['a pair of name and value', KeyValue, { items: [{ label: 'Name', value: NAME }] }],
    ['a row of a list', Row, { title: NAME }],
    [
      'the glance at a job',
      VisitGlance,
      { job: aJob({ customer: { ...customer, name: NAME } }), now: NOW }
    ]
  ] as const)('[T3.1] are shut off in %s', (_where, part, props) => {
    const { body } = render(part as never, { props: props as never });
    expect(body).toMatch(new RegExp(`<bdi[^>]*>${NAME}</bdi>`));
  });

  function partOf(part: unknown, fields: object): string {
    const source = {
      ...{ view: aJobView(fields as never), now: NOW, catalog: null },
      record: () => Promise.resolve(true),
      addPhoto: () => Promise.resolve(null),
      photoBlob: () => Promise.resolve(null)
    };
    return render(PartOfJob, { props: { part, isCurrent: true, source } as never }).body;
  }

  it('[T2.2, T3.1] stand in the words of a button without turning them; it dials the right number', () => {
    const phone = '+41 (0)61 555 02 02';
    const body = partOf(ContactStep, {
      state: 'accepted',
      customer: { ...customer, name: `${NAME}\u202e`, phone }
    });
    expect(body).toContain(`\u2068${NAME}\u2069 anrufen`);
    expect(body).not.toContain('\u202e');
    expect(body).toContain('href="tel:+41615550202"');
  });

  it('[T3.2] keep their lines in a note', () => {
    const notes = [{ action: 'a', at: NOW, text: 'eins\nzwei\ndrei' }];
    expect(partOf(Notes, { state: 'completed', notes })).toMatch(
      /<bdi[^>]*>eins\nzwei\ndrei<\/bdi>/
    );
  });
});

describe('every screen', () => {
  const screens = globSync('src/**/*.svelte').map((path) => ({
    path,
    text: readFileSync(path, 'utf8').replace(/<!--[\s\S]*?-->/g, '')
  }));
  const including = (pattern: RegExp) =>
    screens.filter(({ text }) => pattern.test(text)).map(({ path }) => path);

  it('[T1.4] has no field that cuts what is pasted', () => {
    expect(including(/maxlength=/i)).toEqual([]);
  });

  it('[T1.4] takes texts from outside by the fields that say by how much one is too long', () => {
    expect(including(/forms\/TextArea\.svelte/)).toEqual(['src/lib/fields/TextBox.svelte']);
    const plain = including(/forms\/Field\.svelte/).sort();
    // Choices, days, figures and what somebody signs in with have no length to speak of.
    expect(plain).toEqual([
      'src/lib/apply/ApplicantSignIn.svelte',
      'src/lib/booking/PackageStep.svelte',
      'src/lib/catalog/editor/PackageForm.svelte',
      'src/lib/catalog/editor/ProductForm.svelte',
      'src/lib/catalog/editor/PublishDialog.svelte',
      'src/lib/catalog/editor/fields/PriceFields.svelte',
      'src/lib/catalog/list/NewItem.svelte',
      'src/lib/fields/QuantityField.svelte',
      'src/lib/fields/TextField.svelte',
      'src/lib/fields/when/TypedField.svelte',
      'src/lib/handover/extra/PriceForm.svelte',
      'src/lib/own-account/MailedForm.svelte',
      'src/lib/own-account/PasswordField.svelte',
      'src/lib/own-account/account/EmailSection.svelte',
      'src/lib/session/SignInForm.svelte',
      'src/lib/set-up/rules/RulesForm.svelte',
      'src/lib/staff/SignIn.svelte',
      'src/lib/team/InvitedForm.svelte',
      'src/lib/ui/signature/SignaturePad.svelte',
      'src/routes/(customer)/account/+page.svelte',
      'src/routes/(customer)/helpers/confirm/[token]/+page.svelte',
      'src/routes/(customer)/password/[token]/+page.svelte'
    ]);
  });

  it('[T2.2, T2.3] dials and writes by the links of the rules', () => {
    expect(including(/["'`{](tel|mailto):/)).toEqual([]);
  });
});
