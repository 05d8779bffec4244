//! What things are called in C.

/// An enumeration that C sees.
pub struct Enumeration {
    /// Its name in Rust.
    pub rust: &'static str,
    /// What its constants begin with; its type is that in small letters, with `_t`.
    pub prefix: &'static str,
    /// The set over it that C sees, if any: its name in Rust, what its type and its constants are called, its bits.
    pub set: Option<(&'static str, &'static str, u32)>,
    /// Whether the constants are bits of the set; otherwise they are codes.
    pub is_bits: bool,
}

const fn codes(rust: &'static str, prefix: &'static str) -> Enumeration {
    Enumeration { rust, prefix, set: None, is_bits: false }
}

const fn codes_with_set(
    rust: &'static str,
    prefix: &'static str,
    set: (&'static str, &'static str, u32),
) -> Enumeration {
    Enumeration { rust, prefix, set: Some(set), is_bits: false }
}

const fn bits(
    rust: &'static str,
    prefix: &'static str,
    set: (&'static str, &'static str, u32),
) -> Enumeration {
    Enumeration { rust, prefix, set: Some(set), is_bits: true }
}

/// Every enumeration that C sees.
const ENUMERATIONS: [Enumeration; 56] = [
    codes("ErrorStatus", "CITYGATE_ERROR"),
    codes_with_set("SupplyClass", "CITYGATE_CLASS", ("ClassSet", "CITYGATE_CLASSES", 8)),
    bits("Attribute", "CITYGATE_ATTRIBUTE", ("Attributes", "CITYGATE_ATTRIBUTES", 16)),
    codes("TargetKind", "CITYGATE_TARGET"),
    codes("Share", "CITYGATE_SHARE"),
    codes("RotateBy", "CITYGATE_ROTATE_BY"),
    codes("Reason", "CITYGATE_REASON"),
    codes("Spread", "CITYGATE_SPREAD"),
    codes("BottleneckKind", "CITYGATE_BOTTLENECK_KIND"),
    codes("CombustionTemperature", "CITYGATE_COMBUSTION"),
    codes("BaseConditions", "CITYGATE_METERING"),
    codes("GasQuantity", "CITYGATE_GAS_QUANTITY"),
    codes("Grade", "CITYGATE_GRADE"),
    codes("Criterion", "CITYGATE_CRITERION"),
    codes("Evaluator", "CITYGATE_EVALUATOR"),
    codes("Trend", "CITYGATE_TREND"),
    codes("TrendSource", "CITYGATE_TREND_SOURCE"),
    codes("NetworkCondition", "CITYGATE_NETWORK_CONDITION"),
    bits("Unmet", "CITYGATE_UNMET", ("UnmetSet", "CITYGATE_UNMET_CONDITIONS", 8)),
    codes("SampleOutcome", "CITYGATE_SAMPLE_OUTCOME"),
    codes_with_set("Authority", "CITYGATE_AUTHORITY", ("AuthoritySet", "CITYGATE_AUTHORITIES", 8)),
    codes("WarningLevel", "CITYGATE_WARNING_LEVEL"),
    codes("WarningAction", "CITYGATE_WARNING_ACTION"),
    codes("Possibility", "CITYGATE_POSSIBILITY"),
    codes("WarningReach", "CITYGATE_WARNING_REACH"),
    bits("Measure", "CITYGATE_MEASURE", ("MeasureSet", "CITYGATE_MEASURES", 16)),
    codes("ResponseLevel", "CITYGATE_RESPONSE_LEVEL"),
    codes("Response", "CITYGATE_RESPONSE"),
    codes("Government", "CITYGATE_GOVERNMENT"),
    codes("AffectedArea", "CITYGATE_AFFECTED_AREA"),
    codes("Justification", "CITYGATE_JUSTIFICATION"),
    codes("Phase", "CITYGATE_PHASE"),
    codes("Duty", "CITYGATE_DUTY"),
    codes("DutyTrigger", "CITYGATE_DUTY_TRIGGER"),
    codes("DutyHolder", "CITYGATE_DUTY_HOLDER"),
    codes("DutyDeadline", "CITYGATE_DUTY_DEADLINE"),
    bits("ActionRemark", "CITYGATE_ACTION_REMARK", ("ActionRemarkSet", "CITYGATE_ACTION_REMARKS", 8)),
    bits("Recipient", "CITYGATE_RECIPIENT", ("RecipientSet", "CITYGATE_RECIPIENTS", 8)),
    bits("Sensitivity", "CITYGATE_SENSITIVITY", ("SensitivitySet", "CITYGATE_SENSITIVITIES", 8)),
    codes_with_set("ReportItem", "CITYGATE_REPORT_ITEM", ("ReportItemSet", "CITYGATE_REPORT_ITEMS", 16)),
    codes("ReportFormat", "CITYGATE_REPORT_FORMAT"),
    codes("JournalEntryKind", "CITYGATE_JOURNAL_ENTRY_KIND"),
    codes("Mode", "CITYGATE_STATION_MODE"),
    codes("Quality", "CITYGATE_QUALITY"),
    codes("Valve", "CITYGATE_VALVE"),
    codes("Control", "CITYGATE_CONTROL"),
    codes("Rung", "CITYGATE_RUNG"),
    codes("InstrumentStatus", "CITYGATE_INSTRUMENT_STATUS"),
    codes("Standing", "CITYGATE_STANDING"),
    codes("OrderState", "CITYGATE_ORDER_STATE"),
    codes("OrderCause", "CITYGATE_ORDER_CAUSE"),
    codes("AlarmKind", "CITYGATE_ALARM_KIND"),
    codes("AlarmPriority", "CITYGATE_ALARM_PRIORITY"),
    codes("AlarmState", "CITYGATE_ALARM_STATE"),
    codes("StationCommandKind", "CITYGATE_STATION_COMMAND_KIND"),
    codes("StationEventKind", "CITYGATE_STATION_EVENT_KIND"),
];

/// Functions of the core that documentation points to, and what C calls instead.
const FUNCTIONS: [(&str, &str); 3] = [
    ("add_curtailment", "citygate_users_add_curtailment"),
    ("allocate_network", "citygate_network_allocate"),
    ("TrendWindow", "citygate_trend_push"),
];

/// Types of the core that are whole numbers in a unit: the integer in C, and what the name of a field gets in addition.
const UNITS: [(&str, &str, &str); 5] = [
    ("Flow", "uint32_t", "_dm3_per_h"),
    ("Total", "uint64_t", "_dm3_per_h"),
    ("DirectedFlow", "int64_t", "_dm3_per_h"),
    ("Volume", "uint64_t", "_dm3"),
    ("VolumePerDay", "uint64_t", "_m3_per_d"),
];

impl Enumeration {
    /// What C calls a value.
    pub fn constant(&self, value: &str) -> String {
        // `Level3City` is the level of what the prefix says.
        format!("{}_{}", self.prefix, screaming(value).trim_start_matches("LEVEL_"))
    }

    /// The type of a value.
    pub fn c_type(&self) -> String {
        match self.rust {
            // Success is a status too.
            "ErrorStatus" => "citygate_status_t".to_owned(),
            // The window of samples is called a trend as well.
            "Trend" => "citygate_trend_direction_t".to_owned(),
            _ => type_of(self.prefix),
        }
    }
}

/// `CITYGATE_CLASS` as a type: `citygate_class_t`.
pub fn type_of(prefix: &str) -> String {
    prefix.to_lowercase() + "_t"
}

/// The names, as far as they depend on the sources.
pub struct Names {
    /// Structures: the name in Rust and in C, in the order of the sources.
    structures: Vec<(String, String)>,
}

impl Names {
    pub fn new(sources: &[String]) -> Names {
        let all: Vec<&str> = sources.iter().flat_map(|text| structures(text)).collect();
        // Where C has a structure of its own, it does not see the one of the same name in the core.
        let is_for_c = |name: &&&str| !all.contains(&&*format!("Citygate{name}"));
        let names = all.iter().filter(is_for_c).map(|name| ((*name).to_owned(), c_name(name)));
        let names = Names { structures: names.collect() };
        for Enumeration { rust, .. } in &ENUMERATIONS {
            let definition = format!("enum {rust} {{");
            assert!(
                sources.iter().any(|text| text.contains(&definition)),
                "{rust} is in none of the files listed"
            );
        }
        names
    }

    /// Every type's name in Rust and in C, for cbindgen.
    pub fn types(&self) -> impl Iterator<Item = (String, String)> {
        let structures = self.structures.iter().cloned();
        let enumerations = ENUMERATIONS.iter().flat_map(|enumeration| {
            let code = (format!("{}Code", enumeration.rust), enumeration.c_type());
            let set = enumeration.set.into_iter().flat_map(|(set, prefix, _)| {
                [(set.to_owned(), type_of(prefix)), (format!("{set}Bits"), type_of(prefix))]
            });
            [(enumeration.rust.to_owned(), enumeration.c_type()), code].into_iter().chain(set)
        });
        structures.chain(enumerations).chain([("StatusCode".to_owned(), "citygate_status_t".to_owned())])
    }

    /// The enumerations that these texts define.
    pub fn enumerations_in(&self, texts: &[String]) -> Vec<String> {
        let defined = texts.iter().flat_map(|text| text.lines()).filter_map(|line| {
            let (_, name) = line.split_once("enum ")?;
            name.strip_suffix(" {")
        });
        defined.filter(|name| enumeration(name).is_some()).map(str::to_owned).collect()
    }

    /// What C calls a structure of Rust.
    fn structure(&self, rust: &str) -> Option<&str> {
        self.structures.iter().find(|(name, _)| name == rust).map(|(_, c)| c.as_str())
    }

    /// Where a structure of C stands among all of them.
    pub fn position(&self, c_type: &str) -> Option<usize> {
        self.structures.iter().position(|(_, c)| c == c_type)
    }

    /// What Rust calls a structure of C.
    pub fn in_rust(&self, c_type: &str) -> &str {
        let found = self.structures.iter().find(|(_, c)| *c == c_type);
        found.map_or_else(|| panic!("{c_type} is a structure of Rust"), |(rust, _)| rust)
    }

    /// What C calls something that documentation points to: a path in Rust, without its arguments.
    pub fn of_link(&self, path: &str) -> String {
        let parts: Vec<&str> = path.trim_end_matches("()").split("::").collect();
        let (owner, last) = match parts[..] {
            [.., owner, last] => (owner, last),
            [last] => ("", last),
            [] => ("", ""),
        };
        if let Some((_, c)) = FUNCTIONS.iter().find(|(rust, _)| *rust == last) {
            return (*c).to_owned();
        }
        if let Some(enumeration) = enumeration(owner) {
            return enumeration.constant(last);
        }
        if let Some(structure) = self.structure(owner) {
            let is_constant = last.chars().all(|letter| !letter.is_lowercase());
            return if is_constant { constant_of(structure, last) } else { last.to_owned() };
        }
        if let Some(enumeration) = enumeration(last) {
            return format!("{}_...", enumeration.prefix);
        }
        match self.structure(last) {
            Some(structure) => structure.to_owned(),
            None if last.chars().all(|letter| !letter.is_lowercase()) => format!("CITYGATE_{last}"),
            None => panic!("documentation that C sees points to {path}, which has no name in C"),
        }
    }
}

/// An enumeration by its name in Rust.
fn enumeration(name: &str) -> Option<&'static Enumeration> {
    ENUMERATIONS.iter().find(|enumeration| enumeration.rust == name)
}

/// How many bytes the type of an enumeration or of a set has.
pub fn bytes_of_type(c_type: &str) -> Option<usize> {
    let set = ENUMERATIONS.iter().filter_map(|enumeration| enumeration.set);
    let set =
        set.filter(|(_, prefix, _)| type_of(prefix) == c_type).map(|(.., bits)| bits as usize / 8).next();
    set.or(enumeration_of_type(c_type).map(|_| 1))
}

/// An enumeration by its type in C.
pub fn enumeration_of_type(c_type: &str) -> Option<&'static Enumeration> {
    ENUMERATIONS.iter().find(|enumeration| enumeration.c_type() == c_type)
}

/// Where an enumeration stands among all of them.
pub fn position(enumeration: &Enumeration) -> Option<usize> {
    ENUMERATIONS.iter().position(|other| other.rust == enumeration.rust)
}

/// The type and the name in C of a field whose type in Rust says its unit.
pub fn with_unit(rust_type: &str, name: &str) -> Option<(&'static str, String)> {
    let (_, c_type, suffix) = UNITS.iter().find(|(rust, ..)| *rust == rust_type)?;
    // A change in a second is so much per second.
    Some((
        *c_type,
        match name.strip_suffix("_per_s") {
            Some(name) => format!("{name}{suffix}_per_s"),
            None => format!("{name}{suffix}"),
        },
    ))
}

/// `UNLIMITED` of `citygate_node_t`: `CITYGATE_NODE_UNLIMITED`.
pub fn constant_of(structure: &str, constant: &str) -> String {
    format!("{}_{constant}", structure.trim_end_matches("_t").to_uppercase())
}

/// `MinimumDidNotFit` or `Level3City` in capitals: `MINIMUM_DID_NOT_FIT`, `LEVEL_3_CITY`.
fn screaming(name: &str) -> String {
    let letters: Vec<char> = name.chars().collect();
    let mut c = String::new();
    for (at, letter) in letters.iter().enumerate() {
        let before = at.checked_sub(1).map_or('_', |at| letters[at]);
        // `II` is one word, `NMinus` two.
        let is_next_small = letters.get(at + 1).is_some_and(|next| next.is_lowercase());
        let starts_word = (letter.is_uppercase() && (!before.is_uppercase() || is_next_small))
            || (letter.is_ascii_digit() && !before.is_ascii_digit());
        if starts_word && before != '_' {
            c.push('_');
        }
        c.extend(letter.to_uppercase());
    }
    // An encoding, not a number.
    c.replace("UTF_8", "UTF8")
}

/// The structures with a layout of C that a text defines.
fn structures(text: &str) -> impl Iterator<Item = &str> {
    let after = text.split("#[repr(C)]\n").skip(1);
    let definition = after.filter_map(|rest| rest.lines().find_map(|line| line.strip_prefix("pub struct ")));
    definition.filter_map(|rest| rest.split([' ', '<', '(', ';']).next())
}

/// `CitygateClassTotal` or `ClassTotal` as C writes it: `citygate_class_total_t`.
fn c_name(rust: &str) -> String {
    let mut c = "citygate".to_owned();
    for letter in rust.strip_prefix("Citygate").unwrap_or(rust).chars() {
        if letter.is_uppercase() {
            c.push('_');
        }
        c.extend(letter.to_lowercase());
    }
    c + "_t"
}
