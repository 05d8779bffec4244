//! Why an action of an exercise is refused, in Chinese.

use citygate::event::{EventError, Refusal, ReportingError, WarningRefusal};

/// The reason of a refusal in Chinese.
pub fn refusal(error: &EventError) -> String {
    match error {
        EventError::Refused(refusal) => {
            let text = refusal.text_zh();
            match refusal {
                Refusal::NotAuthorized { may } => {
                    let may: Vec<&str> = may.iter().map(|authority| authority.text_zh()).collect();
                    format!("{text}；有权机关：{}", may.join("、"))
                }
                Refusal::OtherProposed { proposed } | Refusal::MoreSeriousProposed { proposed } => {
                    format!("{text}（所提建议：{}）", proposed.text_zh())
                }
                _ => text.to_owned(),
            }
        }
        EventError::Warning(refusal @ WarningRefusal::NotTheIssuer { issuer }) => {
            format!("{}（发布者：{}）", refusal.text_zh(), issuer.authority.text_zh())
        }
        EventError::Warning(refusal) => refusal.text_zh().to_owned(),
        EventError::Reporting(ReportingError::NoRecipient) => "没有报送对象".to_owned(),
        EventError::AlreadyNotified => "已接到该事件的信息，须先结束该事件".to_owned(),
        EventError::NotificationTooOld => "信息早于时间线".to_owned(),
        EventError::NoEvent => "尚未接到事件信息".to_owned(),
        EventError::ResponseNotNormal => "响应恢复正常且无待定建议后方可结束事件".to_owned(),
        EventError::ReportsOwed { to } => {
            let to: Vec<&str> = to.iter().map(|recipient| recipient.text_zh()).collect();
            format!("首报尚未报送：{}", to.join("、"))
        }
        EventError::NotReportedBy { may } => {
            let may: Vec<&str> = may.iter().map(|authority| authority.text_zh()).collect();
            format!("向国务院报告由省级负责；有权机关：{}", may.join("、"))
        }
        EventError::NotTheHolder { may } => {
            let may: Vec<&str> = may.iter().map(|authority| authority.text_zh()).collect();
            format!("此项职责由他方承担；责任主体：{}", may.join("、"))
        }
        EventError::DoneByReporting => "报送信息即为完成此项职责".to_owned(),
        EventError::DutyNotDue => "此项职责尚未产生，或已完成".to_owned(),
        EventError::EngineMayNotClose => "本系统不得结束事件".to_owned(),
        // What is left cannot come of what people do in an exercise.
        other => other.to_string(),
    }
}
