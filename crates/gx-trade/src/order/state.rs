//! How an order stands: from its lines and what was sent, arrived, came back, was cancelled. Pure.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use crate::money::{paid, read, shown};

/// So much of a line, by its place in the order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// From nought.
    pub line: usize,
    /// Decimal text.
    pub quantity: String,
}

/// A line of an order, whoever told of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// What.
    pub name: String,
    /// Its number.
    pub code: Option<String>,
    /// In what it is counted.
    pub unit: String,
    /// What one costs.
    pub price: Option<String>,
    /// What the line comes to.
    pub amount: Option<String>,
    /// How many were ordered.
    pub quantity: Decimal,
}

/// The lines of an order as they are kept. A line that says no quantity is one of it.
pub fn lines(kept: &Json) -> Vec<Line> {
    let list = kept.as_array().map(Vec::as_slice).unwrap_or_default();
    let text = |v: &Json, key: &str| match v.get(key) {
        Some(Json::String(t)) => Some(t.clone()),
        Some(Json::Number(n)) => Some(n.to_string()),
        _ => None,
    };
    list.iter()
        .map(|v| Line {
            name: text(v, "name").unwrap_or_default(),
            code: text(v, "sku"),
            unit: text(v, "unit").unwrap_or_default(),
            price: text(v, "price"),
            amount: text(v, "amount"),
            quantity: text(v, "quantity").map_or(Decimal::ONE, |t| read(&t)),
        })
        .collect()
}

/// Where the goods of one line are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Handled {
    /// Sent, arrived or not.
    pub sent: Decimal,
    /// Arrived.
    pub arrived: Decimal,
    /// Came back.
    pub returned: Decimal,
    /// Not to be sent any more.
    pub cancelled: Decimal,
}

impl Handled {
    /// What is to be sent still, of so many ordered.
    pub fn left(&self, ordered: Decimal) -> Decimal {
        (ordered - self.sent - self.cancelled).max(Decimal::ZERO)
    }
}

/// Something that was done about an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Goods went out, and are there or not.
    Sent(Vec<Part>, bool),
    /// Goods came back.
    Returned(Vec<Part>),
    /// Goods are not sent any more.
    Cancelled(Vec<Part>),
}

/// How an order stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Nothing went out.
    Open,
    /// Part of it went out.
    PartSent,
    /// All that is to be sent went out, and nothing of it is there.
    Sent,
    /// Part of it is there.
    PartDelivered,
    /// All that was to be sent is there.
    Delivered,
    /// Nothing is sent any more, and nothing was.
    Cancelled,
    /// Everything that was sent came back.
    Returned,
}

impl Standing {
    /// The word that orders know for it.
    pub fn status(self, paid: bool) -> &'static str {
        match self {
            Self::Open if paid => "paid",
            Self::Open => "placed",
            Self::PartSent | Self::Sent | Self::PartDelivered => "shipped",
            Self::Delivered => "delivered",
            Self::Cancelled => "cancelled",
            Self::Returned => "returned",
        }
    }
}

/// Where the goods of each line are after everything that was done.
pub fn handled(lines: &[Line], deeds: &[Deed]) -> Vec<Handled> {
    let mut out = vec![Handled::default(); lines.len()];
    let mut add = |parts: &[Part], to: fn(&mut Handled) -> &mut Decimal| {
        for part in parts {
            if let Some(h) = out.get_mut(part.line) {
                *to(h) += read(&part.quantity);
            }
        }
    };
    for deed in deeds {
        match deed {
            Deed::Sent(parts, arrived) => {
                add(parts, |h| &mut h.sent);
                if *arrived {
                    add(parts, |h| &mut h.arrived);
                }
            }
            Deed::Returned(parts) => add(parts, |h| &mut h.returned),
            Deed::Cancelled(parts) => add(parts, |h| &mut h.cancelled),
        }
    }
    out
}

/// How an order stands with its goods where they are.
pub fn standing(lines: &[Line], handled: &[Handled]) -> Standing {
    let all = |of: fn(&Handled) -> Decimal| -> Decimal { handled.iter().map(of).sum() };
    let ordered: Decimal = lines.iter().map(|l| l.quantity).sum();
    let (sent, arrived, returned) = (all(|h| h.sent), all(|h| h.arrived), all(|h| h.returned));
    let left: Decimal = lines.iter().zip(handled).map(|(l, h)| h.left(l.quantity)).sum();
    if sent.is_zero() {
        return if left.is_zero() && !ordered.is_zero() { Standing::Cancelled } else { Standing::Open };
    }
    if left.is_zero() && returned >= sent {
        return Standing::Returned;
    }
    match (left.is_zero(), arrived.is_zero(), arrived >= sent) {
        (true, _, true) => Standing::Delivered,
        (_, false, _) => Standing::PartDelivered,
        (true, true, _) => Standing::Sent,
        (false, true, _) => Standing::PartSent,
    }
}

/// What an order comes to after what was cancelled and came back, of what it came to first: each line has its share.
pub fn worth(total: Decimal, lines: &[Line], handled: &[Handled]) -> Decimal {
    let value = |l: &Line| match (&l.amount, &l.price) {
        (Some(amount), _) => read(amount),
        (None, Some(price)) => read(price) * l.quantity,
        (None, None) => l.quantity,
    };
    let all: Decimal = lines.iter().map(value).sum();
    if all.is_zero() {
        return total;
    }
    let kept = |(l, h): (&Line, &Handled)| {
        if l.quantity.is_zero() {
            return Decimal::ZERO;
        }
        let gone = (h.returned + h.cancelled).min(l.quantity);
        value(l) * (l.quantity - gone) / l.quantity
    };
    paid(total * lines.iter().zip(handled).map(kept).sum::<Decimal>() / all)
}

/// A quantity as text.
pub fn text(quantity: Decimal) -> String {
    shown(quantity)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn parts(list: &[(usize, &str)]) -> Vec<Part> {
        list.iter().map(|(line, q)| Part { line: *line, quantity: (*q).into() }).collect()
    }

    #[test]
    fn an_order_goes_out_in_parts_and_comes_back() {
        let kept = json!([{"name": "a", "quantity": 3, "amount": "30"}, {"name": "b", "quantity": 2, "amount": "70"}]);
        let of = lines(&kept);
        let told = |deeds: &[Deed]| {
            let h = handled(&of, deeds);
            (standing(&of, &h), shown(worth(Decimal::from(100), &of, &h)))
        };
        let mut deeds = vec![];
        assert_eq!(told(&deeds), (Standing::Open, "100".into()));
        deeds.push(Deed::Sent(parts(&[(0, "2")]), false));
        assert_eq!(told(&deeds).0, Standing::PartSent);
        deeds[0] = Deed::Sent(parts(&[(0, "2")]), true);
        assert_eq!(told(&deeds).0, Standing::PartDelivered);
        deeds.push(Deed::Cancelled(parts(&[(0, "1"), (1, "2")])));
        assert_eq!(told(&deeds), (Standing::Delivered, "20".into()));
        deeds.push(Deed::Returned(parts(&[(0, "2")])));
        assert_eq!(told(&deeds), (Standing::Returned, "0".into()));
        assert_eq!(told(&[Deed::Cancelled(parts(&[(0, "3"), (1, "2")]))]), (Standing::Cancelled, "0".into()));
        assert_eq!(told(&[Deed::Sent(parts(&[(0, "3"), (1, "2")]), false)]).0, Standing::Sent);
        // Lines as shops tell them, and lines that are gone since.
        assert_eq!(
            lines(&json!([{"name": "x"}, {"quantity": 1.5, "price": 2}]))[1].price.as_deref(),
            Some("2")
        );
        assert_eq!(handled(&of, &[Deed::Returned(parts(&[(9, "1")]))]), vec![Handled::default(); 2]);
    }

    proptest! {
        #[test]
        fn what_is_kept_is_never_more_than_the_whole(
            rows in proptest::collection::vec((1_i64..50, 0_i64..10_000, 0_i64..60, 0_i64..60), 1..10), total in 0_i64..1_000_000,
        ) {
            let of: Vec<Line> = rows
                .iter()
                .map(|(q, a, _, _)| Line { quantity: (*q).into(), amount: Some(a.to_string()), ..Line::default() })
                .collect();
            let h: Vec<Handled> = rows
                .iter()
                .map(|(_, _, c, r)| Handled { cancelled: (*c).into(), returned: (*r).into(), ..Handled::default() })
                .collect();
            let left = worth(total.into(), &of, &h);
            prop_assert!(left >= Decimal::ZERO && left <= Decimal::from(total));
        }
    }
}
