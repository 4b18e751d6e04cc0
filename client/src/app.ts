import { type Character, GameApi } from './api/game-api.ts';
import { CharactersScreen } from './screens/characters-screen.ts';
import { LoginScreen } from './screens/login-screen.ts';
import type { Screen } from './screens/screen.ts';
import type { Session, SessionEnd } from './session/session.ts';
import { el } from './ui/dom.ts';
import { logo, titleArt } from './ui/title-art.ts';

const REASONS: Record<SessionEnd, string | null> = {
  logged_out: null,
  other_tab: 'You logged out in another window.',
  other_account: 'Another account logged in in another window.',
  revoked: 'This session was ended. Log in again.',
};

/** Which screen is shown, and the ways between them. */
export class App {
  private readonly root: HTMLElement;
  private readonly session: Session;
  private readonly api: GameApi;
  private screen: Screen | null = null;

  constructor(root: HTMLElement, session: Session) {
    this.root = root;
    this.session = session;
    this.api = new GameApi(session);
    session.onEnd((reason) => this.showLogin(REASONS[reason]));
  }

  async start(): Promise<void> {
    this.show({ element: openingScreen() });
    try {
      if (await this.session.resume()) this.showCharacters(null);
      else if (!(this.screen instanceof LoginScreen)) this.showLogin(null);
    } catch {
      this.showLogin('The realm could not be reached. Log in once it is back.');
    }
    void importWorld();
  }

  private showLogin(notice: string | null): void {
    this.show(
      new LoginScreen({ session: this.session, notice, onLoggedIn: () => this.showCharacters(null) }),
    );
  }

  private showCharacters(notice: string | null): void {
    this.show(
      new CharactersScreen({
        api: this.api,
        accountName: this.session.accountName ?? '',
        notice,
        onEnter: (character) => void this.showWorld(character),
        onLogout: () => void this.session.logout(),
      }),
    );
  }

  private async showWorld(character: Character): Promise<void> {
    const from = this.screen;
    const { WorldScreen } = await importWorld();
    if (this.screen !== from) return;
    this.show(
      new WorldScreen({
        session: this.session,
        api: this.api,
        character,
        onLeave: (notice) => this.showCharacters(notice),
        onSessionOver: () => this.session.end('revoked'),
      }),
    );
  }

  private show(screen: Screen): void {
    this.screen?.dispose?.();
    this.screen = screen;
    this.root.replaceChildren(screen.element);
    screen.onShown?.();
  }
}

function openingScreen(): HTMLElement {
  const text = el('p', { class: 'tagline', role: 'status' }, 'Opening the harbour\u00a0…');
  return el(
    'main',
    { class: 'title-screen' },
    titleArt(),
    el('div', { class: 'title-column' }, logo(), text),
  );
}

/** The game engine is large; it loads while somebody logs in. */
function importWorld() {
  return import('./screens/world-screen.ts');
}
