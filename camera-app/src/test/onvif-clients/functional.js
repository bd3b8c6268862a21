// The functional tests of npm's onvif (v0.8.2), from its repository: functional.js FOLDER
// They were written for the repository's own mock server. What fails must be in the list below, with its reason.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Camera, HOST, PASSWORD, PORT } from './camera.js';

// events.js and discovery.js start the mock server themselves, and test that.
const FILES = ['_linerase', 'digest', 'common', 'media', 'ptz', 'imaging', 'device'];

const EXPECTED = [
  // no tunnel of RTSP in HTTP
  /getStreamUri should return a media stream uri$/,
  // with the second media service the library returns no timeouts, and an array of encoders after a set
  /get(StreamUri|SnapshotUri) should return a default media/,
  /setVideoEncoderConfiguration should accept setting existing/,
  // tokens that only the mock server has
  /getVideoEncoderConfigurationOptions should return a configuration options when/,
  /(add|remove)(Audio|Video)\w+ should (add|remove) an? /,
  /getAudioEncoderConfiguration should return a configuration for the named token/,
  /setNetworkInterfaces /,
  /(gotoPreset|removePreset) should/,
  // addresses, names and passwords that only the mock server has; IPv6
  /getNetworkDefaultGateway|setNetworkDefaultGateway|getDNS should|setDNS should set IPv6|getUsers should/,
  // a new camera has no preset and no home position
  /getPresets should return|gotoHomePosition should/,
  // the list of bit rates is one level deeper in ONVIF's schema
  /getAudioEncoderConfigurationOptions should/,
  // not offered
  /SendAuxiliaryCommand|current preset/,
];

const folder = process.argv[2];
const here = dirname(fileURLToPath(import.meta.url));
const reports = mkdtempSync(join(tmpdir(), 'camerad-onvif-tests-'));
const camera = await Camera.start(['--camera.sim.reboot-time=1s']);
let unexpected = 0;
for (const file of FILES) {
  const report = join(reports, `${file}.json`);
  const options = ['--no-config', '--timeout', '5000', '--exit', '--reporter', 'json'];
  spawnSync(
    join(here, 'node_modules/.bin/mocha'),
    [...options, '--reporter-option', `output=${report}`, join(folder, 'test', `${file}.js`)],
    {
      cwd: folder,
      stdio: 'ignore',
      env: {
        ...process.env,
        ...{ HOSTNAME: HOST, PORT, USERNAME: 'admin', PASSWORD, NODE_PATH: join(here, 'node_modules') },
      },
    },
  );
  const { stats, failures } = JSON.parse(readFileSync(report, 'utf8'));
  const wrong = failures.filter((failure) => !EXPECTED.some((expected) => expected.test(failure.fullTitle)));
  console.log(`${file}: ${stats.passes} passed, ${stats.failures - wrong.length} cannot, ${wrong.length} failed`);
  wrong.forEach((failure) => console.log(`  FAILED ${failure.fullTitle}: ${failure.err.message.slice(0, 400)}`));
  unexpected += wrong.length;
}
await camera.stop();
process.exit(unexpected === 0 ? 0 : 1);
