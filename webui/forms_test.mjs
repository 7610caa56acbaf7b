// node forms_test.mjs OUT: what forms do to a policy's text; OUT has the node_modules. A form
// that is opened and written changes nothing, and one value changes exactly its lines.

import assert from 'node:assert/strict';
import {mkdtempSync, readFileSync, readdirSync, rmSync} from 'node:fs';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {after, describe, it} from 'node:test';
import {fileURLToPath, pathToFileURL} from 'node:url';

const sources = fileURLToPath(new URL('.', import.meta.url));
const out = resolve(process.argv[2] ?? 'build');
const folder = mkdtempSync(join(tmpdir(), 'sluice-forms-'));
await createRequire(join(out, 'package.json'))('esbuild').build({
  absWorkingDir: sources, bundle: true, platform: 'browser', format: 'esm', logLevel: 'error',
  entryPoints: ['edit', 'tree', 'lines', 'told', 'parts_of_policy', 'presets', 'attributes'].map((name) => `src/forms/${name}.ts`),
  outdir: folder, outExtension: {'.js': '.mjs'}, nodePaths: [join(out, 'node_modules')], splitting: true,
});
const load = (name) => import(pathToFileURL(join(folder, name + '.mjs')).href);
const [{addItem, put, remove}, {partAt, recordsAt, treeOf, valueAt, keysAt, namesAt, lineOf}, {changedLines}, {sortProblems},
       {partIn, write}, {pathPreset}, {attributesIn, attributesText}] =
    await Promise.all(['edit', 'tree', 'lines', 'told', 'parts_of_policy', 'presets', 'attributes'].map(load));

const config = join(sources, '../config');
const example = readFileSync(join(config, 'example/policy.yaml'), 'utf8');
const policies = [
  ['example', example], ['quickstart', readFileSync(join(config, 'quickstart/policy.yaml'), 'utf8')],
  ...readdirSync(join(config, 'presets')).filter((one) => one.endsWith('.yaml')).map((one) =>
    [one, readFileSync(join(config, 'presets', one), 'utf8')]),
];

/** "-old" and "+new" of what is different. */
const changes = (before, next) => changedLines(before, next).filter(({sign}) => sign !== '…')
    .map(({sign, text}) => sign + text.trim());

const namesOf = (text) => [
  ...keysAt(text, ['feeds']).map((name) => ['feed', name]), ...namesAt(text, ['groups']).map((name) => ['group', name]),
  ...namesAt(text, ['paths']).map((name) => ['path', name]),
  ...recordsAt(text, ['limits']).map((_, i) => ['limit', String(i)]),
];

/** Every text, list and record in it, with the way to it. */
function* leaves(value, path = []) {
  if (typeof value === 'string') yield path;
  else if (value) for (const [key, one] of Object.entries(value)) {
    yield* leaves(one, [...path, Array.isArray(value) ? Number(key) : key]);
  }
}
const at = (value, path) => path.reduce((one, step) => one?.[step], value);
function withLeaf(value, [step, ...rest], leaf) {
  if (step === undefined) return leaf;
  const copy = Array.isArray(value) ? [...value] : {...value};
  copy[step] = withLeaf(value[step], rest, leaf);
  return copy;
}

after(() => rmSync(folder, {recursive: true, force: true}));

describe('a form', () => {
  for (const [name, text] of policies) {
    it(`changes nothing of ${name} when it is written as it was opened`, () => {
      assert.equal(treeOf(text).wrong, null);
      assert.ok(namesOf(text).length > 4);
      for (const [kind, of] of namesOf(text)) {
        assert.equal(write(kind, of, text, partIn(text, kind, of)).text, text, `${kind} ${of}`);
      }
    });

    it(`changes in ${name} only the line of the value that is another`, () => {
      for (const [kind, of] of namesOf(text)) {
        const value = partIn(text, kind, of);
        for (const path of leaves(value)) {
          if (path[0] === 'name') continue;
          const {text: next, at: item} = write(kind, of, text, withLeaf(value, path, 'another-1'));
          const [old, now] = [text.split('\n'), next.split('\n')];
          assert.equal(now.length, old.length, `${kind} ${of} ${path}`);
          const different = now.flatMap((line, i) => (line === old[i] ? [] : [i]));
          assert.equal(different.length, 1, `${kind} ${of} ${path}`);
          assert.ok(now[different[0]].includes('another-1'));
          assert.equal(old[different[0]].split(' #')[1], now[different[0]].split(' #')[1], 'the comment stays');
          assert.equal(at(valueAt(next, item), path), 'another-1');
        }
      }
    });

    it(`takes a setting out of ${name} and puts it in again`, () => {
      for (const [kind, of] of namesOf(text)) {
        const value = partIn(text, kind, of);
        for (const key of Object.keys(value).filter((one) => one !== 'name' && !leaves(value[one]).next().done)) {
          const {[key]: taken, ...others} = value;
          const without = write(kind, of, text, others).text;
          assert.deepEqual(partIn(without, kind, of), others, `${kind} ${of} ${key}`);
          assert.ok(text.length > without.length);
          const again = write(kind, of, without, value).text;
          assert.deepEqual(partIn(again, kind, of), value, `${kind} ${of} ${key}`);
        }
      }
    });
  }

  it('takes each part out and leaves all others', () => {
    for (const [name, text] of policies) {
      for (const [kind, of] of namesOf(text)) {
        const {at: path} = write(kind, of, text, partIn(text, kind, of));
        const next = remove(text, path);
        assert.equal(treeOf(next).wrong, null, `${name} ${kind} ${of}`);
        assert.ok(changes(text, next).every((one) => one[0] === '-'));
        for (const [other, its] of namesOf(text)) {
          if (other === 'limit' || (other === kind && its === of)) continue;
          assert.deepEqual(partIn(next, other, its), partIn(text, other, its), `${name} without ${kind} ${of}: ${its}`);
        }
      }
    }
  });

  const stage = ['paths', 1, 'stages', 1];
  it('writes new settings where people write them', () => {
    assert.deepEqual(changes(example, put(example, [...stage, 'checks'], ['bench', 'smoke'])), ['+checks: [bench, smoke]']);
    assert.deepEqual(changes(example, put(example, [...stage, 'gate', 'failed'], '1%')),
                     ['-gate: { bake: 1d, survived: 80% }', '+gate: { bake: 1d, survived: 80%, failed: 1% }']);
    assert.deepEqual(changes(example, put(example, [...stage, 'soak'], undefined)), ['-soak: 1d']);
    const first = put(example, ['paths', 1, 'stages', 0, 'soak'], '2h');
    assert.ok(first.includes("checks: [bench]           # the organisation's own test says yes first\n        soak: 2h\n"));
  });

  it('takes steps out of a ramp and adds others', () => {
    const ramp = [...stage, 'ramp'];
    assert.deepEqual(changes(example, remove(example, [...ramp, 1])).at(-1), '+ramp: [{ to: 5%, hold: 4h }, { to: 100% }]');
    const more = put(example, ramp, [{to: '1%', hold: '1h'}, ...valueAt(example, ramp)]);
    assert.equal(changes(example, more).at(-1),
                 '+ramp: [{ to: 1%, hold: 1h }, { to: 5%, hold: 4h }, { to: 25%, hold: 1d }, { to: 100% }]');
    assert.deepEqual(changes(example, put(example, ramp, [])).map((one) => one[0]), ['-']);
  });

  it('takes a stage out and leaves the others with their comments', () => {
    const path = partIn(example, 'path', 'intelligence');
    const next = write('path', 'intelligence', example, {...path, stages: path.stages.filter((_, i) => i !== 1)}).text;
    assert.deepEqual(changes(example, next), [
      '-- groups: [office, vdi]', '-soak: 4h                  # counted from our own first sight of a release',
      '-gate: { bake: 4h, survived: 5, silent: 3% } # fully open in pilot for so long, and well',
    ]);
  });

  it('adds a feed, a group, a path and a limit to the end of theirs', () => {
    const feed = write('feed', undefined, example, {name: 'agent', kind: 'files', upstream: 'https://a.example', class: 'software'});
    assert.deepEqual(changes(example, feed.text), ['+agent:', '+kind: files', '+upstream: https://a.example', '+class: software']);
    const group = write('group', undefined, feed.text, {name: 'labs ', cohort: '', match: [{address: '2001:db8::/32', enrolled: ''}, {}]});
    assert.deepEqual(changes(feed.text, group.text), ['+- name: labs', '+match: [{ address: "2001:db8::/32" }]']);
    assert.deepEqual(namesAt(group.text, ['groups']).slice(-2), ['labs', 'default']);
    const path = write('path', undefined, group.text, pathPreset('careful', group.text, 'software'));
    assert.deepEqual(changes(group.text, path.text), [
      '+- name: software', '+for: { class: software }', '+stages:', '+- groups: [pilot]',
      '+- groups: [office, vdi, plants, labs, default]', '+soak: 1d', '+gate: { bake: 1d, survived: 50% }',
      '+approve: [{ role: release-manager, people: 1 }]',
    ]);
    const limit = write('limit', undefined, path.text, {feed: 'agent', lag: '1', why: 'N-1: one behind'});
    assert.deepEqual(changes(path.text, limit.text), ['+- feed: agent', '+lag: 1', '+why: "N-1: one behind"']);
    assert.equal(treeOf(limit.text).wrong, null);
    assert.deepEqual(valueAt(limit.text, limit.at), {feed: 'agent', lag: '1', why: 'N-1: one behind'});
  });

  it('begins a policy that has nothing', () => {
    let text = 'feeds: {}\ngroups: [{ name: default }] # everybody\n';
    text = write('feed', undefined, text, {name: 'clamav', kind: 'clamav', upstream: 'https://database.clamav.net'}).text;
    text = write('group', undefined, text, {name: 'pilot', match: [{address: '10.0.0.0/8'}]}).text;
    text = write('path', undefined, text, pathPreset('quick', text, 'intelligence')).text;
    assert.equal(text, `feeds:
  clamav:
    kind: clamav
    upstream: https://database.clamav.net
groups: [{ name: pilot, match: [{ address: 10.0.0.0/8 }] }, { name: default }] # everybody

paths:
  - name: intelligence
    for: { class: intelligence }
    stages:
      - groups: [pilot]
      - groups: [default]
        soak: 4h
        gate: { bake: 4h, survived: 30%, silent: 3% }
    freshness: { ceiling: 48h, then: alarm }
`);
  });

  it('keeps what it does not know', () => {
    const text = example.replace('    cohort: sticky', '    colour: [red, { deep: yes }]  # not ours\n    nothing:\n    cohort: sticky');
    const pilot = partIn(text, 'group', 'pilot');
    const next = write('group', 'pilot', text, {...pilot, cohort: 'fresh', reboot_allowance: '5m'}).text;
    assert.ok(next.includes('    colour: [red, { deep: yes }]  # not ours\n    nothing:\n    cohort: fresh '));
    assert.ok(next.includes('    reboot_allowance: 5m\n  - name: office'));
  });

  it('takes text that means something in YAML as text', () => {
    for (const why of ['yes', 'a: b', '# 1', '- x', '"', "it's", '[', '\u202e', 'null', '09:00', ' x ', '*a', '%5', '@x', 'a\nb']) {
      const next = put(example, ['limits', 0, 'why'], why);
      assert.equal(treeOf(next).wrong, null, why);
      assert.equal(valueAt(next, ['limits', 0, 'why']), why.trim());
      assert.equal(valueAt(put(example, ['paths', 1, 'stages', 0, 'checks'], [why]), ['paths', 1, 'stages', 0, 'checks', 0]), why.trim());
    }
  });

  it('writes into lists of lines, into what stands behind a dash, and at the end without a line end', () => {
    const text = 'groups:\n- soak: 1h # a\n  name: x\n- name: y\nlist:\n  - a\n  # of b\n  - b';
    assert.equal(remove(text, ['groups', 0, 'soak']), text.replace('soak: 1h # a\n  name', 'name'));
    assert.equal(put(text, ['list'], ['a', 'b', 'c']), text + '\n  - c\n');
    assert.equal(put(text, ['list'], ['b']), text.replace('  - a\n', ''));
    assert.equal(addItem(text, ['groups'], 1, {name: 'z'}), text.replace('- name: y', '- name: z\n- name: y'));
    assert.equal(put(text, ['groups', 1, 'match'], [{address: '10.0.0.1'}]),
                 text.replace('- name: y\n', '- name: y\n  match: [{ address: 10.0.0.1 }]\n'));
    const commented = 'a:\n  - x: 1\n    # of y\n    y: 2\n';
    assert.deepEqual(valueAt(remove(commented, ['a', 0, 'x']), ['a']), [{y: '2'}]);
    assert.ok(remove(commented, ['a', 0, 'x']).includes('# of y'));
  });
});

describe('a list that changes in several places', () => {
  it('leaves every comment at its item', () => {
    const text = 'list:\n  - a # of a\n  - b # of b\n  - c # of c\n  - d # of d\n';
    assert.equal(put(text, ['list'], ['b', 'x', 'd', 'e']),
                 'list:\n  - b # of b\n  - x # of c\n  - d # of d\n  - e\n');
    assert.equal(put(text, ['list'], ['x', 'a', 'c', 'y', 'd']),
                 'list:\n  - x\n  - a # of a\n  - c # of c\n  - y\n  - d # of d\n');
    assert.equal(put('list: [a, b, c, d]\n', ['list'], ['b', 'x', 'd', 'e']), 'list: [b, x, d, e]\n');
    assert.equal(put(text, ['list'], ['x', 'y']), 'list:\n  - x # of a\n  - y # of b\n');
  });

  it('takes an item of the same name or groups for the same one', () => {
    const text = 'list:\n  - { name: a, x: 1 } # of a\n  - { name: b, x: 1 } # of b\n  - { groups: [c], x: 1 } # of c\n' +
                 '  - { groups: [d], x: 1 } # of d\n';
    const [, b, c, d] = valueAt(text, ['list']);
    assert.equal(put(text, ['list'], [{...b, x: '2'}, c, {...d, x: '3'}]),
                 'list:\n  - { name: b, x: 2 } # of b\n  - { groups: [c], x: 1 } # of c\n  - { groups: [d], x: 3 } # of d\n');
    assert.equal(put(text, ['list'], [{...b, x: '2'}, {...d, x: '3'}]),
                 'list:\n  - { name: b, x: 2 } # of b\n  - { groups: [d], x: 3 } # of d\n');
  });
});

describe('the attributes of a device', () => {
  it('are pairs, or the text that the relay refuses', () => {
    assert.deepEqual(attributesIn('model = t14, site=hki=2,'), {model: 't14', site: 'hki=2'});
    assert.equal(attributesIn(' , '), undefined);
    for (const text of ['t14', 'model=', '=t14', 'model=t14, hki', 'model=a, model=b']) {
      assert.equal(attributesIn(text), text);
      const {text: next, at: item} = write('group', 'pilot', example, {name: 'pilot', match: [{attributes: attributesIn(text)}]});
      assert.equal(valueAt(next, [...item, 'match', 0, 'attributes']), text);
    }
  });

  it('are shown as they were typed, as long as they are those', () => {
    assert.equal(attributesText({model: 't14'}, 'model = t14,'), 'model = t14,');
    assert.equal(attributesText({site: 'hki'}, 'model=t14'), 'site=hki');
    assert.equal(attributesText('model=', 'site=hki'), 'model=');
    assert.equal(attributesText(undefined, 'site=hki'), '');
    assert.equal(attributesText({}, ''), '');
    for (const kept of [{model: 'a, b'}, {model: ''}, {model: ['a']}, ['a'], {'a=b': 'c'}]) {
      assert.equal(attributesText(kept, ''), null, JSON.stringify(kept));
    }
  });
});

describe('a problem', () => {
  const line = (part) => example.split('\n').findIndex((one) => one.includes(part)) + 1;
  const told = (problem) => {
    const fields = new Set(['stages', 'stages.*', 'stages.*.soak', 'stages.*.gate', 'stages.*.gate.bake', 'stages.*.groups']);
    const sorted = sortProblems(example, [{severity: 'error', shown: '', missing: null, ...problem}], ['paths', 0], fields);
    return sorted.elsewhere.length ? 'elsewhere' : [...sorted.fields.keys()][0];
  };
  it('is told at the field of its line', () => {
    assert.equal(told({line: line('soak: 4h '), column: 15, sentence: 'expected a duration'}), 'stages.1.soak');
    assert.equal(told({line: line('soak: 4h '), column: null, sentence: 'a line'}), 'stages.1.soak');
    assert.equal(told({line: line('survived: 5,'), column: 26, sentence: 'a number'}), 'stages.1.gate');
    assert.equal(told({line: line('bake: 2h'), column: 17, sentence: 'a duration'}), 'stages.2.gate.bake');
    assert.equal(told({line: line('- groups: [plants, default]'), column: null, sentence: 'this stage'}), 'stages.2');
    assert.equal(told({line: line('- groups: [office, vdi]'), column: 26, sentence: 'no group'}), 'stages.1.groups');
    assert.equal(told({line: line('every: 15m'), column: 5, sentence: 'a duration'}), 'elsewhere');
    assert.equal(told({line: null, column: null, sentence: 'the whole'}), 'elsewhere');
  });
  it('is told where what is missing would stand', () => {
    const missing = (part, column, name) => told({line: line(part), column, sentence: 'one is missing', missing: name});
    assert.equal(missing('name: intelligence', 5, 'stages'), 'stages');
    assert.equal(missing('bake: 2h', 11, 'bake'), 'stages.2.gate.bake');
    assert.equal(missing('bake: 2h', 11, 'soak'), 'stages.2.gate');
    assert.equal(missing('survived: 5,', 15, 'bake'), 'stages.1.gate.bake');
  });
  it('knows the lines of what it speaks of', () => {
    assert.deepEqual(partAt(example, line('site-rules:\n'.trim()), 3), ['feeds', 'site-rules']);
    assert.equal(lineOf(example, ['feeds', 'site-rules']), line('  site-rules:'));
    assert.equal(lineOf(example, ['feeds', 'nobody']), null);
  });
});
