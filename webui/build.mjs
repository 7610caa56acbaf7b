// node build.mjs OUT [CPP]: bundles the pages into OUT, beside the node_modules that lie there, and
// writes them as a C++ source for the program, with a list of what it read for ninja (CPP.d).

import {mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {extname, join, relative, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';
import {gzipSync} from 'node:zlib';

const sources = fileURLToPath(new URL('.', import.meta.url));
const out = resolve(process.argv[2] ?? 'build');
const cpp = process.argv[3];

const kTypes = {
  '.html': 'text/html; charset=utf-8', '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8', '.svg': 'image/svg+xml',
};

/** Of chunks: another content has another name. */
const kHashed = /-[A-Z0-9]{8}[.]js$/;

/** Name → bytes; the page's own file stands at "/". */
async function bundle() {
  const {build} = createRequire(join(out, 'package.json'))('esbuild');
  const result = await build({
    absWorkingDir: sources,
    entryPoints: [{in: 'src/main.tsx', out: 'page'}, {in: 'src/style/page.css', out: 'page'}],
    outdir: join(out, 'page'), write: false, metafile: true,
    bundle: true, splitting: true, format: 'esm', minify: true, target: 'es2022', charset: 'utf8',
    chunkNames: '[name]-[hash]', jsx: 'automatic', jsxImportSource: 'preact',
    nodePaths: [join(out, 'node_modules')], loader: {'.template': 'text', '.yaml': 'text'}, legalComments: 'none', logLevel: 'warning',
  });
  const files = new Map(['index.html', 'icon.svg'].map(
      (name) => [name === 'index.html' ? '/' : '/' + name, readFileSync(join(sources, 'src', name))]));
  for (const file of result.outputFiles) {
    files.set('/' + relative(join(out, 'page'), file.path), Buffer.from(file.contents));
  }
  const read = [...Object.keys(result.metafile.inputs), 'src/index.html', 'src/icon.svg', 'build.mjs'];
  return {files, read: read.map((one) => resolve(sources, one))};
}

/** Bytes as a literal; octal escapes of three digits end where they end. */
function literal(bytes) {
  let text = '';
  for (let from = 0; from < bytes.length; from += 64) {
    let line = '';
    for (const byte of bytes.subarray(from, from + 64)) {
      const plain = byte >= 0x20 && byte < 0x7f && !'"\\?'.includes(String.fromCharCode(byte));
      line += plain ? String.fromCharCode(byte) : '\\' + byte.toString(8).padStart(3, '0');
    }
    text += `\n    "${line}"`;
  }
  return text || ' ""';
}

function source(files) {
  let arrays = '';
  let rows = '';
  let number = 0;
  for (const [path, bytes] of [...files].sort()) {
    const zipped = gzipSync(bytes, {level: 9});
    const at = number++;
    arrays += `constexpr char plain_${at}[] =${literal(bytes)};\n`;
    arrays += `constexpr char zipped_${at}[] =${literal(zipped)};\n`;
    rows += `    Asset{"${path}", "${kTypes[extname(path)] ?? kTypes['.html']}", ` +
            `{plain_${at}, ${bytes.length}}, {zipped_${at}, ${zipped.length}}, ${kHashed.test(path)}},\n`;
  }
  return '#include <array>\n\n#include "relay/admin/page.h"\n\nnamespace relay::admin {\nnamespace {\n\n' +
         arrays + `\nconstexpr std::array kAssets{\n${rows}};\n\n}  // namespace\n\n` +
         'std::span<const Asset> page() { return kAssets; }\n\n}  // namespace relay::admin\n';
}

const {files, read} = await bundle();
rmSync(join(out, 'page'), {recursive: true, force: true});
mkdirSync(join(out, 'page'), {recursive: true});
for (const [path, bytes] of files) {
  writeFileSync(join(out, 'page', path === '/' ? 'index.html' : path), bytes);
}
if (cpp) {
  writeFileSync(cpp, source(files));
  const escaped = [...new Set(read)].map((one) => one.replaceAll(' ', '\\ '));
  writeFileSync(cpp + '.d', `${cpp}: ${escaped.join(' ')}\n`);
}
