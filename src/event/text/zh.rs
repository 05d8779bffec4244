//! Chinese.

use super::super::grade::{Criterion, Evaluator, Grade, Network, Trend, Unmet};
use super::super::trend::{Pushed, TrendSource};
use super::texts;

texts! {
    text_zh, "The Chinese text.",
    Grade {
        ParticularlySerious => "Ⅰ级（特别重大）",
        Serious => "Ⅱ级（重大）",
        FairlySerious => "Ⅲ级（较大）",
        General => "Ⅳ级（一般）",
    }
    Evaluator {
        City => "市（州）；重要事件可由省级提级评估",
        Province => "省",
        NationalRules => "按国家有关规定",
    }
    Trend {
        Narrowing => "缩小",
        Steady => "持平",
        Widening => "仍在扩大",
    }
    Network {
        Normal => "管网正常运行",
        Affected => "预计影响管网正常运行",
        AtRisk => "管网可能无法正常运行",
    }
    Criterion {
        Imbalance => "按供需失衡比例",
        Interruption => "按主要用户供应中断时间",
        Both => "按供需失衡比例和主要用户供应中断时间",
    }
    Unmet {
        NormalSupplyMissing => "正常供应量为零，无法判断供需失衡比例",
        ImbalanceTooSmall => "供需失衡比例未达到上一级标准",
        NotWidening => "供需失衡未继续扩大",
        NetworkNotBadEnough => "管网运行状态未达到上一级标准",
        InterruptionTooShort => "供应中断时间未达到上一级标准",
    }
    Pushed {
        Added => "样本已采用",
        AddedLate => "迟到样本已按时间插入",
        AfterGap => "数据中断后重新开始",
        TooClose => "未采用：与其他样本间隔过短",
        Repeated => "未采用：时间戳重复",
        TooOld => "未采用：早于时间窗",
        OutOfRange => "拒绝：超过1000000 ppm",
    }
    TrendSource {
        Stated => "由值班人员认定",
        Measured => "由测量得出",
        Assumed => "未知，按扩大处理",
    }
}
