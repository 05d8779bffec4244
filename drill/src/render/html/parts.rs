use maud::{Markup, html};

/// Up to so many users or nodes have a bar of their own.
pub const MOST_BARS: usize = 40;

/// What a colour of a chart stands for: a patch of it and what it means, on one line.
pub fn key(colour: &str, meaning: &str) -> Markup {
    html! { span.entry { span.key style=(format!("background:{colour}")) {} (meaning) } " " }
}

/// What the dashed line of a chart stands for.
pub fn dash(meaning: &str) -> Markup {
    html! { span.entry { span.dash {} (meaning) } " " }
}
