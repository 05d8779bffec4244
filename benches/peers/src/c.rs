//! The peers in C.

use std::ffi::c_int;

use citygate::allocate::Grant;
use citygate::user::{CLASS_COUNT, User};

/// A user of the programs that sort.
#[derive(Clone, Copy, Default)]
#[repr(C)]
pub struct SortedUser {
    demand: f64,
    class_number: u32,
    position: u32,
}

/// A network, as the C splitter has it.
#[repr(C)]
struct RawTree {
    gates: usize,
    districts_each: usize,
    gate_capacities: *const u64,
    district_capacities: *const u64,
    starts: *const u32,
    demands: *const u32,
    classes: *const u8,
}

/// A gate or a district of the C splitter: its working memory.
#[derive(Clone, Copy, Default)]
#[repr(C)]
pub struct Place {
    wanted: [u64; 8],
    given: [u64; 8],
    limit: u64,
    left: u64,
}

type OnColumns = unsafe extern "C" fn(*const u32, *const u8, usize, u64, *mut u32);
type OnGroups = unsafe extern "C" fn(*const u32, *const [usize; CLASS_COUNT], u64, *mut u32);
type Limit = unsafe extern "C" fn(*const u32, usize, *mut u32);
type Sorting = unsafe extern "C" fn(*const f64, *const u8, usize, f64, *mut SortedUser, *mut f64);

unsafe extern "C" {
    fn structs_two_pass(users: *const User, count: usize, supply: u64, grants: *mut Grant) -> c_int;
    fn columns_exact(demands: *const u32, classes: *const u8, count: usize, supply: u64, granted: *mut u32);
    fn columns_vectors(demands: *const u32, classes: *const u8, count: usize, supply: u64, granted: *mut u32);
    fn columns_grouped(
        demands: *const u32,
        ends: *const [usize; CLASS_COUNT],
        supply: u64,
        granted: *mut u32,
    );
    fn columns_limit(demands: *const u32, count: usize, granted: *mut u32);
    fn greedy_sorted(
        demands: *const f64,
        classes: *const u8,
        count: usize,
        supply: f64,
        users: *mut SortedUser,
        granted: *mut f64,
    );
    fn pro_rata_sorted(
        demands: *const f64,
        classes: *const u8,
        count: usize,
        supply: f64,
        users: *mut SortedUser,
        granted: *mut f64,
    );
    fn tree_split(
        tree: *const RawTree,
        supply: u64,
        gates: *mut Place,
        districts: *mut Place,
        granted: *mut u32,
    );
}

/// Two passes over citygate's structures; false if the problem is not one that it solves.
pub fn two_pass(users: &[User], supply: u64, grants: &mut [Grant]) -> bool {
    assert_eq!(users.len(), grants.len());
    // SAFETY: both are of this length, and of the types of the header, which citygate's are.
    unsafe { structs_two_pass(users.as_ptr(), users.len(), supply, grants.as_mut_ptr()) == 1 }
}

/// The functions on columns, for one processor.
#[derive(Clone, Copy)]
pub struct Columns {
    /// What its functions are compiled for.
    pub processor: &'static str,
    exact: OnColumns,
    vectors: OnColumns,
    grouped: OnGroups,
    limit: Limit,
}

impl Columns {
    /// For the processor that every build is for, and for AVX2 where this processor has it.
    pub fn all() -> Vec<Columns> {
        let mut all = vec![Columns {
            processor: "any processor",
            exact: columns_exact,
            vectors: columns_vectors,
            grouped: columns_grouped,
            limit: columns_limit,
        }];
        #[cfg(target_arch = "x86_64")]
        all.extend(avx2::columns());
        all
    }

    /// Exact, user by user.
    pub fn exact(&self, demands: &[u32], classes: &[u8], supply: u64, granted: &mut [u32]) {
        assert!(demands.len() == classes.len() && demands.len() == granted.len());
        // SAFETY: all columns are of this length.
        unsafe {
            (self.exact)(demands.as_ptr(), classes.as_ptr(), demands.len(), supply, granted.as_mut_ptr())
        }
    }

    /// Made for vectors.
    pub fn vectors(&self, demands: &[u32], classes: &[u8], supply: u64, granted: &mut [u32]) {
        assert!(demands.len() == classes.len() && demands.len() == granted.len());
        // SAFETY: all columns are of this length.
        unsafe {
            (self.vectors)(demands.as_ptr(), classes.as_ptr(), demands.len(), supply, granted.as_mut_ptr())
        }
    }

    /// Users grouped by class; `ends` says where each class ends.
    pub fn grouped(&self, demands: &[u32], ends: &[usize; CLASS_COUNT], supply: u64, granted: &mut [u32]) {
        assert!(ends.is_sorted() && ends[CLASS_COUNT - 1] <= demands.len() && demands.len() == granted.len());
        // SAFETY: no class ends behind the columns.
        unsafe { (self.grouped)(demands.as_ptr(), ends, supply, granted.as_mut_ptr()) }
    }

    /// Reads and writes only.
    pub fn limit(&self, demands: &[u32], granted: &mut [u32]) {
        assert_eq!(demands.len(), granted.len());
        // SAFETY: both columns are of this length.
        unsafe { (self.limit)(demands.as_ptr(), demands.len(), granted.as_mut_ptr()) }
    }
}

#[cfg(target_arch = "x86_64")]
mod avx2 {
    use super::{CLASS_COUNT, Columns};

    unsafe extern "C" {
        fn columns_exact_avx2(
            demands: *const u32,
            classes: *const u8,
            count: usize,
            supply: u64,
            granted: *mut u32,
        );
        fn columns_vectors_avx2(
            demands: *const u32,
            classes: *const u8,
            count: usize,
            supply: u64,
            granted: *mut u32,
        );
        fn columns_grouped_avx2(
            demands: *const u32,
            ends: *const [usize; CLASS_COUNT],
            supply: u64,
            granted: *mut u32,
        );
        fn columns_limit_avx2(demands: *const u32, count: usize, granted: *mut u32);
    }

    pub fn columns() -> Option<Columns> {
        (is_x86_feature_detected!("avx2") && is_x86_feature_detected!("bmi2")).then_some(Columns {
            processor: "AVX2",
            exact: columns_exact_avx2,
            vectors: columns_vectors_avx2,
            grouped: columns_grouped_avx2,
            limit: columns_limit_avx2,
        })
    }
}

/// Sorts, then serves: greedily within a class, or pro rata.
pub fn sorted(
    is_greedy: bool,
    demands: &[f64],
    classes: &[u8],
    supply: u64,
    users: &mut [SortedUser],
    granted: &mut [f64],
) {
    let count = demands.len();
    assert!(classes.len() == count && users.len() == count && granted.len() == count);
    let sorting: Sorting = if is_greedy { greedy_sorted } else { pro_rata_sorted };
    // SAFETY: all are of this length.
    unsafe {
        sorting(
            demands.as_ptr(),
            classes.as_ptr(),
            count,
            supply as f64,
            users.as_mut_ptr(),
            granted.as_mut_ptr(),
        )
    }
}

/// A network of depth 3 for the C splitter, with its memory.
pub struct Splitter {
    /// What the province has.
    pub supply: u64,
    /// The capacities of the gates.
    pub gate_capacities: Vec<u64>,
    /// The capacities of the districts, gate by gate.
    pub district_capacities: Vec<u64>,
    /// Where the users of each district begin, and where the last one's end.
    pub starts: Vec<u32>,
    /// Demands, district by district.
    pub demands: Vec<u32>,
    /// The codes of the classes.
    pub classes: Vec<u8>,
    /// Working memory, one for each gate.
    pub gates: Vec<Place>,
    /// Working memory, one for each district.
    pub districts: Vec<Place>,
    /// What each user gets.
    pub granted: Vec<u32>,
}

impl Splitter {
    /// Splits the supply.
    pub fn split(&mut self) {
        let (gates, districts) = (self.gate_capacities.len(), self.district_capacities.len());
        assert!(
            districts.is_multiple_of(gates) && self.starts.len() == districts + 1 && self.starts.is_sorted()
        );
        assert!(self.gates.len() == gates && self.districts.len() == districts);
        let users = self.demands.len();
        assert!(
            self.starts[districts] as usize <= users
                && self.classes.len() == users
                && self.granted.len() == users
        );
        let tree = RawTree {
            gates,
            districts_each: districts / gates,
            gate_capacities: self.gate_capacities.as_ptr(),
            district_capacities: self.district_capacities.as_ptr(),
            starts: self.starts.as_ptr(),
            demands: self.demands.as_ptr(),
            classes: self.classes.as_ptr(),
        };
        let (gates, districts) = (self.gates.as_mut_ptr(), self.districts.as_mut_ptr());
        // SAFETY: the lengths are as the tree says, and no district's users end behind the last one.
        unsafe { tree_split(&raw const tree, self.supply, gates, districts, self.granted.as_mut_ptr()) }
    }
}
