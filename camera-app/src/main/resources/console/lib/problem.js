// What went wrong, beside what the user did.
import { useLayoutEffect, useRef } from 'preact/hooks';
import { html } from './html.js';
import { t } from './i18n.js';
import { computed, signal } from './signals.js';

/** The problems on the page that say that the camera cannot be reached, the newest last. */
const unreached = signal(/** @type {object[]} */ ([]));

/** Whether a problem on the page says already that the camera cannot be reached. */
export const isTold = computed(() => unreached.value.length > 0);

/**
 * An alert; nothing without a text. That the camera cannot be reached is told once, beside the newest action.
 * @param {{text: string, id?: string, kind?: 'box' | ''}} props
 */
export function Problem({ text, id, kind = 'box' }) {
  const { current: self } = useRef({});
  const away = text === t('fault.network') || text === t('fault.device-error');
  useLayoutEffect(() => {
    if (!away) {
      return undefined;
    }
    unreached.value = [...unreached.value, self];
    return () => {
      unreached.value = unreached.value.filter((one) => one !== self);
    };
  }, [away]);
  const silent = away && unreached.value.at(-1) !== self;
  return !text || silent ? null : html`<p class="error ${kind}" role="alert" id=${id}>${text}</p>`;
}
