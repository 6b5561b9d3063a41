import { describe, expect, it } from 'vitest';
import { readConfig } from '../../sync-server/config.ts';

function configOf(environment: Record<string, string>) {
  const read = readConfig(environment);
  if (!read.ok) throw new Error(read.message);
  return read.config;
}

describe('the settings', () => {
  it('start with no setting at all: port 8080, embedded engine, demo', () => {
    const config = configOf({});
    expect(config).toMatchObject({
      port: 8080,
      publicUrl: 'http://localhost:8080',
      couchdbUrl: null,
      demo: true,
      sessionDays: 30
    });
    expect(config.dataDir).toMatch(/\/data$/);
    expect(config.filesDir).toBe(`${config.dataDir}/files`);
  });

  it.each(['COUCHDB_URL', 'PUBLIC_URL'])('turn the demo off as soon as %s is set', (name) => {
    expect(configOf({ [name]: 'https://mila.example' }).demo).toBe(false);
    expect(configOf({ [name]: 'https://mila.example', DEMO: '1' }).demo).toBe(true);
    expect(configOf({ [name]: '' }).demo).toBe(true);
  });

  it('name every wrong one and what it takes, and never show a password', () => {
    const read = readConfig({
      PORT: 'eighty',
      COUCHDB_URL: 'couchdb:secret',
      DEMO: 'perhaps',
      SESSION_DAYS: '0',
      DATA_DIR: '/srv/mila'
    });
    expect(read.ok).toBe(false);
    const message = read.ok ? '' : read.message;
    expect(message.split('\n')).toHaveLength(5);
    for (const name of ['PORT', 'COUCHDB_URL', 'DEMO', 'SESSION_DAYS']) {
      expect(message).toMatch(new RegExp(`^  ${name} takes .+`, 'm'));
    }
    expect(message).not.toContain('secret');
  });

  it('tolerate names that are no setting', () => {
    expect(configOf({ MILA_PROT: 'x', SESION_DAYS: 'x' }).sessionDays).toBe(30);
  });

  it('take an address with or without a slash at its end', () => {
    expect(configOf({ PUBLIC_URL: 'https://mila.example/' }).publicUrl).toBe(
      'https://mila.example'
    );
  });
});
