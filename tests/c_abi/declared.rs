//! What the committed headers declare.

use crate::build::root;

/// The headers in include/citygate.
pub const HEADERS: [&str; 8] =
    ["core", "network", "horizon", "pipe_network", "gas", "event", "station", "layout"];

/// The text of one of them.
pub fn text_of(header: &str) -> String {
    let path = format!("include/citygate/{header}.h");
    std::fs::read_to_string(root().join(&path)).expect(&path)
}

/// The text of all that declare something.
pub fn header() -> String {
    HEADERS.iter().filter(|header| **header != "layout").map(|header| text_of(header)).collect()
}

/// The name that the shared library gives itself: it carries the major version of the ABI.
pub fn soname() -> String {
    let header = header();
    let version = header.lines().find_map(|line| line.strip_prefix("#define CITYGATE_ABI_VERSION "));
    let version: u32 = version.expect("a version").trim_end_matches('u').parse().expect("a number");
    format!("libcitygate.so.{}", version >> 16)
}

/// A structure: its name and its fields, in order.
pub struct Struct {
    pub name: String,
    pub fields: Vec<String>,
}

/// The header without comments and without lines for the preprocessor.
fn code() -> String {
    let header = header();
    let mut pieces = header.split("/*");
    let mut code = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        code += piece.split_once("*/").expect("a comment ends").1;
    }
    let is_code = |line: &&str| !line.starts_with('#') && !line.starts_with("    (");
    code.lines().filter(is_code).collect::<Vec<_>>().join("\n")
}

/// The functions, sorted.
pub fn functions() -> Vec<String> {
    let code = code();
    let before_parenthesis = code.split('(').rev().skip(1);
    let mut names: Vec<String> =
        before_parenthesis.filter_map(last_word).filter(|name| name.starts_with("citygate_")).collect();
    names.sort();
    assert!(names.len() > 10, "the header declares functions");
    names
}

/// The parameters of a function.
pub fn parameters_of(function: &str) -> Vec<String> {
    let code = code();
    let (_, after) = code.split_once(&format!("{function}(")).expect("the header declares the function");
    after.split(')').next().unwrap_or_default().split(',').map(str::to_owned).collect()
}

/// How many pointers a function takes.
pub fn pointers_of(function: &str) -> usize {
    parameters_of(function).iter().filter(|parameter| parameter.contains('*')).count()
}

/// The structures, in order.
pub fn structs() -> Vec<Struct> {
    let code = code();
    let mut structs = Vec::new();
    for piece in code.split("typedef struct {").skip(1) {
        let (body, rest) = piece.split_once('}').expect("a structure ends");
        let name = rest.split_once(';').expect("a type ends").0.trim().to_owned();
        let declarations = body.split(';').filter(|declaration| !declaration.trim().is_empty());
        let field = |declaration: &str| last_word(declaration.split('[').next()?);
        structs.push(Struct { name, fields: declarations.filter_map(field).collect() });
    }
    assert!(structs.len() > 5, "the header declares structures");
    structs
}

/// The errors: names and numbers.
pub fn errors() -> Vec<(String, i32)> {
    let header = header();
    let defines = header.lines().filter_map(|line| line.strip_prefix("#define CITYGATE_ERROR_"));
    let error = |define: &str| {
        let (name, number) = define.split_once(' ').expect("an error has a number");
        let number = number.trim_matches(['(', ')']).parse().expect("an error is a number");
        (format!("CITYGATE_ERROR_{name}"), number)
    };
    let errors: Vec<_> = defines.map(error).collect();
    assert!(errors.len() > 20, "the header declares errors");
    errors
}

/// What the comment above a function says.
pub fn comment_of(function: &str) -> String {
    let header = header();
    let at = header.rfind(&format!("{function}(")).expect("the header declares the function");
    let start = header[..at].rfind("/**").expect("a function has a comment");
    header[start..at].to_owned()
}

fn last_word(text: &str) -> Option<String> {
    let word = text.rsplit(|letter: char| !letter.is_alphanumeric() && letter != '_').next()?;
    (!word.is_empty()).then(|| word.to_owned())
}
