// Bounds and options of parameters, from the description that the camera makes of its own tables.
import { send } from './cgi.js';

/**
 * @typedef {object} Rule
 * @property {number} [minimum]
 * @property {number} [maximum]
 * @property {(string | number)[]} [enum]
 * @property {string} [pattern]
 * @property {Rule[]} [anyOf]
 */

/** @type {Promise<any> | null} */
let description = null;

/**
 * Returns the rules of an interface's parameters by name.
 * @param {string} path below /cgi-bin/
 * @returns {Promise<Record<string, Rule>>}
 */
export async function rulesOf(path) {
  description ??= send('/openapi.json', { cache: 'default' }).then((response) => response.json());
  try {
    const { paths } = await description;
    const parameters = paths[`/cgi-bin/${path}`]?.get?.parameters ?? [];
    return Object.fromEntries(parameters.map((/** @type {any} */ one) => [one.name, one.schema ?? {}]));
  } catch (fault) {
    description = null;
    throw fault;
  }
}

/**
 * Returns whether a text is within the bounds or of the pattern of a parameter.
 * @param {Rule | undefined} rule
 * @param {string} value
 */
export function fits(rule, value) {
  const { pattern = '', minimum, maximum, anyOf } = rule ?? {};
  if (minimum === undefined || maximum === undefined) {
    return new RegExp(pattern).test(value);
  }
  const within = (/** @type {Rule} */ one) =>
    Number(value) >= Number(one.minimum) && Number(value) <= Number(one.maximum);
  return /^-?\d+$/.test(value) && (anyOf ?? [{ minimum, maximum }]).some(within);
}
