import { el } from './dom.ts';

/** The harbour at dusk behind every screen outside of the world. The style sheet moves its layers. */
export function titleArt(): HTMLElement {
  const layers = ['sky', 'towers-far', 'towers-middle', 'harbour'];
  return el(
    'div',
    { class: 'title-art', 'aria-hidden': 'true' },
    ...layers.map((name) => el('div', { class: `layer ${name}` })),
  );
}

export function logo(): HTMLElement {
  return el(
    'h1',
    { class: 'logo' },
    el('img', { src: '/art/logo.png', alt: 'Omega Realm', width: '404', height: '60' }),
  );
}
