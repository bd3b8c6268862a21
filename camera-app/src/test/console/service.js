// A simulated camera of its own for a test, started from the packaged jar.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const START_MILLIS = 120_000;
const POLL_MILLIS = 250;

export const PASSWORD = 'console-test';

/** Returns the path of a program of the JDK. */
export function tool(name) {
  return process.env.JAVA_HOME ? join(process.env.JAVA_HOME, 'bin', name) : name;
}

/** @returns {Promise<number>} */
export function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });
}

/** A running service; one camera. */
export class Service {
  /** @param {Record<string, string | number>} [options] further options of the service */
  static async start(options = {}) {
    const folder = mkdtempSync(join(tmpdir(), 'camerad-console-'));
    const [port, management] = [await freePort(), await freePort()];
    const all = {
      'camera.driver': 'sim',
      'camera.data-dir': folder,
      'camera.admin.password': PASSWORD,
      'camera.rtsp.port': 0,
      'camera.upload.sd.directory': folder,
      'camera.sim.reboot-time': '1s',
      'server.port': port,
      'management.server.port': management,
      ...options,
    };
    const parameters = Object.entries(all).map(([name, value]) => `--${name}=${value}`);
    const service = new Service(parameters, folder, port, management);
    await service.run(process.env.CAMERA_JAR);
    return service;
  }

  constructor(parameters, folder, port, management) {
    Object.assign(this, { parameters, folder, port, management, origin: `http://127.0.0.1:${port}` });
  }

  async run(jar) {
    const jvm = ['-XX:+UseSerialGC', '-Xss256k', '-Xmx192m', '-jar', jar];
    this.child = spawn(tool('java'), [...jvm, ...this.parameters], { stdio: 'ignore' });
    await this.ready();
  }

  /** Goes on with another version of the service. */
  async update(jar) {
    await this.end();
    await this.run(jar);
  }

  async ready() {
    const deadline = Date.now() + START_MILLIS;
    while (Date.now() < deadline && this.child.exitCode === null) {
      const health = `http://127.0.0.1:${this.management}/actuator/health/readiness`;
      if (
        await fetch(health).then(
          (response) => response.ok,
          () => false,
        )
      ) {
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, POLL_MILLIS));
    }
    throw new Error('the service did not become ready');
  }

  /** Sends a request of the contract as the administrator, and returns its text. */
  async call(path, origin = this.origin) {
    const login = await fetch(`${origin}/cgi-bin/getuid?username=admin&password=${PASSWORD}`);
    const [, uid] = /<uid>(.*)<\/uid>/.exec(await login.text());
    return (await fetch(`${origin}/cgi-bin/${path}${path.includes('?') ? '&' : '?'}uid=${uid}`)).text();
  }

  /** Sends a command to the simulator. */
  async simulate(path, body) {
    const response = await fetch(`http://127.0.0.1:${this.management}/actuator/sim/${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    return response.status;
  }

  async end() {
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill();
    await ended;
  }

  async stop() {
    await this.end();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
