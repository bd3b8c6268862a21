// Labels of controls. A page and the dialog over it may have fields of the same names, and only the dialog's can be
// reached; so behind a dialog a label is plain text.
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { html } from './html.js';
import { signal } from './signals.js';

/** The dialogs that are open, the topmost last. */
export const open = signal(/** @type {object[]} */ ([]));

/** The dialog around a component, undefined for the page. */
export const Surface = createContext(/** @type {object | undefined} */ (undefined));

/** @param {{for: string, class?: string, children?: any}} props */
export function Label({ for: id, class: kind = 'label', children }) {
  return useContext(Surface) === open.value.at(-1)
    ? html`<label for=${id} class=${kind}>${children}</label>`
    : html`<span class=${kind}>${children}</span>`;
}
