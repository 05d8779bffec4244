//! Tells the two meanings of `source` apart: at the top of a scenario it says where the figures come from, and every
//! `[[source]]` is a place where gas enters a network.
//!
//! TOML does not let one key be a text and a list of tables. Files have both all the same, and mean it: the headers are
//! taken for another key then, one that nobody writes.

use std::borrow::Cow;

use toml::de::DeTable;

/// The key as it is written.
pub const WRITTEN: &str = "source";

/// What stands for `[[source]]` beside a text: as a quoted key as long as it, so that all places stay where they are.
pub const SOURCES: &str = "\t\t\t\t";
const QUOTED: &str = "'\t\t\t\t'";

/// The text of a scenario in which each `[[source]]` beside a `source` has a key of its own; any other text as it is.
pub fn told_apart(text: &str) -> Cow<'_, str> {
    let (_, errors) = DeTable::parse_recoverable(text);
    let headers = errors.iter().filter_map(|error| error.span()).filter(|span| {
        let is_header = text.get(..span.start).is_some_and(|before| before.trim_end().ends_with("[["));
        is_header && text.get(span.clone()) == Some(WRITTEN)
    });
    let mut told = Cow::Borrowed(text);
    for span in headers {
        told.to_mut().replace_range(span, QUOTED);
    }
    told
}

/// A key as it was written.
pub fn as_written(key: &str) -> &str {
    if key == SOURCES { WRITTEN } else { key }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_headers_beside_a_text_are_told_apart_and_no_place_moves() {
        let both = "source = \"s\"\n[[source]]\nid = 1\n[[ source ]] # of gas\n[[node]]\nsource = 1.0\n";
        let told = told_apart(both);
        assert_eq!(told.len(), both.len());
        assert_eq!(
            told,
            both.replace("[[source]]", "[['\t\t\t\t']]").replace("[[ source ]]", "[[ '\t\t\t\t' ]]")
        );
        let (_, errors) = DeTable::parse_recoverable(&told);
        assert!(errors.is_empty(), "{errors:?}");
        for alone in [
            "[[source]]\nid = 1\n",
            "source = \"s\"\n",
            "source = \"s\"\nsource = \"t\"\n",
            "source = '''\n[[source]]\n'''\n",
            "source = \"s\"\n[source]\nid = 1\n",
        ] {
            assert_eq!(told_apart(alone), alone);
        }
    }
}
