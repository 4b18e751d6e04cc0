import { operatorPage } from './operator-page.ts';

const TITLE = 'Omega Realm monitor';

/** @param problem one of our own texts: it is not escaped */
export function loginPage(problem?: string): string {
  return operatorPage(
    TITLE,
    `${problem ? `<p role="alert">${problem}</p>` : ''}
<form method="post" action="/monitor/login">
<input value="operator" autocomplete="username" hidden readonly>
<label for="password">Operator password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required autofocus>
<button>Log in</button>
</form>`,
  );
}

export function loggedInPage(): string {
  return operatorPage(
    TITLE,
    `<p>You are logged in. <a href="/monitor/">Open the panel</a> or see <a href="/monitor/conduct">who behaves worst</a>.</p>
<form method="post" action="/monitor/logout"><button>Log out</button></form>`,
  );
}
