// The frame around all pages: navigation, language, theme, and what interrupts the user.
import { useEffect, useRef, useState } from 'preact/hooks';
import { Dialog } from './dialog.js';
import { html } from './html.js';
import { LANGUAGES, chooseLanguage, language, t } from './i18n.js';
import { Moving } from './moving.js';
import { PAGES, isOffered } from './pages.js';
import { follow, path } from './router.js';
import { away, expired, mayChange, signOut, state, uid, unreachable } from './session.js';
import { SignIn } from './sign-in.js';
import { THEMES, theme, useTheme } from './theme.js';

const SETUP = 'setup';
const RETRY_MILLIS = 3000;
const ICON = import.meta.resolve('../icon.svg');

/** @param {{path: string}} props */
export function Icon({ path: line }) {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
    <path d=${line} />
  </svg>`;
}

function pageName() {
  const name = path.value.slice(1);
  const page = PAGES.find((one) => one.name === name);
  if (name === SETUP && mayChange.value) {
    return SETUP;
  }
  return page && isOffered(page) ? name : 'live';
}

export function Console() {
  if (!uid.value || !state.value) {
    return html`<${SignInPage} /><${Moving} />`;
  }
  const name = pageName();
  return html`<div class="layout">
    <a class="skip" href="#main">${t('nav.skip')}</a>
    <${Navigation} current=${name} />
    <main id="main" tabindex="-1">
      <${Notices} />
      <${PageContent} key=${name} name=${name} />
    </main>
    ${expired.value && html`<${SignInAgain} />`}
    <${Moving} />
  </div>`;
}

/**
 * Returns the module of a page, null while it loads. Without network it is asked for again. A browser may keep the
 * failure of an address, hence the number in the next one.
 * @param {string} name
 */
function usePage(name) {
  const [page, setPage] = useState(/** @type {{Content: any} | null} */ (null));
  const [failures, setFailures] = useState(0);
  useEffect(() => {
    let timer = 0;
    const wait = () => {
      unreachable.value = 'network';
      timer = setTimeout(() => setFailures(failures + 1), RETRY_MILLIS);
    };
    import(`../pages/${name}.js${failures ? `?${failures}` : ''}`).then(setPage, wait);
    return () => clearTimeout(timer);
  }, [failures]);
  return page;
}

/** @param {{name: string}} props */
function PageContent({ name }) {
  const page = usePage(name);
  const heading = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => {
    if (document.activeElement && document.activeElement !== document.body) {
      heading.current?.focus();
    }
  }, [name]);
  useEffect(() => {
    document.title = `${t(`nav.${name}`)} · ${t('app.name')}`;
  }, [name, language.value]);
  return html`<h1 ref=${heading} tabindex="-1">${t(`nav.${name}`)}</h1>
    ${page && html`<${page.Content} />`}`;
}

/** @param {{current: string}} props */
function Navigation({ current }) {
  return html`<header class="side">
    <p class="brand"><img src=${ICON} alt="" width="28" height="28" />${t('app.name')}</p>
    <nav aria-label=${t('nav.label')}>
      <ul>
        ${PAGES.filter(isOffered).map(
          ({ name, icon }) =>
            html`<li>
              <a href="/${name}" aria-current=${name === current ? 'page' : undefined} onClick=${follow}>
                <${Icon} path=${icon} /><span>${t(`nav.${name}`)}</span>
              </a>
            </li>`,
        )}
      </ul>
    </nav>
    <div class="account">
      <p class="who">
        <strong>${state.value?.user}</strong>
        <span>${t(`role.${state.value?.role}`)}</span>
      </p>
      <${Preferences} />
      <button type="button" onClick=${signOut}>${t('action.sign-out')}</button>
    </div>
  </header>`;
}

function Preferences() {
  return html`<div class="preferences">
    <select
      aria-label=${t('preferences.language')}
      onChange=${(/** @type {any} */ event) => chooseLanguage(event.currentTarget.value)}
    >
      ${Object.entries(LANGUAGES).map(
        ([tag, name]) => html`<option value=${tag} selected=${tag === language.value} lang=${tag}>${name}</option>`,
      )}
    </select>
    <select
      aria-label=${t('preferences.theme')}
      onChange=${(/** @type {any} */ event) => useTheme(event.currentTarget.value)}
    >
      ${THEMES.map(
        (name) => html`<option value=${name} selected=${name === theme.value}>${t(`theme.${name}`)}</option>`,
      )}
    </select>
  </div>`;
}

function Notices() {
  if (!unreachable.value || away.value) {
    return null;
  }
  return html`<p class="error box" role="alert">${t(`notice.${unreachable.value}`)}</p>`;
}

function SignInPage() {
  useEffect(() => {
    document.title = `${t('action.sign-in')} · ${t('app.name')}`;
  }, [language.value]);
  return html`<main class="entrance" id="main">
    <div class="card">
      <p class="brand"><img src=${ICON} alt="" width="36" height="36" />${t('app.name')}</p>
      <h1>${t('sign-in.title')}</h1>
      <${SignIn} />
      <details>
        <summary>${t('sign-in.first')}</summary>
        <p>${t('sign-in.first-text')}</p>
      </details>
    </div>
    <${Preferences} />
  </main>`;
}

function SignInAgain() {
  return html`<${Dialog} title=${t('sign-in.again')}>
    <${SignIn} name=${state.value?.user} notice=${t('sign-in.again-text')} />
    <button type="button" class="link" onClick=${signOut}>${t('sign-in.leave')}</button>
  <//>`;
}
