// The contract's faults in plain words, at the field that they name.
import { Fault } from './cgi.js';
import { has, t } from './i18n.js';

/** Faults that the contract words without a field's name in front: reason to field. */
const FIELDS = {
  'error username': 'name',
  'error username duplicated': 'name',
  'username none exist to edit': 'name',
  'last Administrator': 'privilege',
  'password error': 'password',
};

/**
 * @typedef {object} Explanation
 * @property {string} field the parameter that is wrong, empty for none
 * @property {string} text
 */

/**
 * Explains a failure.
 * @param {unknown} failure
 * @returns {Explanation}
 */
export function explain(failure) {
  if (!(failure instanceof Fault)) {
    return { field: '', text: t('fault.unexpected') };
  }
  if (failure.status === 0) {
    return { field: '', text: t('fault.network') };
  }
  if (failure.status === 503) {
    return { field: '', text: t('fault.device-error') };
  }
  return ofReason(failure.reason);
}

/** @param {string} reason */
function ofReason(reason) {
  if (has(`fault.${reason}`)) {
    return {
      field: FIELDS[/** @type {keyof typeof FIELDS} */ (reason)] ?? '',
      text: t(`fault.${reason}`),
    };
  }
  const range = /^(\w+) range: (.+)$/.exec(reason);
  if (range) {
    return { field: range[1], text: rangeText(range[2]) };
  }
  const options = /^(\w+): (.+ or .+)$/.exec(reason);
  if (options) {
    return {
      field: options[1],
      text: t('fault.options', {
        options: options[2].replaceAll(' or ', ', '),
      }),
    };
  }
  const [, field, kind] = /^(\w+) (error|not supported)$/.exec(reason) ?? [];
  if (kind === 'error') {
    return {
      field,
      text: t(has(`fault.${field}`) ? `fault.${field}` : 'fault.value'),
    };
  }
  return kind ? { field, text: t('fault.unsupported') } : { field: '', text: t('fault.other', { reason }) };
}

/** @param {string} range such as 0-255, or 80,1000-65535 */
function rangeText(range) {
  const single = /^(\d+)-(\d+)$/.exec(range);
  return single
    ? t('fault.range', { min: single[1], max: single[2] })
    : t('fault.ranges', {
        ranges: range.replaceAll(',', ', ').replaceAll('-', '–'),
      });
}
