// The interfaces of this camera as it describes them in /openapi.json.
import { render } from 'preact';
import { html } from './lib/html.js';
import { has, preferredLanguage, t, useLanguage } from './lib/i18n.js';
import { Preferences } from './lib/preferences.js';
import { onChange } from './lib/signals.js';
import { applyTheme } from './lib/theme.js';

/** @typedef {{operationId: string, method: string, path: string} & Record<string, any>} Operation */

/**
 * Returns the operations in the order of their paths.
 * @param {any} description
 * @returns {Operation[]}
 */
function operationsOf({ paths }) {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ ...operation, method: method.toUpperCase(), path })),
  );
}

/** @param {any} schema */
function valuesOf(schema) {
  if (schema.enum) {
    return schema.enum.join(', ');
  }
  if (schema.minimum !== undefined) {
    const ranges = schema.anyOf ?? [schema];
    return ranges
      .map((/** @type {any} */ { minimum, maximum }) =>
        minimum === maximum ? minimum : t('field.range', { min: minimum, max: maximum }),
      )
      .join(', ');
  }
  return schema.pattern ?? t(schema.maxLength ? 'api.length' : 'api.text', { length: schema.maxLength ?? '' });
}

/** @param {{parameter: any}} props */
function Row({ parameter }) {
  const notes = [
    parameter.required && t('api.required'),
    parameter['x-supported'] === false && t('api.unsupported'),
    parameter['x-initial'] !== undefined && t('api.initial', { value: parameter['x-initial'] }),
  ];
  return html`<tr>
    <th scope="row"><code>${parameter.name}</code></th>
    <td>${valuesOf(parameter.schema)}</td>
    <td>${notes.filter(Boolean).join(', ')}</td>
    <td>${parameter['x-fault']}</td>
  </tr>`;
}

/** @param {{parameters: any[]}} props */
function Parameters({ parameters }) {
  return html`<div class="scroll" tabindex="0" role="group" aria-label=${t('api.parameters')}>
    <table>
      <thead>
        <tr>
          <th scope="col">${t('api.parameter')}</th>
          <th scope="col">${t('api.values')}</th>
          <th scope="col">${t('api.notes')}</th>
          <th scope="col">${t('api.fault')}</th>
        </tr>
      </thead>
      <tbody>
        ${parameters.map((parameter) => html`<${Row} parameter=${parameter} />`)}
      </tbody>
    </table>
  </div>`;
}

/** @param {Operation} operation */
function exampleOf({ method, path, parameters }) {
  const query = parameters
    .filter((/** @type {any} */ { example }) => example !== undefined)
    .map((/** @type {any} */ { name, example }) => `${name}=${encodeURIComponent(example)}`)
    .join('&');
  return `${method} ${path}${query && `?${query}`}`;
}

/** @param {{status: string, response: any}} props */
function Response({ status, response }) {
  return Object.entries(response.content).map(
    ([type, media]) =>
      html`<h3>${status} ${type}</h3>
        ${media.example && html`<pre tabindex="0">${media.example}</pre>`}
        ${media.examples &&
        html`<details>
          <summary lang="en">${response.description}</summary>
          <ul>
            ${Object.values(media.examples).map(({ summary }) => html`<li><code>${summary}</code></li>`)}
          </ul>
        </details>`}`,
  );
}

/** @param {string} role of the description, which may be nobody's */
function roleOf(role) {
  return has(`role.${role}`) ? t(`role.${role}`) : role;
}

/** @param {{operation: Operation}} props */
function Interface({ operation }) {
  const setRole = operation['x-set-role'];
  return html`<section id=${operation.operationId} aria-labelledby=${`${operation.operationId}-title`}>
    <h2 id=${`${operation.operationId}-title`}>${operation.method} ${operation.path}</h2>
    <p lang="en">${operation.summary}</p>
    ${operation['x-supported'] === false && html`<p>${t('api.unsupported')}</p>`}
    <p>${t('api.role', { role: roleOf(operation['x-role']) })}</p>
    ${setRole && html`<p>${t('api.set-role', { role: roleOf(setRole) })}</p>`}
    ${operation.parameters.length > 0 && html`<${Parameters} parameters=${operation.parameters} />`}
    <h3>${t('api.example')}</h3>
    <pre tabindex="0">${exampleOf(operation)}</pre>
    ${Object.entries(operation.responses).map(
      ([status, response]) => html`<${Response} status=${status} response=${response} />`,
    )}
  </section>`;
}

/** @param {{description: any}} props */
function Description({ description }) {
  const operations = operationsOf(description);
  return html`<p lang="en">${description.info.description}</p>
    <nav aria-label=${t('api.interfaces')}>
      <ul>
        ${operations.map(
          ({ operationId, method, path }) =>
            html`<li><a href=${`#${operationId}`}>${method} ${path.replace('/cgi-bin/', '')}</a></li>`,
        )}
      </ul>
    </nav>
    ${operations.map((operation) => html`<${Interface} operation=${operation} />`)}`;
}

/** @param {{description: any, status: number}} props the description is null without one */
function Page({ description, status }) {
  document.title = `${t('api.title')} · ${t('app.name')}`;
  return html`<main>
    <h1>${t('api.title')}</h1>
    <${Preferences} />
    <p><a href="/">${t('app.name')}</a>, <a href="/openapi.json">openapi.json</a></p>
    ${description
      ? html`<${Description} description=${description} />`
      : html`<p role="alert">${t('api.missing', { status })}</p>`}
  </main>`;
}

applyTheme();
const root = /** @type {HTMLElement} */ (document.getElementById('api'));
const [response] = await Promise.all([fetch('/openapi.json'), useLanguage(preferredLanguage())]);
const shown = { status: response.status, description: response.ok ? await response.json() : null };
const draw = () => render(html`<${Page} ...${shown} />`, root);
onChange(draw);
draw();
