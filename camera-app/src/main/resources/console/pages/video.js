// Both video streams. Only what the encoder offers can be chosen.
import { useMemo } from 'preact/hooks';
import { boundsOf, clamp, gigabytesPerDay, pick, useChoices } from '../lib/capabilities.js';
import { NumberField, SaveBar, SelectField } from '../lib/fields.js';
import { formOf } from '../lib/form.js';
import { html } from '../lib/html.js';
import { t } from '../lib/i18n.js';

const STREAMS = ['stream1', 'stream2'];

/** @typedef {import('../lib/form.js').Form} Form */

/**
 * Moves what no longer fits to the nearest value that does, as the camera would.
 * @param {Form} form
 * @param {import('../lib/capabilities.js').Choice[]} codecs
 */
function fit(form, codecs) {
  const size = pick(pick(codecs, form.get('encode_mode'))?.children ?? [], form.get('resolution'));
  if (size) {
    form.set('resolution', size.name);
    form.set('framerate', clamp(form.get('framerate'), boundsOf(size.ranges.framerate_range)));
    form.set('bitrate', clamp(form.get('bitrate'), boundsOf(size.ranges.bitrate_range)));
  }
}

/**
 * @param {{form: Form, name: string, label: string, bounds: {min: number, max: number}}} props
 */
function Bounded({ form, name, label, bounds }) {
  return html`<div onChange=${() => form.set(name, clamp(form.get(name), bounds))}>
    <${NumberField} form=${form} name=${name} label=${label} hint=${t('field.range', bounds)} />
  </div>`;
}

/** @param {{form: Form, codecs: import('../lib/capabilities.js').Choice[]}} props */
function Choices({ form, codecs }) {
  const codec = pick(codecs, form.get('encode_mode'));
  const sizes = codec?.children ?? [];
  const { framerate_range: rates, bitrate_range: bitrates } = pick(sizes, form.get('resolution'))?.ranges ?? {};
  const refit = () => fit(form, codecs);
  const { minimum = 1, maximum = 300 } = form.rules.value.govlength ?? {};
  const controls = ['CBR', 'VBR'].map((one) => [one, t(`video.${one}`)]);
  return html`<div class="grid">
    <${SelectField}
      form=${form}
      name="encode_mode"
      label=${t('video.codec')}
      options=${namesOf(codecs)}
      onSet=${refit}
    />
    <${SelectField}
      form=${form}
      name="resolution"
      label=${t('video.resolution')}
      options=${namesOf(sizes)}
      onSet=${refit}
    />
    <${Bounded} form=${form} name="framerate" label=${t('video.framerate')} bounds=${boundsOf(rates)} />
    <${Bounded} form=${form} name="bitrate" label=${t('video.bitrate')} bounds=${boundsOf(bitrates)} />
    <${SelectField} form=${form} name="bitrate_control" label=${t('video.control')} options=${controls} />
    <${Bounded} form=${form} name="govlength" label=${t('video.govlength')} bounds=${{ min: minimum, max: maximum }} />
  </div>`;
}

/** @param {{form: Form, stream: string}} props */
function Stream({ form, stream }) {
  const codecs = useChoices('videoencoder', (root) => root.querySelector(stream));
  const amount = gigabytesPerDay(Number(form.get('bitrate')) * 1000);
  const loading = !codecs || !form.loaded.value;
  return html`<section class="card" role="group" aria-label=${t(`video.${stream}`)}>
    <h2>${t(`video.${stream}`)}</h2>
    ${loading ? html`<p class="hint">${t('state.loading')}</p>` : html`<${Choices} form=${form} codecs=${codecs} />`}
    ${!loading && html`<p class="estimate">${t('video.storage', { amount })}</p>`}
  </section>`;
}

/** @param {import('../lib/capabilities.js').Choice[]} choices */
function namesOf(choices) {
  return choices.map(({ name }) => [name, name]);
}

export function Content() {
  const forms = useMemo(
    () => STREAMS.map((stream) => formOf(`videoencoder/${stream}`, (root) => root.querySelector(stream))),
    [],
  );
  const save = async (/** @type {Event} */ event) => {
    event.preventDefault();
    for (const form of forms) {
      if (!(await form.save())) {
        return;
      }
    }
  };
  return html`<form onSubmit=${save} novalidate>
    <div class="pair">${forms.map((form, index) => html`<${Stream} form=${form} stream=${STREAMS[index]} />`)}</div>
    <${SaveBar} forms=${forms} />
  </form>`;
}
