//! Where the fields of every structure lie, asserted in C and in Rust.

use std::collections::BTreeMap;

use super::declaration::{Declarations, Field, Structure};
use super::names::Names;

/// How large a pointer is on the two kinds of machines; whatever depends on it grows evenly from one to the other.
const POINTERS: [usize; 2] = [4, 8];

/// Size and alignment of a type on both.
type Shape = [(usize, usize); 2];

/// Every structure, with the offset of every field on both.
pub struct Layouts<'a>(Vec<(&'a Structure, Shape, Vec<[usize; 2]>)>);

impl<'a> Layouts<'a> {
    /// By the rules of C, which `#[repr(C)]` follows: what is computed here is asserted by both compilers.
    pub fn new(headers: impl Iterator<Item = &'a Declarations> + Clone) -> Layouts<'a> {
        let constants: BTreeMap<&str, usize> = headers.clone().flat_map(Declarations::numbers).collect();
        let mut shapes: BTreeMap<&str, Shape> = BTreeMap::new();
        let mut layouts = Vec::new();
        let mut structures: Vec<&Structure> =
            headers.flat_map(|declarations| &declarations.structures).collect();
        // A structure may stand before one that it contains.
        while !structures.is_empty() {
            let before = structures.len();
            structures.retain(|structure| match layout(structure, &shapes, &constants) {
                Some((shape, offsets)) => {
                    shapes.insert(&structure.name, shape);
                    layouts.push((*structure, shape, offsets));
                    false
                }
                None => true,
            });
            assert!(structures.len() < before, "{}: a field has no known size", structures[0].name);
        }
        Layouts(layouts)
    }

    /// The assertions in C.
    pub fn fill(&self, frame: &str) -> String {
        let mut lines = String::new();
        for (structure, shape, offsets) in &self.0 {
            let name = &structure.name;
            let size = shape.map(|(size, _)| size);
            lines +=
                &format!("CITYGATE_LAYOUT(sizeof({name}) == {})\n", expression(size, "u", "sizeof(void *)"));
            for (Field { name: field, .. }, offset) in structure.fields.iter().zip(offsets) {
                let offset = expression(*offset, "u", "sizeof(void *)");
                lines += &format!("CITYGATE_LAYOUT(offsetof({name}, {field}) == {offset})\n");
            }
        }
        frame.replace("@layouts@\n", &lines)
    }

    /// The assertions in Rust, with those of one header in one block: its feature may be left out.
    pub fn fill_rust(&self, frame: &str, headers: &[(&str, Declarations)], names: &Names) -> String {
        let mut text = String::new();
        for (header, declarations) in headers {
            let (feature, modules) = match *header {
                "core" => ("", "{allocate::*, policy::*, user::*}"),
                "network" => ("#[cfg(feature = \"network\")]\n", "network::*"),
                "horizon" => ("#[cfg(feature = \"horizon\")]\n", "horizon::*"),
                "pipe_network" => ("#[cfg(feature = \"horizon\")]\n", "pipe_network::*"),
                "event" => ("#[cfg(feature = \"event\")]\n", "event::*"),
                "station" => ("#[cfg(feature = \"station\")]\n", "station::*"),
                other => (&*format!("#[cfg(feature = \"{other}\")]\n"), ""),
            };
            text += &format!("\n{feature}const _: () = {{\n");
            if !modules.is_empty() {
                text += &format!("    use crate::{modules};\n");
            }
            let of_header = |(structure, ..): &&(&Structure, Shape, Vec<[usize; 2]>)| {
                declarations.structures.iter().any(|one| one.name == structure.name)
            };
            for (structure, shape, offsets) in self.0.iter().filter(of_header) {
                let name = names.in_rust(&structure.name);
                let size = expression(shape.map(|(size, _)| size), "", "POINTER");
                text += &format!("    assert!(size_of::<{name}>() == {size});\n");
                for (Field { rust, .. }, offset) in structure.fields.iter().zip(offsets) {
                    let offset = expression(*offset, "", "POINTER");
                    text += &format!("    assert!(offset_of!({name}, {rust}) == {offset});\n");
                }
            }
            text += "};\n";
        }
        frame.to_owned() + &text
    }
}

/// The layout of a structure, if the shapes of all its fields are known.
fn layout(
    structure: &Structure,
    shapes: &BTreeMap<&str, Shape>,
    constants: &BTreeMap<&str, usize>,
) -> Option<(Shape, Vec<[usize; 2]>)> {
    let fields: Option<Vec<(Shape, usize)>> = structure
        .fields
        .iter()
        .map(|field| Some((shape(field, shapes)?, length(field, constants))))
        .collect();
    let mut offsets = vec![[0; 2]; structure.fields.len()];
    let mut whole = [(0_usize, 1_usize); 2];
    for ((shape, length), offset) in fields?.into_iter().zip(&mut offsets) {
        for machine in 0..POINTERS.len() {
            let (size, alignment) = shape[machine];
            let (end, strictest) = &mut whole[machine];
            offset[machine] = end.next_multiple_of(alignment);
            *end = offset[machine] + size * length;
            *strictest = alignment.max(*strictest);
        }
    }
    Some((whole.map(|(end, alignment)| (end.next_multiple_of(alignment), alignment)), offsets))
}

/// Size and alignment of one value of a field.
fn shape(field: &Field, shapes: &BTreeMap<&str, Shape>) -> Option<Shape> {
    let c_type = field.c_type.as_str();
    let of_size = |size: usize| [(size, size); 2];
    if c_type.ends_with('*') {
        return Some(POINTERS.map(|size| (size, size)));
    }
    if let Some(bytes) = super::names::bytes_of_type(c_type) {
        return Some(of_size(bytes));
    }
    match c_type {
        "uint8_t" | "int8_t" | "char" => Some(of_size(1)),
        "uint16_t" | "int16_t" => Some(of_size(2)),
        "uint32_t" | "int32_t" => Some(of_size(4)),
        "uint64_t" | "int64_t" | "double" => Some(of_size(8)),
        "size_t" => Some(POINTERS.map(|size| (size, size))),
        _ => shapes.get(c_type).copied(),
    }
}

/// How many values a field holds.
fn length(field: &Field, constants: &BTreeMap<&str, usize>) -> usize {
    let lengths = field.dimension.split(['[', ']']).filter(|length| !length.is_empty());
    let number = |length: &str| length.parse().ok().or(constants.get(length).copied());
    lengths.map(|length| number(length).unwrap_or_else(|| panic!("{length} is a number"))).product()
}

/// A number that is one on each kind of machine, as an expression of the size of a pointer.
fn expression([small, large]: [usize; 2], suffix: &str, pointer: &str) -> String {
    let pointers = (large - small) / (POINTERS[1] - POINTERS[0]);
    let rest = small - pointers * POINTERS[0];
    match (pointers, rest) {
        (0, _) => format!("{rest}{suffix}"),
        (1, 0) => pointer.to_owned(),
        (1, _) => format!("{pointer} + {rest}{suffix}"),
        (_, 0) => format!("{pointers}{suffix} * {pointer}"),
        _ => format!("{pointers}{suffix} * {pointer} + {rest}{suffix}"),
    }
}
