import { z } from 'zod';
import type { SessionRecord } from '../../accounts/account-store.ts';
import type { LoginResult } from '../../accounts/accounts.ts';
import { AccountName, Device, GivenPassword, NewPassword, RefreshToken } from '../fields.ts';
import { defineRoute, type Route } from '../route.ts';

const tag = 'auth';

const Session = z
  .object({
    id: z.uuid().describe("The session's id."),
    device: z.string().describe('What the client said of itself at login.'),
    createdAt: z.iso.datetime().describe('When the person logged in.'),
    lastUsedAt: z.iso.datetime().describe('When its tokens were last refreshed.'),
    expiresAt: z.iso.datetime().describe('When it ends unless it is refreshed.'),
  })
  .meta({ id: 'Session', description: "One device's login." });

const Tokens = z.object({
  session: Session,
  accessToken: z
    .string()
    .describe('Goes into `Authorization: Bearer …` and into the SDK as `client.auth.token`.'),
  accessExpiresInSec: z.int().describe('Seconds until the access token expires.'),
  refreshToken: z.string().describe('Good for one refresh. Using it twice ends the session.'),
  refreshExpiresInSec: z.int().describe('Seconds until the refresh token expires.'),
});

const Refreshed = Tokens.meta({
  id: 'Tokens',
  description: "A session's tokens, replacing the previous ones.",
});

const LoggedIn = Tokens.extend({
  account: z
    .object({
      id: z.uuid().describe("The account's id."),
      name: z.string().describe("The account's name, as it was registered."),
    })
    .describe('Who logged in.'),
}).meta({ id: 'Login', description: 'A new session with its tokens.' });

const SessionParams = z.strictObject({ sessionId: z.uuid().describe("The session's id.") });

const Revoked = z
  .object({ revoked: z.int().describe('How many sessions were ended.') })
  .describe('What was ended.');

function sessionView(session: SessionRecord): z.input<typeof Session> {
  return {
    id: session.id,
    device: session.device,
    createdAt: session.createdAt.toISOString(),
    lastUsedAt: session.lastUsedAt.toISOString(),
    expiresAt: session.expiresAt.toISOString(),
  };
}

function tokensView(result: Omit<LoginResult, 'account'>): z.input<typeof Tokens> {
  return { ...result, session: sessionView(result.session) };
}

export const authRoutes: Route[] = [
  defineRoute({
    id: 'register',
    method: 'post',
    path: '/api/v1/auth/register',
    tag,
    summary: 'Register an account; then log in. The answer is the same whether or not the name was free.',
    auth: 'none',
    body: z.strictObject({ name: AccountName, password: NewPassword }),
    response: z
      .object({ accepted: z.literal(true).describe('The request was accepted. Log in next.') })
      .describe('The same for every name.'),
    status: 201,
    errors: ['unavailable'],
    async handle({ services, body, address }) {
      await services.accounts.register({ ...body, address });
      return { accepted: true as const };
    },
  }),
  defineRoute({
    id: 'login',
    method: 'post',
    path: '/api/v1/auth/login',
    tag,
    summary: 'Log in with name and password: opens a session.',
    auth: 'none',
    body: z.strictObject({ name: AccountName, password: GivenPassword, device: Device }),
    response: LoggedIn,
    status: 200,
    errors: ['invalid_credentials', 'unavailable'],
    async handle({ services, body, address }) {
      const result = await services.accounts.login({ ...body, address });
      return { ...tokensView(result), account: result.account };
    },
  }),
  defineRoute({
    id: 'refresh',
    method: 'post',
    path: '/api/v1/auth/refresh',
    tag,
    summary: 'Exchange a refresh token for new tokens of the same session.',
    auth: 'none',
    body: z.strictObject({ refreshToken: RefreshToken }),
    response: Refreshed,
    status: 200,
    errors: ['refresh_token_invalid', 'refresh_token_reused', 'unavailable'],
    async handle({ services, body }) {
      return tokensView(await services.accounts.refresh(body.refreshToken));
    },
  }),
  defineRoute({
    id: 'logout',
    method: 'post',
    path: '/api/v1/auth/logout',
    tag,
    summary: 'Log out: ends the session of this access token and closes its room connections.',
    auth: 'bearer',
    response: Revoked,
    status: 200,
    errors: ['session_not_found'],
    async handle({ services, identity }) {
      await services.accounts.revokeSession(identity.accountId, identity.sessionId);
      return { revoked: 1 };
    },
  }),
  defineRoute({
    id: 'listSessions',
    method: 'get',
    path: '/api/v1/auth/sessions',
    tag,
    summary: "List the account's sessions, newest first.",
    auth: 'bearer',
    response: z
      .array(Session.extend({ current: z.boolean().describe('Whether this request was made with it.') }))
      .describe('The sessions, newest first.'),
    status: 200,
    errors: [],
    async handle({ services, identity }) {
      const sessions = await services.accounts.listSessions(identity.accountId);
      return sessions.map((session) => ({
        ...sessionView(session),
        current: session.id === identity.sessionId,
      }));
    },
  }),
  defineRoute({
    id: 'revokeAllSessions',
    method: 'delete',
    path: '/api/v1/auth/sessions',
    tag,
    summary: 'End every session of the account, this one included.',
    auth: 'bearer',
    response: Revoked,
    status: 200,
    errors: [],
    async handle({ services, identity }) {
      return { revoked: await services.accounts.revokeAllSessions(identity.accountId) };
    },
  }),
  defineRoute({
    id: 'revokeSession',
    method: 'delete',
    path: '/api/v1/auth/sessions/{sessionId}',
    tag,
    summary: 'End one session of the account.',
    auth: 'bearer',
    params: SessionParams,
    response: Revoked,
    status: 200,
    errors: ['session_not_found'],
    async handle({ services, identity, params }) {
      await services.accounts.revokeSession(identity.accountId, params.sessionId);
      return { revoked: 1 };
    },
  }),
];
