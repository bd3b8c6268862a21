'use strict';

const base = document.documentElement.dataset.base;
const list = document.getElementById('cameras');
const summary = document.getElementById('summary');
const tiles = new Map();
const visibility = new IntersectionObserver((changes) => changes.forEach((change) => {
  const shown = tiles.get(Number(change.target.dataset.number));
  if (shown) {
    shown.isVisible = change.isIntersecting;
    refreshPicture(shown);
  }
}));

/** Creates the tile of a camera. All texts are set as text, because clients choose some of them. */
function tile(number) {
  const box = document.createElement('li');
  box.className = 'camera';
  box.dataset.number = number;
  const picture = box.appendChild(document.createElement('img'));
  picture.alt = '';
  picture.className = 'missing';
  picture.addEventListener('load', () => picture.classList.remove('missing'));
  picture.addEventListener('error', () => picture.classList.add('missing'));
  const link = box.appendChild(document.createElement('h2')).appendChild(document.createElement('a'));
  const ports = box.appendChild(document.createElement('p'));
  const status = box.appendChild(document.createElement('p'));
  return { number, box, picture, link, ports, status };
}

function setText(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

function show(shown, camera) {
  const viewers = camera.viewers + (camera.viewers === 1 ? ' viewer' : ' viewers');
  const ports = { HTTP: camera.httpPort, HTTPS: camera.httpsPort, RTSP: camera.rtspPort, RTSPS: camera.rtspsPort };
  const open = Object.entries(ports).filter((port) => port[1]).map((port) => port.join(' '));
  shown.hasPicture = camera.driver === 'sim' && camera.status !== 'DOWN';
  shown.box.dataset.status = camera.status;
  shown.link.href = (camera.httpPort ? 'http://' : 'https://') + location.hostname + ':'
    + (camera.httpPort || camera.httpsPort) + '/';
  setText(shown.link, camera.number + ': ' + (camera.model || 'unknown') + ' ' + camera.sn);
  setText(shown.ports, [...open, camera.driver, viewers].join(', '));
  setText(shown.status, [camera.status, ...camera.reasons].join(' – '));
}

function refreshPicture(shown) {
  if (!shown.hasPicture) {
    shown.picture.classList.add('missing');
  } else if (shown.isVisible && !document.hidden) {
    shown.picture.src = base + '/cameras/' + shown.number + '/thumbnail?' + Date.now();
  }
}

/** Puts new tiles in their places, and leaves the others alone, because one of them may have the focus. */
function arrange(cameras) {
  const numbers = new Set(cameras.map((camera) => camera.number));
  for (const number of [...tiles.keys()].filter((known) => !numbers.has(known))) {
    visibility.unobserve(tiles.get(number).box);
    tiles.get(number).box.remove();
    tiles.delete(number);
  }
  cameras.forEach((camera, index) => {
    if (!tiles.has(camera.number)) {
      tiles.set(camera.number, tile(camera.number));
      list.insertBefore(tiles.get(camera.number).box, list.children[index] || null);
      visibility.observe(tiles.get(camera.number).box);
    }
    show(tiles.get(camera.number), camera);
  });
}

async function refresh() {
  try {
    const response = await fetch(base + '/cameras', { signal: AbortSignal.timeout(10000) });
    if (!response.ok) {
      throw new Error('status ' + response.status);
    }
    const cameras = (await response.json()).cameras;
    arrange(cameras);
    const serving = cameras.filter((camera) => camera.status !== 'DOWN').length;
    setText(summary, serving + ' of ' + cameras.length + ' cameras serve');
    tiles.forEach(refreshPicture);
  } catch (failure) {
    setText(summary, 'The service does not respond: ' + failure.message);
  }
  setTimeout(refresh, 5000);
}

refresh();
