// Uploads a firmware image and shows its way: progress, result, and the state after the restart.
(function () {
  'use strict';

  const PATH = '/cgi-bin/OnvifFirmwareUpgrade';
  const POLL_MILLIS = 1000;
  const busy = ['receiving', 'verifying', 'installing', 'rebooting'];
  const at = (id) => document.getElementById(id);
  let polling = 0;

  function authorization() {
    const bytes = new TextEncoder().encode(at('user').value + ':' + at('password').value);
    return 'Basic ' + btoa(String.fromCharCode(...bytes));
  }

  function tell(text) {
    at('result').textContent = text;
  }

  function root(text) {
    return new DOMParser().parseFromString(text, 'application/xml').documentElement;
  }

  // The reason of a fault, or the status.
  function reason(status, text) {
    const found = root(text).getElementsByTagName('reason')[0];
    return found ? found.textContent : 'status ' + status;
  }

  // Asks for the state. Without the browser's own question for a password.
  async function state() {
    const response = await fetch(PATH, {
      headers: { Authorization: authorization() }, credentials: 'omit', cache: 'no-store'
    });
    const text = await response.text();
    if (response.status === 503) {
      return null;
    }
    if (!response.ok) {
      throw new Error(response.status === 401 ? 'user or password is wrong' : reason(response.status, text));
    }
    return root(text);
  }

  function show(element) {
    for (const name of ['state', 'version', 'previous', 'message']) {
      at(name).textContent = element ? element.getAttribute(name) : (name === 'state' ? 'restarting' : '');
    }
    at('progress').value = element ? element.getAttribute('percent') : 0;
  }

  // Shows the state until the upgrade has ended. A camera that restarts does not answer.
  async function poll(own) {
    let element = null;
    try {
      element = await state();
    } catch (error) {
      if (!(error instanceof TypeError)) {
        tell('Refused: ' + error.message);
        return;
      }
    }
    if (own !== polling) {
      return;
    }
    show(element);
    if (!element || busy.includes(element.getAttribute('state'))) {
      setTimeout(poll, POLL_MILLIS, own);
    } else if (element.getAttribute('state') === 'failed') {
      tell('Failed: ' + element.getAttribute('message'));
    } else {
      tell('Version ' + element.getAttribute('version') + ' runs.');
    }
  }

  function send(file) {
    const request = new XMLHttpRequest();
    request.open('POST', PATH);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.setRequestHeader('Authorization', authorization());
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) {
        at('progress').value = event.loaded * 100 / event.total;
      }
    };
    request.onload = () => {
      at('send').disabled = false;
      if (request.status === 200) {
        tell('The image is genuine and is being installed.');
        poll(++polling);
      } else {
        tell('Refused: ' + reason(request.status, request.responseText));
      }
    };
    request.onerror = () => {
      at('send').disabled = false;
      tell('The connection broke off.');
      poll(++polling);
    };
    tell('Uploading ' + file.name);
    at('state').textContent = 'receiving';
    request.send(file);
  }

  at('form').addEventListener('submit', async (event) => {
    event.preventDefault();
    polling++;
    at('send').disabled = true;
    try {
      show(await state());
      send(at('image').files[0]);
    } catch (error) {
      at('send').disabled = false;
      tell('Refused: ' + error.message);
    }
  });

  at('show').addEventListener('click', () => poll(++polling));
})();
