import { CHAT_MAX_LENGTH } from '../../../src/protocol.ts';
import { el } from '../ui/dom.ts';

const LINES_KEPT = 120;
/** Closer than this to its end, in CSS pixels, the log follows new lines. */
const FOLLOW_MARGIN = 24;
const IS_TOUCH = matchMedia('(pointer: coarse)').matches;
const RESTING_TEXT = IS_TOUCH ? 'Say something' : 'Enter to chat';
const WRITING_TEXT = IS_TOUCH ? 'Say something' : 'Enter sends, Esc closes';

/** The chat panel: Enter to write, Enter to send, Esc to leave. Sending gives the keys back to walking. */
export class Chat {
  readonly element: HTMLElement;
  private readonly log = el('ol', {
    class: 'chat-log',
    'data-testid': 'chat-log',
    role: 'log',
    'aria-label': 'Chat',
    tabindex: '0',
  });
  private readonly input = el('input', {
    class: 'chat-input',
    'data-testid': 'chat-input',
    type: 'text',
    maxlength: String(CHAT_MAX_LENGTH),
    placeholder: RESTING_TEXT,
    'aria-label': 'Say something to everybody here',
    autocomplete: 'off',
    enterkeyhint: 'send',
  });
  private readonly onSay: (text: string) => void;
  private readonly listening = new AbortController();

  constructor(onSay: (text: string) => void) {
    this.onSay = onSay;
    const form = el('form', { class: 'chat-form' }, this.input);
    this.element = el('section', { class: 'chat', 'aria-label': 'Chat' }, this.log, form);
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.send();
    });
    this.input.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.input.blur();
    });
    this.input.addEventListener('focus', () => {
      this.input.placeholder = WRITING_TEXT;
    });
    this.input.addEventListener('blur', () => {
      this.input.placeholder = RESTING_TEXT;
    });
    window.addEventListener('keydown', (event) => this.openOnEnter(event), { signal: this.listening.signal });
  }

  /** @param color CSS colour of the speaker's name */
  addMessage(name: string, text: string, color: string): void {
    const speaker = el('b', {}, name);
    speaker.style.color = color;
    this.addLine(el('li', {}, speaker, ' ', text));
  }

  /** Something that the realm says rather than a person. Saying it again changes nothing. */
  addNotice(text: string): void {
    const last = this.log.lastElementChild;
    if (last?.className === 'chat-notice' && last.textContent === text) return;
    this.addLine(el('li', { class: 'chat-notice' }, text));
  }

  dispose(): void {
    this.listening.abort();
  }

  private send(): void {
    const text = this.input.value.trim();
    this.input.value = '';
    this.input.blur();
    if (text !== '') this.onSay(text);
  }

  private openOnEnter(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.repeat || event.isComposing) return;
    if (document.activeElement?.matches('button, a, input, select')) return;
    event.preventDefault();
    this.input.focus();
  }

  private addLine(line: HTMLElement): void {
    const { scrollHeight, scrollTop, clientHeight } = this.log;
    const follows = scrollHeight - scrollTop - clientHeight < FOLLOW_MARGIN;
    this.log.append(line);
    while (this.log.childElementCount > LINES_KEPT) this.log.firstElementChild!.remove();
    if (follows) this.log.scrollTop = this.log.scrollHeight;
  }
}
