//! Pictures of networks: nothing is written over anything else, every element is drawn once, widths are in proportion,
//! and gas flows from left to right, whatever the network.

use std::fmt::Write;
use std::path::Path;

use citygate::user::SupplyClass;
use citygate_drill::messages::language::Language;
use citygate_drill::quantity::Quantity;
use citygate_drill::read::scenario::{open, parse};
use citygate_drill::render::html::network_picture::geometry::Rect;
use citygate_drill::render::html::network_picture::{Drawing, Words, lay_out, svg};
use citygate_drill::render::network_picture::{
    NetworkPicture, PictureLink, PictureNode, PictureSource, PictureStorage, UserGroup,
};
use citygate_drill::render::{html, papers};
use citygate_drill::result::pipe_network::NetFlow;
use citygate_drill::scenario::Scenario;
use citygate_drill::solve::solve;
use proptest::prelude::*;

fn words(language: Language) -> Words<'static> {
    Words { messages: language.messages(), title: "t", unit: "m³/h" }
}

fn quantity(units: u64) -> Quantity {
    Quantity::from_thousandths(units * 1000)
}

/// A link: its nodes, flow, whether that is against it, capacity, whether it goes both ways, whether it is full.
type AnyLink = (usize, usize, u64, bool, Option<u64>, bool, bool);

fn any_link() -> impl Strategy<Value = AnyLink> {
    let flow = prop_oneof![1 => Just(0_u64), 3 => 1..40_000_u64, 1 => 1..20_u64];
    let capacity = prop::option::of(0..99_999_u64);
    (0..100_usize, 0..100_usize, flow, any::<bool>(), capacity, any::<bool>(), prop::bool::weighted(0.3))
}

fn any_name() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        "[a-e]{1,12}( [a-e]{1,16}){0,3}",
        "[城门站东西南北气]{1,24}",
        "[a-e]{60}"
    ]
}

/// Users: their class, how many they are, what they want and get.
type AnyGroup = (usize, usize, u64, u64);

fn any_group() -> impl Strategy<Value = AnyGroup> {
    (0..6_usize, 1..30_usize, 0..90_000_u64, 0..90_000_u64)
}

fn any_node() -> impl Strategy<Value = (String, Vec<AnyGroup>)> {
    (any_name(), prop::collection::vec(any_group(), 0..4))
}

prop_compose! {
    /// A network of any shape. Where it is `ordered`, gas flows from lower to higher positions only.
    fn any_picture(ordered: bool, most: usize)(
        nodes in prop::collection::vec(any_node(), 1..most),
        links in prop::collection::vec(any_link(), 0..most * 3 / 2),
        sources in prop::collection::vec((0..100_usize, 0..50_000_u64, any_name(), any::<bool>()), 0..6),
        storages in prop::collection::vec((0..100_usize, 0..500_u64, 0..500_u64, any_name()), 0..4),
        warnings in any::<bool>(),
    ) -> NetworkPicture {
        let count = nodes.len();
        let warning = || warnings.then(|| "homes −1,200".to_owned());
        let node = |(index, (name, groups)): (usize, (String, Vec<AnyGroup>))| PictureNode {
            id: format!("n{index}"),
            name,
            users: groups
                .into_iter()
                .map(|(class, count, demand, granted)| UserGroup {
                    class: SupplyClass::ALL[class],
                    count,
                    demand: quantity(demand.max(granted)),
                    granted: quantity(granted),
                })
                .collect(),
        };
        let link = |(index, link): (usize, AnyLink)| {
            let (from, to, flow, is_against, capacity, is_two_way, is_binding) = link;
            let (from, to) = (from % count, to % count);
            let is_against = if ordered { from > to } else { is_against };
            (from != to).then(|| PictureLink {
                id: format!("p{index}"),
                name: format!("main {index}"),
                from,
                to,
                flow: NetFlow { quantity: quantity(flow), is_against },
                capacity: capacity.map(quantity),
                is_two_way,
                is_binding,
                warning: warning(),
            })
        };
        NetworkPicture {
            nodes: nodes.into_iter().enumerate().map(node).collect(),
            links: links.into_iter().enumerate().filter_map(link).collect(),
            sources: sources
                .into_iter()
                .enumerate()
                .map(|(index, (node, used, name, is_binding))| PictureSource {
                    id: format!("s{index}"),
                    name,
                    node: node % count,
                    used: quantity(used),
                    supply: quantity(used + 7),
                    is_binding,
                    warning: warning(),
                })
                .collect(),
            storages: storages
                .into_iter()
                .enumerate()
                .map(|(index, (node, withdrawn, filled, name))| PictureStorage {
                    id: format!("t{index}"),
                    name,
                    node: node % count,
                    withdrawn: quantity(withdrawn),
                    filled: quantity(filled),
                    stock: quantity(withdrawn * 3),
                    is_binding: withdrawn > 400,
                    warning: warning(),
                })
                .collect(),
        }
    }
}

/// What is wrong with where things stand.
fn misplaced(drawing: &Drawing) -> Vec<String> {
    let mut faults = Vec::new();
    let written = drawing.written();
    for (index, rect) in written.iter().enumerate() {
        let inside = rect.x >= 0.0
            && rect.y >= 0.0
            && rect.right() <= drawing.size.width + 1e-6
            && rect.bottom() <= drawing.size.height + 1e-6;
        if !inside {
            faults.push(format!("{rect:?} is not inside {:?}", drawing.size));
        }
        let later = written[index + 1..].iter().filter(|other| rect.overlaps(other));
        faults.extend(later.map(|other| format!("{rect:?} is written over by {other:?}")));
    }
    let labels = drawing.placed.routes.iter().map(|route| &route.label);
    let labels: Vec<_> = labels.filter(|label| label.size.width > 0.0).collect();
    for route in &drawing.placed.routes {
        for level in &route.levels {
            let (left, right) = (level.from.min(level.to), level.from.max(level.to));
            let others = labels.iter().copied().filter(|label| **label != route.label);
            for rect in drawing.placed.boxes.iter().chain(others) {
                let within = level.y > rect.y + 0.01 && level.y < rect.bottom() - 0.01;
                if within && left < rect.right() - 0.01 && right > rect.x + 0.01 {
                    faults.push(format!("{level:?} runs through {rect:?}"));
                }
            }
        }
        for pair in route.levels.windows(2) {
            let (a, b) = (pair[0].to.min(pair[1].from), pair[0].to.max(pair[1].from));
            let through = |rect: &&Rect| a < rect.right() - 0.02 && b > rect.x + 0.02;
            let crossed = drawing.placed.boxes.iter().chain(labels.iter().copied()).filter(through);
            faults.extend(crossed.map(|rect| format!("a wire rises from {a} to {b} through {rect:?}")));
        }
    }
    faults
}

/// The pieces of an SVG that begin with an attribute of this name, by its value.
fn pieces<'s>(svg: &'s str, attribute: &str) -> Vec<(usize, &'s str)> {
    let opening = format!("<g {attribute}=\"");
    let pieces = svg.split(&opening).skip(1).map(|piece| {
        let (index, rest) = piece.split_once('"').expect("a value");
        (index.parse().expect("a position"), rest.split("</g>").next().expect("its end"))
    });
    pieces.collect()
}

fn width_of_flow(piece: &str) -> Option<f64> {
    let flow = piece.split("<path class=\"flow\"").nth(1)?;
    flow.split("stroke-width=\"").nth(1)?.split('"').next()?.parse().ok()
}

/// Every element once, and wires as wide as their flows are large.
fn check_drawn(picture: &NetworkPicture, svg: &str) -> Result<(), TestCaseError> {
    let counts = [
        ("data-node", picture.nodes.len()),
        ("data-link", picture.links.len()),
        ("data-source", picture.sources.len()),
        ("data-storage", picture.storages.len()),
    ];
    for (attribute, count) in counts {
        let mut drawn: Vec<usize> = pieces(svg, attribute).into_iter().map(|(index, _)| index).collect();
        drawn.sort_unstable();
        prop_assert_eq!(drawn, (0..count).collect::<Vec<_>>(), "{}", attribute);
    }
    let flows = picture.links.iter().map(|link| link.flow.quantity);
    let used = picture.sources.iter().map(|source| source.used);
    let stored = picture.storages.iter().map(|storage| storage.flow().quantity);
    let largest = flows.chain(used).chain(stored).max().unwrap_or_default().for_drawing();
    for (index, piece) in pieces(svg, "data-link") {
        let link = &picture.links[index];
        let share = link.flow.quantity.for_drawing() / largest.max(1.0);
        match width_of_flow(piece) {
            None => prop_assert!(link.flow.quantity.is_zero() && piece.contains("stroke-dasharray")),
            Some(width) => {
                prop_assert!((width - (14.0 * share).max(1.0)).abs() < 0.06, "{} {}", width, share)
            }
        }
        // Full pipes have a line on either side of their flow.
        prop_assert_eq!(piece.contains("class=\"full\""), link.is_binding);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(80))]

    #[test]
    fn nothing_is_written_over_anything_and_everything_is_drawn_once(
        picture in any_picture(false, 50), chinese in any::<bool>()
    ) {
        let words = words(if chinese { Language::Zh } else { Language::En });
        let drawing = lay_out(&picture, words);
        let faults = misplaced(&drawing);
        prop_assert!(faults.is_empty(), "{}", faults.join("\n"));
        let drawn = svg(&picture, words).into_string();
        check_drawn(&picture, &drawn)?;
        prop_assert!(!drawn.contains("NaN") && !drawn.contains("inf"));
        prop_assert_eq!(&drawn, &svg(&picture, words).into_string(), "the same picture is drawn the same");
    }

    #[test]
    fn gas_flows_from_left_to_right_unless_it_flows_in_a_circle(picture in any_picture(true, 30)) {
        let boxes = lay_out(&picture, words(Language::En)).placed.boxes;
        for link in picture.links.iter().filter(|link| !link.flow.quantity.is_zero()) {
            let (from, to) = link.way();
            prop_assert!(boxes[from].right() < boxes[to].x, "{:?}", link);
        }
        let sources = picture.sources.iter().zip(&boxes[picture.nodes.len()..]);
        for (source, rect) in sources {
            prop_assert!(rect.right() < boxes[source.node].x, "{:?}", source);
        }
    }

    #[test]
    fn of_a_large_network_a_part_is_drawn_that_hangs_together(picture in any_picture(true, 90), most in 1..40_usize) {
        let part = picture.most_important(most);
        prop_assert!(part.nodes.len() <= most.max(picture.nodes.len().min(most)));
        prop_assert!(!part.nodes.is_empty() || most < picture.nodes.len());
        for node in &part.nodes {
            prop_assert!(picture.nodes.contains(node));
        }
        let ids = |picture: &NetworkPicture, link: &PictureLink| {
            (link.id.clone(), picture.nodes[link.from].id.clone(), picture.nodes[link.to].id.clone())
        };
        let all: Vec<_> = picture.links.iter().map(|link| ids(&picture, link)).collect();
        for link in &part.links {
            prop_assert!(all.contains(&ids(&part, link)), "{:?}", link);
        }
    }
}

/// A town of so many nodes: a trunk from two gates, with rings, districts, a tank, and users of all classes.
fn town(nodes: usize, users: usize) -> String {
    let classes = ["residential", "heating", "public_service", "vehicles", "industrial_fuel", "chemical"];
    let mut toml = String::from(
        "format = 1\ntitle = { en = \"a town\", zh = \"某市\" }\nfigures_from = \"made up\"\nunit = \"m3/h\"\n\
         policy = \"jilin-2024\"\n\
         [[source]]\nid = \"east-gate\"\nname = { en = \"eastern gate\", zh = \"东门站\" }\nnode = \"n0\"\nsupply = 60000.0\n\
         [[source]]\nid = \"west-gate\"\nname = { en = \"western gate\", zh = \"西门站\" }\nnode = \"n1\"\nsupply = 30000.0\n\
         order = 1\n\
         [[source]]\nid = \"lng\"\nname = { en = \"LNG station\", zh = \"液化天然气站\" }\nnode = \"n9\"\nsupply = 4000.0\n\
         order = 2\n",
    );
    for node in 0..nodes {
        let _ = write!(
            toml,
            "[[node]]\nid = \"n{node}\"\nname = {{ en = \"district {node}\", zh = \"第{node}区\" }}\n"
        );
    }
    for node in 2..nodes {
        // Branches of branches, and now and then a pipe that closes a ring.
        let (from, capacity) = (node * 3 / 5, 40_000 / (node + 4) + 731 * (node % 5));
        let _ = write!(
            toml,
            "[[pipe]]\nid = \"p{node}\"\nfrom = \"n{from}\"\nto = \"n{node}\"\ncapacity = {capacity}.0\n"
        );
        if node % 6 == 0 {
            let _ = write!(
                toml,
                "[[pipe]]\nid = \"ring{node}\"\nfrom = \"n{}\"\nto = \"n{node}\"\ncapacity = 900.0\nboth_ways = true\n",
                node - 5
            );
        }
    }
    for user in 0..users {
        let (node, class) = ((user * 7) % nodes, classes[(user * 5 + user / 11) % classes.len()]);
        let demand = 120 + (user * 37) % 700;
        let _ = write!(
            toml,
            "[[user]]\nid = \"u{user}\"\nclass = \"{class}\"\ndemand = {demand}.0\nnode = \"n{node}\"\n"
        );
    }
    toml
}

fn report(scenario: &Scenario, language: Language) -> String {
    let outcome = solve(scenario).expect("an outcome");
    html::page(scenario, &outcome, language, Path::new("t.toml"))
}

/// It is left where tests leave their files, to be looked at.
#[test]
fn a_town_of_fifty_nodes_and_three_hundred_users_fits() {
    let toml = town(50, 300);
    let scenario = parse("t.toml", &toml, Path::new("")).unwrap_or_else(|p| panic!("{p:?}\n{toml}"));
    for language in [Language::En, Language::Zh] {
        let page = report(&scenario, language);
        std::fs::write(
            Path::new(env!("CARGO_TARGET_TMPDIR"))
                .join(format!("town-of-fifty.{}.html", language.messages().tag)),
            &page,
        )
        .expect("a file");
        assert_eq!(page.matches("data-node=").count(), 50);
        let view = page.split("data-node=").next().and_then(|before| before.rsplit("viewBox=\"0 0 ").next());
        let width: f64 =
            view.and_then(|view| view.split(' ').next()).and_then(|w| w.parse().ok()).expect("a width");
        assert!(width < 2400.0, "{width}");
    }
}

/// The picture says what the tables say, in both languages.
#[test]
fn the_picture_of_two_gates_says_what_its_tables_say() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../scenarios/two-gates.toml");
    let scenario = open(&path).expect("a scenario");
    for language in [Language::En, Language::Zh] {
        let page = report(&scenario, language);
        let drawn =
            page.split("<figure class=\"network").nth(1).and_then(|rest| rest.split("</figure>").next());
        let drawn = drawn.expect("a picture");
        let (network, tables) =
            (language.messages().network, page.split("</figure>").last().expect("tables"));
        for figure in ["52,000", "40,000", "12,000", "10,000"] {
            assert!(drawn.contains(figure) && tables.contains(figure), "{figure}");
        }
        assert!(drawn.contains("−28,000") && drawn.contains("<title>") && drawn.contains("<desc>"));
        assert_eq!(drawn.matches(&format!("{}</text>", network.picture.full)).count(), 2);
    }
}

/// What is drawn of a horizon is the period in which most is short, and every storage has its stock charted.
#[test]
fn of_a_horizon_the_worst_period_is_drawn_and_the_stock_of_every_storage() {
    let toml = "format = 1\ntitle = \"t\"\nfigures_from = \"f\"\nunit = \"m3/h\"\npolicy = \"jilin-2024\"\n\
                [[node]]\nid = \"gate\"\n[[node]]\nid = \"town\"\n\
                [horizon]\nperiod_h = 1.0\nshare = \"earliest\"\n\
                [[source]]\nid = \"line\"\nnode = \"gate\"\nsupply = [90.0, 0.0, 40.0]\n\
                [[pipe]]\nid = \"main\"\nfrom = \"gate\"\nto = \"town\"\ncapacity = [60.0, 60.0, 50.0]\n\
                [[storage]]\nid = \"holder\"\nnode = \"town\"\ncapacity = 30.0\nstock = 4.0\nreserve = 1.0\nfill = 9.0\n\
                [[storage]]\nid = \"tank\"\nnode = \"gate\"\nstock = 20.0\nwithdrawal = [0.0, 15.0, 15.0]\n\
                deliveries = [0.0, 0.0, 7.0]\n\
                [[user]]\nid = \"a\"\nclass = \"residential\"\ndemand = 50.0\nnode = \"town\"\n";
    let scenario = parse("t.toml", toml, Path::new("")).unwrap_or_else(|p| panic!("{p:?}\n{toml}"));
    let outcome = solve(&scenario).expect("an outcome");
    let lacks: Vec<u64> = outcome
        .allocation
        .periods
        .iter()
        .flatten()
        .map(|period| period.demand.less(period.served).thousandths())
        .collect();
    assert!(lacks[1] > lacks[0] && lacks[1] > lacks[2], "{lacks:?}");
    for (language, named) in [(Language::En, "Drawn: 1–2 h, the period"), (Language::Zh, "图示时段：1–2小时")]
    {
        let page = html::page(&scenario, &outcome, language, Path::new("t.toml"));
        assert!(page.contains(named), "{named}");
        let drawn =
            page.split("<figure class=\"network").nth(1).and_then(|rest| rest.split("</figure>").next());
        let lack = format!("−{}", Quantity::from_thousandths(lacks[1]));
        assert!(drawn.expect("a picture").contains(&lack), "{lack}");
        // The tables say of that period what the picture says.
        let outcome = outcome.allocation.periods.as_ref().and_then(|all| all[1].pipe_network.as_ref());
        let outcome = outcome.expect("a network");
        let period = if language == Language::En { "Worst: 1–2 h" } else { "最缺：1–2小时" };
        assert_eq!(
            page.matches(&format!("<th class=\"number\">{period}</th>")).count(),
            3,
            "one in each table"
        );
        for (name, figure) in [
            ("main", outcome.pipes[0].flow.quantity),
            ("line", outcome.sources[0].used),
            ("holder", outcome.storages[0].stock),
            ("tank", outcome.storages[1].stock),
        ] {
            let row = page.split(&format!("id\">{name}</td>")).nth(1);
            let row = row.and_then(|row| row.split("</tr>").next()).expect("a row");
            assert!(row.contains(&format!(">{figure}")), "{name} {figure} in {row}");
            assert!(page.contains(&format!("{name}\n")), "{name}");
        }
        for name in ["holder", "tank"] {
            assert_eq!(
                page.matches(&format!("<div role=\"img\" aria-label=\"{name}\"><svg")).count(),
                1,
                "{name}"
            );
        }
        assert_eq!(page.matches("class=\"stock\"").count(), 2);
        // Only one of the two has a limit.
        assert_eq!(page.matches("class=\"dash limit\"").count(), 1);
    }
}

/// The picture is a file by itself beside the report, of networks only.
#[test]
fn the_picture_is_a_file_by_itself() {
    for (name, is_drawn) in [("two-gates", true), ("three-districts", true), ("tengzhou-2017", false)] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../scenarios/{name}.toml"));
        let scenario = open(&path).expect("a scenario");
        let outcome = solve(&scenario).expect("an outcome");
        for (language, ending) in [(Language::En, ".network.svg"), (Language::Zh, ".network.zh-CN.svg")] {
            let files = papers::files(&scenario, &outcome, language, &path).expect("files");
            let svg = files.into_iter().find(|(file, _)| *file == format!("{name}{ending}"));
            assert_eq!(svg.is_some(), is_drawn, "{name}{ending}");
            let text = svg.map(|(_, content)| String::from_utf8(content).expect("text"));
            assert!(text.is_none_or(|text| text.starts_with("<svg ")
                && text.contains("xmlns=")
                && !text.contains("class=\"note")));
        }
    }
}
