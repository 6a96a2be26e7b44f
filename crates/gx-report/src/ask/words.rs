//! The words of fields and of their values in three languages, made from the phrases of the web app, which shows the same.

use std::collections::HashMap;
use std::sync::LazyLock;

use gx_kernel::Locale;
use gx_kernel::object::ObjectKind;

use super::question::{Measure, MeasureKind, Unit};

/// By language, then by key, such as `field.city` and `state.won`. A test of the web app holds the file to its phrases.
static WORDS: LazyLock<HashMap<String, HashMap<String, String>>> =
    LazyLock::new(|| serde_json::from_str(include_str!("../../assets/words.json")).unwrap_or_default());

/// The words of one language.
#[derive(Clone, Copy, Debug)]
pub struct Words(pub Locale);

impl Words {
    fn maybe(self, key: &str) -> Option<&'static str> {
        WORDS.get(self.0.tag())?.get(key).map(String::as_str)
    }

    /// One of three texts, by language.
    pub fn either(self, cn: &'static str, tw: &'static str, en: &'static str) -> &'static str {
        match self.0 {
            Locale::ZhCn => cn,
            Locale::ZhTw => tw,
            Locale::En => en,
        }
    }

    /// What a field is called.
    pub fn field(self, object: ObjectKind, key: &str) -> String {
        if let Some(of_line) = key.strip_prefix("line.") {
            let word = match of_line {
                "name" => self.either("产品", "產品", "Product"),
                "code" => self.either("产品编码", "產品料號", "Product code"),
                "category" => self.either("产品类别", "產品類別", "Product category"),
                "quantity" => self.either("件数", "件數", "Quantity"),
                _ => self.either("产品金额", "產品金額", "Amount of products"),
            };
            return word.to_owned();
        }
        let last = key.rsplit('.').next().unwrap_or(key);
        match last {
            "team" => return self.either("团队", "團隊", "Team").to_owned(),
            "reached" => return self.either("到过的阶段", "到過的階段", "Stages reached").to_owned(),
            _ => {}
        }
        let here =
            self.maybe(&format!("field.{object}.{last}")).or_else(|| self.maybe(&format!("field.{last}")));
        here.map_or_else(|| last.trim_start_matches("x_").replace('_', " "), str::to_owned)
    }

    /// What a value of a field of the program's own is called.
    pub fn value(self, object: ObjectKind, field: &str, value: &str) -> String {
        let table = match (object, field) {
            (ObjectKind::Order, "status") => "order",
            (ObjectKind::Activity, "kind") => "activity.kind",
            (ObjectKind::Activity, "state") => "activity.state",
            _ => field,
        };
        let word = self.maybe(&format!("{table}.{value}"));
        word.map_or_else(|| value.to_owned(), str::to_owned)
    }

    /// Rows without a value.
    pub fn none(self) -> &'static str {
        self.either("（无）", "（無）", "(none)")
    }

    /// What a figure is called; `label` is what its field is, where it is one of the workspace's own.
    pub fn measure(self, object: ObjectKind, measure: &Measure, label: Option<&str>) -> String {
        if let Some(name) = measure.name.as_ref().filter(|name| !name.trim().is_empty()) {
            return name.clone();
        }
        let named = || measure.field.as_deref().map(|key| self.field(object, key)).unwrap_or_default();
        let field = label.map_or_else(named, str::to_owned);
        let kind = match measure.of {
            MeasureKind::Count => return self.either("数量", "數量", "Count").to_owned(),
            MeasureKind::Share => return self.either("占比", "佔比", "Share").to_owned(),
            MeasureKind::Sum => self.either("合计", "合計", "sum"),
            MeasureKind::Average => self.either("平均", "平均", "average"),
            MeasureKind::Least => self.either("最小", "最小", "least"),
            MeasureKind::Most => self.either("最大", "最大", "most"),
            MeasureKind::Distinct => self.either("去重数", "不重複數", "distinct"),
            MeasureKind::Days => self.either("天数", "天數", "days"),
        };
        match self.0 {
            Locale::En => format!("{field}, {kind}"),
            _ => format!("{field}（{kind}）"),
        }
    }

    /// A place of a cycle.
    pub fn place(self, unit: Unit, place: i64) -> String {
        const CN: [&str; 7] = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"];
        const TW: [&str; 7] = ["週一", "週二", "週三", "週四", "週五", "週六", "週日"];
        const EN: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
        const MONTHS: [&str; 12] = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        let at = |names: &[&str], n: i64| {
            usize::try_from(n)
                .ok()
                .and_then(|n| names.get(n))
                .map_or_else(|| n.to_string(), |name| (*name).to_owned())
        };
        match (unit, self.0) {
            (Unit::Weekday, Locale::ZhCn) => at(&CN, place - 1),
            (Unit::Weekday, Locale::ZhTw) => at(&TW, place - 1),
            (Unit::Weekday, Locale::En) => at(&EN, place - 1),
            (Unit::MonthOfYear, Locale::En) => at(&MONTHS, place - 1),
            (Unit::MonthOfYear, _) => format!("{place} 月"),
            _ => format!("{place}:00"),
        }
    }
}
