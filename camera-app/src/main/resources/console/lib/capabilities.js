// What the encoders offer, as choices that depend on each other.
import { useEffect, useState } from 'preact/hooks';
import { call, eventually } from './session.js';

/** @typedef {{name: string, children: Choice[], ranges: Record<string, string>}} Choice */

/**
 * Reads elements with a name below an element. What has none is a range or a single value.
 * @param {Element} element
 * @returns {Choice}
 */
function choiceOf(element) {
  const inner = [...element.children];
  const named = inner.filter((one) => one.hasAttribute('name'));
  const values = inner.filter((one) => !one.hasAttribute('name'));
  return {
    name: element.getAttribute('name') ?? element.nodeName,
    children: named.map(choiceOf),
    ranges: Object.fromEntries(values.map((one) => [one.nodeName, one.textContent ?? ''])),
  };
}

/**
 * Returns the choices of an encoder, null before they are there.
 * @param {string} path
 * @param {(root: Element) => Element | null} [part]
 */
export function useChoices(path, part = (root) => root) {
  const [choices, setChoices] = useState(/** @type {Choice[] | null} */ (null));
  useEffect(() => {
    eventually(() => call(`${path}/getcapabilities`)).then(
      (root) => {
        const element = part(root);
        setChoices(element ? choiceOf(element).children : []);
      },
      () => setChoices([]),
    );
  }, []);
  return choices;
}

/**
 * @param {Choice[]} choices
 * @param {string} name
 * @returns {Choice | undefined} the one of that name, else the first
 */
export function pick(choices, name) {
  return choices.find((one) => one.name === name) ?? choices[0];
}

/** @param {string} range such as 1-30 */
export function boundsOf(range = '') {
  const [min, max] = range.split('-').map(Number);
  return { min: min || 0, max: max || min || 0 };
}

/**
 * @param {string} value
 * @param {{min: number, max: number}} bounds
 */
export function clamp(value, { min, max }) {
  return String(Math.min(max, Math.max(min, Math.round(Number(value)) || min)));
}

const SECONDS_PER_DAY = 86_400;
const BITS_PER_GIGABYTE = 8e9;

/** @param {number} bitsPerSecond */
export function gigabytesPerDay(bitsPerSecond) {
  const amount = (bitsPerSecond * SECONDS_PER_DAY) / BITS_PER_GIGABYTE;
  return amount.toFixed(amount < 10 ? 1 : 0);
}
