//! What one customer is worth by the model.

use gx_kernel::Micros;

use super::model::Model;
use super::orders::Days;

/// How far ahead, and what money that comes then is worth today.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ahead {
    /// Days.
    pub days: f64,
    /// How fast money loses its worth, a day: continuously.
    pub discount: f64,
    /// What of a sale remains, as a part of 1.
    pub margin: f64,
}

/// What is expected of a customer. Amounts in the currency of the workspace.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Worth {
    /// Within the days asked for, margin and discount applied.
    pub amount: f64,
    /// Days with orders within the days asked for.
    pub orders: f64,
    /// What an order is expected to come to.
    pub spend: f64,
    /// The chance that they still buy, 0–1.
    pub active: f64,
    /// Days between two orders; none after one order.
    pub rhythm: Option<f64>,
    /// When the next order is expected, maybe in the past; none after one order.
    pub next_at: Option<Micros>,
}

/// Reckons; none for who never ordered.
pub fn reckon(model: &Model, ahead: &Ahead, days: &Days, now: Micros) -> Option<Worth> {
    let today = now.0.div_euclid(Micros::DAY);
    let history = days.history(today)?;
    let (_, last) = days.ends()?;
    let outlook = model.mixture.outlook(&history, ahead.days, ahead.discount);
    let spend = model.spend.next(&days.amounts());
    let rhythm = (history.again > 0).then_some(outlook.rhythm);
    Some(Worth {
        amount: outlook.worth * spend * ahead.margin,
        orders: outlook.orders,
        spend,
        active: outlook.active,
        rhythm,
        next_at: rhythm.map(|days| Micros((last + days.round() as i64) * Micros::DAY)),
    })
}
