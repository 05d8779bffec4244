//! What is written in a picture: a card for each node, source and storage, a label at each pipe.

use unicode_width::UnicodeWidthStr;

use super::geometry::{Size, Wire};
use super::layout::height_for;
use crate::messages::catalogue::Messages;
use crate::quantity::Quantity;
use crate::render::html::charts::cut;
use crate::render::network_picture::{
    NetworkPicture, PictureLink, PictureNode, PictureSource, PictureStorage, UserGroup,
};
use crate::render::wrap::wrapped;

/// The height of a line of text, and the width of a column: half of what an ideograph takes.
pub const LINE: f64 = 14.0;
const COLUMN: f64 = 6.6;
/// So many times as wide are bold letters.
const BOLD: f64 = 1.12;
/// Between the edge of a card and what is written on it.
pub const PADDING: f64 = 7.0;
/// Between what is written left and right on a row.
const GUTTER: f64 = 10.0;
/// The widest wire; what carries less is narrower in proportion.
pub const WIDEST: f64 = 14.0;
/// What carries anything is at least so wide.
pub const NARROWEST: f64 = 1.0;
/// What is added at both sides of a pipe that holds users back.
pub const CASING: f64 = 4.0;
/// Half the height of an arrow's head where its wire is narrow.
pub const ARROW: f64 = 4.5;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Node(usize),
    Source(usize),
    Storage(usize),
}

/// A box with a name and rows of figures.
#[derive(Clone, Debug)]
pub struct Card {
    pub kind: Kind,
    pub title: Vec<String>,
    pub rows: Vec<Row>,
    /// All of it at length.
    pub hint: String,
}

#[derive(Clone, Debug)]
pub struct Row {
    pub left: String,
    pub right: String,
    /// Whether it says that gas is lacking, or that somebody is held back.
    pub is_marked: bool,
}

/// A wire and what is written at it: above and below.
#[derive(Clone, Debug)]
pub struct Cable {
    /// The position of the link; none of what joins a source or a storage to its node.
    pub link: Option<usize>,
    pub flow: Quantity,
    pub above: String,
    pub below: String,
    pub is_two_way: bool,
    pub is_binding: bool,
    pub hint: String,
}

/// What stands beside a picture.
#[derive(Clone, Copy)]
pub struct Words<'a> {
    pub messages: &'static Messages,
    pub title: &'a str,
    /// As people write it.
    pub unit: &'a str,
}

/// How much is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// Every pipe has its name, its flow and its capacity.
    Full,
    /// Pipes have their flow, and say whether they are full; names are cut earlier.
    Brief,
    /// Only pipes that are full say so, and classes that lack nothing are counted together.
    Least,
}

/// What is placed and run, and what is written on it; boxes and wires in the same order.
#[derive(Clone, Debug)]
pub struct Content {
    pub cards: Vec<Card>,
    pub cables: Vec<Cable>,
    pub boxes: Vec<Size>,
    pub wires: Vec<Wire>,
    /// The flow of the widest wire.
    pub largest: Quantity,
}

/// The width of a text.
pub fn width(text: &str) -> f64 {
    text.width() as f64 * COLUMN
}

/// How wide a wire is drawn, of which the largest has this flow.
pub fn thickness(flow: Quantity, largest: Quantity) -> f64 {
    if flow.is_zero() {
        return 0.0;
    }
    (WIDEST * flow.for_drawing() / largest.for_drawing()).max(NARROWEST)
}

/// The longest name of a card in columns, and of a pipe.
fn columns(detail: Detail) -> usize {
    match detail {
        Detail::Full => 20,
        Detail::Brief => 14,
        Detail::Least => 10,
    }
}

/// A name on two lines at most.
fn title(name: &str, columns: usize) -> Vec<String> {
    let mut lines = wrapped(name, columns);
    if lines.len() > 2 {
        lines.truncate(2);
        if let Some(last) = lines.last_mut() {
            last.push('…');
        }
    }
    lines
}

pub struct Writer<'a> {
    pub picture: &'a NetworkPicture,
    pub words: Words<'a>,
    pub detail: Detail,
}

impl Writer<'_> {
    pub fn content(&self) -> Content {
        let picture = self.picture;
        let nodes = picture.nodes.iter().enumerate().map(|(index, node)| self.node(index, node));
        let sources = picture.sources.iter().enumerate().map(|(index, source)| self.source(index, source));
        let storages =
            picture.storages.iter().enumerate().map(|(index, storage)| self.storage(index, storage));
        let cards: Vec<Card> = nodes.chain(sources).chain(storages).collect();
        let flows = picture.links.iter().map(|link| link.flow.quantity);
        let used = picture.sources.iter().map(|source| source.used);
        let stored = picture.storages.iter().map(|storage| storage.flow().quantity);
        let largest = flows.chain(used).chain(stored).max().unwrap_or_default();
        let mut cables = Vec::new();
        let mut wires = Vec::new();
        for (index, link) in picture.links.iter().enumerate() {
            let cable = self.link(index, link);
            wires.push(wire(link.way(), &cable, largest));
            cables.push(cable);
        }
        let first_source = picture.nodes.len();
        for (index, source) in picture.sources.iter().enumerate() {
            let cable = plain(source.used);
            wires.push(wire((first_source + index, source.node), &cable, largest));
            cables.push(cable);
        }
        let first_storage = first_source + picture.sources.len();
        for (index, storage) in picture.storages.iter().enumerate() {
            let flow = storage.flow();
            let (store, node) = (first_storage + index, storage.node);
            let cable = plain(flow.quantity);
            wires.push(wire(if flow.is_against { (node, store) } else { (store, node) }, &cable, largest));
            cables.push(cable);
        }
        let size = |(index, card): (usize, &Card)| {
            let written = card.size();
            Size { height: written.height.max(height_for(&wires, index) + 4.0), ..written }
        };
        let boxes = cards.iter().enumerate().map(size).collect();
        Content { cards, cables, boxes, wires, largest }
    }

    fn node(&self, index: usize, node: &PictureNode) -> Card {
        let all: Vec<Row> = node.users.iter().map(|group| self.group(group)).collect();
        let card = self.card(Kind::Node(index), &node.name, all);
        if self.detail != Detail::Least {
            return card;
        }
        // What is pointed at still says it all.
        let served = node.users.iter().filter(|group| group.lack().is_zero()).map(|group| group.count).sum();
        let served = (served > 0).then(|| Row {
            left: (self.words.messages.network.picture.served)(served),
            right: String::new(),
            is_marked: false,
        });
        let short = card.rows.into_iter().filter(|row| row.is_marked);
        Card { rows: served.into_iter().chain(short).collect(), ..card }
    }

    fn group(&self, group: &UserGroup) -> Row {
        let name = (self.words.messages.class)(group.class);
        let name = if self.detail == Detail::Least { cut(name, 11) } else { name.to_owned() };
        let left = if group.count == 1 { name } else { format!("{name} × {}", group.count) };
        let lack = group.lack();
        let right = if lack.is_zero() { group.granted.to_string() } else { format!("−{lack}") };
        Row { left, right, is_marked: !lack.is_zero() }
    }

    fn source(&self, index: usize, source: &PictureSource) -> Card {
        let network = self.words.messages.network;
        let figures = (network.of)(&source.used.to_string(), &source.supply.to_string());
        let used = Row { left: String::new(), right: figures, is_marked: source.is_binding };
        let rows = [used].into_iter().chain(warning(source.warning.as_deref()));
        self.card(Kind::Source(index), &source.name, rows.collect())
    }

    fn storage(&self, index: usize, storage: &PictureStorage) -> Card {
        let (network, ahead) = (self.words.messages.network, self.words.messages.horizon);
        let row = |left: &str, figure: Quantity| Row {
            left: left.to_owned(),
            right: figure.to_string(),
            is_marked: false,
        };
        let mut rows = Vec::new();
        if storage.filled.is_zero() || !storage.withdrawn.is_zero() {
            rows.push(row(ahead.withdrawn, storage.withdrawn));
        }
        if !storage.filled.is_zero() {
            rows.push(row(network.pipes.filled, storage.filled));
        }
        rows.push(Row { is_marked: storage.is_binding, ..row(ahead.stock_at_last, storage.stock) });
        rows.extend(warning(storage.warning.as_deref()));
        self.card(Kind::Storage(index), &storage.name, rows)
    }

    fn card(&self, kind: Kind, name: &str, rows: Vec<Row>) -> Card {
        let said = rows.iter().map(|row| [row.left.as_str(), row.right.as_str()].join(" ").trim().to_owned());
        let hint = [name.to_owned()].into_iter().chain(said).collect::<Vec<_>>().join("\n");
        let beside = rows.iter().map(Row::width).fold(0.0, f64::max) / COLUMN;
        Card { kind, title: title(name, columns(self.detail).max(beside as usize)), rows, hint }
    }

    fn link(&self, index: usize, link: &PictureLink) -> Cable {
        let network = self.words.messages.network;
        let flow = link.flow.quantity.to_string();
        let figures =
            link.capacity.map_or(flow.clone(), |capacity| (network.of)(&flow, &capacity.to_string()));
        let full = link.is_binding.then_some(network.picture.full);
        let node = |node: usize| self.picture.nodes.get(node).map_or("", |node| node.name.as_str());
        let (from, to) = link.way();
        let way = (network.pipes.from_to)(node(from), node(to));
        let said = [Some(link.name.as_str()), Some(way.as_str()), Some(figures.as_str()), full];
        let warning = link.warning.as_deref().map(marked);
        let warning = warning.as_deref();
        let said = said.into_iter().flatten().chain(warning);
        let hint = said.collect::<Vec<_>>().join("\n");
        let join = |texts: &[Option<&str>]| texts.iter().copied().flatten().collect::<Vec<_>>().join(" ");
        let (above, below) = match self.detail {
            Detail::Full => {
                (cut(&link.name, columns(self.detail)), join(&[Some(figures.as_str()), full, warning]))
            }
            Detail::Least => (String::new(), join(&[full, warning])),
            Detail::Brief if link.flow.quantity.is_zero() => (String::new(), join(&[full, warning])),
            Detail::Brief => (flow, join(&[full, warning])),
        };
        Cable {
            link: Some(index),
            flow: link.flow.quantity,
            above,
            below,
            is_two_way: link.is_two_way,
            is_binding: link.is_binding,
            hint,
        }
    }
}

/// What joins a source or a storage to its node.
fn plain(flow: Quantity) -> Cable {
    Cable {
        link: None,
        flow,
        above: String::new(),
        below: String::new(),
        is_two_way: false,
        is_binding: false,
        hint: String::new(),
    }
}

fn warning(warning: Option<&str>) -> Option<Row> {
    let left = marked(warning?);
    Some(Row { left, right: String::new(), is_marked: true })
}

/// A warning with its sign.
fn marked(warning: &str) -> String {
    format!("⚠ {warning}")
}

fn wire((from, to): (usize, usize), cable: &Cable, largest: Quantity) -> Wire {
    let drawn = cable.drawn(largest);
    let lines = if cable.above.is_empty() && cable.below.is_empty() { 0.0 } else { 2.0 * LINE };
    let written = width(&cable.above).max(width(&cable.below) * BOLD);
    let label = Size { width: if written > 0.0 { written + PADDING } else { 0.0 }, height: drawn + lines };
    // A source or a storage stands before its node even where it gives nothing.
    let is_ahead = cable.link.is_none() || !cable.flow.is_zero();
    Wire { from, to, is_ahead, room: (drawn + 4.0).max(2.0 * ARROW + 3.0), label }
}

impl Cable {
    /// How wide it is drawn with all that belongs to it.
    pub fn drawn(&self, largest: Quantity) -> f64 {
        let casing = if self.is_binding { 2.0 * CASING } else { 0.0 };
        thickness(self.flow, largest).max(NARROWEST) + casing
    }
}

impl Card {
    fn size(&self) -> Size {
        let titles = self.title.iter().map(|line| width(line));
        let rows = self.rows.iter().map(Row::width);
        let written = titles.chain(rows).fold(40.0, f64::max);
        let lines = (self.title.len() + self.rows.len()) as f64;
        // A source has a point, a storage a lid.
        let (point, lid) = match self.kind {
            Kind::Node(_) => (0.0, 0.0),
            Kind::Source(_) => (8.0, 0.0),
            Kind::Storage(_) => (0.0, 8.0),
        };
        Size { width: written + 2.0 * PADDING + point, height: lines * LINE + PADDING + lid }
    }
}

impl Row {
    fn width(&self) -> f64 {
        let gutter = if self.left.is_empty() || self.right.is_empty() { 0.0 } else { GUTTER };
        let bold = if self.is_marked { BOLD } else { 1.0 };
        (width(&self.left) + width(&self.right)) * bold + gutter
    }
}
