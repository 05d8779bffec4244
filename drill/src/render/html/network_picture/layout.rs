//! Where the boxes of a picture stand, and how wires run between them: in layers from left to right, the way the gas
//! flows.
//!
//! `dagre` chooses layers, order and heights; it is a port of the layout that browsers have used for long, keeps room
//! for labels, takes any graph, and gives the same for the same. Ports and wires are ours: wires have widths, come in
//! side by side, and run level past boxes and labels, so that they touch none. Looked at beside it: `layout-rs` draws by
//! itself and knows neither widths of edges nor where its labels come to stand; `rust-sugiyama` leaves out edges and
//! labels; `dagre_rust` is older than what it ports. Graphviz and ELK are no libraries of Rust.

use std::collections::BTreeMap;

use dagre::graph::{Graph, GraphOptions};
use dagre::layout::types::LabelPos;
use dagre::{EdgeLabel, LayoutOptions, NodeLabel, RankDir};

use super::geometry::{Level, Placed, Rect, Route, Size, Spacing, Wire};
use super::order::forward;

/// How high a box has to be for its wires, whichever side they come in at.
pub fn height_for(wires: &[Wire], index: usize) -> f64 {
    let side = |at: fn(&Wire) -> usize| {
        wires.iter().filter(|wire| at(wire) == index).map(|wire| wire.room).sum::<f64>()
    };
    side(|wire| wire.from) + side(|wire| wire.to)
}

/// Places boxes and runs wires. Every wire joins two of the boxes.
pub fn place(boxes: &[Size], wires: &[Wire], spacing: Spacing) -> Placed {
    let mut graph = graph(boxes, wires);
    dagre::layout(
        &mut graph,
        Some(LayoutOptions {
            rankdir: RankDir::LR,
            nodesep: spacing.boxes,
            edgesep: spacing.wires,
            ranksep: spacing.layers,
            ..LayoutOptions::default()
        }),
    );
    let placed = |(index, size): (usize, &Size)| {
        let node = graph.node(&name(index));
        let (x, y) = node.and_then(|node| node.x.zip(node.y)).unwrap_or_default();
        Rect::around(x, y, *size)
    };
    let boxes: Vec<Rect> = boxes.iter().enumerate().map(placed).collect();
    let mut runs: Vec<Run> = wires.iter().enumerate().map(|(index, wire)| run(&graph, wire, index)).collect();
    let columns = Columns::of(&boxes, &runs, wires);
    let ports = ports(&boxes, &runs, wires);
    let routes = runs.drain(..).zip(wires).zip(&ports).map(|((run, wire), ports)| {
        let [start, end] = [(boxes[wire.from], ports.0), (boxes[wire.to], ports.1)];
        columns.route(start, run, end, wire.label)
    });
    within(spacing.margin, Placed { size: Size::default(), boxes: boxes.clone(), routes: routes.collect() })
}

fn name(index: usize) -> String {
    index.to_string()
}

fn graph(boxes: &[Size], wires: &[Wire]) -> Graph<NodeLabel, EdgeLabel> {
    let mut graph = Graph::with_options(GraphOptions { directed: true, multigraph: true, compound: false });
    for (index, size) in boxes.iter().enumerate() {
        let label = NodeLabel { width: size.width, height: size.height, ..NodeLabel::default() };
        graph.set_node(name(index), Some(label));
    }
    for (index, (wire, is_turned)) in wires.iter().zip(forward(boxes.len(), wires)).enumerate() {
        let label = EdgeLabel {
            width: wire.label.width,
            height: wire.label.height.max(wire.room),
            labelpos: LabelPos::Center,
            ..EdgeLabel::default()
        };
        let (from, to) = if is_turned { (wire.to, wire.from) } else { (wire.from, wire.to) };
        graph.set_edge(name(from), name(to), Some(label), Some(&name(index)));
    }
    graph
}

/// The places through which a wire runs between its boxes, and the middle of its label.
struct Run {
    points: Vec<(f64, f64)>,
    label: (f64, f64),
}

fn run(graph: &Graph<NodeLabel, EdgeLabel>, wire: &Wire, index: usize) -> Run {
    let (ends, id) = ([name(wire.from), name(wire.to)], name(index));
    let stated = graph.edge(&ends[0], &ends[1], Some(&id));
    let is_turned = stated.is_none();
    let Some(edge) = stated.or_else(|| graph.edge(&ends[1], &ends[0], Some(&id))) else {
        return Run { points: Vec::new(), label: (0.0, 0.0) };
    };
    // The first and the last are where it would meet its boxes.
    let inner = edge.points.get(1..edge.points.len().saturating_sub(1)).unwrap_or_default();
    let mut points: Vec<(f64, f64)> = inner.iter().map(|point| (point.x, point.y)).collect();
    if is_turned {
        points.reverse();
    }
    let label = edge.x.zip(edge.y).or_else(|| points.get(points.len() / 2).copied());
    Run { points, label: label.unwrap_or_default() }
}

/// From where to where each layer reaches, by the middle of the layer in hundredths of a pixel.
struct Columns(BTreeMap<i64, (f64, f64)>);

/// So far beside a layer a wire is level still.
const CLEAR: f64 = 3.0;

/// Layers are apart by far more than what is lost here.
fn key(x: f64) -> i64 {
    (x * 100.0).round() as i64
}

impl Columns {
    fn of(boxes: &[Rect], runs: &[Run], wires: &[Wire]) -> Columns {
        let mut columns = BTreeMap::new();
        let mut widen = |x: f64, width: f64| {
            let (left, right) = columns.entry(key(x)).or_insert((x, x));
            *left = f64::min(*left, x - width / 2.0);
            *right = f64::max(*right, x + width / 2.0);
        };
        boxes.iter().for_each(|rect| widen(rect.middle().0, rect.size.width));
        for (run, wire) in runs.iter().zip(wires) {
            run.points.iter().for_each(|point| widen(point.0, 0.0));
            widen(run.label.0, wire.label.width);
        }
        Columns(columns)
    }

    fn reach(&self, x: f64) -> (f64, f64) {
        let (left, right) = self.0.get(&key(x)).copied().unwrap_or((x, x));
        (left - CLEAR, right + CLEAR)
    }

    /// A wire from the side of a box to that of another, level wherever a layer is.
    fn route(&self, start: (Rect, f64), run: Run, end: (Rect, f64), label: Size) -> Route {
        let ((first, y1), (last, y2)) = (start, end);
        let rightwards = first.middle().0 <= last.middle().0;
        let across = |(left, right): (f64, f64)| if rightwards { (left, right) } else { (right, left) };
        let mut levels = Vec::with_capacity(run.points.len() + 2);
        let side = across((first.x, first.right())).1;
        levels.push(Level { from: side, to: across(self.reach(first.middle().0)).1, y: y1 });
        for (x, y) in &run.points {
            let (from, to) = across(self.reach(*x));
            levels.push(Level { from, to, y: *y });
        }
        let side = across((last.x, last.right())).0;
        levels.push(Level { from: across(self.reach(last.middle().0)).0, to: side, y: y2 });
        Route { levels, label: Rect::around(run.label.0, run.label.1, label) }
    }
}

/// Where a wire goes on from a box, which it is, whether it leaves there.
type Port = (f64, usize, bool);

/// The heights at which each wire leaves and enters: at each side of a box in the order in which they go on.
fn ports(boxes: &[Rect], runs: &[Run], wires: &[Wire]) -> Vec<(f64, f64)> {
    // By box and side.
    let mut sides: BTreeMap<(usize, bool), Vec<Port>> = BTreeMap::new();
    for (index, (run, wire)) in runs.iter().zip(wires).enumerate() {
        let rightwards = boxes[wire.from].middle().0 <= boxes[wire.to].middle().0;
        let [first, last] = [run.points.first(), run.points.last()].map(|point| point.map(|point| point.1));
        let after = first.unwrap_or(boxes[wire.to].middle().1);
        let before = last.unwrap_or(boxes[wire.from].middle().1);
        sides.entry((wire.from, rightwards)).or_default().push((after, index, true));
        sides.entry((wire.to, !rightwards)).or_default().push((before, index, false));
    }
    let mut ports = vec![(0.0, 0.0); wires.len()];
    for ((index, _), mut side) in sides {
        side.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let room: f64 = side.iter().map(|(_, wire, _)| wires[*wire].room).sum();
        let mut y = boxes[index].middle().1 - room / 2.0;
        for (_, wire, leaves) in side {
            let port = if leaves { &mut ports[wire].0 } else { &mut ports[wire].1 };
            *port = y + wires[wire].room / 2.0;
            y += wires[wire].room;
        }
    }
    ports
}

/// Moves all so that a margin is left around it, and says how large it is.
fn within(margin: f64, mut placed: Placed) -> Placed {
    let rects = || placed.boxes.iter().chain(placed.routes.iter().map(|route| &route.label));
    let levels = || placed.routes.iter().flat_map(|route| &route.levels);
    let least = |values: &mut dyn Iterator<Item = f64>| values.fold(f64::INFINITY, f64::min);
    let most = |values: &mut dyn Iterator<Item = f64>| values.fold(f64::NEG_INFINITY, f64::max);
    let left = least(&mut rects().map(|rect| rect.x).chain(levels().map(|level| level.from.min(level.to))));
    let right = most(&mut rects().map(Rect::right).chain(levels().map(|level| level.from.max(level.to))));
    let top = least(&mut rects().map(|rect| rect.y).chain(levels().map(|level| level.y)));
    let bottom = most(&mut rects().map(Rect::bottom).chain(levels().map(|level| level.y)));
    if placed.boxes.is_empty() {
        return placed;
    }
    let (dx, dy) = (margin - left, margin - top);
    for rect in placed.boxes.iter_mut().chain(placed.routes.iter_mut().map(|route| &mut route.label)) {
        (rect.x, rect.y) = (rect.x + dx, rect.y + dy);
    }
    for level in placed.routes.iter_mut().flat_map(|route| &mut route.levels) {
        *level = Level { from: level.from + dx, to: level.to + dx, y: level.y + dy };
    }
    placed.size = Size { width: right - left + 2.0 * margin, height: bottom - top + 2.0 * margin };
    placed
}
