import { describe, expect, it } from 'vitest';
import {
  currentStep,
  jobPath,
  JOB_STEPS,
  listCount,
  suggestedStep,
  type JobStep
} from '../../src/lib/jobs/path/job-path.ts';
import { mainAction } from '../../src/lib/jobs/path/main-action.ts';
import { aJob, anOrderAfter, NOW, VISIT } from '../support/builders.ts';

const stateOf = (job: Parameters<typeof jobPath>[0], step: JobStep) =>
  jobPath(job, null).find((each) => each.step === step)?.state;

describe('job path', () => {
  it.each([
    ['offer.accept', 'contact'],
    ['customer.contacted', 'confirm'],
    ['appointment.confirm', 'travel'],
    ['travel.start', 'arrive'],
    ['visit.arrive', 'arrive'],
    ['work.start', 'work']
  ] as const)('[R10.2] stands after %s at %s', (kind, step) => {
    expect(currentStep(anOrderAfter(kind).job, null)).toBe(step);
  });

  it('[R10.2] has exactly one present step while the job runs, and none when it is signed', () => {
    for (const [kind] of VISIT) {
      const path = jobPath(anOrderAfter(kind).job, null);
      const current = path.filter((each) => each.state === 'current');
      expect(current.length, kind).toBe(kind === 'job.complete' ? 0 : 1);
    }
    const path = jobPath(anOrderAfter('job.complete').job, null);
    expect(path.map((each) => each.state)).toEqual(JOB_STEPS.map(() => 'done'));
  });

  it('says when each step was done', () => {
    const { job } = anOrderAfter('travel.start');
    const at = (step: JobStep) => jobPath(job, null).find((each) => each.step === step)?.at;
    expect(at('contact')).toBe(job.contactedAt);
    expect(at('travel')).toBe(job.travel?.startedAt);
    expect(at('sign')).toBeNull();
  });

  it('[R14.1] never shows a step as done while something required in it is open', () => {
    const { job } = anOrderAfter('work.start');
    const explained = jobPath(job, 'handOver').find((each) => each.step === 'explain');
    expect(explained?.state).toBe('later');
    const ticked = { ...job, checked: { 'wlan.explain': { done: true, at: NOW } } };
    expect(jobPath(ticked, 'handOver').find((each) => each.step === 'explain')?.state).toBe('done');
  });

  it('[R10.4] stays in a step whose list is ticked: its notes, photos and sales are not', () => {
    const job = aJob({ state: 'working' });
    expect(suggestedStep(job)).toBe('work');
    const done = { 'wlan.router': { done: true, at: NOW } };
    expect(suggestedStep({ ...job, checked: done })).toBe('work');
    expect(suggestedStep({ ...job, checklist: [] })).toBe('work');
    // After a reload it goes on where the helper was last.
    const more = { ...job.checklist[1]!, id: 'more' };
    const explaining = { ...done, more: { done: true, at: NOW } };
    const checklist = [...job.checklist, more];
    expect(suggestedStep({ checklist, checked: explaining })).toBe('explain');
    const all = { ...explaining, 'wlan.explain': { done: true, at: NOW } };
    expect(suggestedStep({ checklist, checked: all })).toBe('handOver');
  });

  it('[R10.2] counts what is ticked, and nothing where a step has no list', () => {
    expect(listCount(aJob(), 'explain')).toEqual({ done: 0, count: 1 });
    expect(listCount(aJob(), 'travel')).toBeNull();
  });

  it('has nothing to prepare where the list is empty', () => {
    expect(stateOf(aJob(), 'prepare')).toBe('done');
  });
});

describe('main action', () => {
  it.each([
    ['offer.accept', { does: 'contact' }],
    ['customer.contacted', { does: 'record', kind: 'appointment.confirm' }],
    ['appointment.confirm', { does: 'record', kind: 'travel.start' }],
    ['travel.start', { does: 'record', kind: 'visit.arrive' }],
    ['visit.arrive', { does: 'record', kind: 'work.start' }],
    ['work.start', { does: 'goOn', to: 'explain' }]
  ] as const)('is after %s the next thing in the life cycle', (kind, expected) => {
    const { job } = anOrderAfter(kind);
    expect(mainAction(job, null, job.appointment.startsAt)).toMatchObject(expected);
  });

  it('[R9.1] says why a confirmation cannot be given yet', () => {
    const { job } = anOrderAfter('customer.contacted');
    expect(mainAction(job, null, NOW)).toMatchObject({ blockedBy: 'confirm.tooEarly' });
  });

  it('[R14.1] holds the signature back while a required item is open', () => {
    const { job } = anOrderAfter('work.start');
    expect(mainAction(job, 'handOver', NOW)).toEqual({
      does: 'sign',
      blockedBy: 'checklist.open'
    });
  });

  it('is none when there is nothing left to do', () => {
    expect(mainAction(anOrderAfter('job.complete').job, null, NOW)).toBeNull();
  });
});
