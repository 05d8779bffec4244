//! The built-in supply orders, each with its source and with what it leaves out.
//!
//! [`JILIN_2024`] is the default and complete. The others are here to be used where they fit and to show what
//! a table can say: a class that comes back in a second step, rotation, a floor that outranks the class order,
//! uniform percentages of past use. Where only a part of a regime is known, [`Notes::leaves_out`] says so, and
//! the table must not be taken for the regime itself.
//!
//! Adding a regime takes one entry in the table at the end of this file.

use super::{Policy, Share, Step, Target};
use crate::user::{Attribute, Attributes, ClassSet, SupplyClass};

/// A built-in policy: a name, the table, and notes on where it comes from.
#[derive(Clone, Copy, Debug)]
pub struct Regime(usize);

/// Where a built-in policy comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Notes {
    /// The regime's title in English.
    pub title: &'static str,
    /// The regime's title in Chinese.
    pub title_zh: &'static str,
    /// The document that the table follows.
    pub source: &'static str,
    /// The document that the table follows, in Chinese.
    pub source_zh: &'static str,
    /// What the table leaves out or adds of our own; `None` when it is the whole order.
    pub leaves_out: Option<&'static str>,
    /// What the table leaves out or adds of our own, in Chinese.
    pub leaves_out_zh: Option<&'static str>,
    /// For each step, the place in the source that it follows.
    pub steps: &'static [&'static str],
    /// For each step, the place in the source that it follows, in Chinese.
    pub steps_zh: &'static [&'static str],
}

impl Regime {
    /// The name, as in a scenario file: `jilin-2024`.
    pub fn name(self) -> &'static str {
        POLICIES.get(self.0).map_or("", |(name, _)| name)
    }

    /// The policy itself.
    pub fn policy(self) -> Policy<'static> {
        POLICIES.get(self.0).map_or(JILIN_2024, |(_, policy)| *policy)
    }

    /// Source and limits.
    pub fn notes(self) -> &'static Notes {
        NOTES.get(self.0).unwrap_or(&NOTES[0])
    }
}

/// Every built-in policy, the default first.
pub fn all() -> impl Iterator<Item = Regime> {
    (0..POLICIES.len()).map(Regime)
}

/// The built-in policy of this name.
///
/// ```
/// use citygate::policy::regimes;
/// let regime = regimes::find("jilin-2024").expect("the default is built in");
/// assert_eq!(regime.policy(), regimes::JILIN_2024);
/// assert!(regimes::find("nowhere").is_none());
/// ```
pub fn find(name: &str) -> Option<Regime> {
    all().find(|regime| regime.name() == name)
}

use Attribute::{
    Agricultural, AlternativeFuel, Commercial, Generation, HighPriority, Interruptible, PrioritySite,
    ProcessOrFeedstock, ProtectedContract, PublicTransport, Running, Small,
};
use Attributes as A;
use Share::{AllOrNothing, ProRata, Ranked, Rotating};
use SupplyClass::{Chemical, Heating, IndustrialFuel, PublicService, Residential, Vehicles};
use Target::{Demand, Minimum, PermilleOfBase, PermilleOfDemand};

const fn step(classes: &[SupplyClass], target: Target, share: Share) -> Step {
    Step::new(ClassSet::of(classes), target, share)
}

const fn everyone(target: Target, share: Share) -> Step {
    Step::new(ClassSet::ALL, target, share)
}

/// Builds the policies and their notes as two tables, so that firmware which never reads a note does not
/// carry its text. A table that is not a policy does not compile.
macro_rules! regimes {
    ($($(#[$doc:meta])* $constant:ident = $name:literal {
        title: $title:literal, title_zh: $title_zh:literal,
        source: $source:literal, source_zh: $source_zh:literal,
        leaves_out: $leaves_out:expr, leaves_out_zh: $leaves_out_zh:expr,
        steps: [$($step:expr => $place:literal, $place_zh:literal;)+],
    })+) => {
        $($(#[$doc])*
        pub const $constant: Policy<'static> = {
            const STEPS: &[Step] = &[$($step),+];
            match Policy::new(STEPS, ClassSet::ALL, Attributes::STANDARD) {
                Ok(policy) => policy,
                Err(_) => panic!("this table of steps is not a policy"),
            }
        };)+

        static POLICIES: [(&str, Policy<'static>); [$($name),+].len()] = [$(($name, $constant)),+];

        static NOTES: [Notes; [$($name),+].len()] = [$(Notes {
            title: $title,
            title_zh: $title_zh,
            source: $source,
            source_zh: $source_zh,
            leaves_out: $leaves_out,
            leaves_out_zh: $leaves_out_zh,
            steps: &[$($place),+],
            steps_zh: &[$($place_zh),+],
        }),+];
    };
}

regimes! {
    /// The order of the Jilin plan of 2024, class by class; in each class the technical minimums first.
    JILIN_2024 = "jilin-2024" {
        title: "Jilin Province, natural-gas supply interruption emergency plan, 2024",
        title_zh: "吉林省天然气供应中断事件应急预案（2024年）",
        source: "吉政办函〔2024〕30号, 7 April 2024, §1.7",
        source_zh: "吉政办函〔2024〕30号，2024年4月7日，1.7节",
        leaves_out: None,
        leaves_out_zh: None,
        steps: [
            step(&[Residential], Minimum, AllOrNothing) => "§1.7 order 1 居民生活用气; minimums first within the class: interpretation", "1.7节第1位 居民生活用气；同类内最低用气量优先（本库解读，预案未作规定）";
            step(&[Residential], Demand, ProRata) => "§1.7 order 1 居民生活用气", "1.7节第1位 居民生活用气";
            step(&[Heating], Minimum, AllOrNothing) => "§1.7 order 2 城市供暖; minimums first within the class: interpretation", "1.7节第2位 城市供暖；同类内最低用气量优先（本库解读，预案未作规定）";
            step(&[Heating], Demand, ProRata) => "§1.7 order 2 城市供暖", "1.7节第2位 城市供暖";
            step(&[PublicService], Minimum, AllOrNothing) => "§1.7 order 3 公共服务用户; minimums first within the class: interpretation", "1.7节第3位 公共服务用户；同类内最低用气量优先（本库解读，预案未作规定）";
            step(&[PublicService], Demand, ProRata) => "§1.7 order 3 公共服务用户", "1.7节第3位 公共服务用户";
            step(&[Vehicles], Minimum, AllOrNothing) => "§1.7 order 4 汽车用户; minimums first within the class: interpretation", "1.7节第4位 汽车用户；同类内最低用气量优先（本库解读，预案未作规定）";
            step(&[Vehicles], Demand, ProRata) => "§1.7 order 4 汽车用户", "1.7节第4位 汽车用户";
            step(&[IndustrialFuel], Minimum, AllOrNothing) => "§1.7 order 5 工业燃料用户; minimums first within the class: interpretation", "1.7节第5位 工业燃料用户；同类内保炉用气优先（本库解读，预案未作规定）";
            step(&[IndustrialFuel], Demand, ProRata) => "§1.7 order 5 工业燃料用户", "1.7节第5位 工业燃料用户";
            step(&[Chemical], Minimum, AllOrNothing) => "§1.7 order 6 天然气化工用户; minimums first within the class: interpretation", "1.7节第6位 天然气化工用户；同类内最低用气量优先（本库解读，预案未作规定）";
            step(&[Chemical], Demand, ProRata) => "§1.7 order 6 天然气化工用户", "1.7节第6位 天然气化工用户";
        ],
    }

    /// The Jilin order with the technical minimums of all classes before anyone's remainder.
    JILIN_2024_MINIMUMS_FIRST = "jilin-2024-minimums-first" {
        title: "Jilin Province 2024, all technical minimums first",
        title_zh: "吉林省预案（2024年），各类用户最低用气量优先",
        source: "吉政办函〔2024〕30号, 7 April 2024, §1.7",
        source_zh: "吉政办函〔2024〕30号，2024年4月7日，1.7节",
        leaves_out: Some("a variant: the plan's class order, but serving the technical minimums (最低用气量) of every class before any remainder is a choice of ours, not of the plan"),
        leaves_out_zh: Some("变体：类别顺序依预案；各类用户最低用气量一律优先，系本库所选，并非预案规定"),
        steps: [
            step(&[Residential], Minimum, AllOrNothing) => "§1.7 order 1, minimums", "1.7节第1位，最低用气量";
            step(&[Heating], Minimum, AllOrNothing) => "§1.7 order 2, minimums", "1.7节第2位，最低用气量";
            step(&[PublicService], Minimum, AllOrNothing) => "§1.7 order 3, minimums", "1.7节第3位，最低用气量";
            step(&[Vehicles], Minimum, AllOrNothing) => "§1.7 order 4, minimums", "1.7节第4位，最低用气量";
            step(&[IndustrialFuel], Minimum, AllOrNothing) => "§1.7 order 5, minimums", "1.7节第5位，保炉用气";
            step(&[Chemical], Minimum, AllOrNothing) => "§1.7 order 6, minimums", "1.7节第6位，最低用气量";
            step(&[Residential], Demand, ProRata) => "§1.7 order 1, remainder", "1.7节第1位，其余需求";
            step(&[Heating], Demand, ProRata) => "§1.7 order 2, remainder", "1.7节第2位，其余需求";
            step(&[PublicService], Demand, ProRata) => "§1.7 order 3, remainder", "1.7节第3位，其余需求";
            step(&[Vehicles], Demand, ProRata) => "§1.7 order 4, remainder", "1.7节第4位，其余需求";
            step(&[IndustrialFuel], Demand, ProRata) => "§1.7 order 5, remainder", "1.7节第5位，其余需求";
            step(&[Chemical], Demand, ProRata) => "§1.7 order 6, remainder", "1.7节第6位，其余需求";
        ],
    }

    /// The Jilin order with the technical minimums of all others right after heating, and public transport before other
    /// vehicles.
    JILIN_2024_MINIMUMS_AFTER_HEATING = "jilin-2024-minimums-after-heating" {
        title: "Jilin Province 2024, technical minimums right after heating",
        title_zh: "吉林省预案（2024年），供暖之后先保各类用户最低用气量",
        source: "吉政办函〔2024〕30号, 7 April 2024, §1.7",
        source_zh: "吉政办函〔2024〕30号，2024年4月7日，1.7节",
        leaves_out: Some("a variant: homes and heating in full as the plan orders them; that the technical minimums of all other classes, and with them users that cannot be cut, come right after heating, and public transport before other vehicles, are choices of ours, not of the plan"),
        leaves_out_zh: Some("变体：居民和供暖依预案全额保障；其余各类用户的最低用气量（含不可中断用户）紧接供暖之后、公共交通先于其他汽车用户，均系本库所选，并非预案规定"),
        steps: [
            step(&[Residential], Minimum, AllOrNothing) => "§1.7 order 1, minimums", "1.7节第1位，最低用气量";
            step(&[Residential], Demand, ProRata) => "§1.7 order 1, remainder", "1.7节第1位，其余需求";
            step(&[Heating], Minimum, AllOrNothing) => "§1.7 order 2, minimums", "1.7节第2位，最低用气量";
            step(&[Heating], Demand, ProRata) => "§1.7 order 2, remainder", "1.7节第2位，其余需求";
            step(&[PublicService], Minimum, AllOrNothing) => "§1.7 order 3, minimums", "1.7节第3位，最低用气量";
            step(&[Vehicles], Minimum, AllOrNothing) => "§1.7 order 4, minimums", "1.7节第4位，最低用气量";
            step(&[IndustrialFuel], Minimum, AllOrNothing) => "§1.7 order 5, minimums", "1.7节第5位，最低用气量";
            step(&[Chemical], Minimum, AllOrNothing) => "§1.7 order 6, minimums", "1.7节第6位，最低用气量";
            step(&[PublicService], Demand, ProRata) => "§1.7 order 3, remainder", "1.7节第3位，其余需求";
            step(&[Vehicles], Demand, ProRata).with_all(A::of(&[PublicTransport])) => "§1.7 order 4, public transport before others", "1.7节第4位，公共交通优先";
            step(&[Vehicles], Demand, ProRata) => "§1.7 order 4, remainder", "1.7节第4位，其余需求";
            step(&[IndustrialFuel], Demand, ProRata) => "§1.7 order 5, remainder", "1.7节第5位，其余需求";
            step(&[Chemical], Demand, ProRata) => "§1.7 order 6, remainder", "1.7节第6位，其余需求";
        ],
    }

    /// Shanxi's winter order of 2017: vehicles above public service. Partial.
    SHANXI_2017 = "shanxi-2017" {
        title: "Shanxi Province, winter-peak supply emergency plan, 2017 (partial)",
        title_zh: "山西省迎峰度冬保供应急预案（2017年，部分）",
        source: "山西省迎峰度冬保供应急预案, 2017, since revised",
        source_zh: "山西省迎峰度冬保供应急预案（2017年，已修订）",
        leaves_out: Some("partial: read in part and since revised. The order of cutting is industry, commerce, public service, vehicles, residential last; heating is not named there and stands beside residential here; sharing within a step is ours"),
        leaves_out_zh: Some("部分：仅据已读部分，且原文已修订。压减顺序为工业、商业、公共服务、汽车，居民最后；原文未提供暖，此处与居民并列；同一步内的分配方式由本库设定"),
        steps: [
            step(&[Residential, Heating], Demand, ProRata) => "residential last to be cut; heating placed here by us", "居民最后压减；供暖置于此处由本库设定";
            step(&[Vehicles], Demand, ProRata) => "vehicles fourth to be cut", "汽车第四压减";
            step(&[PublicService], Demand, ProRata).with_none(A::of(&[Commercial])) => "public service third to be cut", "公共服务第三压减";
            step(&[PublicService], Demand, ProRata).with_all(A::of(&[Commercial])) => "commerce second to be cut: public service users with the attribute commercial", "商业第二压减：带“商业用户”属性的公共服务用户";
            step(&[IndustrialFuel, Chemical], Demand, ProRata) => "industry first to be cut", "工业最先压减";
        ],
    }

    /// The curtailment priorities of the US Natural Gas Policy Act of 1978.
    US_NGPA_1978 = "us-ngpa-1978" {
        title: "United States, Natural Gas Policy Act of 1978, sections 401 and 402",
        title_zh: "美国《天然气政策法》（1978年）第401、402条",
        source: "Natural Gas Policy Act of 1978, §§401-402",
        source_zh: "美国《天然气政策法》（1978年）第401、402条",
        leaves_out: Some("the Act ranks all high-priority uses together: here residences come before the others, which carry the attribute high_priority (schools, hospitals, life, health, property, commercial below 50 Mcf on a peak day); the order below the Act's priorities and the sharing within a step are ours"),
        leaves_out_zh: Some("该法将各项最优先用途并列；此处居民在前，其余带“生命健康安全用气”属性（学校、医院、生命、健康、财产，以及高峰日用气低于50 Mcf的商业用户）；法定优先用途以外的顺序及同一步内的分配方式由本库设定"),
        steps: [
            step(&[Residential], Demand, ProRata) => "§401(f) high priority: residences", "第401(f)条 最优先：居民住户";
            everyone(Demand, ProRata).with_all(A::of(&[HighPriority])) => "§401(f) high priority: the other uses", "第401(f)条 最优先：其他用途";
            everyone(Demand, ProRata).with_all(A::of(&[Agricultural])).with_none(A::of(&[AlternativeFuel])) => "§401 essential agricultural, unless another fuel is practicable", "第401条 重要农业用气，可行替代燃料者除外";
            everyone(Demand, ProRata).with_all(A::of(&[ProcessOrFeedstock])).with_none(A::of(&[AlternativeFuel])) => "§402 essential industrial process or feedstock, where no other fuel is practicable", "第402条 无可行替代燃料的重要工业工艺或原料用气";
            everyone(Demand, ProRata) => "all other uses", "其他用途";
        ],
    }

    /// SoCalGas Rule 23 as of 2016, November to March: generation is cut in two separate steps. Partial.
    SOCALGAS_RULE_23_WINTER = "socalgas-rule-23-winter" {
        title: "SoCalGas Rule 23, 2016, November to March (partial)",
        title_zh: "南加州燃气公司第23号规则（2016年，11月至3月，部分）",
        source: "SoCalGas Rule 23, 2016",
        source_zh: "南加州燃气公司第23号规则（2016年）",
        leaves_out: Some("partial: cut first is dispatchable generation not running, second up to 60 % of running generation, third other noncore use; what follows was not read: the rest of running generation and then core use are placed by us"),
        leaves_out_zh: Some("部分：先压减未在运的可调度发电，再压减在运发电的至多60%，再压减其他非核心用户；其后内容未读，在运发电的其余部分及核心用户的位置由本库设定"),
        steps: [
            step(&[Residential, Heating, PublicService, Vehicles], Demand, ProRata) => "core use, last to be cut (placed by us)", "核心用户，最后压减（由本库设定）";
            step(&[IndustrialFuel, Chemical], PermilleOfDemand(400), ProRata).with_all(A::of(&[Generation, Running])) => "the 40 % of running generation that cut 2 leaves", "第二轮压减后保留的在运发电40%";
            step(&[IndustrialFuel, Chemical], Demand, ProRata).with_none(A::of(&[Generation])) => "cut 3: other noncore, up to 100 %", "第三轮压减：其他非核心用户，至多100%";
            step(&[IndustrialFuel, Chemical], Demand, ProRata).with_all(A::of(&[Generation, Running])) => "cut 2: up to 60 % of running generation, November to March", "第二轮压减：在运发电至多60%，11月至3月";
            step(&[IndustrialFuel, Chemical], Demand, ProRata).with_all(A::of(&[Generation])) => "cut 1: dispatchable generation not running", "第一轮压减：未在运的可调度发电";
        ],
    }

    /// SoCalGas Rule 23 as of 2016, April to October: generation is cut in two separate steps. Partial.
    SOCALGAS_RULE_23_SUMMER = "socalgas-rule-23-summer" {
        title: "SoCalGas Rule 23, 2016, April to October (partial)",
        title_zh: "南加州燃气公司第23号规则（2016年，4月至10月，部分）",
        source: "SoCalGas Rule 23, 2016",
        source_zh: "南加州燃气公司第23号规则（2016年）",
        leaves_out: Some("partial: as the winter table, but cut second is up to 40 % of running generation"),
        leaves_out_zh: Some("部分：同冬季，但第二轮压减在运发电的至多40%"),
        steps: [
            step(&[Residential, Heating, PublicService, Vehicles], Demand, ProRata) => "core use, last to be cut (placed by us)", "核心用户，最后压减（由本库设定）";
            step(&[IndustrialFuel, Chemical], PermilleOfDemand(600), ProRata).with_all(A::of(&[Generation, Running])) => "the 60 % of running generation that cut 2 leaves", "第二轮压减后保留的在运发电60%";
            step(&[IndustrialFuel, Chemical], Demand, ProRata).with_none(A::of(&[Generation])) => "cut 3: other noncore, up to 100 %", "第三轮压减：其他非核心用户，至多100%";
            step(&[IndustrialFuel, Chemical], Demand, ProRata).with_all(A::of(&[Generation, Running])) => "cut 2: up to 40 % of running generation, April to October", "第二轮压减：在运发电至多40%，4月至10月";
            step(&[IndustrialFuel, Chemical], Demand, ProRata).with_all(A::of(&[Generation])) => "cut 1: dispatchable generation not running", "第一轮压减：未在运的可调度发电";
        ],
    }

    /// San Diego Rule 14 as of 2000: blocks take turns. Partial.
    SAN_DIEGO_RULE_14 = "san-diego-rule-14" {
        title: "San Diego Rule 14, 2000: rotating blocks (partial)",
        title_zh: "圣迭戈第14号规则（2000年）：分组轮停（部分）",
        source: "San Diego Rule 14, 2000",
        source_zh: "圣迭戈第14号规则（2000年）",
        leaves_out: Some("partial: the rule cuts one block of generators and one block of commercial and industrial users at a time; each user here stands for a block, generators go before the others, and core use before both is ours"),
        leaves_out_zh: Some("部分：规则每次停一组发电和一组工商业用户；此处每个用户代表一组，先停发电，核心用户优先于两者由本库设定"),
        steps: [
            step(&[Residential, Heating, Vehicles], Demand, ProRata) => "core use (placed by us)", "核心用户（由本库设定）";
            step(&[PublicService, IndustrialFuel, Chemical], Demand, Rotating).with_none(A::of(&[Generation])) => "blocks of commercial and industrial users take turns", "工商业用户分组轮停";
            step(&[PublicService, IndustrialFuel, Chemical], Demand, Rotating).with_all(A::of(&[Generation])) => "blocks of generators take turns", "发电用户分组轮停";
        ],
    }

    /// Louisiana's floor for old contracts, which outranks the class order. Partial.
    LOUISIANA_30_575_1 = "louisiana-30-575-1" {
        title: "Louisiana RS 30:575.1: a contract floor above the class order (partial)",
        title_zh: "路易斯安那州 RS 30:575.1：合同保底优先于类别顺序（部分）",
        source: "Louisiana Revised Statutes 30:575.1",
        source_zh: "路易斯安那州修订法规30:575.1",
        leaves_out: Some("partial: the statute gives only the floor (old contracts lose at most 10 % of the contracted daily quantity); the class order below it is the Jilin plan's, as an illustration"),
        leaves_out_zh: Some("部分：法规仅规定保底（旧合同至多压减合同日量的10%）；其后的类别顺序借用吉林省预案，仅作示例"),
        steps: [
            everyone(PermilleOfBase(900), ProRata).with_all(A::of(&[ProtectedContract])) => "RS 30:575.1: at least 90 % of the contracted daily quantity", "RS 30:575.1：至少保合同日量的90%";
            step(&[Residential], Demand, ProRata) => "class order as illustration: residential", "类别顺序示例：居民生活用气";
            step(&[Heating], Demand, ProRata) => "class order as illustration: heating", "类别顺序示例：城市供暖";
            step(&[PublicService], Demand, ProRata) => "class order as illustration: public service", "类别顺序示例：公共服务用户";
            step(&[Vehicles], Demand, ProRata) => "class order as illustration: vehicles", "类别顺序示例：汽车用户";
            step(&[IndustrialFuel], Demand, ProRata) => "class order as illustration: industrial fuel", "类别顺序示例：工业燃料用户";
            step(&[Chemical], Demand, ProRata) => "class order as illustration: chemical", "类别顺序示例：天然气化工用户";
        ],
    }

    /// The stages of a gas supply emergency in the United Kingdom: sites are told to stop. Partial.
    UK_EMERGENCY = "uk-emergency" {
        title: "United Kingdom, gas supply emergency stages (partial)",
        title_zh: "英国天然气供应紧急状态分级（部分）",
        source: "United Kingdom, gas supply emergency: load shedding stages and priority site categories A, B, C",
        source_zh: "英国天然气供应紧急状态：减供阶段及A、B、C类重点场所",
        leaves_out: Some("partial: firm sites above 732 MWh a year carry no attribute small; the categories A, B and C of priority sites are ranks 0, 1 and 2; isolation of whole areas is not a matter of allocation"),
        leaves_out_zh: Some("部分：年用气超过732 MWh的不可中断用户不带“小型用户”属性；重点场所A、B、C类对应位次0、1、2；片区隔离不属于分配问题"),
        steps: [
            everyone(Demand, AllOrNothing).with_all(A::of(&[PrioritySite])) => "priority sites, by category", "重点场所，按类别";
            step(&[Residential], Demand, ProRata) => "homes, last before isolation", "居民住户，片区隔离前最后压减";
            everyone(Demand, ProRata).with_all(A::of(&[Small])).with_none(A::of(&[Interruptible])) => "small firm users", "小型不可中断用户";
            everyone(Demand, AllOrNothing).with_none(A::of(&[Interruptible])) => "large firm sites, told to stop second", "大型不可中断用户，第二批通知停用";
            everyone(Demand, AllOrNothing).with_all(A::of(&[Interruptible])) => "interruptible sites, told to stop first", "可中断用户，最先通知停用";
        ],
    }

    /// Germany 2022: a uniform percentage of past use for small metered users. Partial.
    GERMANY_2022 = "germany-2022" {
        title: "Germany 2022: a uniform percentage for metered users (partial)",
        title_zh: "德国2022年：计量用户统一比例（部分）",
        source: "Germany, federal network agency, gas emergency of 2022: load distribution",
        source_zh: "德国联邦网络局，2022年天然气紧急状态：负荷分配",
        leaves_out: Some("partial: metered users under 1.5 GWh a year carry the attribute small and state their past use as base; there is no fixed order for the large ones, so they go by the rank that the operator gives; the order between the three groups is ours"),
        leaves_out_zh: Some("部分：年用气低于1.5 GWh的计量用户带“小型用户”属性，并以历史用量为基准值；大用户无固定顺序，按运行方给定位次；三组之间的顺序由本库设定"),
        steps: [
            step(&[Residential, Heating], Demand, ProRata) => "protected customers", "受保护用户";
            step(&[PublicService, Vehicles, IndustrialFuel, Chemical], Demand, ProRata).with_all(A::of(&[Small])) => "small metered users: one uniform percentage of past use", "小型计量用户：按历史用量统一比例";
            step(&[PublicService, Vehicles, IndustrialFuel, Chemical], Demand, Ranked) => "large users: decided case by case, by rank", "大用户：逐案决定，按位次";
        ],
    }

    /// Regulation (EU) 2017/1938: protected customers are cut last. Partial.
    EU_2017_1938 = "eu-2017-1938" {
        title: "Regulation (EU) 2017/1938: protected customers (partial)",
        title_zh: "欧盟第2017/1938号条例：受保护用户（部分）",
        source: "Regulation (EU) 2017/1938",
        source_zh: "欧盟第2017/1938号条例",
        leaves_out: Some("partial: the regulation protects households and lets states add social services, small enterprises and their district heating; here residential, heating and, below them, public service are protected; the order of all others is left to states and is one step here"),
        leaves_out_zh: Some("部分：条例保护居民户，并允许成员国增列社会服务、小企业及其集中供热；此处居民、供暖以及其后的公共服务受保护；其余用户的顺序由成员国规定，此处合为一步"),
        steps: [
            step(&[Residential, Heating], Demand, ProRata) => "protected customers: households and their district heating", "受保护用户：居民户及其集中供热";
            step(&[PublicService], Demand, ProRata) => "protected customers by a state's choice: social services", "成员国选择保护的用户：社会服务";
            step(&[Vehicles, IndustrialFuel, Chemical], Demand, ProRata) => "all other customers", "其他用户";
        ],
    }
}
