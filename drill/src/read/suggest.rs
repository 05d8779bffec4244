//! "Did you mean": the name that is most like what was written.

/// How alike two names must be, of 1.
const ALIKE: f64 = 0.65;

/// The known name that is most like what was written, if one is like it at all.
pub fn closest<'n>(written: &str, known: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let written = written.to_lowercase();
    let likeness = |name: &str| strsim::normalized_damerau_levenshtein(&written, &name.to_lowercase());
    known
        .into_iter()
        .map(|name| (likeness(name), name))
        .filter(|(likeness, _)| *likeness >= ALIKE)
        .max_by(|(a, _), (b, _)| a.total_cmp(b))
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::closest;

    #[test]
    fn slips_are_found_and_other_words_are_not() {
        let known = ["demand", "minimum", "需求量", "用户类别"];
        for (written, found) in [
            ("demnad", Some("demand")),
            ("Demands", Some("demand")),
            ("minimun", Some("minimum")),
            ("需求里", Some("需求量")),
            ("用户类型", Some("用户类别")),
            ("备注", None),
            ("remark", None),
            ("", None),
        ] {
            assert_eq!(closest(written, known), found, "{written}");
        }
    }
}
