"""From raw cells to a table and a picture."""

from statistics import median

import peers
import workloads


def _unit(workload, row):
    return row["bytes"] if workload.by_bytes else row["answers"]


def _medians(rows, workload):
    """peer → (CPU seconds per unit, units per second)."""
    found = {}
    for peer in peers.NAMES:
        mine = [r for r in rows if r["workload"] == workload.name and r["peer"] == peer]
        mine = [r for r in mine if _unit(workload, r) > 0]
        if mine:
            found[peer] = (median(r["server_cpu_seconds"] / _unit(workload, r) for r in mine),
                           median(_unit(workload, r) / r["seconds"] for r in mine))
    # Of the two nginx, the better in each column.
    if "nginx-nopush" in found:
        cpu, rate = found.pop("nginx-nopush")
        other = found.get("nginx", (cpu, rate))
        found["nginx"] = (min(cpu, other[0]), max(rate, other[1]))
    return found


def ratios(rows):
    """workload → peer → (CPU, wall): how many times better sluice was."""
    made = {}
    for workload in workloads.ALL:
        found = _medians(rows, workload)
        ours = found.pop("sluice", None)
        if workload.client == "slow" or not ours or not ours[0]:
            continue
        made[workload] = {peer: (cpu / ours[0], ours[1] / rate)
                          for peer, (cpu, rate) in found.items()}
    return made


def markdown(rows):
    columns = [peer for peer in peers.NAMES[1:] if peer != "nginx-nopush"
               and any(r["peer"].startswith(peer) for r in rows)]
    lines = ["How many times better sluice was: server CPU per unit / wall.", "",
             "| workload | aim against nginx | " + " | ".join(columns) + " |",
             "|" + "---|" * (len(columns) + 2)]
    for workload, by_peer in ratios(rows).items():
        cells = [f"{by_peer[p][0]:.2f} / {by_peer[p][1]:.2f}" if p in by_peer else ""
                 for p in columns]
        aim = " / ".join(f"{one:g}" for one in workload.aim)
        lines.append(f"| {workload.says} | {aim} | " + " | ".join(cells) + " |")
    return "\n".join(lines + _slow_lines(rows)) + "\n"


def _slow_lines(rows):
    lines = []
    for workload in (w for w in workloads.ALL if w.client == "slow"):
        for peer in peers.NAMES:
            cells = [r for r in rows if r["peer"] == peer and r["workload"] == workload.name]
            if cells:
                worst = {key: max(r[key] for r in cells)
                         for key in ("kernel_bytes", "own_bytes", "admin_worst_ms")}
                lines.append(f"| {workload.says} | {peer} | {min(r['held'] for r in cells)} | "
                             f"{worst['kernel_bytes'] / 1e6:.0f} MB | "
                             f"{worst['own_bytes'] / 1e6:.1f} MB | "
                             f"{worst['admin_worst_ms']:.0f} ms |")
    head = ["", "| slow readers | server | served | kernel memory | own memory | another waited |",
            "|" + "---|" * 6]
    return head + lines if lines else []


def svg(rows):
    """Bars of the ratios against nginx; the line is 1, the tick is the aim."""
    bars = [(w, by_peer["nginx"]) for w, by_peer in ratios(rows).items() if "nginx" in by_peer]
    left, unit, step = 230, 200, 34
    width, height = left + int(unit * 3.2), 50 + step * len(bars)
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
           f'font-family="sans-serif" font-size="12">',
           f'<rect width="{width}" height="{height}" fill="white"/>',
           f'<text x="{left}" y="16">sluice against the better nginx: CPU (dark), wall (light); '
           f'aim (red)</text>']
    for i, (workload, ratio) in enumerate(bars):
        top = 30 + i * step
        out.append(f'<text x="{left - 8}" y="{top + 16}" text-anchor="end">{workload.says}</text>')
        for row, (value, colour) in enumerate(zip(ratio, ("#1d4f76", "#8fb8d6"))):
            y, long = top + row * 13, min(value, 3.0) * unit
            out.append(f'<rect x="{left}" y="{y}" width="{long:.0f}" height="12" '
                       f'fill="{colour}"/><text x="{left + long + 4:.0f}" y="{y + 10}" '
                       f'font-size="10">{value:.2f}</text>')
            aim = left + workload.aim[row] * unit
            out.append(f'<line x1="{aim:.0f}" x2="{aim:.0f}" y1="{y}" y2="{y + 12}" '
                       f'stroke="#c0392b" stroke-width="2"/>')
    out.append(f'<line x1="{left + unit}" x2="{left + unit}" y1="24" y2="{height}" '
               f'stroke="#888" stroke-dasharray="3 3"/></svg>')
    return "\n".join(out) + "\n"
