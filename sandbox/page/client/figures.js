// Tables and charts. A chart is a picture with its numbers in words, and as a table for who wants them.

import { html } from 'htm/preact';
import { RichText } from './rich-text.js';

const Cell = ({ cell }) => (cell.type === 'rich_text' ? html`<${RichText} block=${cell} />` : cell.text);

export function Table({ block }) {
  const [head = [], ...rows] = block.rows;
  const isNumber = (column) =>
    block.column_settings?.[column]?.align === 'right' || rows[0]?.[column]?.type === 'raw_number';
  const side = (column) => (isNumber(column) ? 'number' : '');
  const caption = block.caption && html`<caption>${block.caption}</caption>`;
  return html`<div class="table" role="region" tabindex="0" aria-label=${block.caption ?? 'Table'}><table>
    ${caption}
    <thead><tr>${head.map((cell, at) => html`<th scope="col" class=${side(at)}><${Cell} cell=${cell} /></th>`)}</tr></thead>
    <tbody>${rows.map(
      (row) => html`<tr>${row.map((cell, at) => html`<td class=${side(at)}><${Cell} cell=${cell} /></td>`)}</tr>`,
    )}</tbody>
  </table></div>`;
}

const [WIDTH, HEIGHT, LEFT, FOOT, TOP] = [560, 200, 40, 26, 12];
const INNER = { width: WIDTH - LEFT - 8, height: HEIGHT - FOOT - TOP };

/** A round number at or over the largest value, and its half. */
function ceiling(values) {
  const most = Math.max(1, ...values);
  const unit = 10 ** Math.floor(Math.log10(most));
  return [1, 2, 5, 10].map((step) => step * unit).find((step) => step >= most) ?? most;
}

const xOf = (at, count, isBar) =>
  LEFT + (isBar ? ((at + 0.5) / count) * INNER.width : (at / Math.max(1, count - 1)) * INNER.width);
const yOf = (value, top) => TOP + INNER.height * (1 - value / top);

function Plot({ kind, series, categories, top }) {
  const isBar = kind === 'bar';
  const count = categories.length;
  const thick = Math.min(34, (INNER.width / count) * 0.7) / series.length;
  return series.map(({ data }, index) => {
    const points = categories.map((name, at) => {
      const value = data.find(({ label }) => label === name)?.value ?? 0;
      return { name, value, x: xOf(at, count, isBar), y: yOf(value, top) };
    });
    if (isBar) {
      const shift = (index - series.length / 2) * thick;
      return points.map(
        ({ x, y }) =>
          html`<rect class=${`fill-${index % 4}`} x=${x + shift} y=${y} width=${thick - 2} height=${TOP + INNER.height - y} rx="2" />`,
      );
    }
    const line = points.map(({ x, y }, at) => `${at === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');
    const floor = TOP + INNER.height;
    return html`
      <path class=${`area fill-${index % 4}`} d=${`${line}L${points.at(-1)?.x} ${floor}L${points[0]?.x} ${floor}Z`} />
      <path class=${`line stroke-${index % 4}`} d=${line} />
      ${points.length <= 14 && points.map(({ x, y }) => html`<circle class=${`fill-${index % 4}`} cx=${x} cy=${y} r="3" />`)}`;
  });
}

function Axes({ categories, top, isBar }) {
  const every = Math.ceil(categories.length / 10);
  const rules = [0, top / 2, top];
  return html`
    ${rules.map((value) => html`<line class="rule" x1=${LEFT} x2=${WIDTH - 8} y1=${yOf(value, top)} y2=${yOf(value, top)} />`)}
    ${rules.map((value) => html`<text class="tick" x=${LEFT - 7} y=${yOf(value, top) + 4} text-anchor="end">${value}</text>`)}
    ${categories.map(
      (name, at) =>
        at % every === 0 &&
        html`<text class="tick" x=${xOf(at, categories.length, isBar)} y=${HEIGHT - 8} text-anchor="middle">${name}</text>`,
    )}`;
}

function Pie({ segments }) {
  const total = segments.reduce((sum, { value }) => sum + value, 0);
  let from = 0;
  const slices = segments.map(({ value }, index) => {
    const [start, end] = [from, from + value / total];
    from = end;
    const point = (share) => [100 + 84 * Math.sin(share * 2 * Math.PI), 100 - 84 * Math.cos(share * 2 * Math.PI)];
    const [[x1, y1], [x2, y2]] = [point(start), point(Math.min(end, 0.9999))];
    return html`<path class=${`fill-${index % 4}`} d=${`M100 100L${x1} ${y1}A84 84 0 ${end - start > 0.5 ? 1 : 0} 1 ${x2} ${y2}Z`} />`;
  });
  const legend = segments.map(
    ({ label, value }, index) =>
      html`<rect class=${`fill-${index % 4}`} x="220" y=${20 + index * 22} width="12" height="12" rx="3" />
        <text class="tick" x="240" y=${31 + index * 22}>${label}: ${value} (${Math.round((100 * value) / total)}%)</text>`,
  );
  return [slices, legend];
}

const said = (points) => points.map(({ label, value }) => `${label}: ${value}`).join(', ');

export function Chart({ block }) {
  const { title, chart } = block;
  const isPie = chart.type === 'pie';
  const series = chart.series ?? [];
  const categories = chart.axis_config?.categories ?? [];
  const alternative = isPie
    ? `${title}. ${said(chart.segments)}`
    : `${title}. ${series.map(({ name, data }) => `${name}: ${said(data)}`).join('. ')}`;
  const top = ceiling(series.flatMap(({ data }) => data.map(({ value }) => value)));
  const [x, y] = [chart.axis_config?.x_label, chart.axis_config?.y_label];
  return html`<figure class="chart">
    <figcaption>${title}${(x || y) && html`<span class="quiet"> · ${[y, x && `by ${x.toLowerCase()}`].filter(Boolean).join(' ')}</span>`}</figcaption>
    <svg viewBox=${`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label=${alternative}>
      ${isPie ? html`<${Pie} segments=${chart.segments} />` : html`<${Axes} categories=${categories} top=${top} isBar=${chart.type === 'bar'} /><${Plot} kind=${chart.type} series=${series} categories=${categories} top=${top} />`}
    </svg>
    ${series.length > 1 && html`<p class="legend">${series.map(({ name }, index) => html`<span><i class=${`dot fill-${index % 4}`} />${name}</span>`)}</p>`}
  </figure>`;
}
