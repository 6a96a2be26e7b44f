//! Cells become typed values, or problems that name their column. No database is touched here.

use std::collections::HashMap;

use gx_files::detect::join_cells;
use gx_files::values::{self, DateOrder, ValueError};
use gx_kernel::identity::{IdentityKind, IdentityValue};
use gx_kernel::interaction::{Direction, Kind};
use gx_kernel::money::Currency;
use gx_kernel::object::{Field, FieldType, ObjectKind};
use gx_kernel::{IdKind, Micros};
use gx_people::resolve::Keyed;
use gx_record::rules::Rules;
use gx_record::value;
use gx_store::Store;
use jiff::tz::TimeZone;
use rust_decimal::Decimal;
use serde_json::Value as Json;

use super::plan::{Fill, OnBreach, Ready, Slot};
use super::{RowProblem, ShownValue};

/// A row with its values.
#[derive(Clone, Debug, Default)]
pub(crate) struct Parsed {
    pub line: u64,
    pub cells: Vec<String>,
    /// Clean values of the object's own fields.
    pub values: Vec<(String, Json)>,
    /// Clean values of the person an order or interaction belongs to.
    pub person: Vec<(String, Json)>,
    /// Identities, strongest first.
    pub keys: Vec<Keyed>,
    pub company: Option<String>,
    pub amount: Option<Decimal>,
    pub currency: Option<Currency>,
    pub at: Option<Micros>,
    pub problems: Vec<RowProblem>,
    /// Which rules of quality its values are against, where the plan takes them all the same.
    pub breaches: Vec<RowProblem>,
}

impl Parsed {
    pub fn text(&self, key: &str) -> Option<&str> {
        self.values.iter().find(|(k, _)| k == key).and_then(|(_, v)| v.as_str())
    }

    pub fn person_text(&self, key: &str) -> Option<&str> {
        self.person.iter().find(|(k, _)| k == key).and_then(|(_, v)| v.as_str())
    }

    /// The values as a preview shows them.
    pub fn shown(&self) -> Vec<ShownValue> {
        let show = |v: &Json| match v {
            Json::String(s) => s.clone(),
            Json::Array(list) => list.iter().filter_map(Json::as_str).collect::<Vec<_>>().join(", "),
            other => other.to_string(),
        };
        let mut out: Vec<ShownValue> = Vec::new();
        let mut put = |key: String, display: String| out.push(ShownValue { key, display });
        for k in &self.keys {
            put(k.identity.kind.to_string(), k.identity.value.clone());
        }
        for (key, v) in &self.values {
            put(key.clone(), show(v));
        }
        for (key, v) in &self.person {
            put(format!("person.{key}"), show(v));
        }
        if let Some(company) = &self.company {
            put("company".into(), company.clone());
        }
        if let Some(amount) = self.amount {
            put("amount".into(), amount.to_string());
        }
        if let Some(currency) = self.currency {
            put("currency".into(), currency.code().into());
        }
        if let Some(at) = self.at {
            put("at".into(), at.to_rfc3339());
        }
        out
    }
}

/// Reads rows by a plan. The order of day and month is decided for each column beforehand.
#[derive(Debug)]
pub(crate) struct Reader<'a> {
    pub store: &'a Store,
    pub ready: &'a Ready,
    /// The order of dates, per column.
    pub orders: HashMap<usize, DateOrder>,
}

/// How far ahead a date in a file may lie: a day covers every time zone.
const AHEAD: i64 = Micros::DAY;

fn is_empty(text: &str) -> bool {
    text.is_empty() || text == "\\N" || text == "NULL"
}

impl Reader<'_> {
    pub fn read(&self, line: u64, cells: Vec<String>) -> Parsed {
        let mut out = Parsed { line, ..Parsed::default() };
        for slot in &self.ready.slots {
            match &slot.fill {
                // Each column of addresses is one of its own.
                Fill::Identity(kind) => {
                    for column in &slot.columns {
                        let text = cells.get(*column).map(|c| c.trim()).unwrap_or_default();
                        if !is_empty(text) {
                            self.identity(&mut out, *column, kind, text);
                        }
                    }
                }
                _ => {
                    let parts = slot.columns.iter().filter_map(|c| cells.get(*c)).map(|c| c.trim());
                    let text = join_cells(parts.filter(|c| !is_empty(c)));
                    if !text.is_empty() {
                        self.value(&mut out, slot, &text);
                    }
                }
            }
        }
        out.keys.sort_by_key(|k| std::cmp::Reverse(k.identity.kind.priority()));
        out.cells = cells;
        self.whole(&mut out);
        out
    }

    /// What a row must say to be one.
    fn whole(&self, out: &mut Parsed) {
        let has = |keys: &[&str]| keys.iter().any(|k| out.values.iter().any(|(v, _)| v == k));
        let missing = match self.ready.object {
            ObjectKind::Person if out.keys.is_empty() && !has(&["name", "given_name", "family_name"]) => {
                Some(("no_name", "a person needs a name, an address or a number"))
            }
            ObjectKind::Company if !has(&["name", "domain"]) => {
                Some(("no_name", "a company needs a name or a domain"))
            }
            ObjectKind::Order | ObjectKind::Interaction => {
                if out.keys.is_empty() && out.person_text("name").is_none() {
                    Some(("no_person", "nothing in the row names its person"))
                } else if out.at.is_none() {
                    Some(("no_date", "the row does not say when it was"))
                } else if self.ready.object == ObjectKind::Order
                    && out.amount.is_none()
                    && self.maps("amount")
                {
                    Some(("no_amount", "the order has no amount"))
                } else {
                    None
                }
            }
            _ => None,
        };
        // A column's own problem says more than what it left empty.
        if let Some((code, message)) = missing
            && out.problems.is_empty()
        {
            out.problems.push(RowProblem::new(None, code, message));
        }
    }

    fn maps(&self, key: &str) -> bool {
        self.ready.slots.iter().any(|s| matches!(&s.fill, Fill::Field(f) if f.key == key))
    }

    fn identity(&self, out: &mut Parsed, column: usize, kind: &IdentityKind, text: &str) {
        // A placeholder ("0", "null", "无") is no address; the row stands without it.
        if gx_text::is_blocked(kind, text) {
            return;
        }
        let country = self.ready.options.country.trim();
        if *kind == IdentityKind::Phone
            && country.is_empty()
            && !text.starts_with(['+', '＋'])
            && !text.starts_with("00")
        {
            let message = format!(
                "expected a phone with its country, as in +86 138 0013 8001, got {text:?}; or choose the country of the file"
            );
            out.problems.push(RowProblem::new(Some(column), "phone_needs_country", message));
            return;
        }
        match gx_text::normalise(kind, text, (!country.is_empty()).then_some(country)) {
            Ok(value) => {
                if gx_text::is_blocked(kind, &value)
                    || out.keys.iter().any(|k| k.identity.kind == *kind && k.identity.value == value)
                {
                    return;
                }
                out.keys.push(Keyed::new(self.store, IdentityValue { kind: kind.clone(), value }));
            }
            Err(e) => out.problems.push(RowProblem::new(Some(column), e.code, e.message)),
        }
    }

    fn value(&self, out: &mut Parsed, slot: &Slot, text: &str) {
        let column = slot.columns.first().copied();
        let fault = match &slot.fill {
            Fill::Company => {
                out.company = Some(text.chars().take(200).collect());
                None
            }
            Fill::Identity(_) => None,
            Fill::Person(field) => match self.clean(field, column, text) {
                Ok(v) => {
                    if let Some(v) = self.ruled(out, &self.ready.of_person, field, column, v) {
                        out.person.push((field.key.clone(), v));
                    }
                    None
                }
                Err(e) => Some(e),
            },
            Fill::Field(field) => self.field(out, field, column, text).err(),
        };
        if let Some((code, message)) = fault {
            out.problems.push(RowProblem::new(column, &code, message));
        }
    }

    fn order(&self, column: Option<usize>) -> DateOrder {
        column.and_then(|c| self.orders.get(&c).copied()).unwrap_or(DateOrder::Plain)
    }

    fn field(
        &self,
        out: &mut Parsed,
        field: &Field,
        column: Option<usize>,
        text: &str,
    ) -> Result<(), (String, String)> {
        let said = |e: ValueError| (e.code.to_owned(), e.message);
        let own = |code: &str, message: String| (code.to_owned(), message);
        let thing = matches!(self.ready.object, ObjectKind::Order | ObjectKind::Interaction);
        match field.key.as_str() {
            "amount" if thing => {
                let (amount, currency) = values::parse_money(text).map_err(said)?;
                out.amount = Some(amount.normalize());
                out.currency = out.currency.or(currency);
            }
            "currency" if thing => {
                let found = Currency::parse(text).ok_or_else(|| {
                    own("not_a_currency", format!("expected a currency such as CNY, got {text:?}"))
                })?;
                out.currency = Some(found);
            }
            "placed_at" | "occurred_at" if thing => {
                let at =
                    Micros(values::parse_instant(text, self.order(column), &self.ready.zone).map_err(said)?);
                if at > self.ready.now.plus(AHEAD) {
                    return Err(own(
                        "date_in_future",
                        format!("expected a time that has passed, got {text:?}"),
                    ));
                }
                out.at = Some(at);
            }
            "kind" if thing => {
                let kind = kind_of(text).ok_or_else(|| {
                    let known: Vec<&str> = Kind::ALL.iter().map(|k| k.as_text()).collect();
                    own("unknown_kind", format!("expected one of {}, got {text:?}", known.join(", ")))
                })?;
                out.values.push((field.key.clone(), kind.as_text().into()));
            }
            "direction" if thing => {
                let direction = direction_of(text).ok_or_else(|| {
                    own("unknown_direction", format!("expected in, out or about, got {text:?}"))
                })?;
                out.values.push((field.key.clone(), direction.as_text().into()));
            }
            "quantity" if thing => {
                let n = values::parse_number(text).map_err(said)?;
                out.values.push((field.key.clone(), n.normalize().to_string().into()));
            }
            "channel" if thing => {
                let word: String = text.to_lowercase().chars().take(13).collect();
                out.values.push((field.key.clone(), word.into()));
            }
            "status" if thing => out.values.push((field.key.clone(), status_of(text).into())),
            "id" | "number" if thing => {
                if text.len() > 200 {
                    return Err(own("too_long", format!("at most 200 bytes, got {}", text.len())));
                }
                out.values.push((field.key.clone(), text.into()));
            }
            _ => {
                let v = self.clean(field, column, text)?;
                if let Some(v) = self.ruled(out, &self.ready.rules, field, column, v) {
                    out.values.push((field.key.clone(), v));
                }
            }
        }
        Ok(())
    }

    /// A clean value in the form that its rule asks for. One against the rule is a problem of the row, or a breach where
    /// the plan takes such rows.
    fn ruled(
        &self,
        out: &mut Parsed,
        rules: &Rules,
        field: &Field,
        column: Option<usize>,
        value: Json,
    ) -> Option<Json> {
        let value = rules.formed(field, value);
        if value.is_null() {
            return None;
        }
        if let Some(fault) = rules.fault(field, &value) {
            let problem = RowProblem::new(column, &fault.code, fault.message);
            match self.ready.options.rules {
                OnBreach::Refuse => out.problems.push(problem),
                OnBreach::Flag => out.breaches.push(problem),
            }
        }
        Some(value)
    }

    /// A cell in the clean form of its field.
    fn clean(&self, field: &Field, column: Option<usize>, text: &str) -> Result<Json, (String, String)> {
        let said = |e: ValueError| (e.code.to_owned(), e.message);
        let today = self.ready.now.timestamp().to_zoned(self.ready.zone.clone()).date();
        let plain = match field.ty {
            _ if field.key == "gender" => values::parse_gender(text).map_err(said)?.as_text().to_owned(),
            FieldType::Date if field.key == "birth_date" => {
                values::parse_birth_date(text, self.order(column), today).map_err(said)?.to_string()
            }
            FieldType::Date => values::parse_date(text, self.order(column)).map_err(said)?.to_string(),
            FieldType::DateTime => {
                Micros(values::parse_instant(text, self.order(column), &self.ready.zone).map_err(said)?)
                    .to_rfc3339()
            }
            FieldType::Number => values::parse_number(text).map_err(said)?.normalize().to_string(),
            FieldType::Integer => values::parse_integer(text).map_err(said)?.to_string(),
            FieldType::Bool => values::parse_bool(text).map_err(said)?.to_string(),
            FieldType::User => match self.ready.staff.get(&gx_text::fold(text)) {
                Some(id) => id.show(IdKind::User),
                None => return Err(("unknown_user".into(), format!("there is no user {text:?}"))),
            },
            FieldType::File => return super::files::named(text),
            FieldType::Link => self.ready.links.find(field.target, text)?,
            _ => text.to_owned(),
        };
        value::clean(field, &plain.into(), self.ready.now).map_err(|e| (e.code, e.message))
    }
}

/// Whether a date column needs the order of day and month.
pub(crate) fn is_date(fill: &Fill) -> bool {
    matches!(fill, Fill::Field(f) | Fill::Person(f) if matches!(f.ty, FieldType::Date | FieldType::DateTime))
}

/// The order for every date column, from all of its values.
pub(crate) fn date_orders(ready: &Ready, table: &gx_files::Table) -> HashMap<usize, DateOrder> {
    let columns: Vec<usize> =
        ready.slots.iter().filter(|s| is_date(&s.fill)).flat_map(|s| s.columns.iter().copied()).collect();
    if let Some(first) = ready.options.day_first {
        let order = if first { DateOrder::DayFirst } else { DateOrder::MonthFirst };
        return columns.into_iter().map(|c| (c, order)).collect();
    }
    if columns.is_empty() {
        return HashMap::new();
    }
    let mut seen: HashMap<usize, Vec<String>> = HashMap::new();
    if let Ok(rows) = table.rows() {
        for row in rows.filter_map(Result::ok) {
            for column in &columns {
                // Only dates that are written with separators leave the order open; ISO ones begin with the year.
                if let Some(cell) = row.cells.get(*column)
                    && cell.len() <= 40
                    && cell.contains(['/', '.', '-', '／', '．'])
                    && !cell
                        .trim_start()
                        .as_bytes()
                        .get(..4)
                        .is_some_and(|y| y.iter().all(u8::is_ascii_digit))
                {
                    seen.entry(*column).or_default().push(cell.clone());
                }
            }
        }
    }
    columns
        .into_iter()
        .map(|c| {
            let list = seen.get(&c).map(Vec::as_slice).unwrap_or_default();
            (c, values::column_date_order(list.iter().map(String::as_str)))
        })
        .collect()
}

/// The zone-free day of an instant in the workspace's zone, as text.
pub(crate) fn day(at: Micros, zone: &TimeZone) -> String {
    at.timestamp().to_zoned(zone.clone()).date().to_string()
}

fn kind_of(text: &str) -> Option<Kind> {
    let word = gx_text::fold(text);
    Kind::parse(&word.replace([' ', '-'], "_")).or_else(|| {
        Some(match word.as_str() {
            "页面" | "浏览" | "访问页面" | "pageview" => Kind::Page,
            "点击" => Kind::Click,
            "表单" => Kind::Form,
            "登录" | "登陆" | "login" => Kind::SignIn,
            "事件" => Kind::Event,
            "订单" | "购买" | "下单" | "order" => Kind::Purchase,
            "消息" | "短信" | "邮件" | "微信" | "email" | "mail" | "sms" | "chat" => Kind::Message,
            "电话" | "通话" | "phone" => Kind::Call,
            "到店" | "拜访" | "来访" => Kind::Visit,
            "会面" | "会议" | "见面" => Kind::Meeting,
            "活动" | "参加活动" | "event attended" => Kind::Attendance,
            "维修" | "保养" | "service" => Kind::Repair,
            "问卷" | "调查" => Kind::Survey,
            "帖子" | "发帖" => Kind::Post,
            "提及" => Kind::Mention,
            "评论" | "回复" | "reply" => Kind::Comment,
            "评价" | "点评" => Kind::Review,
            "点赞" | "喜欢" => Kind::Like,
            "分享" | "转发" | "repost" => Kind::Share,
            "关注" => Kind::Follow,
            "备注" | "笔记" => Kind::Note,
            _ => return None,
        })
    })
}

fn direction_of(text: &str) -> Option<Direction> {
    let word = gx_text::fold(text);
    Direction::parse(&word).or_else(|| {
        Some(match word.as_str() {
            "inbound" | "incoming" | "received" | "呼入" | "来" | "收" | "进" => Direction::In,
            "outbound" | "outgoing" | "sent" | "呼出" | "去" | "发" | "出" => Direction::Out,
            "关于" => Direction::About,
            _ => return None,
        })
    })
}

/// The stable word for a state of an order, where one is known.
fn status_of(text: &str) -> String {
    match gx_text::fold(text).as_str() {
        "已下单" | "待付款" | "待支付" | "pending" | "new" | "open" => "placed".into(),
        "已付款" | "已支付" | "待发货" => "paid".into(),
        "已发货" | "运输中" | "dispatched" => "shipped".into(),
        "已完成" | "已签收" | "交易成功" | "已送达" | "completed" | "complete" | "fulfilled" => {
            "delivered".into()
        }
        "已取消" | "交易关闭" | "已关闭" | "canceled" | "void" => "cancelled".into(),
        "已退货" => "returned".into(),
        "已退款" | "退款" => "refunded".into(),
        other => other.chars().take(40).collect(),
    }
}
