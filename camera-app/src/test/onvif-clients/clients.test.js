// npm's onvif and node-onvif, and Debian's onvif-util, find and use a camera.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { Camera, HOST, PASSWORD, PORT } from './camera.js';

const require = createRequire(import.meta.url);
const onvif = require('onvif');
const nodeOnvif = require('node-onvif');

const ADDRESS = `http://${HOST}:${PORT}/onvif/device_service`;
const UTIL = '/usr/bin/onvif-util';

let camera;

before(async () => {
  camera = await Camera.start(['--camera.onvif.discovery=true']);
});

after(() => camera?.stop());

/** Probes until the camera has seen that its cable is in. */
async function found(probe) {
  for (let i = 0; i < 10; i++) {
    const cameras = await probe();
    if (cameras.length > 0) {
      return cameras;
    }
  }
  return [];
}

test('npm onvif finds it, logs in and uses each service', async () => {
  const probe = promisify((done) => onvif.Discovery.probe({ timeout: 800 }, done));
  const cameras = await found(probe);
  assert.deepEqual(
    cameras.map((each) => `${each.hostname}:${each.port}${each.path}`),
    [`${HOST}:${PORT}/onvif/device_service`],
  );
  const cam = await new Promise((resolve, reject) => {
    const options = { hostname: HOST, port: PORT, username: 'admin', password: PASSWORD };
    const created = new onvif.Cam(options, (error) => (error ? reject(error) : resolve(created)));
  });
  const call = (name, ...parameters) => promisify(cam[name].bind(cam))(...parameters);
  assert.equal((await call('getDeviceInformation')).manufacturer, 'Camerad');
  assert.match((await call('getStreamUri', { protocol: 'RTSP' })).uri, /^rtsp:.*stream1\?metadata=1$/);
  assert.match((await call('getSnapshotUri')).uri, /^http:.*stream=1$/);
  await call('continuousMove', { x: 0.3, y: 0, zoom: 0 });
  assert.equal((await call('getStatus', {})).moveStatus.panTilt, 'MOVING');
  await call('stop');
  await call('setPreset', { presetName: 'gate' });
  assert.ok((await call('getPresets', {})).gate);
  await call('setImagingSettings', { brightness: 140 });
  assert.equal((await call('getImagingSettings')).brightness, 140);
  await call('createUsers', [{ username: 'nvr', password: 'nvr-secret', userLevel: 'User' }]);
  assert.ok((await call('getUsers')).some((user) => user.username === 'nvr'));
  await call('deleteUsers', ['nvr']);
});

test('node-onvif finds it, moves it and takes a snapshot by digest', async () => {
  const cameras = await nodeOnvif.startProbe();
  assert.deepEqual(
    cameras.map((each) => each.xaddrs),
    [[ADDRESS]],
  );
  const device = new nodeOnvif.OnvifDevice({ xaddr: ADDRESS, user: 'admin', pass: PASSWORD });
  assert.equal((await device.init()).Manufacturer, 'Camerad');
  assert.match(device.getUdpStreamUrl(), /^rtsp:/);
  await device.ptzMove({ speed: { x: 0.5, y: 0, z: 0 }, timeout: 1 });
  await device.ptzStop();
  const snapshot = await device.fetchSnapshot();
  assert.equal(snapshot.headers['content-type'], 'image/jpeg');
  assert.equal(snapshot.body.readUInt16BE(0), 0xffd8);
});

test('onvif-util finds it and sets the brightness', { skip: !existsSync(UTIL) && 'no onvif-tools' }, async () => {
  const { stdout } = await promisify(execFile)(UTIL, ['-a']);
  assert.match(stdout, new RegExp(`^${HOST} `, 'm'));
  const session = promisify(execFile)(UTIL, ['-u', 'admin', '-p', PASSWORD, HOST]);
  session.child.stdin.end('get rtsp\nset brightness 150\nget imaging\nquit\n');
  const { stdout: answers } = await session;
  assert.match(answers, /rtsp:\/\/.*stream1/);
  assert.match(answers, /Brightness: 150/);
});
