//! The picture of a network as SVG: nodes with their users, sources and storages as cards, pipes as wires that are as
//! wide as what flows is much. What is full or short is told by words and shapes, so that it can be read in grey.

mod cards;
pub mod geometry;
mod layout;
mod legend;
mod order;
mod shapes;

use maud::{Markup, html};

use crate::messages::catalogue::Messages;
use crate::render::explain::Explainer;
use crate::render::network_picture::{NetworkPicture, drawn_period_name, of};
pub use cards::Words;
use cards::{Content, Detail, Writer};
use geometry::{Placed, Rect, Size, Spacing};
use legend::Legend;

/// Of larger networks the most important part is drawn.
const MOST_NODES: usize = 60;
/// Pictures that would be wider say less, and those still less that would be so wide all the same.
const WIDEST_IN_FULL: f64 = 900.0;
const WIDEST_IN_BRIEF: f64 = 1400.0;
/// No picture is narrower, so that what explains it has room.
const NARROWEST: f64 = 420.0;
/// Wider ones are wider than the text beside them.
const UPRIGHT: f64 = 760.0;
/// Those so many times as wide as high are printed on a page that lies on its side.
const SIDEWAYS: f64 = 1.1;

/// A picture that is laid out.
pub struct Drawing {
    content: Content,
    pub placed: Placed,
    legend: Legend,
    pub size: Size,
}

impl Drawing {
    /// Where all stands in which something is written: cards, labels of pipes, what explains them.
    pub fn written(&self) -> Vec<Rect> {
        let labels = self.placed.routes.iter().map(|route| route.label);
        let labels = labels.filter(|label| label.size.width > 0.0);
        self.placed.boxes.iter().copied().chain(labels).chain(self.legend.rects()).collect()
    }
}

/// Lays a picture out.
pub fn lay_out(picture: &NetworkPicture, words: Words) -> Drawing {
    let full = arranged(picture, words, Detail::Full);
    if full.size.width <= WIDEST_IN_FULL {
        return full;
    }
    let brief = arranged(picture, words, Detail::Brief);
    if brief.size.width <= WIDEST_IN_BRIEF { brief } else { arranged(picture, words, Detail::Least) }
}

fn arranged(picture: &NetworkPicture, words: Words, detail: Detail) -> Drawing {
    let content = Writer { picture, words, detail }.content();
    let layers = match detail {
        Detail::Full => 52.0,
        Detail::Brief => 44.0,
        Detail::Least => 40.0,
    };
    let spacing = Spacing { layers, boxes: 14.0, wires: 18.0, margin: 8.0 };
    let placed = layout::place(&content.boxes, &content.wires, spacing);
    let width = placed.size.width.max(NARROWEST);
    let legend = Legend::of(&content, words, width, placed.size.height);
    let size = Size { width, height: placed.size.height + legend.height };
    Drawing { content, placed, legend, size }
}

/// The picture as an SVG, in a page or by itself.
pub fn svg(picture: &NetworkPicture, words: Words) -> Markup {
    let drawing = lay_out(picture, words);
    let Size { width, height } = drawing.size;
    let view = format!("0 0 {} {}", shapes::number(width), shapes::number(height));
    html! {
        svg viewBox=(view) xmlns="http://www.w3.org/2000/svg" role="img" width=(shapes::number(width))
            height=(shapes::number(height)) font-family=(FONTS) font-size="11" {
            title { (words.title) }
            desc { (description(picture, words.messages)) }
            rect width="100%" height="100%" fill="#fff" {}
            (shapes::wires(&drawing.content, &drawing.placed))
            (shapes::cards(picture, &drawing.content, &drawing.placed))
            (drawing.legend.drawn())
        }
    }
}

const FONTS: &str = "system-ui, 'Segoe UI', 'Helvetica Neue', Arial, 'Noto Sans SC', 'Noto Sans CJK SC', \
                     'PingFang SC', 'Microsoft YaHei', sans-serif";

/// What is drawn, in a few sentences; the tables say it at length.
fn description(picture: &NetworkPicture, messages: &Messages) -> String {
    let network = messages.network;
    let content = (network.picture.content)(picture.nodes.len(), picture.links.len());
    let full = picture.links.iter().filter(|link| link.is_binding).map(|link| link.name.as_str());
    let full: Vec<&str> = full.collect();
    let short = picture.nodes.iter().filter(|node| !node.lack().is_zero());
    let short: Vec<String> = short.map(|node| format!("{} −{}", node.name, node.lack())).collect();
    let mut said = vec![content];
    if !full.is_empty() {
        said.push(format!("{}: {}", network.picture.is_full, full.join(messages.comma)));
    }
    if !short.is_empty() {
        said.push((network.picture.lacking)(&short.join(messages.comma)));
    }
    said.join(" ")
}

/// The network of an outcome as an SVG by itself; nothing without nodes.
pub fn alone(explainer: &Explainer) -> Option<String> {
    let (picture, _) = drawn(explainer)?;
    let unit = explainer.unit();
    let title = explainer.text(&explainer.scenario.title);
    let title = [Some(title.to_owned()), caption(explainer)];
    let title = title.into_iter().flatten().collect::<Vec<_>>().join(explainer.messages.comma);
    let words = Words { messages: explainer.messages, title: &title, unit: &unit };
    Some(svg(&picture, words).into_string())
}

/// The most important part of the network, and how many nodes it has in all.
fn drawn(explainer: &Explainer) -> Option<(NetworkPicture, usize)> {
    let picture = of(explainer)?;
    Some((picture.most_important(MOST_NODES), picture.nodes.len()))
}

/// Which period is drawn, if there are several.
fn caption(explainer: &Explainer) -> Option<String> {
    Some((explainer.messages.network.picture.period)(&drawn_period_name(explainer)?))
}

/// The network of an outcome in a page; nothing without nodes.
pub fn figure(explainer: &Explainer) -> Markup {
    figure_with(explainer, |_| None)
}

/// The same with a few words beside those pipes, sources and storages of which there is something to say.
pub fn figure_with(explainer: &Explainer, warning: impl Fn(&str) -> Option<String>) -> Markup {
    let Some((mut picture, all)) = drawn(explainer) else { return html! {} };
    picture.links.iter_mut().for_each(|link| link.warning = warning(&link.id));
    picture.sources.iter_mut().for_each(|source| source.warning = warning(&source.id));
    picture.storages.iter_mut().for_each(|storage| storage.warning = warning(&storage.id));
    let network = explainer.messages.network;
    let unit = explainer.unit();
    let words = Words { messages: explainer.messages, title: network.heading, unit: &unit };
    let Size { width, height } = lay_out(&picture, words).size;
    let is_broad = width > UPRIGHT;
    html! {
        figure.network.broad[is_broad].sideways[is_broad && width > height * SIDEWAYS] style=(format!("--width:{}px", shapes::number(width))) {
            figcaption {
                @if let Some(caption) = caption(explainer) { span.note { (caption) } }
                @if picture.nodes.len() < all { span.note { ((network.drawn)(picture.nodes.len(), all)) } }
            }
            div { (svg(&picture, words)) }
        }
    }
}
