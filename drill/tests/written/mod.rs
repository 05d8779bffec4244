//! Parts of scenarios with a network, as they are written.

/// What a scenario begins with.
pub const TOP: &str =
    "format = 1\ntitle = \"t\"\nfigures_from = \"f\"\nunit = \"m3/h\"\npolicy = \"jilin-2024\"\n";

pub fn node(id: &str) -> String {
    format!("[[node]]\nid = \"{id}\"\n")
}

pub fn user(id: &str, class: &str, demand: &str, node: &str) -> String {
    format!("[[user]]\nid = \"{id}\"\nclass = \"{class}\"\ndemand = {demand}\nnode = \"{node}\"\n")
}
