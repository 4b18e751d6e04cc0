import { ApiError } from '../api/api-error.ts';
import { authApi } from '../api/auth-api.ts';
import type { Session } from '../session/session.ts';
import { button, el } from '../ui/dom.ts';
import { field, form } from '../ui/form.ts';
import { logo, titleArt } from '../ui/title-art.ts';
import { deviceName } from './device-name.ts';
import type { Screen } from './screen.ts';

/** Limits as the API states them; it has the last word. */
const NAME = { minLength: 3, maxLength: 32 } as const;
const PASSWORD = { minLength: 8, maxLength: 200 } as const;

export interface LoginScreenOptions {
  session: Session;
  /** Why one is here, if not by one's own wish. */
  notice: string | null;
  onLoggedIn(): void;
}

export class LoginScreen implements Screen {
  readonly element: HTMLElement;
  private readonly options: LoginScreenOptions;
  private readonly tabs: Record<'login' | 'register', { tab: HTMLButtonElement; panel: HTMLElement }>;

  constructor(options: LoginScreenOptions) {
    this.options = options;
    this.tabs = {
      login: this.makeTab('login', 'Log in', this.loginForm()),
      register: this.makeTab('register', 'Create account', this.registerForm()),
    };
    const { login, register } = this.tabs;
    this.element = el(
      'main',
      { class: 'title-screen' },
      titleArt(),
      el(
        'div',
        { class: 'title-column' },
        logo(),
        el('p', { class: 'tagline' }, 'The lamps are lit along the quay. Come ashore.'),
        el(
          'section',
          { class: 'card' },
          options.notice ? el('p', { class: 'notice', role: 'status' }, options.notice) : null,
          el('div', { class: 'tabs', role: 'tablist', 'aria-label': 'Account' }, login.tab, register.tab),
          login.panel,
          register.panel,
        ),
      ),
    );
    this.element
      .querySelector('[role=tablist]')!
      .addEventListener('keydown', (event) => this.moveTab(event as KeyboardEvent));
    this.select('login');
  }

  onShown(): void {
    this.tabs.login.panel.querySelector('input')!.focus();
  }

  private loginForm(): HTMLFormElement {
    const name = field({
      id: 'login-name',
      label: 'Name',
      testId: 'login-name',
      autocomplete: 'username',
      ...NAME,
    });
    const password = field({
      id: 'login-password',
      label: 'Password',
      testId: 'login-password',
      type: 'password',
      autocomplete: 'current-password',
      minLength: 1,
      maxLength: PASSWORD.maxLength,
    });
    return form({
      fields: [name, password],
      submit: { label: 'Log in', busy: 'Logging in …', testId: 'login-submit' },
      onSubmit: () => this.login(name.input.value, password.input.value),
    });
  }

  private registerForm(): HTMLFormElement {
    const name = field({
      id: 'register-name',
      label: 'Name',
      testId: 'register-name',
      autocomplete: 'username',
      hint: '3 to 32 letters, digits, “_”, “.” and “-”. Only you see it.',
      ...NAME,
    });
    const password = field({
      id: 'register-password',
      label: 'Password',
      testId: 'register-password',
      type: 'password',
      autocomplete: 'new-password',
      hint: '8 characters or more. A sentence is easier to remember than a word.',
      ...PASSWORD,
    });
    return form({
      fields: [name, password],
      submit: { label: 'Create account', busy: 'Creating …', testId: 'register-submit' },
      onSubmit: () => this.register(name.input.value, password.input.value),
    });
  }

  private async login(name: string, password: string): Promise<void> {
    await this.options.session.login(name, password, deviceName(navigator.userAgent));
    this.options.onLoggedIn();
  }

  /** The realm does not tell whether a name was free, so that nobody can list accounts; logging in shows it. */
  private async register(name: string, password: string): Promise<void> {
    await authApi.register(name, password);
    try {
      await this.login(name, password);
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== 'invalid_credentials') throw error;
      throw new ApiError(
        'name_in_use',
        'Somebody has an account with this name already. Choose another one – or, if it is yours, log in.',
      );
    }
  }

  private makeTab(id: 'login' | 'register', label: string, content: HTMLElement) {
    const tab = button(
      label,
      { id: `${id}-tab`, role: 'tab', 'aria-controls': `${id}-panel`, 'data-testid': `${id}-tab` },
      () => this.select(id),
    );
    const panel = el('div', { id: `${id}-panel`, role: 'tabpanel', 'aria-labelledby': `${id}-tab` }, content);
    return { tab, panel };
  }

  private select(selected: 'login' | 'register'): void {
    for (const [id, { tab, panel }] of Object.entries(this.tabs)) {
      const isSelected = id === selected;
      tab.setAttribute('aria-selected', String(isSelected));
      tab.tabIndex = isSelected ? 0 : -1;
      panel.hidden = !isSelected;
    }
  }

  private moveTab(event: KeyboardEvent): void {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    const other = this.tabs.login.panel.hidden ? 'login' : 'register';
    this.select(other);
    this.tabs[other].tab.focus();
  }
}
