// The pages, for whom they are, and which part of the camera they need.
import { mayChange, mayManageUsers, state } from './session.js';

/**
 * @typedef {object} Page
 * @property {string} name its path without the slash, and the name of its module and texts
 * @property {string} icon an SVG path on 24 x 24
 * @property {string} [part] the part of the camera
 * @property {{value: boolean}} [allowed] whether the user's role may open it
 */

/** @type {Page[]} */
export const PAGES = [
  { name: 'live', icon: 'M3 7h12v10H3zM15 11l6-4v10l-6-4' },
  {
    name: 'image',
    icon: 'M12 3v2M12 19v2M3 12h2M19 12h2M6 6l1 1M17 17l1 1M6 18l1-1M17 7l1-1M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8',
    part: 'image',
  },
  {
    name: 'video',
    icon: 'M4 5h16v14H4zM4 9h16M4 15h16M8 5v14M16 5v14',
    part: 'video',
  },
  {
    name: 'audio',
    icon: 'M4 10v4h4l5 4V6L8 10zM16 9a4 4 0 0 1 0 6M18.500 6.500a8 8 0 0 1 0 11',
    part: 'audio',
  },
  {
    name: 'overlay',
    icon: 'M4 5h16v14H4zM8 10V8.500h8V10M12 8.500V16M10.500 16h3',
    part: 'osd',
  },
  {
    name: 'motion',
    icon: 'M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h6v6h-6zM15.500 16l3 2',
    part: 'motion',
  },
  {
    name: 'network',
    icon: 'M9 3h6v6H9zM3 15h6v6H3zM15 15h6v6h-6zM12 9v3M6 15v-3h12v3',
  },
  { name: 'time', icon: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 7v5l3.500 2' },
  {
    name: 'users',
    icon: 'M9 5a3.500 3.500 0 1 0 0 7 3.500 3.500 0 0 0 0-7M3 20a6 6 0 0 1 12 0M16 5.500a3.500 3.500 0 0 1 0 6.500M17.500 14.500A6 6 0 0 1 21 20',
    allowed: mayManageUsers,
  },
  {
    name: 'snapshots',
    icon: 'M4 8h3l2-3h6l2 3h3v11H4zM12 10a3.500 3.500 0 1 0 0 7 3.500 3.500 0 0 0 0-7',
    allowed: mayChange,
  },
  {
    name: 'maintenance',
    icon: 'M14 6a4 4 0 0 1 5-1.500L16 7.500 17 9l3-2.500A4.500 4.500 0 0 1 14 12l-7 8-3-3 8-7a4 4 0 0 1 2-4',
    allowed: mayChange,
  },
  {
    name: 'about',
    icon: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 11v6M12 7v.500',
  },
];

/** The page of the first start is in no navigation. */
const SETUP = { name: 'setup', icon: '', allowed: mayChange };

/**
 * Returns why a page cannot be opened; empty if it can.
 * @param {string} name
 * @returns {'' | 'unknown' | 'role' | 'part'}
 */
export function obstacleTo(name) {
  /** @type {Page | undefined} */
  const page = [...PAGES, SETUP].find((one) => one.name === name);
  if (!page) {
    return 'unknown';
  }
  if (page.allowed?.value === false) {
    return 'role';
  }
  return page.part && state.value?.parts[page.part] === false ? 'part' : '';
}
