import { execFileSync } from 'node:child_process';
import {
  chmodSync, cpSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const REPOSITORY = fileURLToPath(new URL('../../../', import.meta.url));

const root = process.getuid() === 0;

/** The stages of a Dockerfile: name, base and instructions in order. */
export function stages(text) {
  const lines = text
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .join('\n')
    .replace(/\\\n\s*/g, ' ')
    .split('\n')
    .filter((line) => line.trim());
  const found = [];
  for (const line of lines) {
    const [, word, rest] = /^([A-Z]+)\s+(.*)$/.exec(line);
    if (word === 'FROM') {
      const [base, , name] = rest.split(/\s+/);
      found.push({ base, name, steps: [] });
    } else {
      found.at(-1).steps.push({ word, rest });
    }
  }
  return found;
}

/**
 * The last stage of the Dockerfile, carried out in a plain folder.
 *
 * The image's absolute paths are those below the folder; its user is the real one when the test may
 * become it, otherwise the test's own.
 */
export class Image {
  env = {};
  #args = {};
  #workdir = '/';
  #built;

  constructor(dockerfile, built) {
    this.folder = mkdtempSync(join(tmpdir(), 'sluice-image-'));
    chmodSync(this.folder, 0o755);
    this.#built = built;
    for (const { word, rest } of stages(dockerfile).at(-1).steps) {
      this.#step(word, rest);
    }
    execFileSync('chmod', ['-R', 'a-w', this.folder]);
    execFileSync('chmod', ['u+w', this.data]);
  }

  get data() {
    return this.#inside(this.volume);
  }

  #step(word, rest) {
    switch (word) {
      case 'WORKDIR':
        this.#workdir = rest;
        mkdirSync(this.#inside(rest), { recursive: true });
        return;
      case 'ARG': {
        const [name, value] = rest.split('=');
        this.#args[name] = value;
        return;
      }
      case 'ENV':
        for (const pair of rest.split(/\s+/)) {
          const [name, value] = pair.split('=');
          this.env[name] = value;
        }
        return;
      case 'COPY':
        return this.#copy(rest.split(/\s+/));
      case 'RUN':
        return this.#run(rest);
      case 'USER':
        this.user = rest.replace(/\$\{(\w+)\}/g, (_, name) => this.#args[name]);
        return;
      case 'VOLUME':
        this.volume = rest;
        return;
      case 'EXPOSE':
        this.port = Number(rest);
        return;
      case 'STOPSIGNAL':
        this.stopSignal = rest;
        return;
      case 'HEALTHCHECK':
        this.health = JSON.parse(/CMD (\[.*\])$/.exec(rest)[1]);
        return;
      case 'ENTRYPOINT':
        this.entrypoint = JSON.parse(rest);
        return;
      case 'CMD':
        this.command = JSON.parse(rest);
        return;
      case 'LABEL':
        return;
      default:
        throw new Error(`this test cannot carry out ${word}`);
    }
  }

  #copy(words) {
    const stage = words[0].startsWith('--from=') ? words.shift().slice('--from='.length) : undefined;
    const [from, to] = words;
    const source = stage ? this.#built(from) : join(REPOSITORY, from);
    const target = this.#inside(to.startsWith('/') ? to : join(this.#workdir, to));
    const into = to.endsWith('/') && !lstatSync(source).isDirectory() ? join(target, basename(from)) : target;
    mkdirSync(dirname(into), { recursive: true });
    cpSync(source, into, { recursive: true, preserveTimestamps: true, dereference: true });
    if (!stage && lstatSync(source).isFile()) {
      this.#rebase(into);
    }
  }

  #run(command) {
    execFileSync('/bin/sh', ['-c', this.#text(command)], {
      cwd: this.#inside(this.#workdir),
      env: { ...machine(), ...this.env },
      stdio: 'pipe',
      timeout: 120_000,
    });
  }

  /** The words that run in the container, and what surrounds them. */
  start(words, more = {}) {
    const [uid, gid] = this.user.split(':');
    const become = root ? ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', '--no-new-privs'] : [];
    const [command, ...args] = [...become, ...words.map((word) => this.#text(word))];
    const env = Object.fromEntries(Object.entries(this.env).map(([name, value]) => [name, this.#text(value)]));
    const options = { cwd: this.#inside(this.#workdir), env: { ...machine(), HOME: '/', ...env, ...more } };
    return { command, args, options };
  }

  /** Everything but the volume: path, size and time of change. */
  snapshot() {
    const seen = [];
    const walk = (folder) => {
      for (const name of readdirSync(folder).sort()) {
        const path = join(folder, name);
        if (path === this.data) {
          continue;
        }
        const { size, mtimeMs } = lstatSync(path);
        seen.push(`${relative(this.folder, path)} ${size} ${mtimeMs}`);
        if (lstatSync(path).isDirectory()) {
          walk(path);
        }
      }
    };
    walk(this.folder);
    return seen;
  }

  /** Gives a file of the volume to the image's user. */
  put(name, text) {
    const path = join(this.data, name);
    writeFileSync(path, text, { mode: 0o600 });
    if (root) {
      execFileSync('chown', [this.user, path]);
    }
  }

  remove() {
    execFileSync('chmod', ['-R', 'u+w', this.folder]);
    rmSync(this.folder, { recursive: true, force: true });
  }

  #inside(path) {
    return join(this.folder, path);
  }

  /** Absolute paths of the image, and its user where the test may not become it. */
  #text(text) {
    const own = root ? text : text.replaceAll('10001:10001', `${process.getuid()}:${process.getgid()}`);
    return own.replace(/(?<![\w./])\/(opt\/sluice|usr\/local\/bin\/sluice|data)\b/g, `${this.folder}/$1`);
  }

  #rebase(path) {
    const text = readFileSync(path, 'utf8');
    if (text.startsWith('#!')) {
      writeFileSync(path, this.#text(text));
    }
  }
}

/** What the base image has of its own. */
function machine() {
  const { PATH, JAVA_HOME = '' } = process.env;
  return { PATH, JAVA_HOME, LANG: 'C.UTF-8' };
}

/** What the build stage leaves in /build/target: the launcher's own build, made by the same command. */
export function launcherBuild(path) {
  const builds = join(REPOSITORY, '.sluice-build');
  const current = join(builds, readFileSync(join(builds, 'current'), 'utf8').trim());
  const made = join(current, relative('/build/target', path));
  if (!existsSync(made)) {
    throw new Error(`the launcher's build has no ${path}`);
  }
  return made;
}
