// node check.mjs OUT: what the compiler and the house ask of the pages; OUT has the node_modules. Ends
// with 1 and a line for each thing that is wrong.

import {readFileSync, readdirSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {join, relative, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';

import {typesOf} from './types.mjs';

const sources = fileURLToPath(new URL('.', import.meta.url));
const out = resolve(process.argv[2] ?? 'build');
const ts = createRequire(join(out, 'package.json'))('typescript');

const kLines = 300;
const kColumns = 120;
/** What would read a text as HTML or as a program, or keep something of a person in the browser. */
const kForbidden = [
  'innerHTML', 'outerHTML', 'insertAdjacentHTML', 'dangerouslySetInnerHTML', 'document.write', 'eval(',
  'Function(', 'DOMParser', 'srcdoc', 'localStorage', 'sessionStorage', 'document.cookie', 'indexedDB',
  'javascript:', 'http:', 'https:',
];
/** Where a word stands that nobody else may say: the one place that takes HTML away from everybody, and addresses that
    become part of a policy or of a device's settings. */
const kExcepted = {
  'src/parts/visible.ts': ['dangerouslySetInnerHTML'], 'src/forms/presets.ts': ['https:'],
};
/** Attributes that people read or hear. */
const kSpoken = new Set(['title', 'aria-label', 'alt', 'placeholder', 'label', 'button', 'what', 'hint']);

const problems = [];

function filesIn(folder) {
  return readdirSync(folder, {withFileTypes: true}).flatMap((one) =>
      one.isDirectory() ? filesIn(join(folder, one.name)) : [join(folder, one.name)]);
}

function checkTypes() {
  const {config} = ts.readConfigFile(join(sources, 'tsconfig.json'), ts.sys.readFile);
  const {options, fileNames} = ts.parseJsonConfigFileContent(config, ts.sys, sources);
  const modules = join(out, 'node_modules');
  const api = join(out, 'relay-api.ts');
  writeFileSync(api, typesOf(join(sources, '../relay/admin/openapi')));
  const program = ts.createProgram(fileNames, {
    ...options, paths: {
      'relay-api': [api],
      preact: [join(modules, 'preact')], 'preact/*': [join(modules, 'preact/*')],
      uplot: [join(modules, 'uplot')], uqr: [join(modules, 'uqr')],
      yaml: [join(modules, 'yaml')], '@preact/signals': [join(modules, '@preact/signals')],
      '@codemirror/*': [join(modules, '@codemirror/*')], '@lezer/*': [join(modules, '@lezer/*')],
    },
  });
  for (const one of ts.getPreEmitDiagnostics(program)) {
    const at = one.file && one.file.getLineAndCharacterOfPosition(one.start);
    const where = one.file ? `${relative(sources, one.file.fileName)}:${at.line + 1}: ` : '';
    problems.push(where + ts.flattenDiagnosticMessageText(one.messageText, '\n'));
  }
  return program;
}

/** Texts that people would read although no catalogue has them. */
function checkTexts(name, file) {
  const tell = (node, what) => {
    const {line} = file.getLineAndCharacterOfPosition(node.getStart(file));
    problems.push(`${name}:${line + 1}: ${what}`);
  };
  const visit = (node) => {
    if (ts.isJsxText(node) && /\p{L}/u.test(node.text) && node.parent.openingElement?.tagName.getText(file) !== 'code') {
      tell(node, `'${node.text.trim()}' is no text of the catalogue`);
    }
    if (ts.isJsxAttribute(node) && kSpoken.has(node.name.getText(file)) && node.initializer &&
        ts.isStringLiteral(node.initializer) && /\p{L}/u.test(node.initializer.text)) {
      tell(node, `'${node.initializer.text}' is no text of the catalogue`);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
}

function checkSource(path) {
  const name = relative(sources, path);
  const text = readFileSync(path, 'utf8');
  const lines = text.split('\n');
  if (lines.length - 1 > kLines) problems.push(`${name}: more than ${kLines} lines`);
  const isFree = name.startsWith('src/messages/en') || name.endsWith('.css');
  lines.forEach((line, i) => {
    if (!isFree && line.length > kColumns) problems.push(`${name}:${i + 1}: more than ${kColumns} columns`);
  });
  for (const word of kForbidden) {
    if (text.includes(word) && !kExcepted[name]?.includes(word)) problems.push(`${name}: '${word}' is not used here`);
  }
}

/** Every text of the catalogue is used somewhere, and none takes another one's key. */
function checkCatalogue(files) {
  const code = files.filter((one) => !one.includes('/messages/en')).map((one) => readFileSync(one, 'utf8')).join('\n');
  const keys = new Set();
  for (const file of files.filter((one) => one.includes('/messages/en/'))) {
    for (const [, key] of readFileSync(file, 'utf8').matchAll(/^ {2}'([^']+)':/gm)) {
      if (keys.has(key)) problems.push(`${relative(sources, file)}: another text has the key '${key}' already`);
      keys.add(key);
      const kind = key.slice(0, key.lastIndexOf('.'));
      const isWord = code.includes(`word('${kind}'`) || code.includes(`\`${kind}.`);
      if (!isWord && !code.includes(`'${key}'`)) problems.push(`${relative(sources, file)}: nobody says '${key}'`);
    }
  }
}

const all = filesIn(join(sources, 'src'));
const code = all.filter((one) => /\.tsx?$/.test(one));
const program = checkTypes();
for (const path of all.filter((one) => !one.endsWith('.svg'))) checkSource(path);
for (const path of code) {
  const file = program.getSourceFile(path);
  if (file) checkTexts(relative(sources, path), file);
}
checkCatalogue(code);
for (const one of problems) console.error(one);
process.exitCode = problems.length ? 1 : 0;
