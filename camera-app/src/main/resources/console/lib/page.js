// One page: its heading, its module, and what is said if it cannot be opened.
import { useEffect, useRef, useState } from 'preact/hooks';
import { html } from './html.js';
import { t } from './i18n.js';
import { follow } from './router.js';
import { state, unreachable } from './session.js';
import { checkVersion, outdated } from './version.js';

const RETRY_MILLIS = 3000;

/** Whether the next page comes because the user did something, not because the document was opened. */
let asked = false;

/** Lets the next page take the focus. */
export function awaitUser() {
  asked = true;
}

/**
 * The heading of a page, also its title. It takes the focus, unless the page is the first one of the document.
 * @param {{text: string}} props
 */
function Heading({ text }) {
  const heading = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => {
    if (asked) {
      heading.current?.focus();
    }
    awaitUser();
  }, []);
  useEffect(() => {
    document.title = `${text} · ${t('app.name')}`;
  }, [text]);
  return html`<h1 ref=${heading} tabindex="-1">${text}</h1>`;
}

/**
 * Returns the module of a page, null while it loads. Without network it is asked for again; an update of the camera may
 * have taken it away. A browser may keep the failure of an address, hence the number in the next one.
 * @param {string} name
 */
function useModule(name) {
  const [page, setPage] = useState(/** @type {{Content: any} | null} */ (null));
  const [failures, setFailures] = useState(0);
  useEffect(() => {
    let timer = 0;
    let left = false;
    const wait = async () => {
      await checkVersion();
      if (!outdated.value && !left) {
        unreachable.value = 'network';
        timer = setTimeout(() => setFailures(failures + 1), RETRY_MILLIS);
      }
    };
    import(`../pages/${name}.js${failures ? `?${failures}` : ''}`).then(setPage, wait);
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [failures]);
  return page;
}

/** @param {{name: string}} props */
export function PageContent({ name }) {
  const page = useModule(name);
  return html`<${Heading} text=${t(`nav.${name}`)} />${page && html`<${page.Content} />`}`;
}

/**
 * What stands at an address without a page for this user.
 * @param {{obstacle: string}} props
 */
export function Blocked({ obstacle }) {
  return html`<${Heading} text=${t(`blocked.${obstacle}-title`)} />
    <div class="card narrow">
      <p>${t(`blocked.${obstacle}`, { role: t(`role.${state.value?.role}`) })}</p>
      <p><a href="/live" onClick=${follow}>${t('blocked.back')}</a></p>
    </div>`;
}
