//! Orders and what becomes of them.

use gx_kernel::Micros;
use gx_kernel::interaction::{Direction, Kind};
use gx_kernel::money::Currency;
use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::pen::{MINUTE, Pen, Placed, props};
use crate::bank::words::COURIERS;
use crate::calendar::{Rhythm, date_of, day_of};
use crate::cast::HERO;
use crate::catalog::{FESTIVE_BOX, OIL, PRODUCTS, TEA_BOX};
use crate::profile::way;
use crate::staff::STAFF;
use crate::story::hero::hero_day;

/// What stands on an order.
pub(crate) struct Basket {
    pub lines: Vec<(usize, u32)>,
    pub discount: u32,
}

impl Basket {
    pub fn total(&self) -> u32 {
        self.lines.iter().map(|(i, n)| PRODUCTS[*i].yuan * n).sum::<u32>().saturating_sub(self.discount)
    }

    fn to_json(&self, english: bool) -> Value {
        let line = |(index, quantity): &(usize, u32)| {
            let product = &PRODUCTS[*index];
            let name = if english { product.en } else { product.zh };
            let amount = Decimal::new(i64::from(product.yuan * quantity) * 100, 2);
            Value::Object(props([
                ("name", json!(name)),
                ("sku", json!(product.sku)),
                ("quantity", json!(quantity)),
                ("amount", json!(amount)),
            ]))
        };
        Value::Array(self.lines.iter().map(line).collect())
    }
}

const HERO_NUMBER: u64 = 8842;

/// The number of the order that a person placed on a day. At most one a day each, so it is unique:
/// for one day it is a bijection of the keys, and the story never sees the same date twice.
/// The hero's order of `hero_day` has the number that everyone is shown; whoever would have had it takes hers.
pub(crate) fn number(people: u32, key: u32, day: i32, hero_day: i32) -> String {
    let room = if people <= 50_000 { 100_000 } else { 10_000_000_u64 };
    // 7919 is prime to both.
    let of = |key: u32| (u64::from(key) * 7919 + day as u64 * 977) % room;
    let n = match of(key) {
        _ if key == HERO && day == hero_day => HERO_NUMBER,
        HERO_NUMBER if day == hero_day => of(HERO),
        n => n,
    };
    let date = date_of(day);
    format!("CM-{:02}{:02}-{n:05}", date.month(), date.day())
}

impl Pen<'_> {
    /// Spends a share of the budget on orders, oldest first.
    pub fn buy(&mut self, share: f64) {
        let wanted = f64::from(self.left) * share / 4.0;
        let orders = (wanted + self.dice.unit()).floor() as usize;
        let mut days: Vec<(Micros, bool)> = Vec::with_capacity(orders.min(120));
        for _ in 0..orders.min(120) {
            let online = self.who.has(way::ACCOUNT | way::WECHAT)
                && (self.who.abroad.is_some() || self.dice.chance(0.72));
            let mut at = self.when(if online { Rhythm::Web } else { Rhythm::Shop });
            if online && at <= self.known_since {
                // Nobody orders before they have signed in.
                at = self.known_since.plus(self.dice.between(20, 30_000) * MINUTE);
            }
            days.push((at, online));
        }
        days.sort_unstable();
        for (at, online) in days {
            let today = |o: &Placed| day_of(o.at) == day_of(at);
            if self.orders.iter().any(today) {
                continue;
            }
            if online && self.left >= 5 {
                self.buy_online(at);
            } else if self.left >= 2 && self.who.abroad.is_none() {
                self.buy_in_shop(day_of(at));
            }
        }
    }

    fn basket(&mut self, at: Micros) -> Basket {
        let mut lines: Vec<(usize, u32)> = Vec::new();
        for _ in 0..1 + self.dice.weighted(&[52, 28, 14, 6]) {
            let index = self.wish(at);
            if lines.iter().all(|(i, _)| *i != index) {
                lines.push((index, 1 + self.dice.weighted(&[78, 17, 5]) as u32));
            }
        }
        if self.who.company.is_some() && self.who.key != HERO && self.dice.chance(0.16) {
            let festive = matches!(self.month(at), 10..=12 | 1..=2);
            lines = vec![(if festive { FESTIVE_BOX } else { TEA_BOX }, 10 + 5 * self.dice.below(12))];
        }
        let mut basket = Basket { lines, discount: 0 };
        if self.calendar().sale(day_of(at)).is_some() {
            basket.discount = match basket.total() {
                600.. => 80,
                300..=599 => 40,
                _ => 0,
            };
        }
        basket
    }

    /// Looks, buys, and waits for the parcel.
    pub fn buy_online(&mut self, at: Micros) {
        let basket = self.basket(at);
        let web = self.who.has(way::ACCOUNT);
        if web {
            let first = basket.lines[0].0;
            let before = at.plus(-self.dice.between(1, 14) * MINUTE);
            let identities = self.on_the_web(before);
            self.look_at(before, first, identities);
        }
        let order = self.place(at, &basket, if web { "web" } else { "wechat" });
        self.deliver(&order);
        self.orders.push(order);
    }

    /// The order itself, with the times of its parcel.
    pub fn place(&mut self, at: Micros, basket: &Basket, channel: &str) -> Placed {
        let (hours, days) = if self.live {
            (0, 0)
        } else {
            (self.dice.between(3, 30), if self.who.abroad.is_some() { 5 } else { 1 })
        };
        let shipped = at.plus(hours * 60 * MINUTE + self.dice.between(2, 50) * MINUTE);
        let delivered = shipped.plus(
            days * Micros::DAY
                + self.dice.between(if self.live { 3 } else { 420 }, if self.live { 9 } else { 2400 })
                    * MINUTE,
        );
        let shipped = self.awake(shipped).max(at.plus(MINUTE));
        let delivered =
            self.awake(delivered).max(shipped.plus(if self.live { MINUTE } else { 3 * 60 * MINUTE }));
        let number = if self.live {
            self.live_number(at)
        } else {
            number(self.demo.config().people, self.who.key, day_of(at), hero_day(self.calendar().today))
        };
        let identities = match channel {
            "web" => self.on_the_web(at.max(self.known_since)),
            "wechat" => vec![crate::ways::wechat_openid(self.seed(), self.who.key)],
            _ => self.at_the_till(),
        };
        let mut item = self.blank(at, Kind::Purchase, channel, identities);
        item.title = Some(number.clone());
        item.object_kind = Some("order".to_owned());
        item.object_id = Some(number.clone());
        item.amount = Some(Decimal::new(i64::from(basket.total()) * 100, 2));
        item.currency = Some(Currency::CNY);
        let status = if channel == "shop" { "completed" } else { "paid" };
        item.props = props([("status", json!(status)), ("lines", basket.to_json(self.who.english))]);
        if basket.discount > 0 {
            item.props
                .insert("discount".to_owned(), json!(Decimal::new(i64::from(basket.discount) * 100, 2)));
        }
        if let Some(sale) = self.calendar().sale(day_of(at)) {
            item.props.insert("sale".to_owned(), json!(if self.who.english { sale.en } else { sale.zh }));
        }
        if channel == "shop" {
            item.props.insert("shop".to_owned(), json!(self.who.shop()));
        }
        self.write(item);
        let oil = basket.lines.iter().any(|(i, _)| *i == OIL);
        let product = if oil { OIL } else { basket.lines[0].0 };
        let tracking = 100_000_000_000 + self.dice.bits() % 900_000_000_000;
        Placed { number, at, shipped, delivered, product, oil, tracking, reviewed: false }
    }

    /// Live orders have more digits than those of the year before them, and differ by the tenth of a second.
    fn live_number(&self, at: Micros) -> String {
        let date = date_of(day_of(at));
        let base = if self.demo.config().people <= 50_000 { 100_000 } else { 20_000_000 };
        let tenths = (at.0 / 100_000).rem_euclid(864_000);
        format!("CM-{:02}{:02}-{}", date.month(), date.day(), base + tenths)
    }

    /// The parcel leaves and arrives; now and then it comes back.
    pub fn deliver(&mut self, order: &Placed) {
        let courier = COURIERS[self.dice.weighted(&[62, 18, 12, 8])];
        let english = self.who.english;
        let (out, home) = if english { ("Shipped", "Delivered") } else { ("已发货", "已签收") };
        let tracking = format!("{}{}", courier.1, order.tracking);
        self.update(order, order.shipped, "shipped", out, Some((courier.0, &tracking)));
        self.update(order, order.delivered, "delivered", home, None);
        if self.left > 0 && self.dice.chance(0.035) {
            let back = order.delivered.plus(self.dice.between(20, 140) * 60 * MINUTE);
            self.update(
                order,
                back,
                "returned",
                if english { "Returned and refunded" } else { "已退货退款" },
                None,
            );
        }
    }

    /// One step of an order.
    pub fn update(
        &mut self,
        order: &Placed,
        at: Micros,
        status: &str,
        title: &str,
        parcel: Option<(&str, &str)>,
    ) {
        let identities = if self.who.has(way::ACCOUNT) {
            vec![crate::ways::user_id(self.who.key)]
        } else {
            self.at_the_till()
        };
        let mut item = self.blank(at, Kind::OrderUpdate, "web", identities);
        item.direction = if status == "returned" { Direction::In } else { Direction::Out };
        item.title = Some(title.to_owned());
        item.object_kind = Some("order".to_owned());
        item.object_id = Some(order.number.clone());
        item.props = props([("status", json!(status))]);
        if let Some((courier, tracking)) = parcel {
            item.props.insert("courier".to_owned(), json!(courier));
            item.props.insert("tracking".to_owned(), json!(tracking));
        }
        self.write(item);
    }

    /// A visit to the shop that ends at the till.
    pub fn buy_in_shop(&mut self, day: i32) {
        let at = if self.live {
            self.demo.config().now
        } else {
            self.demo.calendar().at(day, Rhythm::Shop, &mut self.dice)
        };
        if self.orders.iter().any(|o| day_of(o.at) == day_of(at)) {
            return;
        }
        let basket = self.basket(at);
        let mut visit = self.blank(at, Kind::Visit, "shop", self.at_the_till());
        visit.title = Some(self.who.shop().to_owned());
        visit.props =
            props([("shop", json!(self.who.shop())), ("staff", json!(STAFF[crate::staff::TANG].name))]);
        if self.who.shop() != "上海静安店" {
            visit.props.remove("staff");
        }
        self.write(visit);
        let paid = at.plus(self.dice.between(6, 45) * MINUTE);
        let mut order = self.place(paid, &basket, "shop");
        (order.shipped, order.delivered) = (paid, paid);
        self.orders.push(order);
    }
}
