import { authApi } from './api/auth-api.ts';
import { App } from './app.ts';
import { exposeDebug } from './debug.ts';
import { Session } from './session/session.ts';
import { tabLock } from './session/tab-lock.ts';
import { localTokenStore } from './session/token-store.ts';

exposeDebug(null);
const session = new Session({
  api: authApi,
  store: localTokenStore(localStorage, window),
  lock: tabLock('omega-realm.refresh'),
});
void new App(document.getElementById('app')!, session).start();
