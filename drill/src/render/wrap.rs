//! Text within the width of the page, broken where both scripts allow it: no line begins with a mark of punctuation.

use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm};

/// Forbids a break of the line where it stands, and takes no room.
const WORD_JOINER: char = '\u{2060}';

/// The lines of a text, none wider than so many columns. A unit stays in one piece.
pub fn wrapped(text: &str, width: usize) -> Vec<String> {
    let joined = text.replace("m³/", &format!("m³/{WORD_JOINER}"));
    let options = Options::new(width.max(2))
        .word_separator(WordSeparator::UnicodeBreakProperties)
        .word_splitter(WordSplitter::NoHyphenation)
        .wrap_algorithm(WrapAlgorithm::FirstFit);
    textwrap::wrap(&joined, options).into_iter().map(|line| line.replace(WORD_JOINER, "")).collect()
}

/// The parts of a text between which a line may be broken.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    WordSeparator::UnicodeBreakProperties.find_words(text).map(|word| word.word)
}

/// A page whose paragraphs keep to the width; what does not fit goes on below, set in a little more where its beginning
/// is set in. Lines that are drawn are left as they are.
pub fn page(text: &str, width: usize) -> String {
    use unicode_width::UnicodeWidthStr;
    let mut page = String::with_capacity(text.len());
    for line in text.lines() {
        if line.width() <= width || line.contains(['─', '█', '░']) {
            page.push_str(line);
            page.push('\n');
            continue;
        }
        let body = line.trim_start();
        let indent = line.len() - body.len();
        let rest = if indent == 0 { 0 } else { indent + 2 };
        for (index, part) in wrapped(body, width.saturating_sub(rest)).iter().enumerate() {
            page.push_str(&" ".repeat(if index == 0 { indent } else { rest }));
            page.push_str(part);
            page.push('\n');
        }
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_stays_in_one_piece() {
        let text = "at most 3 m³/h can be taken out, 51万m³/d at most, 7 m³/d";
        for width in 10..60 {
            for line in wrapped(text, width) {
                assert!(!line.ends_with('/') && !line.contains(WORD_JOINER), "{width}: {line:?}");
            }
        }
    }

    #[test]
    fn no_line_begins_with_punctuation() {
        let text = "可由本系统、县（市、区）政府、市（州）政府、省指挥部办公室提出建议；由市（州）政府启动：全部需求，按比例分配。";
        for width in 8..60 {
            for line in wrapped(text, width) {
                assert!(!line.starts_with(['：', '、', '，', '。', '；', '）']), "{width}: {line}");
                assert!(unicode_width::UnicodeWidthStr::width(line.as_str()) <= width, "{width}: {line}");
            }
        }
    }
}
