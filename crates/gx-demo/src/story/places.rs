//! In shops, on the phone, at events, and what staff write down.

use gx_kernel::Micros;
use gx_kernel::interaction::{Direction, Kind};
use serde_json::json;

use super::pen::{MINUTE, Pen, props};
use crate::bank::fill;
use crate::bank::places::CITIES;
use crate::bank::posts::{MAILS, MAILS_EN};
use crate::bank::words::{CALLS, CALLS_EN, EVENTS, FAULTS, NOTES, NOTES_EN, SURVEY_WORDS};
use crate::calendar::{Rhythm, day_of};
use crate::catalog::PRODUCTS;
use crate::profile::way;
use crate::staff::{AGENTS, OWNERS, STAFF};

impl Pen<'_> {
    /// A visit without a purchase.
    pub fn visit(&mut self) {
        let at = self.when(Rhythm::Shop);
        let product = self.wish(at);
        let mut item = self.blank(at, Kind::Visit, "shop", self.at_the_till());
        item.title = Some(self.who.shop().to_owned());
        let tried = self.product(product);
        item.text = Some(if self.who.english { format!("Tried {tried}") } else { format!("试用{tried}") });
        item.object_kind = Some("product".to_owned());
        item.object_id = Some(PRODUCTS[product].sku.to_owned());
        item.props = props([("shop", json!(self.who.shop()))]);
        self.write(item);
    }

    /// A letter to all; some click through.
    pub fn newsletter(&mut self) {
        let at = self.when(Rhythm::Office);
        let bank = if self.who.english { MAILS_EN } else { MAILS };
        // The last letter is about the leaking pump, and goes out on the day after it broke.
        let bad_week = at >= self.calendar().ago(1, 9, 0);
        let mut letter = bank[self.dice.below(bank.len() as u32 - 1) as usize];
        if !self.fits(letter.0, at) {
            letter = bank[1];
        }
        let (subject, text) = if bad_week { bank[bank.len() - 1] } else { letter };
        let product = self.wish(at);
        let product = self.product(product);
        let product = if self.who.english { product } else { product.split(' ').next().unwrap_or(product) };
        let (batch, shop) = (self.batch(), self.who.shop());
        let city = &CITIES[usize::from(self.who.city)];
        let city = if self.who.english { city.en } else { city.zh };
        let words = |template: &str| {
            fill(template, |out, slot| match slot {
                'p' => out.push_str(product),
                'b' => out.push_str(&batch),
                's' => out.push_str(shop),
                'c' => out.push_str(city),
                _ => {}
            })
        };
        let mut item = self.blank(at, Kind::Message, "email", self.by_mail());
        item.direction = Direction::Out;
        item.title = Some(words(subject));
        item.text = Some(words(text));
        item.props = props([
            ("campaign", json!(if bad_week { "service-notice" } else { "newsletter" })),
            ("opened", json!(self.dice.chance(0.34))),
        ]);
        self.write(item);
    }

    /// A call in or out, with what was said.
    pub fn call(&mut self) {
        let at = self.when(Rhythm::Office);
        let order = self.orders.iter().rev().find(|o| o.at < at).cloned();
        let mut words = self.say(CALLS, CALLS_EN);
        if order.is_none() {
            for _ in 0..9 {
                if !words.contains("{o}") {
                    break;
                }
                words = self.say(CALLS, CALLS_EN);
            }
            if words.contains("{o}") {
                return self.visit_or_note();
            }
        }
        let order = order.filter(|_| words.contains("{o}"));
        let subject = self.subject(at, order);
        let text = self.sentence(words, &subject);
        let missed = text.contains("没接通") || text.starts_with("No answer");
        let staff = if self.who.company.is_some() {
            OWNERS[self.dice.below(2) as usize]
        } else {
            AGENTS[self.dice.below(2) as usize]
        };
        let mut item = self.blank(at, Kind::Call, "phone", self.by_phone());
        let outward = missed || self.dice.chance(0.45);
        item.direction = if outward { Direction::Out } else { Direction::In };
        item.text = Some(text);
        if let Some(order) = &subject.order {
            item.object_kind = Some("order".to_owned());
            item.object_id = Some(order.number.clone());
        }
        let seconds = if missed { 0 } else { self.dice.between(35, 620) };
        item.props = props([("seconds", json!(seconds)), ("staff", json!(STAFF[staff].name))]);
        self.write(item);
    }

    fn visit_or_note(&mut self) {
        if self.who.abroad.is_none() { self.visit() } else { self.note() }
    }

    /// What a colleague noticed.
    pub fn note(&mut self) {
        let at = self.when(Rhythm::Office);
        let words = self.say(NOTES, NOTES_EN);
        let subject = self.subject(at, None);
        let mut item = self.blank(at, Kind::Note, "staff", self.at_the_till());
        item.direction = Direction::About;
        item.text = Some(self.sentence(words, &subject));
        let staff = [OWNERS[0], OWNERS[1], OWNERS[2], AGENTS[0]][self.dice.below(4) as usize];
        item.props = props([("staff", json!(STAFF[staff].name))]);
        self.write(item);
    }

    /// The survey after an order.
    pub fn survey(&mut self) {
        let Some(order) = self.orders.last().cloned() else { return self.note() };
        let at = order.delivered.plus(if self.live {
            0
        } else {
            self.dice.between(3, 9) * Micros::DAY + self.dice.between(0, 600) * MINUTE
        });
        let at = self.awake(at);
        let (score, zh, en) = *self.dice.pick_early(SURVEY_WORDS);
        let mut item = self.blank(
            at,
            Kind::Survey,
            if self.who.has(way::WECHAT) { "wechat" } else { "web" },
            self.at_the_till(),
        );
        if self.who.has(way::WECHAT) {
            item.identities = vec![crate::ways::wechat_openid(self.seed(), self.who.key)];
        }
        item.title = Some(if self.who.english { "After your order" } else { "收货回访" }.to_owned());
        item.object_kind = Some("order".to_owned());
        item.object_id = Some(order.number);
        let said = if self.who.english { en } else { zh };
        item.text = Some(said.to_owned());
        let question = if self.who.english {
            "Would you recommend us? (0–10)"
        } else {
            "您愿意推荐给朋友吗？（0–10）"
        };
        let open = if self.who.english { "What could be better?" } else { "哪里可以更好？" };
        item.props = props([
            ("answers", json!([{"question": question, "answer": score}, {"question": open, "answer": said}])),
            ("score", json!(score)),
        ]);
        self.write(item);
    }

    /// An event at the shop.
    pub fn attend(&mut self) {
        let at = self.when(Rhythm::Shop);
        let (mut zh, mut en) = *self.dice.pick(EVENTS);
        if !self.fits(zh, at) {
            (zh, en) = EVENTS[5];
        }
        let mut item = self.blank(at, Kind::Attendance, "shop", self.at_the_till());
        item.title = Some(if self.who.english { en } else { zh }.to_owned());
        item.object_kind = Some("event".to_owned());
        item.object_id = Some(format!("event-{}", day_of(at)));
        item.props = props([("shop", json!(self.who.shop())), ("guests", json!(self.dice.below(3)))]);
        self.write(item);
    }

    /// A repair, and the note that it is ready. Only those who bought a device bring one.
    pub fn repair(&mut self) {
        let device =
            self.orders.iter().find(|o| PRODUCTS[o.product].shelf == crate::catalog::Shelf::Device).cloned();
        let Some(order) = device else { return self.visit() };
        let which = usize::from(order.product == PRODUCTS.len() - 1);
        let at = order.delivered.plus(self.dice.between(20, 120) * Micros::DAY);
        let (zh, en) = *self.dice.pick(FAULTS[which]);
        let mut item = self.blank(at, Kind::Repair, "shop", self.at_the_till());
        item.title = Some(self.product(order.product).to_owned());
        item.text = Some(if self.who.english { en } else { zh }.to_owned());
        item.object_kind = Some("product".to_owned());
        item.object_id = Some(PRODUCTS[order.product].sku.to_owned());
        item.props = props([
            ("order", json!(order.number)),
            ("warranty", json!(true)),
            ("shop", json!(self.who.shop())),
        ]);
        self.write(item);
    }
}
