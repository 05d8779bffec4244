//! What can be said of a user: one list for TOML, CSV, XLSX and the templates of `init`.

/// What a key holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Text,
    Number,
    YesNo,
    /// Several names.
    Names,
    /// A number, or one for each period.
    Numbers,
}

/// A key of a user, and what tables call it.
#[derive(Clone, Copy, Debug)]
pub struct UserKey {
    pub key: &'static str,
    pub kind: Kind,
    pub is_required: bool,
    /// What a column of it is called in Chinese, the usual heading first.
    pub headings_zh: &'static [&'static str],
}

const fn optional(key: &'static str, kind: Kind, headings_zh: &'static [&'static str]) -> UserKey {
    UserKey { key, kind, is_required: false, headings_zh }
}

const fn required(key: &'static str, kind: Kind, headings_zh: &'static [&'static str]) -> UserKey {
    UserKey { key, kind, is_required: true, headings_zh }
}

/// Every key of a user, in the order in which the templates have them.
pub const USER_KEYS: &[UserKey] = &[
    required("id", Kind::Text, &["用户", "名称", "用户名称", "用户编号"]),
    optional("name", Kind::Text, &["显示名称", "全称"]),
    // In tables a name in two languages has a column for each.
    optional("name.en", Kind::Text, &["英文名称"]),
    optional("name.zh", Kind::Text, &["中文名称"]),
    required("class", Kind::Text, &["类别", "用户类别", "用气类别"]),
    required("demand", Kind::Number, &["需求", "需求量", "用气需求"]),
    optional("minimum", Kind::Number, &["最低用气量", "最低用量", "保炉用气", "保炉用气量"]),
    optional("base", Kind::Number, &["基准值", "基准"]),
    optional("weight", Kind::Number, &["权重"]),
    optional("rank", Kind::Number, &["位次"]),
    optional("on_off", Kind::YesNo, &["整户", "整户供停"]),
    optional("main", Kind::YesNo, &["主要用户", "下游主要用户"]),
    optional("withheld", Kind::Number, &["累计压减", "已压减"]),
    optional("turns_so_far", Kind::Number, &["已轮停次数"]),
    optional("attributes", Kind::Names, &["属性"]),
    optional("node", Kind::Text, &["节点", "供气节点"]),
    optional("contact", Kind::Text, &["联系人", "联系电话", "联系方式", "电话"]),
    optional("notice_h", Kind::Number, &["提前通知小时", "提前通知时间"]),
    optional("demand_factor", Kind::Numbers, &["需求系数"]),
];

/// The key of this name.
pub fn find(key: &str) -> Option<&'static UserKey> {
    USER_KEYS.iter().find(|known| known.key == key)
}

#[cfg(test)]
mod tests {
    use super::{USER_KEYS, find};
    use crate::read::raw::scenario::RawUser;

    /// What is read from TOML is what can stand in a table.
    #[test]
    fn the_list_has_every_key_of_a_user() {
        let Err(error) = toml::from_str::<RawUser>("no_such_key = 1") else { panic!("the key is unknown") };
        let message = error.message().to_owned();
        let keys: Vec<&str> = message.split('`').skip(3).step_by(2).collect();
        let known = USER_KEYS.iter().filter(|known| !known.key.contains('.'));
        assert_eq!(keys.len(), known.count(), "{message}");
        for key in keys {
            assert!(find(key).is_some(), "{key}");
        }
    }

    #[test]
    fn no_heading_stands_for_two_keys() {
        let mut all: Vec<&str> =
            USER_KEYS.iter().flat_map(|key| [&[key.key], key.headings_zh].concat()).collect();
        all.sort_unstable();
        let count = all.len();
        all.dedup();
        assert_eq!(all.len(), count);
    }
}
