// node moves_test.mjs OUT: what becomes of what a group has; OUT has the node_modules.

import assert from 'node:assert/strict';
import {mkdtempSync, rmSync} from 'node:fs';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {after, describe, it} from 'node:test';
import {fileURLToPath, pathToFileURL} from 'node:url';

const folder = mkdtempSync(join(tmpdir(), 'sluice-moves-'));
const file = join(folder, 'moves.mjs');
await createRequire(join(resolve(process.argv[2] ?? 'build'), 'package.json'))('esbuild').build({
  entryPoints: [fileURLToPath(new URL('src/acts/moves.ts', import.meta.url))], bundle: true, format: 'esm',
  outfile: file, logLevel: 'error',
});
const {begins, fixes, isChecked, keeps, oneYes, opens, pinned, rampsEnd, skips, takenBack} =
    await import(pathToFileURL(file).href);
after(() => rmSync(folder, {recursive: true, force: true}));

const soaking = {rule: 'soak', kind: 'soaking', sentence: 'soaking until then'};
const unchecked = (check) => ({rule: 'check', kind: 'unchecked', check, sentence: `${check} has not said yes`});
const unapproved = (role, have, need) =>
    ({rule: 'approval', kind: 'unapproved', role, have, need, sentence: `${role} has not approved it`});
const ramps = {rule: 'ramp', kind: 'ramp-holds', sentence: 'open at 10%'};

/** A group that has that release, and what waits for it. */
const group = (has, waiting = {}, ramping = []) => ({
  cell: {active: has === null ? null : {version: has}, newest: null,
         ramping: ramping.map((version) => ({version, reached: '10%', reasons: [ramps]}))},
  explained: {newer: Object.entries(waiting).map(([version, reasons]) => ({version, reasons}))},
});
const is = (becomes, known, move) => assert.deepEqual(becomes.of(known), move);

describe('what groups will have', () => {
  it('is what they had before when theirs is taken back, as far as that is known', () => {
    is(takenBack('2'), group('2'), {how: 'back', from: '2', to: null});
    is(takenBack('2'), {...group('2'), of: '1', stop: {settled: 'then'}}, {how: 'back', from: '2', to: '1'});
    is(takenBack('2'), {...group('2'), of: '1', stop: {settled: null}}, {how: 'back', from: '2', to: null});
    is(takenBack('2'), group('1'), {how: 'stays', from: '1'});
    is(takenBack('2'), group('1', {}, ['2']), {how: 'part', from: '2', reached: '10%', to: '1'});
  });

  it('is what they have while nothing ramps', () => {
    is(rampsEnd, group('1', {}, ['2']), {how: 'part', from: '2', reached: '10%', to: '1'});
    is(rampsEnd, group('1'), {how: 'stays', from: '1'});
    is(keeps, group('1', {}, ['2']), {how: 'stays', from: '1'});
    is(keeps, group(null), {how: 'stays', from: null});
  });

  it('is the newer one where nothing else was in its way', () => {
    const known = group('1', {2: [soaking, unchecked('lab')]});
    const waits = (why) => ({how: 'waits', from: '1', to: '2', why});
    is(opens('2', skips([])), known, waits('soaking until then'));
    is(opens('2', skips(['soak'])), known, waits('lab has not said yes'));
    is(opens('2', skips(['soak', 'checks'])), known, {how: 'on', from: '1', to: '2'});
    is(opens('2', isChecked('lab')), group(null, {2: [unchecked('lab')]}), {how: 'on', from: null, to: '2'});
    is(opens('2', isChecked('lab')), group('1', {2: [unchecked('bench')]}), waits('bench has not said yes'));
    is(opens('1', skips(['soak'])), group('2'), {how: 'stays', from: '2'});
    is(opens('2', skips(['soak'])), group('1', {}, ['2']), waits('open at 10%'));
    is(opens('2', skips(['ramp'])), group('1', {}, ['2']), {how: 'on', from: '1', to: '2'});
  });

  it('waits for a second yes, and for one in another role', () => {
    const opened = {how: 'on', from: '1', to: '2'};
    const waits = {how: 'waits', from: '1', to: '2', why: 'boss has not approved it'};
    is(opens('2', oneYes), group('1', {2: [unapproved('boss', 1, 2)]}), opened);
    is(opens('2', oneYes), group('1', {2: [unapproved('boss', 0, 2)]}), waits);
    is(opens('2', oneYes), group('1', {2: [unapproved('boss', 0, 1), unapproved('security', 0, 1)]}), waits);
  });

  it('is a pinned one that was let through before, or what they have', () => {
    is(pinned('1'), {...group('2'), stop: {opened: 'then'}}, {how: 'back', from: '2', to: '1'});
    is(pinned('1'), {...group('2'), stop: {opened: null}}, {how: 'stays', from: '2'});
    is(pinned('2'), group('1', {2: [soaking]}), {how: 'waits', from: '1', to: '2', why: 'soaking until then'});
    is(pinned('2'), group(null, {2: [soaking]}), {how: 'waits', from: null, to: '2', why: 'soaking until then'});
    is(pinned('2'), group('1', {}, ['2']), {how: 'waits', from: '1', to: '2', why: 'open at 10%'});
    is(pinned('1'), group('1', {}, ['2']), {how: 'part', from: '2', reached: '10%', to: '1'});
  });

  it('begins where there was nothing', () => {
    is(begins('1'), group(null), {how: 'on', from: null, to: '1'});
    is(begins('2'), group('1'), {how: 'stays', from: '1'});
  });

  it('is a fix for the devices that took the bad one', () => {
    is(fixes('3', '2'), {...group('2'), stop: {has: 7}}, {how: 'fix', to: '3', taken: 7});
    is(fixes('3', '2'), {...group('1'), stop: {has: 0}}, {how: 'stays', from: '1'});
  });
});
