// The frame around all pages: navigation, language, theme, and what interrupts the user.
import { useEffect } from 'preact/hooks';
import { Dialog } from './dialog.js';
import { html } from './html.js';
import { language, t } from './i18n.js';
import { Moving } from './moving.js';
import { Notices, Outdated } from './notices.js';
import { Blocked, PageContent, awaitUser } from './page.js';
import { PAGES, obstacleTo } from './pages.js';
import { Preferences } from './preferences.js';
import { follow, path } from './router.js';
import { expired, signOut, state, uid } from './session.js';
import { SignIn } from './sign-in.js';
import { outdated } from './version.js';

const START = 'live';
const ICON = import.meta.resolve('../icon.svg');

/** @param {{path: string}} props */
export function Icon({ path: line }) {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
    <path d=${line} />
  </svg>`;
}

export function Console() {
  if (!uid.value || !state.value) {
    return html`<${SignInPage} /><${Moving} />`;
  }
  const name = path.value.slice(1) || START;
  const obstacle = obstacleTo(name);
  return html`<div class="layout">
    <a class="skip" href="#main">${t('nav.skip')}</a>
    <${Navigation} current=${name} />
    <main id="main" tabindex="-1">
      <${Notices} />
      ${obstacle
        ? html`<${Blocked} key=${name} obstacle=${obstacle} />`
        : html`<${PageContent} key=${name} name=${name} />`}
    </main>
    ${expired.value && html`<${SignInAgain} />`}
    <${Moving} />
  </div>`;
}

/** @param {{current: string}} props */
function Navigation({ current }) {
  return html`<header class="side">
    <p class="brand"><img src=${ICON} alt="" width="28" height="28" />${t('app.name')}</p>
    <nav aria-label=${t('nav.label')}>
      <ul>
        ${PAGES.filter((page) => !obstacleTo(page.name)).map(
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

function SignInPage() {
  useEffect(awaitUser, []);
  useEffect(() => {
    document.title = `${t('action.sign-in')} · ${t('app.name')}`;
  }, [language.value]);
  return html`<main class="entrance" id="main">
    ${outdated.value && html`<${Outdated} />`}
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
