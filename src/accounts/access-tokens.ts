import { errors, jwtVerify, SignJWT } from 'jose';
import { GameError } from '../errors.ts';
import { ACCESS_TOKEN_LIFETIME_SEC } from './account-rules.ts';
import type { Identity } from './accounts.ts';

const ALGORITHM = 'HS256';
const ISSUER = 'omega-realm';
const AUDIENCE = 'omega-realm';

export interface AccessTokens {
  sign(identity: Identity): Promise<string>;
  /** Errors: token_expired; unauthenticated for everything else that is wrong with it. */
  verify(token: string): Promise<Identity>;
}

/** JSON Web Tokens: `sub` is the account, `sid` the session. @param secret key of the signature, 32 characters or more */
export function makeAccessTokens(secret: string, clock: () => Date): AccessTokens {
  const key = new TextEncoder().encode(secret);
  return {
    sign({ accountId, sessionId }) {
      const issuedAt = Math.floor(clock().getTime() / 1000);
      return new SignJWT({ sid: sessionId })
        .setProtectedHeader({ alg: ALGORITHM })
        .setSubject(accountId)
        .setIssuer(ISSUER)
        .setAudience(AUDIENCE)
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + ACCESS_TOKEN_LIFETIME_SEC)
        .sign(key);
    },

    async verify(token) {
      try {
        const { payload } = await jwtVerify(token, key, {
          // Naming the algorithm refuses `alg: none` and tokens that choose another one.
          algorithms: [ALGORITHM],
          issuer: ISSUER,
          audience: AUDIENCE,
          requiredClaims: ['sub', 'sid', 'iat', 'exp'],
          currentDate: clock(),
        });
        return { accountId: String(payload.sub), sessionId: String(payload.sid) };
      } catch (error) {
        if (error instanceof errors.JWTExpired) throw new GameError('token_expired', { cause: error });
        throw new GameError('unauthenticated', { cause: error });
      }
    },
  };
}
