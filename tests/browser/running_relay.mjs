// The real program on loopback, in a folder of its own, with a vendor that is a folder of files.

import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {createHash, randomBytes} from 'node:crypto';
import {once} from 'node:events';
import {
  closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync,
} from 'node:fs';
import {request} from 'node:https';
import {createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

const kPatience = 30_000;       // For whatever the relay is to become, in milliseconds.
const kBetweenLooks = 50;

/** What a relay of a story has in force, unless that says otherwise. */
export const kPolicy = `
feeds:
  sample: { kind: files, directory: sample, class: configuration }
groups:
  - { name: pilot, match: [{ address: 127.0.0.1 }, { enrolled: pilot }] }
  - { name: office, match: [{ address: 127.0.0.0/8 }, { enrolled: office }] }
  - name: default
paths:
  - name: configuration
    for: { class: configuration }
    stages:
      - groups: [pilot]
      - groups: [office, default]
        soak: 1d
        gate: { bake: 1d }
        approve: [{ role: release-manager, people: 1 }]
bypass:
  normal: [{ role: boss, people: 1 }]
  at_most: 24h
  break_glass: { at_most: 4h, review_within: 24h }
`;

/** Asks until `look` gives something; its last failure is the failure. */
export async function eventually(look) {
  const end = performance.now() + kPatience;
  for (;;) {
    try {
      return await look();
    } catch (failure) {
      if (performance.now() > end) throw failure;
    }
    await new Promise((resolve) => setTimeout(resolve, kBetweenLooks));
  }
}

/** Ports that nobody listens at; all are taken before any is given back, so that they differ. */
async function freePorts(count) {
  const servers = Array.from({length: count}, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return ports;
}

export class RunningRelay {
  #program;
  #folder = mkdtempSync(join(tmpdir(), 'sluice-browser-'));
  #process;
  #ended;                       // The exit code and the signal, once there is one.
  password = randomBytes(18).toString('base64url');

  /** Set up by 'ann', whom the command line acts for; or as the program was when it began. */
  static async start(program, {setUp = true, policy = kPolicy} = {}) {
    const relay = new RunningRelay(program);
    writeFileSync(relay.#in('policy.yaml'), policy);
    try {
      await relay.#run();
      if (setUp) await relay.sluice('setup', 'ann', '--password-file', relay.passwordFile());
    } catch (failure) {
      failure.message += '\nthe relay said:\n' + relay.log();
      await relay.stop().catch(() => {});
      throw failure;
    }
    return relay;
  }

  constructor(program) {
    this.#program = program;
    mkdirSync(this.#in('sample'));
  }

  #in(name) { return join(this.#folder, name); }
  log() { return readFileSync(this.#in('log'), 'utf8'); }
  setupToken() { return readFileSync(this.#in('data/setup.token'), 'utf8').trim(); }
  /** A file with that password, for the command line. */
  passwordFile(password = this.password) {
    writeFileSync(this.#in('password'), password + '\n', {mode: 0o600});
    return this.#in('password');
  }

  async #run() {
    const [endpoints, tls, admin] = await freePorts(3);
    this.url = `https://127.0.0.1:${admin}`;
    this.endpoints = `http://127.0.0.1:${endpoints}`;
    this.tlsEndpoints = `https://127.0.0.1:${tls}`;
    writeFileSync(this.#in('sluice.yaml'),
        `data: data\npolicy: policy.yaml\nendpoints: { listen: "127.0.0.1:${endpoints}" }\n` +
        `endpoints_tls: { listen: "127.0.0.1:${tls}" }\n` +
        `admin: { listen: "127.0.0.1:${admin}" }\nstore: { keep_free: 1 MiB }\n`);
    this.publish({'rules.txt': 'one\n'});

    const log = openSync(this.#in('log'), 'w');
    this.#process = spawn(this.#program, ['run', '--config', this.#in('sluice.yaml')],
                          {stdio: ['ignore', log, log]});
    closeSync(log);
    this.#ended = once(this.#process, 'exit');
    this.#ended.catch(() => {});  // A program that cannot be started is told by the health below.
    await eventually(async () => {
      const answer = await fetch(this.endpoints + '/healthz');
      assert.equal(answer.status, 200);
    });
  }

  /** What a device gets at the TLS door, where it trusts the relay's own authority alone. */
  async atTlsDoor(path, {token, json} = {}) {
    const ca = readFileSync(this.#in('data/authority.crt'));
    const headers = {
      ...(token ? {Authorization: `Bearer ${token}`} : {}),
      ...(json ? {'Content-Type': 'application/json'} : {}),
    };
    const asked = request(this.tlsEndpoints + path, {ca, headers, method: json ? 'POST' : 'GET'});
    asked.end(json ? JSON.stringify(json) : undefined);
    const [answer] = await once(asked, 'response');
    let text = '';
    for await (const part of answer.setEncoding('utf8')) text += part;
    return {status: answer.statusCode, text};
  }

  /** A file of the vendor's now has other bytes than its manifest says. */
  spoil(name, text) { writeFileSync(join(this.#in('sample'), name), text); }

  /** The vendor's folder now lists these files: name → text. */
  publish(files) {
    const lines = Object.entries(files).map(([name, text]) => {
      this.spoil(name, text);
      const digest = createHash('sha256').update(text).digest('hex');
      return `${name},${digest},${Buffer.byteLength(text)}\n`;
    });
    writeFileSync(this.#in('sample/PULP_MANIFEST'), lines.join(''));
  }

  /** Runs the command line against this relay; what it printed. It must have been done. */
  async sluice(...words) {
    const {code, printed} = await this.#ran(words);
    assert.equal(code, 0, `sluice ${words.join(' ')}: ${printed}`);
    return printed;
  }
  /** The same, for what must fail. */
  async failingSluice(...words) {
    const {code, printed} = await this.#ran(words);
    assert.equal(code, 1, `sluice ${words.join(' ')}: ${printed}`);
    return printed;
  }
  async #ran(words) {
    const child = spawn(this.#program, [...words, '--config', this.#in('sluice.yaml')],
                        {stdio: ['ignore', 'pipe', 'pipe'],
                         env: {...process.env, SLUICE_SESSION: this.#in('session')}});
    let printed = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => { printed += text; });
    }
    const [code] = await once(child, 'close');
    return {code, printed};
  }

  async json(...words) { return JSON.parse(await this.sluice(...words, '--json')); }
  async explanations() { return (await this.json('explain', '--feed', 'sample')).explanations; }
  async status() { return this.json('status'); }
  async sample() { return (await this.json('status')).feeds.find((one) => one.feed === 'sample'); }

  /** Ends the relay, and says so when it did not end well. */
  async stop() {
    try {
      if (!this.#process?.pid) return;
      const impatience = setTimeout(() => this.#process.kill('SIGKILL'), kPatience);
      this.#process.kill('SIGTERM');
      const ended = await this.#ended;
      clearTimeout(impatience);
      assert.deepEqual(ended, [0, null], 'the relay did not end well:\n' + this.log());
    } finally {
      rmSync(this.#folder, {recursive: true, force: true});
    }
  }
}
