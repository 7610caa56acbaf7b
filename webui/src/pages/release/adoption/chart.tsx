// The lines, drawn on a canvas: for eyes alone, so the numbers stand in a table as well. Colours are
// those of the legend, whatever the theme is.

import type {JSX} from 'preact';
import {useEffect, useRef} from 'preact/hooks';
import type uPlot from 'uplot';

import {language, t} from '../../../messages/messages';
import type {Lines} from './series';

const kHeight = 240;          // In pixels.
const kMinute = 60_000;
const kDay = 86_400_000;
/** Of an axis of days, in seconds: no day is said twice. */
const kWholeDays = [1, 2, 3, 7, 14, 28, 91, 182, 364].map((days) => days * kDay / 1000);
const kDashes = [[], [9, 4], [2, 3], [14, 3, 3, 3], [5, 5], [1, 4]];
/** A count of devices is whole. */
const kSteps = [1, 2, 5].flatMap((one) => [...'0123456'].map((zeros) => one * 10 ** Number(zeros)))
    .sort((one, other) => one - other);

const clock = new Intl.DateTimeFormat(language, {hour: '2-digit', minute: '2-digit', hourCycle: 'h23'});
const seconds = new Intl.DateTimeFormat(language, {
  hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23'});
const weekday = new Intl.DateTimeFormat(language, {
  weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23'});
const day = new Intl.DateTimeFormat(language, {day: 'numeric', month: 'short'});

/** Of an axis of seconds: none is said twice either. */
const kWholeSeconds = [1, 2, 5, 10, 15, 30, 60, 120, 300];

/** As short as tells one from the next. */
function formatFor([first = 0, ...others]: readonly number[]): Intl.DateTimeFormat {
  const span = (others.at(-1) ?? first) - first;
  if (span < 15 * kMinute) return seconds;
  return span < kDay / 2 ? clock : span < 5 * kDay ? weekday : day;
}

const colourOf = (found: Element | null, what: 'color' | 'borderTopColor' = 'color') =>
    (found ? getComputedStyle(found)[what] : '');

/** Sees to it that the colours are told anew when it becomes night. */
function onTheme(told: () => void): () => void {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const watch = new MutationObserver(told);
  watch.observe(document.documentElement, {attributes: true, attributeFilter: ['data-theme']});
  dark.addEventListener('change', told);
  return () => {
    watch.disconnect();
    dark.removeEventListener('change', told);
  };
}

const dataOf = ({moments, lines}: Lines): uPlot.AlignedData =>
    [moments.map((one) => one / 1000), ...lines.map((one) => one.values)];

/** The marks that an axis may have; uPlot's own where those do not repeat themselves. */
const marksOf = (format: Intl.DateTimeFormat) =>
    (format === day ? {incrs: kWholeDays} : format === seconds ? {incrs: kWholeSeconds} : {});

/** `stepped`: between two takes nothing has come, so no line slopes. */
function optionsOf({moments, lines}: Lines, place: HTMLElement, read: (index: number | null) => void,
                   stepped: uPlot.Series.PathBuilder): uPlot.Options {
  const format = formatFor(moments);
  const axes = place.querySelector('.axes');
  const axis = {
    stroke: () => colourOf(axes), ticks: {stroke: () => colourOf(axes, 'borderTopColor')},
    grid: {stroke: () => colourOf(axes, 'borderTopColor'), width: 1},
  };
  return {
    width: place.clientWidth, height: kHeight, legend: {show: false}, cursor: {y: false, drag: {setScale: false}},
    axes: [
      {
        ...axis, space: 90, ...marksOf(format),
        values: (_, at) => at.map((one) => format.format(one * 1000)),
      },
      {...axis, incrs: kSteps},
    ],
    scales: {y: {range: (_, __, most) => [0, Math.max(1, Math.ceil(most * 1.05))]}},
    series: [{}, ...lines.map((one, i) => ({
      label: one.name, width: 2, dash: kDashes[i], paths: stepped, points: {show: moments.length < 2},
      stroke: () => colourOf(place.querySelector(`.series-${i + 1}`)),
    }))],
    hooks: {setCursor: [({cursor}) => read(cursor.idx ?? null)]},
  };
}

/** `read` is told of which moment the pointer is at. */
export function Chart({lines, read}: {lines: Lines; read: (index: number | null) => void}): JSX.Element {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const found = place.current!;
    let plot: uPlot | undefined;
    let gone = false;
    const watch = new ResizeObserver(() => plot?.setSize({width: found.clientWidth, height: kHeight}));
    const unwatch = onTheme(() => plot?.redraw(false));
    void import('uplot').then(({default: Plot}) => {
      if (gone) return;
      plot = new Plot(optionsOf(lines, found, read, Plot.paths.stepped!({align: 1})), dataOf(lines), found);
      watch.observe(found);
    });
    return () => {
      gone = true;
      watch.disconnect();
      unwatch();
      plot?.destroy();
    };
  }, [lines]);
  return (
    <div class="chart" ref={place} role="img" aria-label={t('adoption.chart')}>
      <span class="axes" hidden />
      {lines.lines.map((one, i) => <span key={one.name} class={`series-${i + 1}`} hidden />)}
    </div>
  );
}
