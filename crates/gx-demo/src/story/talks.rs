//! Conversations: on WeChat, in the chat of the site, by mail, and the bad week's complaints.

use std::fmt::Write as _;

use gx_kernel::Micros;
use gx_kernel::identity::IdentityValue;
use gx_kernel::interaction::{Direction, Kind};
use serde_json::json;

use super::pen::{MINUTE, Pen, Placed, props};
use crate::bank::fill;
use crate::bank::talk::{B2B, Needs, TALKS, Talk};
use crate::bank::talk_en::{B2B_EN, TALKS_EN};
use crate::calendar::{Rhythm, day_of};
use crate::catalog::{OIL, PRODUCTS, Shelf};
use crate::profile::way;
use crate::staff::{AGENTS, STAFF};
use crate::ways;

/// What a conversation speaks of; the same in every turn.
pub(crate) struct Subject {
    pub order: Option<Placed>,
    pub product: usize,
    pub agent: usize,
    day: &'static str,
    parcel: u64,
}

impl Pen<'_> {
    /// A conversation that fits what the person owns at that moment.
    pub fn talk(&mut self) {
        let bank = if self.who.english { TALKS_EN } else { TALKS };
        for _ in 0..8 {
            let talk = self.dice.pick(bank);
            if self.too_early(talk.turns[0].1[0]) {
                continue;
            }
            if talk.needs == Needs::Leak
                || talk.turns.len() as i32 > self.left
                || (talk.needs == Needs::Company && self.who.company.is_none())
            {
                continue;
            }
            let Some((at, order)) = self.occasion(talk.needs) else { continue };
            let subject = self.subject(at, order);
            return self.converse(talk, at, &subject);
        }
        self.note();
    }

    /// When such a conversation can begin, and about which order.
    fn occasion(&mut self, needs: Needs) -> Option<(Micros, Option<Placed>)> {
        if !matches!(needs, Needs::Order | Needs::Arrived | Needs::ArrivedSkin) {
            return Some((self.when(Rhythm::Shop), None));
        }
        let parcels: Vec<usize> = (0..self.orders.len())
            .filter(|i| self.orders[*i].delivered > self.orders[*i].at)
            .filter(|i| needs != Needs::ArrivedSkin || PRODUCTS[self.orders[*i].product].shelf == Shelf::Skin)
            .collect();
        if parcels.is_empty() {
            return None;
        }
        let order = self.orders[*self.dice.pick(&parcels)].clone();
        let at = if self.live {
            self.demo.config().now
        } else if needs == Needs::Order {
            let waiting = (order.delivered.0 - order.at.0) / MINUTE;
            order.at.plus(self.dice.between(waiting / 8, waiting * 3 / 4) * MINUTE)
        } else {
            order.delivered.plus(self.dice.between(30, 6 * 24 * 60) * MINUTE)
        };
        let hour = (at.0 / (60 * MINUTE) + 8).rem_euclid(24);
        let awake = self.live || (8..23).contains(&hour);
        let settled = !self.live || (needs != Needs::Order) == (order.delivered < at);
        (awake && settled && at <= self.demo.config().now).then_some((at, Some(order)))
    }

    pub(super) fn subject(&mut self, at: Micros, order: Option<Placed>) -> Subject {
        let product = match &order {
            Some(order) => order.product,
            None => {
                // Questions about use are about skincare; those about tea name their tea.
                let wish = self.wish(at);
                if PRODUCTS[wish].shelf == Shelf::Skin { wish } else { OIL + wish % 10 }
            }
        };
        let agent = if self.who.english { AGENTS[1] } else { AGENTS[self.dice.weighted(&[64, 0, 36])] };
        let day = if self.who.english {
            *self.dice.pick(&["tomorrow", "on Friday", "the day after tomorrow"])
        } else {
            *self.dice.pick(&["明天", "后天", "周六"])
        };
        let parcel = order
            .as_ref()
            .filter(|o| at < o.delivered)
            .map_or_else(|| 100_000_000_000 + self.dice.bits() % 900_000_000_000, |o| o.tracking);
        Subject { order, product, agent, day, parcel }
    }

    /// A sentence with its slots filled.
    pub(super) fn sentence(&mut self, template: &str, subject: &Subject) -> String {
        let product = self.product(subject.product);
        // People leave out the size when they talk.
        let short = product.split(" 3").next().unwrap_or(product);
        let short = short.rsplit_once(|c: char| c.is_ascii_digit()).map_or(short, |_| {
            short.trim_end_matches(|c: char| c.is_ascii_alphanumeric() || c == ' ' || c == ',')
        });
        let short = if short.is_empty() || self.who.english { product } else { short };
        let (batch, shop) = (self.batch(), self.who.shop());
        let english = self.who.english;
        fill(template, |out, slot| match slot {
            'o' => out.push_str(subject.order.as_ref().map_or("", |o| &o.number)),
            'p' => out.push_str(short),
            's' => out.push_str(shop),
            'b' => out.push_str(&batch),
            'a' => out.push_str(if english { "Grace" } else { STAFF[subject.agent].name }),
            'k' => {
                let _ = write!(out, "SF{}", subject.parcel);
            }
            'd' => out.push_str(subject.day),
            _ => {}
        })
    }

    fn message_way(&mut self) -> (&'static str, Vec<IdentityValue>) {
        let who = self.who;
        if who.has(way::WECHAT) && self.dice.chance(0.72) {
            ("wechat", vec![ways::wechat_openid(self.seed(), who.key)])
        } else if who.has(way::ACCOUNT) {
            ("webchat", vec![ways::device(self.seed(), who.key, 0), ways::user_id(who.key)])
        } else if who.has(way::WECHAT) {
            ("wechat", vec![ways::wechat_openid(self.seed(), who.key)])
        } else {
            ("email", self.by_mail())
        }
    }

    /// Turn by turn, each answering the one before.
    pub(super) fn converse(&mut self, talk: &Talk, start: Micros, subject: &Subject) {
        let (channel, identities) = self.message_way();
        let mut at = start;
        if at < self.known_since {
            at = self.known_since.plus(self.dice.between(10, 10 * 24 * 60) * MINUTE);
        }
        let thread = self.thread();
        let opening = talk.turns.first().map_or(&[][..], |t| t.1);
        let aligned = self.dice.below(opening.len() as u32) as usize;
        for (ours, wordings) in talk.turns {
            let words =
                if wordings.len() == opening.len() { wordings[aligned] } else { *self.dice.pick(wordings) };
            let mut item = self.blank(at, Kind::Message, channel, identities.clone());
            item.text = Some(self.sentence(words, subject));
            item.props = props([("conversation", json!(thread))]);
            if *ours {
                item.direction = Direction::Out;
                item.props.insert("staff".to_owned(), json!(STAFF[subject.agent].name));
            }
            if let Some(order) = &subject.order {
                item.object_kind = Some("order".to_owned());
                item.object_id = Some(order.number.clone());
            }
            self.write(item);
            let seconds = if self.live {
                self.dice.between(6, 40)
            } else if *ours {
                self.dice.between(40, 900)
            } else {
                self.dice.between(35, 420)
            };
            at = at.plus(seconds * Micros::SECOND);
        }
    }

    /// Companies write mails.
    pub fn business_mail(&mut self) {
        let at = self.when(Rhythm::Office);
        let (subject, theirs, ours) = *self.dice.pick(if self.who.english { B2B_EN } else { B2B });
        let owner = self.who.company.map_or(crate::staff::SHEN, |c| self.demo.company(c).owner);
        let about = self.subject(at, None);
        let thread = self.thread();
        let later = at.plus(if self.live {
            self.dice.between(15, 60) * Micros::SECOND
        } else {
            self.dice.between(9, 260) * MINUTE
        });
        for (direction, at, text) in [(Direction::In, at, theirs), (Direction::Out, later, ours)] {
            let mut item = self.blank(at, Kind::Message, "email", self.by_mail());
            item.direction = direction;
            item.title =
                Some(if direction == Direction::Out { format!("Re: {subject}") } else { subject.to_owned() });
            item.text = Some(self.sentence(text, &about));
            item.props = props([("conversation", json!(thread))]);
            if direction == Direction::Out {
                item.props.insert("staff".to_owned(), json!(STAFF[owner].name));
            }
            self.write(item);
        }
    }

    /// An instant in the bad week: a few early signs, then the evening it breaks, then days of echo.
    pub(super) fn crisis_time(&mut self) -> Micros {
        let broke = self.calendar().ago(2, 20, 52);
        let now = self.demo.config().now;
        let hours = if self.dice.chance(0.1) {
            -(self.dice.unit() * 60.0)
        } else {
            -(1.0 - self.dice.unit()).ln() * 11.0
        };
        let at = broke.plus((hours * 3.6e9) as i64);
        if at <= now { at } else { Micros(broke.0 + (self.dice.unit() * (now.0 - broke.0) as f64) as i64) }
    }

    /// Those whose bottle leaks complain; others talk about it.
    pub fn live_the_bad_week(&mut self) {
        let today = self.calendar().today;
        if self.to < today - 2 {
            return;
        }
        let leaking = self
            .orders
            .iter()
            .rev()
            .find(|o| o.oil && day_of(o.at) > today - 34 && day_of(o.delivered) < today - 2)
            .cloned();
        if let Some(order) = leaking.clone().filter(|_| self.dice.chance(0.62)) {
            let bank = if self.who.english { TALKS_EN } else { TALKS };
            let talks: Vec<&Talk> =
                bank.iter().filter(|t| t.needs == Needs::Leak && t.turns.len() as i32 <= self.left).collect();
            if !talks.is_empty() {
                let at = self.crisis_time().max(order.delivered.plus(40 * MINUTE));
                let subject = Subject { product: OIL, ..self.subject(at, Some(order)) };
                let talk = talks[0];
                self.converse(talk, at, &subject);
            }
        }
        let loud = if leaking.is_some() { 0.55 } else { 0.07 };
        if self.left > 0 && self.who.has(way::WEIBO | way::XHS | way::BLUESKY) && self.dice.chance(loud) {
            let at = self.crisis_time();
            self.mention_the_leak(at);
        }
    }
}
