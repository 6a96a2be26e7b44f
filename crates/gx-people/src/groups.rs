//! A list counted by a field: the heads of a board, the parts of a table, each with its sums and the filter that opens it.

use std::collections::BTreeMap;

use gx_kernel::filter::{Test, Value as Word};
use gx_kernel::money::from_scaled;
use gx_kernel::object::{Field, FieldType, ObjectKind};
use gx_kernel::{Id, IdKind};
use gx_record::{fields, grouped};
use gx_store::access::Access;
use gx_store::tally::{Picked, Tally};
use gx_store::{Dialect, Result, Tx, Value};
use rust_decimal::Decimal;
use serde::Serialize;
use serde_json::Value as Json;

use crate::company::group::Sum;
use crate::listing::Listing;

/// Groups of one answer; the smallest are left out beyond it.
const MOST: usize = 200;

/// Rows that share a value.
#[derive(Clone, Debug, Serialize)]
pub struct Group {
    /// The value; null for those without one.
    pub value: Json,
    /// How many.
    pub count: i64,
    /// What their orders come to, each currency by itself: amounts of two currencies have no sum.
    pub totals: Vec<Sum>,
    /// The sums of numbers asked for by field, decimal text.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub sums: BTreeMap<String, String>,
    /// The sums of money asked for by field, each currency by itself.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub money: BTreeMap<String, Vec<Sum>>,
    /// The filter that finds them.
    pub filter: String,
}

/// A list by a field.
#[derive(Clone, Debug, Serialize)]
pub struct Groups {
    /// The field.
    pub by: String,
    /// Largest first.
    pub groups: Vec<Group>,
    /// Whether smaller groups were left out.
    pub more: bool,
}

/// The built-in fields that a list is grouped by.
fn built_in(object: ObjectKind) -> &'static [&'static str] {
    match object {
        ObjectKind::Person => &[
            "lifecycle",
            "tier",
            "worth_class",
            "owner",
            "territory",
            "city",
            "region",
            "country",
            "life_stage",
            "gender",
            "language",
        ],
        ObjectKind::Company => &["industry", "city", "region", "country", "owner"],
        ObjectKind::Order => &["status", "channel", "currency"],
        // The columns of a pipeline are counted by its board.
        ObjectKind::Deal | ObjectKind::Lead => &[],
        ObjectKind::Interaction => &["kind", "channel", "direction", "currency"],
    }
}

/// Whether a list can be grouped by a field.
pub fn able(object: ObjectKind, field: &Field) -> bool {
    if !field.custom {
        return built_in(object).contains(&field.key.as_str());
    }
    matches!(
        field.ty,
        FieldType::Choice | FieldType::User | FieldType::Bool | FieldType::Rating | FieldType::Text
    )
}

/// Whether adding up the values of a field says something.
fn adds_up(field: &Field) -> bool {
    matches!(field.ty, FieldType::Number | FieldType::Integer | FieldType::Money)
}

/// What makes the groups. JSON booleans become 0 and 1 on both databases.
fn picked(dialect: Dialect, alias: &str, field: &Field) -> Picked {
    if !field.custom {
        return Picked::column(format!("{alias}.{}", field.key));
    }
    let key: String = field.key.chars().filter(|c| c.is_alphanumeric() || *c == '_').collect();
    let sql = match (dialect, field.ty) {
        (Dialect::Sqlite, _) => format!("json_extract({alias}.fields, '$.{key}')"),
        (Dialect::Postgres, FieldType::Rating) => format!("({alias}.fields ->> '{key}')::float8"),
        (Dialect::Postgres, FieldType::Bool) => {
            format!("CASE {alias}.fields ->> '{key}' WHEN 'true' THEN 1 WHEN 'false' THEN 0 END")
        }
        (Dialect::Postgres, _) => format!("{alias}.fields ->> '{key}'"),
    };
    Picked { sql, member: Some((format!("{alias}.fields"), key)), numeric: false }
}

/// A value of the database as the API shows it and as a filter says it.
fn shown(field: &Field, value: Value) -> Option<(Json, Word)> {
    Some(match (field.ty, value) {
        (FieldType::User, Value::Int(id)) => {
            let text = Id(id).show(IdKind::User);
            (text.clone().into(), Word::Text(text))
        }
        (FieldType::Bool, Value::Int(n)) => ((n != 0).into(), Word::Bool(n != 0)),
        (_, Value::Int(n)) => (n.into(), Word::Number(Decimal::from(n))),
        (_, Value::Real(x)) => ((x as i64).into(), Word::Number(Decimal::from(x as i64))),
        (_, Value::Text(t)) if !t.is_empty() => (t.clone().into(), Word::Text(t)),
        _ => return None,
    })
}

/// How one field is added up.
struct Column<'a> {
    field: &'a Field,
    sum: Picked,
    /// Whether its sum is one of ten-thousandths.
    scaled: bool,
    /// Whether it is an amount in the currency that its record names.
    money: bool,
}

/// What names the currency of a record's amounts.
fn currency(object: ObjectKind, alias: &str) -> Option<String> {
    match object {
        ObjectKind::Company => None,
        _ => Some(format!("{alias}.currency")),
    }
}

/// How a field is added up. An amount in a field of one's own is in the currency of its order or interaction; people
/// have no currency but that of what they bought, and companies none at all.
fn column<'a>(dialect: Dialect, object: ObjectKind, alias: &str, field: &'a Field) -> Column<'a> {
    if field.custom {
        let sql = fields::sort_expression(dialect, alias, field);
        let sum = Picked { sql, numeric: true, ..picked(dialect, alias, field) };
        let hangs = matches!(object, ObjectKind::Order | ObjectKind::Interaction);
        return Column { field, sum, scaled: false, money: hangs && field.ty == FieldType::Money };
    }
    let scaled = field.ty == FieldType::Money;
    let numeric = field.ty == FieldType::Number;
    let sum = Picked { numeric, ..picked(dialect, alias, field) };
    Column { field, sum, scaled, money: scaled && object != ObjectKind::Company }
}

/// A sum as a decimal.
fn decimal(value: &Value, scaled: bool) -> Decimal {
    match value {
        Value::Int(n) if scaled => from_scaled(*n),
        Value::Int(n) => Decimal::from(*n),
        Value::Real(x) => Decimal::from_f64_retain(*x).map(|d| d.round_dp(4)).unwrap_or_default(),
        _ => Decimal::ZERO,
    }
}

/// One group as its parts add up: a part for each currency, and two of empty text and of no value.
#[derive(Default)]
struct Adding {
    count: i64,
    /// By column.
    plain: Vec<Decimal>,
    /// By column and currency.
    money: Vec<BTreeMap<String, Decimal>>,
}

impl Adding {
    fn add(&mut self, columns: &[Column<'_>], count: i64, currency: &str, values: &[Value]) {
        self.count += count;
        self.plain.resize(columns.len(), Decimal::ZERO);
        self.money.resize_with(columns.len(), BTreeMap::new);
        for ((column, value), (plain, money)) in
            columns.iter().zip(values).zip(self.plain.iter_mut().zip(&mut self.money))
        {
            let more = decimal(value, column.scaled);
            if column.money {
                *money.entry(currency.to_owned()).or_default() += more;
            } else {
                *plain += more;
            }
        }
    }

    /// As the API tells it; the first column is what the group is worth, if `worth` says that there is one.
    fn told(self, columns: &[Column<'_>], worth: bool, value: Json, filter: String) -> Group {
        let (mut totals, mut sums, mut money) = (Vec::new(), BTreeMap::new(), BTreeMap::new());
        for (n, (column, (plain, by_currency))) in
            columns.iter().zip(self.plain.into_iter().zip(self.money)).enumerate()
        {
            let mut amounts: Vec<(String, Decimal)> =
                by_currency.into_iter().filter(|(_, amount)| !amount.is_zero()).collect();
            amounts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
            let told = amounts.into_iter().map(|(currency, amount)| Sum {
                currency,
                total: if column.scaled { amount } else { amount.normalize() }.to_string(),
            });
            if worth && n == 0 {
                totals = told.collect();
            } else if column.money {
                money.insert(column.field.key.clone(), told.collect());
            } else {
                sums.insert(column.field.key.clone(), plain.normalize().to_string());
            }
        }
        Group { value, count: self.count, totals, sums, money, filter }
    }
}

/// The rows of a list counted by a field, with the sums of other fields. Money is added up within a currency only.
pub fn groups(tx: &mut Tx<'_>, access: &Access, list: &Listing, by: &str, sums: &[&str]) -> Result<Groups> {
    let field = list.field(access, by, |f| able(list.object, f))?;
    let (dialect, alias) = (tx.dialect(), list.spec.alias);
    let sums: Vec<&Field> = sums.iter().map(|key| list.field(access, key, adds_up)).collect::<Result<_>>()?;
    // What a group is worth: the orders of its people, the amounts of its orders.
    let worth = match list.object {
        ObjectKind::Person if !access.hides("order_total") => list.known.get("order_total"),
        ObjectKind::Order => list.known.get("amount"),
        _ => None,
    };
    let columns: Vec<Column<'_>> = worth
        .into_iter()
        .chain(sums.iter().copied())
        .map(|f| column(dialect, list.object, alias, f))
        .collect();
    let money = columns.iter().any(|c| c.money);
    let split = currency(list.object, alias).filter(|_| money);
    let whole = list.object == ObjectKind::Person && sums.is_empty() && list.clause().leading().is_empty();
    let index = if whole { grouped::index_of(tx, field)? } else { None };
    let (condition, params) = list.condition();
    let added: Vec<Picked> = columns.iter().map(|c| c.sum.clone()).collect();
    let rows = tx.tally(&Tally {
        from: list.spec.from,
        condition: &condition,
        params,
        by: &picked(dialect, alias, field),
        split: split.as_deref(),
        sums: &added,
        most: MOST + 1,
        index: index.as_deref(),
    })?;
    let last = columns.len() + 3;
    let mut out: Vec<(Option<(Json, Word)>, Adding)> = Vec::new();
    let (mut none, mut more, mut before) = (None::<Adding>, false, None);
    for r in rows {
        let place = r.int(last)?;
        if place > MOST as i64 {
            more = true;
            break;
        }
        let values: Vec<Value> = (0..columns.len()).map(|n| r.value(n + 3)).collect();
        let (currency, count) = (r.text(1)?.to_owned(), r.int(2)?);
        match shown(field, r.value(0)) {
            // Empty text and no value are one group.
            None => none.get_or_insert_default().add(&columns, count, &currency, &values),
            Some(named) => {
                if before != Some(place) {
                    out.push((Some(named), Adding::default()));
                }
                if let Some((_, adding)) = out.last_mut() {
                    adding.add(&columns, count, &currency, &values);
                }
            }
        }
        before = Some(place);
    }
    if let Some(adding) = none {
        out.push((None, adding));
        out.sort_by_key(|(_, adding)| std::cmp::Reverse(adding.count));
    }
    let worth = worth.is_some();
    let groups = out
        .into_iter()
        .map(|(named, adding)| match named {
            Some((json, word)) => adding.told(&columns, worth, json, list.part(by, Test::Is(word))),
            None => adding.told(&columns, worth, Json::Null, list.part(by, Test::Empty)),
        })
        .collect();
    Ok(Groups { by: by.to_owned(), more, groups })
}
