'use strict';

const base = document.documentElement.dataset.base;
const list = document.getElementById('cameras');
const summary = document.getElementById('summary');
const tiles = new Map();

/** Creates the tile of a camera. All texts are set as text, because clients choose some of them. */
function tile(number) {
  const box = document.createElement('div');
  box.className = 'camera';
  const picture = box.appendChild(document.createElement('img'));
  picture.alt = 'camera ' + number;
  const title = box.appendChild(document.createElement('h2'));
  const ports = box.appendChild(document.createElement('p'));
  const status = box.appendChild(document.createElement('p'));
  return { number, box, picture, title, ports, status };
}

function show(shown, camera) {
  shown.box.dataset.status = camera.status;
  shown.title.textContent = camera.number + ': ' + (camera.model || 'unknown') + ' ' + camera.sn;
  const ports = { HTTP: camera.httpPort, HTTPS: camera.httpsPort, RTSP: camera.rtspPort, RTSPS: camera.rtspsPort };
  shown.ports.textContent = Object.entries(ports).filter((port) => port[1]).map((port) => port.join(' ')).join(', ')
    + ', ' + camera.driver + ', ' + camera.viewers + ' viewers';
  shown.status.textContent = [camera.status, ...camera.reasons].join(' – ');
}

function isVisible(box) {
  const place = box.getBoundingClientRect();
  return place.bottom > 0 && place.top < window.innerHeight;
}

function refreshPictures() {
  for (const shown of tiles.values()) {
    if (!document.hidden && isVisible(shown.box)) {
      shown.picture.src = base + '/cameras/' + shown.number + '/thumbnail?' + Date.now();
    }
  }
}

async function refresh() {
  try {
    const cameras = (await (await fetch(base + '/cameras')).json()).cameras;
    const numbers = new Set(cameras.map((camera) => camera.number));
    for (const number of [...tiles.keys()].filter((known) => !numbers.has(known))) {
      tiles.get(number).box.remove();
      tiles.delete(number);
    }
    for (const camera of cameras) {
      if (!tiles.has(camera.number)) {
        tiles.set(camera.number, tile(camera.number));
      }
      show(tiles.get(camera.number), camera);
      list.append(tiles.get(camera.number).box);
    }
    const serving = cameras.filter((camera) => camera.status !== 'DOWN').length;
    summary.textContent = serving + ' of ' + cameras.length + ' cameras serve';
    refreshPictures();
  } catch (failure) {
    summary.textContent = 'The service does not respond: ' + failure.message;
  }
  setTimeout(refresh, 5000);
}

refresh();
