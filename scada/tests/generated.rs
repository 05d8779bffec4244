//! What is generated from the list of points: the header with the register map, and the document.

use std::collections::BTreeMap;
use std::path::Path;

use citygate_scada::points::document::document;
use citygate_scada::points::header::header;
use citygate_scada::points::layout::Layout;
use citygate_scada::points::list::PointList;

#[test]
fn registers_h_is_that_of_the_points() {
    is_generated("master/registers.h", &header(&PointList::load().expect("the list is sound")));
}

#[test]
fn the_point_list_is_that_of_the_points() {
    let list = PointList::load().expect("the list is sound");
    is_generated("../docs/point-list.md", &document(&list).expect("a layout"));
}

/// With `CITYGATE_UPDATE_TABLES=1` the file is written, otherwise compared.
fn is_generated(file: &str, made: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    if std::env::var_os("CITYGATE_UPDATE_TABLES").is_some() {
        std::fs::write(&path, made).expect("the file can be written");
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written == made,
        "{} is not that of points.toml; run this test with CITYGATE_UPDATE_TABLES=1",
        path.display()
    );
}

/// Every point is in it, once, and where the layout has it.
#[test]
fn registers_h_has_every_point_where_the_layout_has_it() {
    let list = PointList::load().expect("the list is sound");
    let text = header(&list);
    let mut defined = BTreeMap::new();
    for line in text.lines().filter_map(|line| line.strip_prefix("#define RTU_")) {
        let mut words = line.split_whitespace();
        let (name, number) = (words.next().expect("a name"), words.next().expect("a number"));
        let number = number.trim_end_matches('u').to_owned();
        assert!(defined.insert(name.to_owned(), number).is_none(), "{name} is defined twice");
    }
    let number = |name: &str| -> u16 {
        defined.get(name).unwrap_or_else(|| panic!("no RTU_{name}")).parse().expect("a number")
    };
    let layout = Layout::new(list, 3).expect("three users");
    for slot in &layout.slots {
        let part = if slot.point.is_written() { "HOLDING" } else { "INPUT" };
        let name = slot.name.to_uppercase();
        let register = match slot.user {
            None => number(&format!("{part}_{name}")),
            Some(user) => {
                let begin = number(&format!("USER_{part}S"));
                let each = number(&format!("USER_{part}S_EACH"));
                begin + user as u16 * each + number(&format!("USER_{part}_{name}"))
            }
        };
        assert_eq!(register, slot.register, "{} of {:?}", slot.name, slot.user);
    }
    for table in &layout.list.tables {
        for code in &table.codes {
            let name = format!("CODE_{}_{}", table.name.to_uppercase(), code.name.to_uppercase());
            assert_eq!(number(&name), code.number, "{name}");
        }
    }
}
