//! What is allotted, to the unit.

use citygate::network::{Network, NetworkScratchBuf, Node};
use citygate::policy::regimes::JILIN_2024;
use citygate::station::{Mode, Quality, Standing};
use citygate::user::SupplyClass::{Chemical, Heating, IndustrialFuel, Residential, Vehicles};
use citygate::user::User;

use super::fake::{Fake, FakeUser};
use super::process::{Master, program, wait_for};

/// Gates as lines of the configuration, named g0, g1 …
pub fn gates(fakes: &[&Fake], more: &[&str]) -> String {
    let mut text = String::new();
    for (gate, fake) in fakes.iter().enumerate() {
        text += &format!("gate = g{gate}\naddress = 127.0.0.1\nport = {}\n", fake.port);
        text += more.get(gate).copied().unwrap_or("capacity_m3_per_h = 20000");
        text += "\n";
    }
    text
}

/// For gates that answer: there is time enough for a busy machine.
pub const TIMING: &str = "cycle_ms = 900\ntimeout_ms = 300\nreconnect_ms = 300\nstale_ms = 3000\n";

fn allotments(fakes: &[&Fake]) -> Vec<Option<u32>> {
    fakes.iter().map(|fake| fake.allotment()).collect()
}

/// Waits until so much is allotted, in dm³/h.
#[track_caller]
pub fn await_allotments(what: &str, fakes: &[&Fake], wanted: &[u32]) {
    let mut seen = Vec::new();
    let wanted: Vec<Option<u32>> = wanted.iter().copied().map(Some).collect();
    let look = || {
        seen = allotments(fakes);
        (seen == wanted).then_some(())
    };
    wait_for(&format!("{what}: {wanted:?}"), look);
}

fn homes(wants: u32) -> FakeUser {
    FakeUser::new(Residential, wants)
}

fn works(wants: u32) -> FakeUser {
    FakeUser::new(IndustrialFuel, wants)
}

#[test]
fn the_supply_order_goes_over_all_gates() {
    if program().is_none() {
        return;
    }
    let east = Fake::new(&[homes(5_000_000), works(3_000_000)]);
    let west = Fake::new(&[homes(4_000_000), FakeUser::new(Chemical, 2_000_000)]);
    let all = [&east, &west];
    let mut master = Master::new(TIMING, &gates(&all, &[]));
    master.state_supply(14_000_000);
    master.start();
    await_allotments("all that they want", &all, &[8_000_000, 6_000_000]);
    master.state_supply(12_500_000);
    await_allotments("chemical first", &all, &[8_000_000, 4_500_000]);
    master.state_supply(10_000_001);
    await_allotments("then industry, at the other gate", &all, &[6_000_001, 4_000_000]);
    master.state_supply(4_500_000);
    await_allotments("homes alike", &all, &[2_500_000, 2_000_000]);
    master.state_supply(0);
    await_allotments("nothing", &all, &[0, 0]);
    master.state_supply(14_000_000);
    await_allotments("restored", &all, &[8_000_000, 6_000_000]);
    assert_eq!(master.stop().code(), Some(0));
    assert!(master.said().contains("stopped: "), "{}", master.said());
}

#[test]
fn what_nobody_needs_goes_to_the_gates_as_far_as_it_can_come_in() {
    if program().is_none() {
        return;
    }
    let (east, west) = (Fake::new(&[homes(6_000_000)]), Fake::new(&[homes(2_000_000)]));
    let all = [&east, &west];
    let mut master =
        Master::new(TIMING, &gates(&all, &["capacity_m3_per_h = 20000", "capacity_m3_per_h = 2500"]));
    master.state_supply(9_000_000);
    master.start();
    await_allotments("by what they want", &all, &[6_750_000, 2_250_000]);
    master.state_supply(20_000_000);
    await_allotments("no gate above its capacity", &all, &[17_500_000, 2_500_000]);
    // What comes in at a gate is its limit, too.
    east.lock().set("supply", None, 7_000_000, Quality::Good);
    await_allotments("nor above what comes in", &all, &[7_000_000, 2_500_000]);
    east.lock().set("supply", None, 1_500_000, Quality::Uncertain);
    await_allotments("nor above what is taken to come in", &all, &[1_500_000, 2_500_000]);
}

#[test]
fn what_is_not_known_of_a_user_counts_with_its_contracted_maximum() {
    if program().is_none() {
        return;
    }
    let unknown = FakeUser { quality: Quality::Bad, ..homes(1_000_000) };
    let (east, west) = (Fake::new(&[unknown]), Fake::new(&[works(3_000_000)]));
    let all = [&east, &west];
    let mut master = Master::new(TIMING, &gates(&all, &[]));
    master.state_supply(4_000_000);
    master.start();
    await_allotments("2,000 m³/h are contracted", &all, &[2_000_000, 2_000_000]);
    east.lock().set_user(0, &FakeUser { quality: Quality::Uncertain, ..unknown });
    await_allotments("what the station puts in its place", &all, &[1_000_000, 3_000_000]);
    east.lock().set("wants", Some(0), u32::MAX.into(), Quality::Good);
    await_allotments("no value", &all, &[2_000_000, 2_000_000]);
}

#[test]
fn what_a_station_cannot_set_is_counted_first() {
    if program().is_none() {
        return;
    }
    let cars =
        FakeUser { standing: Standing::Uncontrolled, draws: 700_000, ..FakeUser::new(Vehicles, 100_000) };
    let strays =
        FakeUser { standing: Standing::NotFollowing, draws: 900_000, set_point: 500_000, ..works(500_000) };
    let noticed = FakeUser { standing: Standing::Noticed, set_point: 400_000, ..works(600_000) };
    let kept = FakeUser { standing: Standing::Kept, set_point: 900_000, ..homes(800_000) };
    let (east, west) = (Fake::new(&[cars, strays, noticed, kept]), Fake::new(&[homes(5_000_000)]));
    let all = [&east, &west];
    let mut master = Master::new(TIMING, &gates(&all, &[]));
    master.state_supply(5_000_000);
    master.start();
    await_allotments("700 + 900 + 400 + 800 first", &all, &[2_800_000, 2_200_000]);
    east.lock().set("mode", None, Mode::Manual.code().into(), Quality::Good);
    east.lock().set_user(1, &FakeUser { standing: Standing::Shared, ..strays });
    await_allotments("and where the station does not share out", &all, &[2_400_000, 2_600_000]);
    master.state_supply(1_000_000);
    await_allotments("though it is more than there is", &all, &[2_400_000, 0]);
    wait_for("an alarm", || master.said().contains("CANNOT BE MET").then_some(()));
}

#[test]
fn what_is_guaranteed_stays_at_its_gate() {
    if program().is_none() {
        return;
    }
    let (east, west) = (Fake::new(&[works(3_000_000)]), Fake::new(&[homes(4_000_000)]));
    let all = [&east, &west];
    let more = ["capacity_m3_per_h = 20000\nguaranteed_m3_per_h = 1000", "capacity_m3_per_h = 20000"];
    let mut master = Master::new(TIMING, &gates(&all, &more));
    master.state_supply(4_500_000);
    master.start();
    await_allotments("the works' 1,000 m³/h come before the homes", &all, &[1_000_000, 3_500_000]);
}

/// Random gates and users, technical minimums and all-or-nothing users among them: allotments are what the library says.
#[test]
fn allotments_are_the_grants_of_the_network() {
    if program().is_none() {
        return;
    }
    let times = std::env::var("CITYGATE_TEST_TIMES").map_or(1, |t| t.parse().expect("a number"));
    let mut draw = Draw(2026);
    for round in 0..4 * times {
        let (fakes, users): (Vec<Fake>, Vec<Vec<FakeUser>>) = (0..3).map(|_| random_gate(&mut draw)).unzip();
        let all: Vec<&Fake> = fakes.iter().collect();
        let mut master = Master::new(TIMING, &gates(&all, &["capacity_m3_per_h = 9000"; 3]));
        let demand: u64 = users.iter().flatten().map(|user| u64::from(user.wants)).sum();
        for supply in [demand * 3 / 4 + draw.below(1000), demand / 3 + draw.below(1000)] {
            let wanted = expected(&users, supply);
            master.state_supply(supply);
            if supply > demand / 2 {
                master.start();
            }
            await_allotments(&format!("round {round}"), &all, &wanted);
        }
    }
}

fn random_gate(draw: &mut Draw) -> (Fake, Vec<FakeUser>) {
    let classes = [Residential, Heating, Vehicles, IndustrialFuel, IndustrialFuel, Chemical];
    let users: Vec<FakeUser> = classes
        .into_iter()
        .map(|class| {
            let wants = 1 + draw.below(2_000_000) as u32;
            let minimum = if draw.below(2) == 0 { 0 } else { draw.below(u64::from(wants)) as u32 };
            FakeUser { minimum, on_off: draw.below(5) == 0, ..FakeUser::new(class, wants) }
        })
        .collect();
    (Fake::new(&users), users)
}

/// By the library from Rust: what users get, and by what they want what nobody can use, as far as it can come in.
fn expected(gates: &[Vec<FakeUser>], supply: u64) -> Vec<u32> {
    let capacity = 9_000_000;
    let mut nodes = vec![Node::below(Node::ROOT)];
    let mut users = Vec::new();
    for gate in gates {
        nodes.push(Node::below(0).with_capacity(capacity));
        let own = gate.iter().map(|user| {
            let made = User::new(user.class, user.wants).with_minimum(user.minimum);
            made.with_on_off(user.on_off).at_node(nodes.len() as u32 - 1)
        });
        users.extend(own);
    }
    let network = Network { policy: &JILIN_2024, nodes: &nodes, users: &users };
    let answer = network.allocate_owned(supply, &mut NetworkScratchBuf::new()).expect("it is shared out");
    let mut sums = vec![0; gates.len()];
    for (user, grant) in users.iter().zip(&answer.grants) {
        sums[user.node as usize - 1] += grant.granted();
    }
    let rooms: Vec<User> = gates
        .iter()
        .zip(&sums)
        .map(|(gate, sum)| {
            let wanted = gate.iter().map(|user| user.wants).sum();
            User::new(Residential, capacity as u32 - sum).with_base(wanted)
        })
        .collect();
    let root = [Node::below(Node::ROOT)];
    let rest = Network { policy: &JILIN_2024, nodes: &root, users: &rooms };
    let unused = answer.summary.unused;
    let spare = rest.allocate_owned(unused, &mut NetworkScratchBuf::new()).expect("it is shared out");
    sums.iter().zip(&spare.grants).map(|(sum, more)| sum + more.granted()).collect()
}

/// Numbers that look random, the same in every run.
pub struct Draw(pub u64);

impl Draw {
    pub fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}
