//! A list counted by a field: the heads of a board, the parts of a table, each with its sums and the filter that opens it.

use std::collections::BTreeMap;

use gx_kernel::filter::Test;
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
use crate::grouping::{Grouping, Named, Order, Range, Source, able, is_plain, picked};
use crate::listing::Listing;
use crate::names::Names;
use crate::page;

/// Groups of one answer; the smallest are left out beyond it.
const MOST: usize = 200;

/// Rows that share a value.
#[derive(Clone, Debug, Serialize)]
pub struct Group {
    /// The value; null for those without one.
    pub value: Json,
    /// The name of the record or the colleague that the value leads to, where the caller may see it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
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
    /// Between which numbers they are, where the group is a range.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub range: Option<Range>,
    /// The filter that finds them.
    pub filter: String,
}

/// A list by a field.
#[derive(Clone, Debug, Serialize)]
pub struct Groups {
    /// The field.
    pub by: String,
    /// Largest first; numbers and months of the year from the first on, months of years the latest first.
    pub groups: Vec<Group>,
    /// Whether smaller groups were left out.
    pub more: bool,
    /// Whether the groups are values as they lie, which an index can hold.
    #[serde(skip)]
    pub plain: bool,
}

/// Whether adding up the values of a field says something.
fn adds_up(field: &Field) -> bool {
    matches!(field.ty, FieldType::Number | FieldType::Integer | FieldType::Money)
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

    /// Both in one.
    fn join(&mut self, other: Self) {
        self.count += other.count;
        for (mine, theirs) in self.plain.iter_mut().zip(other.plain) {
            *mine += theirs;
        }
        for (mine, theirs) in self.money.iter_mut().zip(other.money) {
            for (currency, amount) in theirs {
                *mine.entry(currency).or_default() += amount;
            }
        }
    }

    /// As the API tells it; the first column is what the group is worth, if `worth` says that there is one.
    fn told(
        self,
        columns: &[Column<'_>],
        worth: bool,
        named: Option<Named>,
        list: &Listing,
        by: &str,
    ) -> Group {
        let (value, range, filter) = match named {
            Some(named) => (named.value, named.range, list.with(named.filter)),
            None => (Json::Null, None, list.part(by, Test::Empty)),
        };
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
        Group { value, label: None, count: self.count, totals, sums, money, range, filter }
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
        ObjectKind::Order if !access.hides_of(ObjectKind::Order, "amount") => list.known.get("amount"),
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
    let plain = is_plain(field);
    let index = if whole && plain { grouped::index_of(tx, field)? } else { None };
    let (condition, params) = list.condition();
    let added: Vec<Picked> = columns.iter().map(|c| c.sum.clone()).collect();
    let source = Source { from: list.spec.from, alias, condition: &condition, params };
    let grouping = Grouping::of(tx, source, field)?;
    // Months of the year are many years' months at first.
    let most = if grouping.joins() { 12 * 200 } else { MOST };
    let each = grouping.each.iter().map(|each| format!(" CROSS JOIN {each}")).collect::<String>();
    let from = format!("{}{each}", list.spec.from);
    let mut rows = tx.tally(&Tally {
        from: &from,
        condition: &condition,
        params,
        by: &grouping.by,
        split: split.as_deref(),
        sums: &added,
        most: most + 1,
        index: index.as_deref(),
    })?;
    let last = columns.len() + 3;
    let more = rows.iter().any(|r| r.int(last).is_ok_and(|place| place > most as i64));
    rows.retain(|r| r.int(last).is_ok_and(|place| place <= most as i64));
    if let Some(none) = &grouping.none {
        rows.extend(tx.tally(&Tally {
            from: list.spec.from,
            condition: &format!("{condition} AND {none}"),
            params,
            by: &Picked::column("NULL"),
            split: split.as_deref(),
            sums: &added,
            most: 1,
            index: None,
        })?);
    }
    let mut out: Vec<(Option<Named>, Adding)> = Vec::new();
    let (mut none, mut before) = (None::<Adding>, None);
    for r in &rows {
        let place = r.int(last)?;
        let values: Vec<Value> = (0..columns.len()).map(|n| r.value(n + 3)).collect();
        let (currency, count) = (r.text(1)?.to_owned(), r.int(2)?);
        match grouping.named(field, r.value(0)) {
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
    if grouping.joins() {
        out = joined(out);
    }
    match grouping.order {
        Order::Size => {}
        order => out.sort_by(|(a, _), (b, _)| {
            let first = by_value(a.as_ref(), b.as_ref());
            if order == Order::Up { first } else { first.reverse() }
        }),
    }
    out.extend(none.map(|adding| (None, adding)));
    if grouping.order == Order::Size {
        out.sort_by_key(|(_, adding)| std::cmp::Reverse(adding.count));
    }
    let worth = worth.is_some();
    let mut groups: Vec<Group> =
        out.into_iter().map(|(named, adding)| adding.told(&columns, worth, named, list, by)).collect();
    label(tx, access, field, &mut groups)?;
    Ok(Groups { by: by.to_owned(), more, groups, plain })
}

/// Names the records and the colleagues that groups are called by.
fn label(tx: &mut Tx<'_>, access: &Access, field: &Field, groups: &mut [Group]) -> Result<()> {
    let mut names = Names::default();
    for group in groups {
        group.label = match (field.ty, group.value.as_str()) {
            (FieldType::Link, Some(id)) => page::linked(tx, access, id)?,
            (FieldType::User, Some(id)) => match Id::read(IdKind::User, id) {
                Some(user) => Some(names.user(tx, user)?.name).filter(|name| !name.is_empty()),
                None => None,
            },
            _ => None,
        };
    }
    Ok(())
}

/// Groups of one value as one.
fn joined(groups: Vec<(Option<Named>, Adding)>) -> Vec<(Option<Named>, Adding)> {
    let mut out: Vec<(Option<Named>, Adding)> = Vec::new();
    for (named, adding) in groups {
        let value = named.as_ref().map(|n| &n.value);
        match out.iter_mut().find(|(other, _)| other.as_ref().map(|n| &n.value) == value) {
            Some((Some(held), sum)) => {
                named.into_iter().for_each(|named| held.join(named));
                sum.join(adding);
            }
            _ => out.push((named, adding)),
        }
    }
    out
}

/// The order of two groups by what they hold: numbers by what they are, ranges by where they begin, months by their text.
fn by_value(a: Option<&Named>, b: Option<&Named>) -> std::cmp::Ordering {
    let number = |named: &Named| match &named.range {
        Some(range) => range.from.parse::<Decimal>().ok(),
        None => named.value.to_string().trim_matches('"').parse::<Decimal>().ok(),
    };
    match (a, b) {
        (Some(a), Some(b)) => match (number(a), number(b)) {
            (Some(x), Some(y)) => x.cmp(&y),
            _ => a.value.to_string().cmp(&b.value.to_string()),
        },
        _ => std::cmp::Ordering::Equal,
    }
}
