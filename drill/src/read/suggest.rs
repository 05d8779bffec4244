//! "Did you mean": the name that is most like what was written.

/// The known name that is most like what was written, if it is likely a slip: one letter, or a quarter of the letters.
pub fn closest<'n>(written: &str, known: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let written = written.to_lowercase();
    let letters = written.chars().count();
    let slips = |name: &str| strsim::damerau_levenshtein(&written, &name.to_lowercase());
    let alike = known.into_iter().map(|name| (slips(name), name));
    // Of names as short as two letters most others are one letter away.
    alike
        .filter(|(slips, _)| letters > 2 && *slips <= (letters / 4).max(1))
        .min_by_key(|(slips, name)| (*slips, name.chars().count().abs_diff(letters)))
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
            ("需求", None),
            ("periods", None),
            ("", None),
        ] {
            assert_eq!(closest(written, known), found, "{written}");
        }
    }
}
