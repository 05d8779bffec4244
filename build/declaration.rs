//! What cbindgen declares, item by item, and the form that C programmers read it in.

use super::documentation::{Documentation, Parameter};
use super::names::{self, Names};

/// The declarations of one header, by kind.
#[derive(Default)]
pub struct Declarations {
    constants: Vec<Constant>,
    enumerations: Vec<EnumerationInC>,
    pub structures: Vec<Structure>,
    functions: Vec<Function>,
}

struct Constant {
    name: String,
    value: String,
    documentation: Documentation,
}

struct EnumerationInC {
    is: &'static names::Enumeration,
    /// `uint8_t` or `int32_t`.
    integer: String,
    values: Vec<Constant>,
    documentation: Documentation,
}

/// A structure with its fields.
pub struct Structure {
    pub name: String,
    pub fields: Vec<Field>,
    documentation: Documentation,
}

/// A field: what it is called in Rust and in C.
pub struct Field {
    pub rust: String,
    pub name: String,
    pub c_type: String,
    /// `[6]` or nothing.
    pub dimension: String,
    documentation: Documentation,
}

struct Function {
    text: String,
    documentation: Documentation,
}

impl Declarations {
    pub fn parse(header: &str, names: &Names) -> Declarations {
        let mut declarations = Declarations::default();
        let mut lines = header.lines().peekable();
        let mut comment = Vec::new();
        while let Some(line) = lines.next() {
            if line == "/**" {
                comment = lines.by_ref().take_while(|line| *line != " */").map(uncommented).collect();
            } else if let Some(define) = line.strip_prefix("#define ") {
                let documentation = Documentation::new(&std::mem::take(&mut comment), names);
                declarations.constant(define, documentation);
            } else if let Some(rest) = line.strip_prefix("enum ") {
                // The type as C23 has it is left out: one that is an integer everywhere does the same.
                let body: Vec<&str> = lines
                    .by_ref()
                    .skip_while(|line| *line != " {")
                    .skip(1)
                    .take_while(|line| *line != "};")
                    .collect();
                let typedefs: Vec<&str> =
                    lines.by_ref().take_while(|line| !line.starts_with("#endif")).collect();
                let typedef = typedefs.last().expect("an enumeration has a type");
                let documentation = Documentation::new(&std::mem::take(&mut comment), names);
                declarations.enumeration(rest, &body, typedef, documentation, names);
            } else if line == "typedef struct {" {
                let mut body = Vec::new();
                let name = loop {
                    let line = lines.next().expect("a structure ends");
                    match line.strip_prefix("} ") {
                        Some(name) => break name.trim_end_matches(';').to_owned(),
                        None => body.push(line),
                    }
                };
                let documentation = Documentation::new(&std::mem::take(&mut comment), names);
                let fields = fields(&body, names);
                declarations.structures.push(Structure { name, fields, documentation });
            } else if line.contains('(') {
                let mut text = line.to_owned();
                while !text.ends_with(");") {
                    text = text + "\n" + lines.next().expect("a declaration ends");
                }
                let documentation = Documentation::new(&std::mem::take(&mut comment), names);
                declarations.function(text, documentation);
            } else if !line.is_empty() {
                // A type that is only another name: the enumeration or the unit says what it is.
                assert!(line.starts_with("typedef "), "cbindgen says \"{line}\"");
                comment.clear();
            }
        }
        // cbindgen's own order is not the same every time.
        declarations.enumerations.sort_by_key(|enumeration| names::position(enumeration.is));
        declarations.structures.sort_by_key(|structure| names.position(&structure.name));
        declarations
    }

    fn constant(&mut self, define: &str, documentation: Documentation) {
        let (name, value) = define.split_once(' ').expect("a constant has a value");
        // A structure or an array as a constant is for Rust only.
        if value.starts_with("(citygate_") || value.starts_with('{') {
            return;
        }
        // `citygate_node_t_UNLIMITED` belongs to a structure.
        let name = match name.split_once("_t_").filter(|_| name.starts_with("citygate_")) {
            Some((structure, constant)) => names::constant_of(&format!("{structure}_t"), constant),
            None if name.starts_with("CITYGATE_") => name.to_owned(),
            None => format!("CITYGATE_{name}"),
        };
        self.constants.push(Constant { name, value: value.to_owned(), documentation });
    }

    fn enumeration(
        &mut self,
        rust: &str,
        body: &[&str],
        typedef: &str,
        documentation: Documentation,
        names: &Names,
    ) {
        let c_type = rust.trim_end_matches(" {");
        let is = names::enumeration_of_type(c_type).unwrap_or_else(|| panic!("{c_type} is in names.rs"));
        let integer = typedef.split(' ').nth(1).expect("a type of an integer").to_owned();
        let value = |(documentation, line): (Documentation, &str)| {
            let (name, code) = line.trim_end_matches(',').split_once(" = ").expect("a value has a number");
            let code: i64 = code.parse().expect("a number");
            let name = is.constant(name);
            let value = match is.set {
                Some((_, _, bits)) if is.is_bits => {
                    format!("0x{:0width$x}", 1 << code, width = bits as usize / 4)
                }
                _ => code.to_string(),
            };
            Constant { name, value, documentation }
        };
        let values = members(body, names).into_iter().map(value).collect();
        self.enumerations.push(EnumerationInC { is, integer, values, documentation });
    }

    fn function(&mut self, text: String, mut documentation: Documentation) {
        let (head, parameters) = text.split_once('(').expect("a function has parameters");
        let name = head.rsplit([' ', '*']).next().expect("a function has a name");
        let parameters: Vec<Parameter> = parameters
            .trim_end_matches(");")
            .split(',')
            .filter(|parameter| parameter.trim() != "void")
            .map(|parameter| Parameter {
                name: parameter.rsplit([' ', '*']).next().expect("a name").to_owned(),
                is_output: parameter.contains("**")
                    || (parameter.contains('*') && !parameter.contains("const ")),
            })
            .collect();
        documentation.of_function(name, &parameters);
        self.functions.push(Function { text, documentation });
    }

    /// The constants that are small numbers: an array may be as long.
    pub fn numbers(&self) -> impl Iterator<Item = (&str, usize)> {
        self.constants.iter().filter_map(|constant| {
            Some((constant.name.as_str(), constant.value.trim_end_matches('u').parse().ok()?))
        })
    }

    /// The frame of a header, with the declarations in their places.
    pub fn fill(&self, frame: &str) -> String {
        let constants: String = self.constants.iter().map(Constant::in_c).collect();
        let enumerations: Vec<String> = self.enumerations.iter().map(EnumerationInC::in_c).collect();
        let structures: Vec<String> = self.structures.iter().map(Structure::in_c).collect();
        let functions: Vec<String> = self
            .functions
            .iter()
            .map(|function| function.documentation.comment("") + &function.text + "\n")
            .collect();
        let mut header = String::new();
        for line in frame.lines() {
            match line {
                "@constants@" => header += &constants,
                "@enumerations@" => header += &enumerations.join("\n"),
                "@structures@" => header += &structures.join("\n"),
                "@functions@" => header += &functions.join("\n"),
                _ => header += &(line.to_owned() + "\n"),
            }
        }
        header
    }
}

impl Constant {
    fn in_c(&self) -> String {
        format!(
            "{}#define {} {}\n",
            self.documentation.comment(""),
            self.name,
            number(&self.name, &self.value)
        )
    }
}

impl EnumerationInC {
    fn in_c(&self) -> String {
        let names::Enumeration { set, is_bits, .. } = *self.is;
        let mut text = String::new();
        if !is_bits {
            text += &self.documentation.comment("");
            text += &format!("typedef {} {};\n", self.integer, self.is.c_type());
        }
        if let Some((_, prefix, bits)) = set {
            let set_type = names::type_of(prefix);
            if is_bits {
                text += &self.documentation.comment("");
            } else {
                text += &format!(
                    "/** A set of these, as bits: bit n stands for value n of {}. */\n",
                    self.is.c_type()
                );
            }
            text += &format!("typedef uint{bits}_t {set_type};\n");
        }
        text += &self.values.iter().map(Constant::in_c).collect::<String>();
        if let Some((_, prefix, bits)) = set {
            let all = (1u64 << self.values.len()) - 1;
            // A set of attributes may have others too.
            let (name, said) = match prefix {
                "CITYGATE_ATTRIBUTES" => ("STANDARD", "All that have a standard name"),
                _ => ("ALL", "All of them"),
            };
            text += &format!(
                "/** {said}, as bits. */\n#define {prefix}_{name} 0x{all:0width$x}u\n",
                width = bits as usize / 4
            );
        }
        text
    }
}

impl Structure {
    fn in_c(&self) -> String {
        let mut text = self.documentation.comment("") + "typedef struct {\n";
        for Field { name, c_type, dimension, documentation, .. } in &self.fields {
            assert!(!documentation.is_empty(), "{}: nothing is said of {name}", self.name);
            let space = if c_type.ends_with('*') { "" } else { " " };
            text += &documentation.comment("    ");
            text += &format!("    {c_type}{space}{name}{dimension};\n");
        }
        text + "} " + &self.name + ";\n"
    }
}

/// A number in the form that C compilers and MISRA checkers accept everywhere: negative ones in parentheses, others
/// unsigned. cbindgen writes neither.
fn number(name: &str, value: &str) -> String {
    let value = value.trim_matches(['(', ')']).trim_end_matches(['u', 'l']);
    let literal = |number: &str| match number.strip_prefix("0x") {
        Some(digits) => u64::from_str_radix(digits, 16).ok(),
        None => number.parse().ok(),
    };
    match value.split_once(" << ") {
        _ if name == "CITYGATE_OK" => value.to_owned(),
        _ if value.starts_with('-') => format!("({value})"),
        Some((one, places)) if literal(one).is_some() => format!("({one}u << {places})"),
        _ => {
            let number = literal(value).unwrap_or_else(|| panic!("{name} is {value}, which is no number"));
            // A number that is all ones is easier to know by its digits in hexadecimal.
            let digits = if number > 255 && number & number.wrapping_add(1) == 0 {
                format!("{number:#x}")
            } else {
                value.to_owned()
            };
            match number {
                // C90 and C++98 have no constants of more than 32 bits.
                u64::MAX => "(~CITYGATE_UINT64(0u))".to_owned(),
                _ if number > u64::from(u32::MAX) => panic!("C90 cannot write {name}"),
                _ => format!("{digits}u"),
            }
        }
    }
}

fn fields(body: &[&str], names: &Names) -> Vec<Field> {
    let field = |(documentation, line): (Documentation, &str)| {
        let declaration = line.trim_end_matches(';');
        let (declaration, dimension) = match declaration.find('[') {
            Some(at) => declaration.split_at(at),
            None => (declaration, ""),
        };
        let at = declaration.rfind([' ', '*']).expect("a field has a type") + 1;
        let (c_type, rust) = declaration.split_at(at);
        let (c_type, rust) = (c_type.trim_end().to_owned(), rust.to_owned());
        let (c_type, name) = match names::with_unit(&c_type, &rust) {
            Some((integer, name)) => (integer.to_owned(), name),
            None => (c_type, rust.clone()),
        };
        let dimension = match dimension.strip_prefix("[") {
            Some(length) if length.starts_with(|letter: char| letter.is_uppercase()) => {
                format!("[CITYGATE_{length}")
            }
            _ => dimension.to_owned(),
        };
        Field { rust, name, c_type, dimension, documentation }
    };
    members(body, names).into_iter().map(field).collect()
}

/// What stands between the braces of a type: the declarations, each with its documentation.
fn members<'a>(body: &[&'a str], names: &Names) -> Vec<(Documentation, &'a str)> {
    let mut members = Vec::new();
    let mut comment = Vec::new();
    for line in body.iter().map(|line| line.trim()) {
        if line.starts_with('*') || line.starts_with("/*") {
            if line != "/**" && line != "*/" {
                comment.push(uncommented(line));
            }
        } else if !line.is_empty() {
            members.push((Documentation::new(&std::mem::take(&mut comment), names), line));
        }
    }
    members
}

/// A line of a comment without its mark.
fn uncommented(line: &str) -> String {
    line.trim().trim_start_matches('*').trim().to_owned()
}
