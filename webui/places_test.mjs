// node places_test.mjs OUT: which place of a policy somebody writes at; OUT has the node_modules.

import assert from 'node:assert/strict';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {after, describe, it} from 'node:test';
import {fileURLToPath, pathToFileURL} from 'node:url';

const sources = fileURLToPath(new URL('.', import.meta.url));
const require = createRequire(join(resolve(process.argv[2] ?? 'build'), 'package.json'));
const folder = mkdtempSync(join(tmpdir(), 'sluice-places-'));
await require('esbuild').build({
  absWorkingDir: sources, bundle: true, format: 'esm', logLevel: 'error', entryPoints: ['src/pages/policy/place.ts'],
  outfile: join(folder, 'place.mjs'),
});
const {placeAt} = await import(pathToFileURL(join(folder, 'place.mjs')).href);
const {isMap, isScalar, isSeq, parseDocument} = require('yaml');

const example = readFileSync(join(sources, '../config/example/policy.yaml'), 'utf8');

/** Every key and every single value of it: where it begins, and under which keys it is. */
function* partsOf(node, path = []) {
  if (isMap(node)) for (const {key, value} of node.items) {
    yield {at: key.range[0], path, wants: 'key', text: String(key.value)};
    yield* partsOf(value, [...path, String(key.value)]);
  }
  if (isSeq(node)) for (const item of node.items) yield* partsOf(item, path);
  if (isScalar(node) && !node.type?.startsWith('QUOTE')) yield {at: node.range[0], path, wants: 'value', text: node.source};
}

after(() => rmSync(folder, {recursive: true, force: true}));

describe('a place', () => {
  it('is found wherever the example says something', () => {
    const parts = [...partsOf(parseDocument(example).contents)];
    assert.ok(parts.length > 200, `${parts.length} parts`);
    for (const {at, path, wants, text} of parts) {
      assert.deepEqual(placeAt(example.slice(0, at)), {path, wants}, `${text} at ${at}`);
    }
  });

  it('is found in what is not finished', () => {
    const place = (before) => placeAt(before.replaceAll('¶', '\n'));
    assert.deepEqual(place(''), {path: [], wants: 'key'});
    assert.deepEqual(place('paths:¶- stages:¶  - '), {path: ['paths', 'stages'], wants: 'key'});
    assert.deepEqual(place('paths:¶- stages:¶  - groups: [a]¶    '), {path: ['paths', 'stages'], wants: 'key'});
    assert.deepEqual(place('paths:¶- stages:¶  - groups: [a]¶  '), {path: ['paths'], wants: 'key'});
    assert.deepEqual(place('feeds:¶  a:¶    every: '), {path: ['feeds', 'a', 'every'], wants: 'value'});
    assert.deepEqual(place('bypass: {¶  normal: [{ role: a }],¶  '), {path: ['bypass'], wants: 'key'});
    assert.deepEqual(place("limits:¶- why: the plants' software¶  "), {path: ['limits'], wants: 'key'});
    assert.deepEqual(place('groups: [a]¶'), {path: [], wants: 'key'});
    for (const nowhere of ['# so', 'feeds: # so', 'limits:¶- why: "so', "limits: [{ why: 'so"]) {
      assert.equal(place(nowhere), null, nowhere);
    }
  });
});
