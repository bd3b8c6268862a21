// A simulated camera on a network of its own, as a host beside the client. Needs root, and a client in a namespace.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const START_MILLIS = 120_000;

export const [HOST, PORT, PASSWORD] = ['192.168.77.2', 8080, 'onvif-test'];

const run = (command) => execFileSync('sh', ['-ec', command]);

export class Camera {
  /** @param {string[]} [options] further options of the service */
  static async start(options = []) {
    const folder = mkdtempSync(join(tmpdir(), 'camerad-onvif-'));
    const java = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, 'bin/java') : 'java';
    const command = `ip link set lo up; exec "${java}" -XX:+UseSerialGC -Xss256k -Xmx192m -XX:TieredStopAtLevel=1 -Dspring.aot.enabled=true -jar "$@"`;
    const parameters = [
      process.env.CAMERA_JAR ?? '',
      '--camera.driver=sim',
      `--camera.data-dir=${folder}`,
      `--camera.admin.password=${PASSWORD}`,
      `--server.port=${PORT}`,
      ...options,
    ];
    const child = spawn('unshare', ['-n', 'sh', '-c', command, 'sh', ...parameters], { stdio: 'ignore' });
    const camera = Object.assign(new Camera(), { child, folder });
    await camera.connect();
    return camera;
  }

  /** Plugs the cable in while the service starts, and waits for its answer. */
  async connect() {
    const inside = `nsenter -t ${this.child.pid} -n ip`;
    // Until unshare has left this namespace, the interface would stay here.
    run(`until [ "$(readlink /proc/${this.child.pid}/ns/net)" != "$(readlink /proc/self/ns/net)" ]; do sleep 0.05; done`);
    run(`ip link add client type veth peer name camera netns ${this.child.pid}`);
    run('ip addr add 192.168.77.3/24 dev client; ip link set client up');
    run(`${inside} addr add ${HOST}/24 dev camera; ${inside} link set camera up`);
    run(`ip route replace default via ${HOST}`);
    const deadline = Date.now() + START_MILLIS;
    while (!(await this.isReady())) {
      if (Date.now() > deadline || this.child.exitCode !== null) {
        throw new Error('the service did not become ready');
      }
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }

  isReady() {
    const path = `/cgi-bin/getuid?username=admin&password=${PASSWORD}`;
    return fetch(`http://${HOST}:${PORT}${path}`).then(
      (response) => response.ok,
      () => false,
    );
  }

  async stop() {
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill();
    await ended;
    rmSync(this.folder, { recursive: true, force: true });
  }
}
