//! Problems, drawn at random and the same on every run.

use citygate::network::Node;
use citygate::pipe_network::{NetworkStorage, Pipe, Source};
use citygate::user::{CLASS_COUNT, SupplyClass, User};

/// The largest demand: so sums of blocks fit into 32 bits, which the peers made for vectors need.
const LARGEST_DEMAND: u64 = 1_000_000;
/// Supplies for each set of users.
pub const SUPPLIES: usize = 4;

/// SplitMix64.
pub struct Draw(u64);

impl Draw {
    /// Starts from a seed.
    pub fn new(seed: u64) -> Draw {
        Draw(seed.wrapping_mul(0xd134_2543_de82_ef95))
    }

    /// The next number.
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ mixed >> 31
    }

    /// A number below this one.
    pub fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }

    /// Thousandths of an amount, from one number of them to another.
    pub fn permille(&mut self, amount: u64, from: u64, to: u64) -> u64 {
        (amount as u128 * (from + self.below(to - from)) as u128 / 1000) as u64
    }
}

/// What is special about the users of a station.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Special {
    /// Nothing.
    Nothing,
    /// A third of them have a technical minimum of up to a quarter of their demand.
    Minimums,
    /// One is on/off.
    One,
    /// All are on/off.
    All,
}

/// One station's users, in each layout that somebody wants them in, and several supplies.
pub struct Station {
    /// As citygate and its C have them.
    pub users: Vec<User>,
    /// Columns, in the same order.
    pub demands: Vec<u32>,
    /// The codes of the classes.
    pub classes: Vec<u8>,
    /// Demands as doubles.
    pub doubles: Vec<f64>,
    /// The users by class, and within a class as they are: indices.
    pub order: Vec<u32>,
    /// Demands in that order.
    pub grouped: Vec<u32>,
    /// Where each class ends in that order.
    pub ends: [usize; CLASS_COUNT],
    /// What there is to share.
    pub supplies: [u64; SUPPLIES],
}

impl Station {
    /// Draws users of all classes.
    pub fn new(count: usize, seed: u64, special: Special) -> Station {
        let mut draw = Draw::new(seed);
        let one = draw.below(count as u64) as usize;
        let users: Vec<User> = (0..count)
            .map(|index| {
                let class = SupplyClass::ALL[draw.below(CLASS_COUNT as u64) as usize];
                let demand = 1 + draw.below(LARGEST_DEMAND);
                let (third, minimum) = (draw.below(3) == 0, draw.below(demand / 4 + 1));
                let has_minimum = special == Special::Minimums && third;
                let on_off = special == Special::All || (special == Special::One && index == one);
                User::new(class, demand as u32)
                    .with_minimum(if has_minimum { minimum as u32 } else { 0 })
                    .with_on_off(on_off)
            })
            .collect();
        let supplies = [(); SUPPLIES].map(|()| drawn_supply(&mut draw, &users));
        Station::of(users, supplies)
    }

    fn of(users: Vec<User>, supplies: [u64; SUPPLIES]) -> Station {
        let classes: Vec<u8> = users.iter().map(class_code).collect();
        let mut order: Vec<u32> = (0..users.len() as u32).collect();
        order.sort_by_key(|index| classes[*index as usize]);
        Station {
            demands: users.iter().map(|user| user.demand).collect(),
            doubles: users.iter().map(|user| user.demand as f64).collect(),
            grouped: order.iter().map(|index| users[*index as usize].demand).collect(),
            ends: std::array::from_fn(|class| {
                classes.iter().filter(|code| usize::from(**code) <= class).count()
            }),
            users,
            classes,
            order,
            supplies,
        }
    }
}

fn class_code(user: &User) -> u8 {
    user.class().map_or(0, |class| class as u8)
}

/// A supply with which some class has to share: it gets its minimums, and a part of the remainder. Which class, and how
/// much, is drawn.
fn drawn_supply(draw: &mut Draw, users: &[User]) -> u64 {
    let mut sums = [(0u64, 0u64); CLASS_COUNT];
    for user in users {
        let (demand, minimum) = &mut sums[usize::from(class_code(user))];
        *demand += u64::from(user.demand);
        *minimum += u64::from(user.minimum);
    }
    let can_be_short: Vec<usize> = (0..CLASS_COUNT).filter(|class| sums[*class].0 > sums[*class].1).collect();
    let short = can_be_short[draw.below(can_be_short.len() as u64) as usize];
    let above: u64 = sums[..short].iter().map(|(demand, _)| demand).sum();
    let (demand, minimum) = sums[short];
    above + minimum + draw.permille(demand - minimum, 100, 900)
}

/// Cases of one station: other demands in each, another supply.
pub struct Cases {
    /// The users as they were prepared, grouped by class: the best case for everybody.
    pub users: Vec<User>,
    /// Demands, case by case.
    pub demands: Vec<u32>,
    /// Supplies.
    pub supplies: Vec<u64>,
}

impl Cases {
    /// Draws users, and so many cases of them.
    pub fn new(count: usize, cases: usize, seed: u64) -> Cases {
        let station = Station::new(count, seed, Special::Nothing);
        let users: Vec<User> = station.order.iter().map(|index| station.users[*index as usize]).collect();
        let mut draw = Draw::new(seed + 1);
        let demands: Vec<u32> = (0..cases)
            .flat_map(|_| {
                users
                    .iter()
                    .map(|user| draw.permille(user.demand.into(), 500, 1000) as u32)
                    .collect::<Vec<_>>()
            })
            .collect();
        let supplies = demands
            .chunks(count)
            .map(|row| draw.permille(row.iter().map(|demand| u64::from(*demand)).sum(), 350, 950))
            .collect();
        Cases { users, demands, supplies }
    }
}

/// A network of depth 3: a province, its gates, their districts, and users at districts, about as many gates as
/// districts at each as users at each. Capacities bind here and there.
pub struct Tree {
    /// The province, the gates, the districts gate by gate.
    pub nodes: Vec<Node>,
    /// District by district.
    pub users: Vec<User>,
    /// Gates, and districts at each.
    pub fan: usize,
    /// Where the users of each district begin, and where the last one's end.
    pub starts: Vec<u32>,
    /// What the province has.
    pub supply: u64,
}

impl Tree {
    /// Draws a network with so many users.
    pub fn new(count: usize, seed: u64) -> Tree {
        let mut draw = Draw::new(seed);
        let fan = (count as f64).cbrt().round() as usize;
        let districts = fan * fan;
        let starts: Vec<u32> =
            (0..=districts).map(|district| (count * district / districts) as u32).collect();
        let mut nodes = vec![Node::below(Node::ROOT); 1];
        nodes.extend(vec![Node::below(0); fan]);
        let (mut users, mut wanted) = (Vec::with_capacity(count), vec![0u64; 1 + fan]);
        for (district, range) in starts.windows(2).enumerate() {
            let mut sum = 0;
            for _ in range[0]..range[1] {
                let class = SupplyClass::ALL[draw.below(CLASS_COUNT as u64) as usize];
                let demand = 1 + draw.below(LARGEST_DEMAND);
                sum += demand;
                users.push(User::new(class, demand as u32).at_node((1 + fan + district) as u32));
            }
            let gate = 1 + district / fan;
            wanted[gate] += sum;
            nodes.push(Node::below(gate as u32).with_capacity(draw.permille(sum, 500, 1100)));
        }
        for (node, wanted) in nodes.iter_mut().zip(&wanted).skip(1) {
            *node = node.with_capacity(draw.permille(*wanted, 450, 950));
        }
        let supply = draw.permille(wanted.iter().sum(), 500, 700);
        Tree { nodes, users, fan, starts, supply }
    }
}

/// A ring of two-way pipes with one more across for every five nodes, users at every node, a gate for every ten; over
/// more than one period, a holder for every ten as well. Capacities bind here and there.
pub struct Ring {
    /// How many nodes there are.
    pub nodes: u32,
    /// The ring, then the pipes across.
    pub pipes: Vec<Pipe>,
    /// The gates.
    pub sources: Vec<Source>,
    /// The holders.
    pub storages: Vec<NetworkStorage>,
    /// Node after node in turn.
    pub users: Vec<User>,
    /// How many periods there are.
    pub periods: u32,
    /// What the users want, period by period.
    pub demands: Vec<u32>,
}

impl Ring {
    /// Draws a ring of so many nodes, ten or more, with so many users over so many periods.
    pub fn new(nodes: u32, count: usize, periods: u32, seed: u64) -> Ring {
        let mut draw = Draw::new(seed);
        let users: Vec<User> = (0..count as u32)
            .map(|index| {
                let class = SupplyClass::ALL[draw.below(CLASS_COUNT as u64) as usize];
                User::new(class, 1 + draw.below(LARGEST_DEMAND) as u32).at_node(index % nodes)
            })
            .collect();
        let at_one = users.iter().map(|user| u64::from(user.demand)).sum::<u64>() / u64::from(nodes);
        let around = (0..nodes).map(|at| (at, (at + 1) % nodes, if at % 3 == 0 { 500 } else { 2000 }));
        let across = (0..nodes / 5).map(|at| (at * 5, (at * 5 + nodes / 2 + 1) % nodes, 1000));
        let pipes = around.chain(across).map(|(from, to, share)| {
            Pipe::two_way(from, to).with_capacity(draw.permille(at_one, share * 7 / 10, share * 13 / 10))
        });
        let pipes: Vec<Pipe> = pipes.collect();
        let sources = (0..nodes / 10)
            .map(|at| Source::at(at * 10, draw.permille(at_one * 10, 500, 700)).with_order(at % 3))
            .collect();
        let holders = if periods == 1 { 0 } else { nodes / 10 };
        let storages = (0..holders).map(|at| {
            NetworkStorage::at(at * 10 + 5, draw.permille(at_one, 1500, 2500))
                .with_capacity(at_one * 4)
                .with_reserve(at_one / 2)
                .with_limits(at_one, at_one / 2)
        });
        let storages = storages.collect();
        let mut demands = Vec::with_capacity(count * periods as usize);
        for period in 0..periods {
            // Between half and one and a half of the demand, by the hour of the day.
            let share =
                if periods == 1 { 1000 } else { 500 + 1000 * u64::from((period % 24).abs_diff(12)) / 12 };
            demands.extend(users.iter().map(|user| (u64::from(user.demand) * share / 1000).max(1) as u32));
        }
        Ring { nodes, pipes, sources, storages, users, periods, demands }
    }
}
