// The blocks of motion detection: their encoding in the contract, and their look over the picture.
import { useEffect, useState } from 'preact/hooks';
import { html } from './html.js';
import { state } from './session.js';
import { events, follow } from './streams.js';

const BITS = 8;

/**
 * Returns the columns and rows of a block count such as 22x18.
 * @param {string} blockcount
 */
export function sizeOf(blockcount) {
  const [columns, rows] = blockcount.split('x').map(Number);
  return { columns: columns || 1, rows: rows || 1 };
}

/**
 * Returns the numbers of the selected blocks, row by row from 0.
 * @param {string} areavalue two hexadecimal digits for 8 blocks, the first block in the highest bit
 */
export function decode(areavalue) {
  const selected = new Set();
  for (let byte = 0; byte * 2 < areavalue.length; byte++) {
    const bits = parseInt(areavalue.slice(byte * 2, byte * 2 + 2), 16);
    for (let bit = 0; bit < BITS; bit++) {
      if (bits & (0x80 >> bit)) {
        selected.add(byte * BITS + bit);
      }
    }
  }
  return /** @type {Set<number>} */ (selected);
}

/**
 * @param {Set<number>} selected
 * @param {number} count all blocks
 */
export function encode(selected, count) {
  const bytes = new Uint8Array(Math.ceil(count / BITS));
  selected.forEach((block) => {
    bytes[block >> 3] |= 0x80 >> block % BITS;
  });
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Blocks over the picture. */
export function Blocks(
  /** @type {{size: {columns: number, rows: number}, blocks: Iterable<number>, kind: string}} */ props,
) {
  const { columns, rows } = props.size;
  const squares = [...props.blocks].map((block) => `M${block % columns} ${Math.floor(block / columns)}h1v1h-1z`);
  return html`<svg
    class="blocks ${props.kind}"
    viewBox="0 0 ${columns} ${rows}"
    preserveAspectRatio="none"
    aria-hidden="true"
  >
    <path d=${squares.join('')} />
  </svg>`;
}

/**
 * Returns the present motion, from the event stream.
 * @param {boolean} wanted
 * @returns {{active: boolean, blocks: number[]}}
 */
export function useMotion(wanted) {
  const [motion, setMotion] = useState({
    active: false,
    blocks: /** @type {number[]} */ ([]),
  });
  const listens = wanted && state.value?.parts.motion !== false;
  useEffect(() => {
    if (!listens) {
      setMotion({ active: false, blocks: [] });
      return undefined;
    }
    const ending = new AbortController();
    follow(
      'events',
      {},
      ending.signal,
      () => events(setMotion),
      () => {},
    );
    return () => ending.abort();
  }, [listens]);
  return motion;
}
