// The interfaces of this camera as it describes them in /openapi.json.
import { render } from 'preact';
import { html } from './lib/html.js';
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
      .map((/** @type {any} */ { minimum, maximum }) => (minimum === maximum ? minimum : `${minimum} to ${maximum}`))
      .join(', ');
  }
  return schema.pattern ?? (schema.maxLength ? `up to ${schema.maxLength} characters` : 'text');
}

/** @param {{parameter: any}} props */
function Row({ parameter }) {
  const notes = [
    parameter.required && 'required',
    parameter['x-supported'] === false && 'not on this camera',
    parameter['x-initial'] !== undefined && `initially ${parameter['x-initial']}`,
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
  return html`<div class="scroll" tabindex="0" role="group" aria-label="Parameters">
    <table>
      <thead>
        <tr>
          <th scope="col">Parameter</th>
          <th scope="col">Values</th>
          <th scope="col">Notes</th>
          <th scope="col">Fault</th>
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
          <summary>${response.description}</summary>
          <ul>
            ${Object.values(media.examples).map(({ summary }) => html`<li><code>${summary}</code></li>`)}
          </ul>
        </details>`}`,
  );
}

/** @param {{operation: Operation}} props */
function Interface({ operation }) {
  const setRole = operation['x-set-role'];
  return html`<section id=${operation.operationId} aria-labelledby=${`${operation.operationId}-title`}>
    <h2 id=${`${operation.operationId}-title`}>${operation.method} ${operation.path}</h2>
    <p>${operation.summary}${operation['x-supported'] === false && ' (not on this camera)'}</p>
    <p>Role: ${operation['x-role']}${setRole && `; with parameters: ${setRole}`}</p>
    ${operation.parameters.length > 0 && html`<${Parameters} parameters=${operation.parameters} />`}
    <h3>Example</h3>
    <pre tabindex="0">${exampleOf(operation)}</pre>
    ${Object.entries(operation.responses).map(
      ([status, response]) => html`<${Response} status=${status} response=${response} />`,
    )}
  </section>`;
}

/** @param {{description: any}} props */
function Description({ description }) {
  const operations = operationsOf(description);
  return html`<h1>Interfaces of this camera</h1>
    <p>${description.info.description}</p>
    <p><a href="/">Console</a>, <a href="/openapi.json">openapi.json</a></p>
    <nav aria-label="Interfaces">
      <ul>
        ${operations.map(
          ({ operationId, method, path }) =>
            html`<li><a href=${`#${operationId}`}>${method} ${path.replace('/cgi-bin/', '')}</a></li>`,
        )}
      </ul>
    </nav>
    ${operations.map((operation) => html`<${Interface} operation=${operation} />`)}`;
}

applyTheme();
const root = /** @type {HTMLElement} */ (document.getElementById('api'));
const response = await fetch('/openapi.json');
root.replaceChildren();
render(
  response.ok
    ? html`<${Description} description=${await response.json()} />`
    : html`<p role="alert">The camera does not describe its interfaces: status ${response.status}.</p>`,
  root,
);
