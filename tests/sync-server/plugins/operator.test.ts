import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OperatorView } from '#domain/operator/operator-view.ts';
import { OPERATOR_ENVIRONMENT } from '../../support/operator-settings.ts';
import { startTestServer, type TestServer } from '../../support/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ background: false });
});
afterAll(() => server.close());

describe('who runs this', () => {
  it('is told to anybody, without the bank account', async () => {
    const answer = await server.app.inject('/api/operator');
    expect(answer.statusCode).toBe(200);
    const view = answer.json<OperatorView>();
    expect(view).toMatchObject({
      demo: false,
      support: { phone: '+49 30 1234567', email: 'support@mila.example' },
      companies: { DE: { name: OPERATOR_ENVIRONMENT.ISSUER_DE_NAME, manager: 'Erika Beispiel' } },
      links: { terms: null, privacy: null, imprint: null }
    });
    expect(answer.body).not.toMatch(/iban|bank/i);
  });
});
