// A grid over the picture in which blocks are painted by mouse, touch or keys.
import { useRef, useState } from 'preact/hooks';
import { Blocks } from './blocks.js';
import { html } from './html.js';
import { t } from './i18n.js';

/** @typedef {{columns: number, rows: number}} Size */

/** @type {Record<string, [number, number]>} */
const STEPS = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/**
 * @param {number} value
 * @param {number} count
 */
function within(value, count) {
  return Math.min(count - 1, Math.max(0, value));
}

/**
 * Returns the column and row under the pointer.
 * @param {PointerEvent} event
 * @param {Size} size
 */
function cellAt(event, { columns, rows }) {
  const area = /** @type {Element} */ (event.currentTarget).getBoundingClientRect();
  const column = Math.floor(((event.clientX - area.left) / area.width) * columns);
  const row = Math.floor(((event.clientY - area.top) / area.height) * rows);
  return { column: within(column, columns), row: within(row, rows) };
}

/**
 * Returns the blocks of the rectangle between two cells.
 * @param {{column: number, row: number}} from
 * @param {{column: number, row: number}} to
 * @param {number} columns
 */
function rectangle(from, to, columns) {
  const blocks = [];
  for (let row = Math.min(from.row, to.row); row <= Math.max(from.row, to.row); row++) {
    for (let column = Math.min(from.column, to.column); column <= Math.max(from.column, to.column); column++) {
      blocks.push(row * columns + column);
    }
  }
  return blocks;
}

/**
 * @param {Set<number>} selected
 * @param {number[]} blocks
 * @param {boolean} on
 */
function painted(selected, blocks, on) {
  const result = new Set(selected);
  blocks.forEach((block) => (on ? result.add(block) : result.delete(block)));
  return result;
}

/**
 * @param {Size} size
 * @param {Set<number>} selected
 * @param {(blocks: Set<number>) => void} onPaint
 */
function useStroke(size, selected, onPaint) {
  const stroke = useRef(
    /** @type {{cell: {column: number, row: number}, on: boolean, blocks: Set<number>} | null} */ (null),
  );
  const extend = (/** @type {PointerEvent} */ event) => {
    if (stroke.current) {
      const { cell, on, blocks } = stroke.current;
      onPaint(painted(blocks, rectangle(cell, cellAt(event, size), size.columns), on));
    }
  };
  return {
    onPointerDown: (/** @type {any} */ event) => {
      event.currentTarget.setPointerCapture(event.pointerId);
      const cell = cellAt(event, size);
      stroke.current = {
        cell,
        on: !selected.has(cell.row * size.columns + cell.column),
        blocks: selected,
      };
      extend(event);
    },
    onPointerMove: extend,
    onPointerUp: () => {
      stroke.current = null;
    },
    onPointerCancel: () => {
      stroke.current = null;
    },
  };
}

/**
 * @param {Size} size
 * @param {Set<number>} selected
 * @param {(blocks: Set<number>) => void} onPaint
 */
function useCursor(size, selected, onPaint) {
  const [cursor, setCursor] = useState({ column: 0, row: 0 });
  const block = cursor.row * size.columns + cursor.column;
  const onKeyDown = (/** @type {KeyboardEvent} */ event) => {
    const step = STEPS[event.key];
    if (!step && event.key !== ' ') {
      return;
    }
    event.preventDefault();
    if (step) {
      setCursor({
        column: within(cursor.column + step[0], size.columns),
        row: within(cursor.row + step[1], size.rows),
      });
    } else {
      onPaint(painted(selected, [block], !selected.has(block)));
    }
  };
  return { cursor, block, onKeyDown };
}

/**
 * The region. Without onPaint it is only shown.
 * @param {{size: Size, selected: Set<number>, onPaint?: (blocks: Set<number>) => void}} props
 */
export function Canvas({ size, selected, onPaint }) {
  const paint = onPaint ?? (() => {});
  const stroke = useStroke(size, selected, paint);
  const { cursor, block, onKeyDown } = useCursor(size, selected, paint);
  const region = html`<${Blocks} size=${size} blocks=${selected} kind="selected" />`;
  if (!onPaint) {
    return region;
  }
  const place = { column: cursor.column + 1, row: cursor.row + 1 };
  const words = t(selected.has(block) ? 'motion.cell-on' : 'motion.cell-off', place);
  return html`<div
    class="canvas"
    role="application"
    tabindex="0"
    aria-label=${t('motion.region')}
    aria-describedby="motion-cell"
    style=${{
      '--columns': size.columns,
      '--rows': size.rows,
      '--column': cursor.column,
      '--row': cursor.row,
    }}
    ...${stroke}
    onKeyDown=${onKeyDown}
  >
    ${region}
    <span class="lines"></span><span class="cursor"></span>
    <span class="unseen" id="motion-cell" aria-live="polite">${words}</span>
  </div>`;
}
