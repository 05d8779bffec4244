//! What is wrong with a command line, in Chinese; clap tells it in English itself.

use clap::error::{ContextKind, ContextValue, ErrorKind};

/// The error, how the command is used, and where to read more.
pub fn chinese(error: &clap::Error) -> String {
    let mut text = format!("错误：{}\n", what(error));
    let suggestions =
        [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    let suggested: Vec<String> = suggestions.into_iter().flat_map(|kind| values(error, kind)).collect();
    if !suggested.is_empty() {
        text.push_str(&format!("\n  是否要写：{}\n", suggested.join("、")));
    }
    if let Some(usage) = error.get(ContextKind::Usage) {
        let usage = usage.to_string();
        text.push_str(&format!("\n用法：{}\n", usage.trim_start_matches("Usage:").trim()));
    }
    text.push_str("\n详见 --help。\n");
    text
}

fn what(error: &clap::Error) -> String {
    let argument = values(error, ContextKind::InvalidArg).join("、");
    let value = values(error, ContextKind::InvalidValue).concat();
    let prior = values(error, ContextKind::PriorArg).join("、");
    let command = values(error, ContextKind::InvalidSubcommand).concat();
    let count = |kind| values(error, kind).concat();
    let text = match error.kind() {
        _ if argument.is_empty() && command.is_empty() => own_words(error),
        ErrorKind::UnknownArgument => format!("没有选项或参数“{argument}”"),
        ErrorKind::InvalidSubcommand => format!("没有子命令“{command}”"),
        ErrorKind::MissingSubcommand => format!("“{command}”之后须写子命令"),
        ErrorKind::InvalidValue if value.is_empty() => format!("“{argument}”须有值"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => format!("“{argument}”不能取值“{value}”"),
        ErrorKind::MissingRequiredArgument => format!("缺少必需的参数：{argument}"),
        ErrorKind::ArgumentConflict if prior.is_empty() || prior == argument => {
            format!("“{argument}”只能写一次")
        }
        ErrorKind::ArgumentConflict => format!("“{argument}”不能与“{prior}”同用"),
        ErrorKind::TooManyValues => format!("“{argument}”的值过多：“{value}”是多余的"),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("“{argument}”的值的个数不对：写了{}个", count(ContextKind::ActualNumValues))
        }
        ErrorKind::NoEquals => format!("“{argument}”与其值之间须写等号"),
        ErrorKind::InvalidUtf8 => "命令行中有不是UTF-8的文字".to_owned(),
        _ => own_words(error),
    };
    match values(error, ContextKind::ValidValue) {
        known if known.is_empty() => text,
        known => format!("{text}；可取：{}", known.join("、")),
    }
}

/// What the program itself says of the error.
fn own_words(error: &clap::Error) -> String {
    let text = error.to_string();
    let text = text.trim_start_matches("error:").trim();
    text.lines().next().unwrap_or_default().to_owned()
}

fn values(error: &clap::Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(value)) => vec![value.clone()],
        Some(ContextValue::Strings(values)) => values.clone(),
        Some(ContextValue::Number(number)) => vec![number.to_string()],
        _ => Vec::new(),
    }
}
