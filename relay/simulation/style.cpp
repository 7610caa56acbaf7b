#include "relay/simulation/style.h"

namespace relay::simulation {

std::string_view style_sheet() {
  // Fills of the pictures carry white or dark names; bad and silent differ by pattern as well.
  return R"css(
:root {
  --ground: #f6f7f5; --card: #ffffff; --line: #dfe3e1; --text: #16211f; --muted: #5a6966;
  --accent: #0d6472; --good: #2b7f86; --bad: #c0361f; --stripe: #8f1f0c; --halt: #8f1f0c;
  --silent: #262b2e; --spot: #9aa5a8; --before: #cdd5d3; --nothing: #f0f2f1;
  --t0: #2c7a89; --t1: #4f9cb3; --t2: #3c6ea8; --t3: #5f92c9; --t4: #4a8f78; --t5: #6f7fc0;
  --gap: #ffffff; --grid: rgb(20 40 40 / 13%); --on: #ffffff; --on-before: #26302e;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #0f1513; --card: #171f1d; --line: #2c3835; --text: #e6ecea; --muted: #9fb0ab;
    --accent: #74cdd8; --good: #4fb3b8; --bad: #e8664d; --stripe: #7d1f0f; --halt: #ff9a86;
    --silent: #e9eceb; --spot: #59625f; --before: #3d4a47; --nothing: #1d2724;
    --t0: #2f7f8e; --t1: #3f8ea6; --t2: #41699f; --t3: #5483b8; --t4: #3f8069; --t5: #6370ad;
    --gap: #171f1d; --grid: rgb(230 250 245 / 13%); --on-before: #e6ecea;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--ground); color: var(--text);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans",
    sans-serif;
  -webkit-print-color-adjust: exact; print-color-adjust: exact;
}
main { max-width: 1400px; margin: 0 auto; padding: 2.2rem 1.25rem 3rem; }
h1, h2, h3, h4, p, ul, figure { margin: 0; padding: 0; }
h1 { font-size: clamp(1.6rem, 4vw, 2.3rem); line-height: 1.15; letter-spacing: -0.02em; }
h2 {
  font-size: 0.8rem; letter-spacing: 0.09em; text-transform: uppercase; color: var(--muted);
  margin: 2.4rem 0 0.8rem;
}
h3 { font-size: 1.12rem; letter-spacing: -0.01em; margin-bottom: 0.5rem; }
h4 { font-size: 0.9rem; margin: 1.1rem 0 0.35rem; }
h1, h3, th, td, p { overflow-wrap: anywhere; }
.brand { color: var(--accent); font-weight: 600; font-size: 0.85rem; margin-bottom: 0.5rem; }
.subject { color: var(--muted); margin-top: 0.45rem; }
.lede { font-size: 1.1rem; max-width: 62ch; margin-top: 0.9rem; }
.quiet { color: var(--muted); font-size: 0.87rem; margin: 0.3rem 0 0.5rem; }
footer, .notes { color: var(--muted); font-size: 0.87rem; }
.notes { max-width: 78ch; padding-left: 1.1rem; }
.notes li { margin: 0.25rem 0; }
footer { margin-top: 2.2rem; padding-top: 0.8rem; border-top: 1px solid var(--line); }

table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; font-weight: 400; }
.headlines { background: var(--card); border: 1px solid var(--line); border-radius: 10px;
  border-collapse: separate; border-spacing: 0; overflow: hidden; }
.headlines th, .headlines td { padding: 0.75rem 1rem; }
.headlines tbody tr + tr > * { border-top: 1px solid var(--line); }
.headlines thead th { color: var(--muted); font-size: 0.8rem; padding-bottom: 0; }
.headlines tbody th { font-weight: 650; min-width: 9rem; }
.headlines td:nth-child(2) { width: 22%; }
.headlines td:nth-child(5) { width: 17%; }
.big { font-size: 1.12rem; font-variant-numeric: tabular-nums; }
.big small { color: var(--muted); font-size: 0.85rem; margin-left: 0.5em; }
.bar { position: relative; height: 8px; margin-top: 0.4rem; background: var(--nothing);
  border-radius: 2px; min-width: 5rem; }
.bar i { display: block; height: 100%; border-radius: 2px; min-width: 1px; }
.bar i.bad {
  background: repeating-linear-gradient(135deg, var(--bad) 0 4px, var(--stripe) 4px 5.5px); }
.bar i.good { background: var(--good); }
.bar i.endless {
  background: repeating-linear-gradient(90deg, var(--good) 0 6px, transparent 6px 9px); }
.bar b { position: absolute; top: -3px; bottom: -3px; width: 2px; margin-left: -1px;
  background: var(--text); }

.legend { display: flex; flex-wrap: wrap; gap: 0.35rem 1.25rem; list-style: none;
  font-size: 0.85rem; color: var(--muted); margin-bottom: 1rem; }
.legend li { display: flex; align-items: center; gap: 0.45rem; }
.swatch { width: 14px; height: 14px; border-radius: 2px; outline: 1px solid var(--grid); }
.tints { display: inline-flex; gap: 2px; }
.patterns { position: absolute; width: 0; height: 0; }

.grid { display: grid; gap: 1.25rem; grid-template-columns: minmax(0, 1fr); }
@media (min-width: 820px) {
  .grid { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  .grid.of-1 { grid-template-columns: minmax(0, 1fr); }
}
@media (min-width: 1180px) {
  .grid.of-3, .grid.of-5, .grid.of-6, .grid.of-9 {
    grid-template-columns: repeat(3, minmax(0, 1fr)); }
}
article { background: var(--card); border: 1px solid var(--line); border-radius: 10px;
  padding: 1rem 1.1rem 1.1rem; min-width: 0; }
figure { margin-top: 0.55rem; }
figcaption { display: flex; gap: 0.6rem; align-items: baseline; font-size: 0.84rem;
  white-space: nowrap; margin-bottom: 2px; }
figcaption b { font-weight: 600; flex: none; }
figcaption span { color: var(--muted); overflow: hidden; text-overflow: ellipsis; }
.plot { position: relative; background: var(--nothing); border-radius: 3px; }
.plot.areas { height: 84px; overflow: hidden; }
.of-1 .plot.areas { height: 150px; }
.plot.course { height: 52px; border-bottom: 1px solid var(--muted); background: none; }
.plot.delays { height: 84px; border-bottom: 1px solid var(--muted); background: none; }
.plot.strip { height: 18px; background: none; border-bottom: 1px solid var(--line); }
.plot.scatter { height: 260px; background: none; border-left: 1px solid var(--muted);
  border-bottom: 1px solid var(--muted); }
.canvas { position: absolute; inset: 0; width: 100%; height: 100%; display: block; }
.scatter .canvas, .delays .canvas { overflow: visible; }
.band { stroke: var(--gap); stroke-width: 0.6; }
.band.silent { fill: url(#dots); }
.band.bad { fill: url(#hatch); }
.band.before { fill: var(--before); }
.band.nothing { fill: var(--nothing); }
.tint-0 { fill: var(--t0); } .tint-1 { fill: var(--t1); } .tint-2 { fill: var(--t2); }
.tint-3 { fill: var(--t3); } .tint-4 { fill: var(--t4); } .tint-5 { fill: var(--t5); }
.hatch-ground { fill: var(--bad); }
.hatch-line { stroke: var(--stripe); stroke-width: 2; }
.dots-ground { fill: var(--silent); }
.dots-dot { fill: var(--spot); }
.range { stroke: var(--good); stroke-width: 1.5; opacity: 0.55; fill: none; }
.range.open { stroke-dasharray: 3 3; }
.dot, .draw, .never { stroke-linecap: round; stroke: var(--good); stroke-width: 6; fill: none; }
.never { stroke: var(--halt); stroke-width: 8; }
.never.inner { stroke: var(--card); stroke-width: 4.5; }
.draw { stroke-width: 7; opacity: 0.42; }
.dense .dot { stroke-width: 3; }
.dense .range { stroke-width: 1; opacity: 0.3; }
.median { stroke: var(--muted); stroke-width: 1; stroke-dasharray: 4 3; fill: none; }

.lines i, .level, .opened, .outage, .published { position: absolute; }
.lines i { top: 0; bottom: 0; width: 1px; background: var(--grid); }
.level { left: 0; right: 0; height: 1px; background: var(--grid); }
.opened { bottom: 0; width: 2px; margin-left: -1px; height: 9px; background: var(--text);
  box-shadow: 0 0 0 1px var(--gap); }
.outage { top: 0; bottom: 0; min-width: 2px; opacity: 0.75;
  background: repeating-linear-gradient(90deg, var(--card) 0 2px, transparent 2px 6px);
  border: 1px dashed var(--muted); border-width: 0 1px; }
.published { top: 3px; bottom: 3px; width: 3px; margin-left: -1.5px; border-radius: 1.5px;
  background: var(--good); }
.dense .published { width: 1px; margin-left: 0; }
.plot .published.bad { top: 50%; bottom: auto; width: auto; margin: 0; background: none;
  transform: translate(-50%, -50%); color: var(--bad); font: 14px/1 system-ui, sans-serif; }
.over { position: absolute; font-size: 11px; line-height: 1.2; white-space: nowrap;
  pointer-events: none; }
.halt-line { position: absolute; top: 0; bottom: 0; width: 2px; background: var(--halt);
  box-shadow: 0 0 0 1px var(--gap); }
.over.halt { top: 2px; margin: 0 4px; padding: 0 3px; border-radius: 2px; background: var(--card);
  color: var(--halt); font-weight: 700; pointer-events: auto; }
.over.name { transform: translate(-50%, -50%); color: var(--on); font-weight: 600;
  padding: 0 3px; border-radius: 2px; }
.over.name.on-before, .over.name.on-nothing { color: var(--on-before); }
.over.name.on-silent, .over.name.on-bad { background: var(--card); color: var(--text); }
.over.scale { color: var(--muted); background: var(--card); padding-right: 3px; }
.course .over.scale, .over.scale.top { top: 0; }
.over.scale.bottom { bottom: 2px; }
.times { position: relative; height: 1.2rem; font-size: 11px; color: var(--muted); margin-top: 2px;
  font-variant-numeric: tabular-nums; }
.times span { position: absolute; transform: translateX(-50%); white-space: nowrap; }
.times .first { transform: none; } .times .last { transform: translateX(-100%); }

.mark-opened { width: 2px; height: 10px; background: var(--text); }
.mark-halt { border-left: 2px solid var(--halt); padding-left: 3px; color: var(--halt);
  font: 700 11px/1.2 system-ui, sans-serif; }
.mark-outage { width: 16px; height: 14px; border: 1px dashed var(--muted); border-width: 0 1px;
  background: repeating-linear-gradient(90deg, var(--muted) 0 2px, transparent 2px 6px); }
.mark-dot { width: 7px; height: 7px; border-radius: 50%; background: var(--good); }
.mark-never { width: 8px; height: 8px; border-radius: 50%; border: 2px solid var(--halt); }

.story { max-height: 17rem; overflow: auto; font-size: 0.84rem; border-top: 1px solid var(--line); }
.story td { padding: 0.3rem 0.7rem 0.3rem 0; border-bottom: 1px solid var(--line); }
.story td:first-child { width: 1%; }
.story time { white-space: nowrap; color: var(--muted); font-variant-numeric: tabular-nums; }
.story .bad time, .story .halted time { color: var(--halt); }
.story .halted td:last-child { font-weight: 600; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }

@media (max-width: 819px) {
  .headlines thead { display: none; }
  .headlines tr, .headlines th, .headlines td { display: block; width: auto !important; }
  .headlines tbody tr { padding: 0.7rem 1rem; }
  .headlines tbody tr > * { padding: 0.2rem 0; border: 0 !important; }
  .headlines tbody tr + tr { border-top: 1px solid var(--line); }
  .headlines tbody th { font-size: 1.1rem; }
  .headlines td::before { content: attr(data-column); display: inline-block; width: 11.5rem;
    max-width: 48%; color: var(--muted); font-size: 0.84rem; }
  .bar { margin: 0.25rem 0 0.35rem; }
  article { padding: 0.9rem 0.8rem; }
  .story td, .story td:first-child { display: block; width: auto; border: 0; padding: 0.1rem 0; }
  .story tr { display: block; border-bottom: 1px solid var(--line); padding: 0.35rem 0; }
}
@media print {
  body { background: #fff; font-size: 11px; }
  main { max-width: none; padding: 0; }
  .grid, .grid.of-3 { grid-template-columns: repeat(2, minmax(0, 1fr)) !important; gap: 0.8rem; }
  .grid.of-1 { grid-template-columns: minmax(0, 1fr) !important; }
  .story { max-height: none; overflow: visible; }
  figure, tr, .headlines { break-inside: avoid; }
  h2, h3, h4 { break-after: avoid; }
}
)css";
}

}  // namespace relay::simulation
