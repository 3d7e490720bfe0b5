import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** The launcher; or what a build that has made no jar yet says, as a list of words in JSON. */
const [SLUICE, ...FIRST_WORDS] = process.env.SLUICE_E2E_COMMAND
  ? JSON.parse(process.env.SLUICE_E2E_COMMAND)
  : [fileURLToPath(new URL('../../../cli/sluice', import.meta.url))];

/** What no log may ever hold: lib/secrets.txt, which the sweep at the end of a run reads too. */
export const [ACCESS_KEY, FIRST_KEY, SECOND_KEY, THIRD_KEY, WRONG_KEY] = readFileSync(
  new URL('secrets.txt', import.meta.url),
  'utf8',
).split('\n');

/** The launcher may have to build first. */
const START_MS = 240_000;

/** A gateway started as its users start it, in a data folder of its own. */
export class Gateway {
  #child;
  #data;
  #ended;
  #env;
  log = '';

  static async start(config, more = {}) {
    const gateway = new Gateway();
    gateway.#data = mkdtempSync(join(tmpdir(), 'sluice-e2e-'));
    writeFileSync(join(gateway.#data, 'config.json'), JSON.stringify(config));
    gateway.port = await freePort();
    gateway.#env = {
      DATA_DIR: gateway.#data,
      PORT: String(gateway.port),
      PROXY_ACCESS_KEY: ACCESS_KEY,
      ...more,
    };
    gateway.#spawn(['serve'], gateway.#env);
    await gateway.#ready();
    return gateway;
  }

  /** The demo, which makes its own configuration and says where it is. */
  static async demo() {
    const demo = new Gateway();
    demo.#data = mkdtempSync(join(tmpdir(), 'sluice-e2e-'));
    demo.port = await freePort();
    demo.#spawn(['demo'], { PORT: String(demo.port) });
    return demo;
  }

  /** What it says in this place, once it does. */
  async says(pattern) {
    const deadline = Date.now() + START_MS;
    for (let found; Date.now() < deadline; await pause(50)) {
      if ((found = pattern.exec(this.log))) {
        return found[1];
      }
    }
    throw new Error(`it does not say ${pattern}:\n${this.log}`);
  }

  get url() {
    return `http://127.0.0.1:${this.port}`;
  }

  #spawn(args, env) {
    this.#child = spawn(SLUICE, [...FIRST_WORDS, ...args], { cwd: this.#data, env: bareEnvironment(env) });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream.setEncoding('utf8').on('data', (piece) => (this.log += piece));
    }
    const orphan = () => this.#child.kill('SIGKILL');
    process.once('exit', orphan);
    this.#child.once('close', () => process.off('exit', orphan));
    this.#ended = once(this.#child, 'close').then(([code, signal]) => code ?? signal);
  }

  async #ready() {
    const deadline = Date.now() + START_MS;
    let ended = false;
    this.#ended.then(() => (ended = true));
    while (!ended && Date.now() < deadline) {
      const live = await fetch(`${this.url}/health/live`).then((response) => response.ok, () => false);
      if (live) {
        return;
      }
      await pause(50);
    }
    throw new Error(`the gateway did not start:\n${this.log}`);
  }

  signal(name) {
    this.#child.kill(name);
  }

  /** What the gateway keeps under this name in its data folder. */
  read(name) {
    return readFileSync(join(this.#data, name), 'utf8');
  }

  mode(name) {
    return statSync(join(this.#data, name)).mode & 0o777;
  }

  async kill() {
    this.signal('SIGKILL');
    await this.#ended;
  }

  /** Another process takes over what a killed one left, on the same port. */
  async startAgain() {
    this.#spawn(['serve'], this.#env);
    await this.#ready();
  }

  /** Sends the signal and tells the exit code. */
  async stop(signal = 'SIGTERM') {
    this.signal(signal);
    const code = await this.#ended;
    keepForTheSweep(this.log);
    rmSync(this.#data, { recursive: true, force: true });
    return code;
  }
}

/** Runs a command of the program to its end. What hands out a key may tell it. */
export async function sluice(args, env = {}, handsOutKeys = false) {
  const data = mkdtempSync(join(tmpdir(), 'sluice-e2e-'));
  const child = spawn(SLUICE, [...FIRST_WORDS, ...args], { cwd: data, env: bareEnvironment({ DATA_DIR: data, ...env }) });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (piece) => (out += piece));
  child.stderr.setEncoding('utf8').on('data', (piece) => (err += piece));
  const timer = setTimeout(() => child.kill('SIGKILL'), START_MS);
  const [code, signal] = await once(child, 'close');
  clearTimeout(timer);
  keepForTheSweep(handsOutKeys ? err : out + err);
  rmSync(data, { recursive: true, force: true });
  return { code: code ?? signal, out, err };
}

/** Runs `body`, and shows what the gateway said when it fails. */
export async function telling(gateway, body) {
  try {
    await body();
  } catch (failure) {
    failure.message += `\n--- the gateway's log ---\n${gateway.log}`;
    throw failure;
  }
}

export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** Nothing of the caller's own settings (proxies, keys) reaches the program. */
function bareEnvironment(more) {
  const { PATH, HOME, JAVA_HOME = '' } = process.env;
  return { PATH, HOME, JAVA_HOME, LANG: 'C.UTF-8', ...more };
}

/** The sweep for secrets at the end of a run reads what was said. */
export function keepForTheSweep(text) {
  if (process.env.SLUICE_E2E_LOG) {
    appendFileSync(process.env.SLUICE_E2E_LOG, text);
  }
}
