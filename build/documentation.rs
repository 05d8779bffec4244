//! Documentation: from what rustdoc reads to what C programmers and Doxygen read.

use super::names::Names;

/// The longest line of a header.
const WIDTH: usize = 120;

/// Paragraphs, each in one line.
#[derive(Clone, Default)]
pub struct Documentation(Vec<String>);

/// A parameter of a function.
pub struct Parameter {
    pub name: String,
    /// Whether it points to what the function may write.
    pub is_output: bool,
}

impl Documentation {
    /// From the lines of a comment, without its marks.
    pub fn new(lines: &[String], names: &Names) -> Documentation {
        let mut paragraphs = vec![String::new()];
        for line in lines.iter().map(|line| line.trim()) {
            if line.is_empty() {
                paragraphs.push(String::new());
            } else if let Some(paragraph) = paragraphs.last_mut() {
                // A line that begins with the name of something and a colon is a paragraph of its own.
                if starts_paragraph(line) && !paragraph.is_empty() {
                    paragraphs.push(line.to_owned());
                } else {
                    *paragraph += if paragraph.is_empty() { "" } else { " " };
                    *paragraph += line;
                }
            }
        }
        paragraphs.retain(|paragraph| !paragraph.is_empty());
        Documentation(paragraphs.iter().map(|paragraph| in_c(paragraph, names)).collect())
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Says of a function's parameters and its result what Doxygen wants to read. A parameter that nothing is said of
    /// is a mistake.
    pub fn of_function(&mut self, function: &str, parameters: &[Parameter]) {
        for paragraph in &mut self.0 {
            if let Some(result) = paragraph.strip_prefix("Returns ") {
                *paragraph = format!("@return {result}");
                continue;
            }
            let Some((head, text)) = paragraph.split_once(": ") else { continue };
            let named: Vec<&Parameter> = head
                .split(", ")
                .filter_map(|name| parameters.iter().find(|parameter| parameter.name == name))
                .collect();
            if named.len() != head.split(", ").count() {
                continue;
            }
            let direction = match named.iter().any(|parameter| parameter.is_output) {
                false => "in",
                true if text.contains("receive") => "out",
                true => "in,out",
            };
            *paragraph = format!("@param[{direction}] {} {text}", head.replace(", ", ","));
        }
        for Parameter { name, .. } in parameters {
            let is_said = self.0.iter().any(|paragraph| {
                let named = paragraph.strip_prefix("@param[").and_then(|rest| rest.split(' ').nth(1));
                named.is_some_and(|named| named.split(',').any(|one| one == name))
            });
            assert!(is_said, "{function}: nothing is said of {name}");
        }
    }

    /// As a comment of C: in one line if it fits.
    pub fn comment(&self, indentation: &str) -> String {
        match &self.0[..] {
            [] => String::new(),
            [only] if width(indentation) + width(only) + 8 <= WIDTH => {
                format!("{indentation}/** {only} */\n")
            }
            paragraphs => {
                let mut comment = format!("{indentation}/**\n");
                for (at, paragraph) in paragraphs.iter().enumerate() {
                    let is_tag = |paragraph: &String| paragraph.starts_with('@');
                    if at > 0 && !(is_tag(paragraph) && is_tag(&paragraphs[at - 1])) {
                        comment += &format!("{indentation} *\n");
                    }
                    for line in fill(paragraph, WIDTH - width(indentation) - 3) {
                        comment += &format!("{indentation} * {line}\n");
                    }
                }
                comment + indentation + " */\n"
            }
        }
    }
}

/// Whether a line begins a list of its own: `name: …`, `name, other: …`, or one of the words that functions use.
fn starts_paragraph(line: &str) -> bool {
    let words =
        ["Returns ", "Pointers: ", "Complexity: ", "Time ", "Constant time", "Bounded time", "Reentrant"];
    if words.iter().any(|word| line.starts_with(word)) {
        return true;
    }
    let Some((head, _)) = line.split_once(": ") else { return false };
    let is_name = |name: &str| {
        name.starts_with(|letter: char| letter.is_ascii_lowercase())
            && name
                .chars()
                .all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_')
    };
    head.split(", ").all(is_name)
}

/// Links and code of rustdoc, in the names of C.
fn in_c(paragraph: &str, names: &Names) -> String {
    let mut text = String::new();
    let mut rest = paragraph;
    while let Some((before, link)) = rest.split_once("[`") {
        let (path, after) = link.split_once("`]").expect("a link ends");
        // `[text](path)` is not used where C sees it.
        assert!(
            !after.starts_with('('),
            "documentation that C sees has a link with a text of its own: {path}"
        );
        text += before;
        text += &names.of_link(path);
        rest = after;
    }
    (text + rest).replace('`', "")
}

/// Lines no wider than that.
fn fill(paragraph: &str, limit: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in paragraph.split_whitespace() {
        let line = lines.last_mut().expect("there is a line");
        if !line.is_empty() && width(line) + 1 + width(word) > limit {
            lines.push(word.to_owned());
        } else {
            *line += if line.is_empty() { "" } else { " " };
            *line += word;
        }
    }
    lines
}

/// How many columns a text takes: Chinese characters take two.
fn width(text: &str) -> usize {
    text.chars().map(|letter| if letter >= '\u{2e80}' { 2 } else { 1 }).sum()
}
