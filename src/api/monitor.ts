import express, { type Request, type RequestHandler, type Response, Router } from 'express';
import { z } from 'zod';
import { GameError } from '../errors.ts';
import type { Services } from '../services.ts';
import { limitKey } from './client-address.ts';
import { MOST_SHOWN } from './conduct-routes.ts';
import { prepareErrorAnswer, toGameError } from './error-handler.ts';
import { auditedCalls } from './monitor-calls.ts';
import { conductPage } from './monitor-conduct-page.ts';
import { loggedInPage, loginPage } from './monitor-login-page.ts';
import { auditOperator } from './operator-audit.ts';
import type { OperatorPassword } from './operator-password.ts';
import { makeOperatorSessions, type OperatorSessions } from './operator-session.ts';
import { refuseOtherSites, requireOwnPage } from './same-origin.ts';
import { parseInput } from './validation.ts';

const LoginForm = z.strictObject({ password: z.string().min(1).max(200) });

/**
 * The guard around Colyseus' monitor, which has none of its own. To be mounted at /monitor.
 * Only the addresses named here reach the panel: a new version's new abilities stay closed until they are looked at.
 */
export function monitorRoutes(
  { config, audit, conducts, content }: Pick<Services, 'config' | 'audit' | 'conducts' | 'content'>,
  password: OperatorPassword,
  panel: RequestHandler,
): Router {
  const sessions = makeOperatorSessions(config);
  const router = Router();
  router.use(noStore);

  router.get('/login', refuseOtherSites, (req, res) => {
    res.type('html').send(sessions.find(req.get('cookie')) === null ? loginPage() : loggedInPage());
  });
  router.post(
    '/login',
    refuseOtherSites,
    express.urlencoded({ extended: false, limit: '2kb' }),
    async (req, res) => {
      try {
        await checkPassword(req);
        await auditOperator(audit, req, { action: 'monitor.login', outcome: 'done' });
      } catch (error) {
        return refuseLogin(res, error);
      }
      res.cookie(sessions.cookieName, sessions.open(), sessions.cookieOptions).redirect(303, '/monitor/');
    },
  );
  router.post('/logout', refuseOtherSites, async (req, res) => {
    const id = sessions.find(req.get('cookie'));
    if (id !== null) {
      sessions.close(id);
      await auditOperator(audit, req, { action: 'monitor.logout', outcome: 'done' });
    }
    const { maxAge, ...options } = sessions.cookieOptions;
    res.clearCookie(sessions.cookieName, options).redirect(303, '/monitor/login');
  });

  const loggedIn = requireLogin(sessions);
  router.get('/conduct', refuseOtherSites, loggedIn, (_req, res) => {
    res.type('html').send(conductPage(conducts.worst(MOST_SHOWN), content.conduct.threshold));
  });
  router.use(withoutBackpressure);
  router.get('/api/room/call', loggedIn, auditedCalls(audit), panel);
  for (const call of ['/api', '/api/room']) router.get(call, loggedIn, requireOwnPage, panel);
  for (const page of ['/', '/index.html', '/assets/:file'])
    router.get(page, refuseOtherSites, loggedIn, panel);
  return router;

  async function checkPassword(req: Request): Promise<void> {
    const form = parseInput(LoginForm, req.body, 'body');
    try {
      await password.verify(form.password, limitKey(req));
    } catch (error) {
      // Attempts beyond the limit are not written: they would fill the log.
      if (toGameError(error).code === 'invalid_credentials') {
        await auditOperator(audit, req, { action: 'monitor.login_failed', outcome: 'refused' });
      }
      throw error;
    }
  }
}

const noStore: RequestHandler = (_req, res, next) => {
  res.set('Cache-Control', 'no-store');
  next();
};

/**
 * The panel's HTTP adapter (better-call) forgets to end an answer once `write` has reported backpressure: its script
 * and the state of a full room would load for ever. Its answers are in memory anyway.
 */
const withoutBackpressure: RequestHandler = (_req, res, next) => {
  const write = res.write as (...args: unknown[]) => boolean;
  res.write = (...args: unknown[]) => {
    write.apply(res, args);
    return true;
  };
  next();
};

function refuseLogin(res: Response, thrown: unknown): void {
  const error = toGameError(thrown);
  prepareErrorAnswer(res, error);
  res.type('html').send(loginPage(error.message));
}

/** Pages lead to the login; calls are answered 401. */
function requireLogin(sessions: OperatorSessions): RequestHandler {
  return (req, res, next) => {
    if (sessions.find(req.get('cookie')) !== null) return next();
    if (req.path.startsWith('/api')) {
      throw new GameError('unauthenticated', { message: 'Log in at /monitor/login first.' });
    }
    res.redirect(303, '/monitor/login');
  };
}
