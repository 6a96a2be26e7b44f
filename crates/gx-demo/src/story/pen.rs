//! What every episode writes with.

use std::fmt::Write as _;

use gx_kernel::Micros;
use gx_kernel::identity::IdentityValue;
use gx_kernel::interaction::{Direction, Incoming, Kind, ToPerson};
use serde_json::{Map, Value};

use crate::calendar::{Calendar, Rhythm, date_of, day_of};
use crate::catalog::{LAUNCH_DAYS, PRODUCTS};
use crate::demo::Demo;
use crate::dice::Dice;
use crate::naming::email_of;
use crate::profile::{Profile, way};
use crate::ways::{self, purpose};

/// One minute.
pub(crate) const MINUTE: i64 = 60 * Micros::SECOND;

/// An order that this person placed, for later episodes to speak of.
#[derive(Clone, Debug)]
pub(crate) struct Placed {
    pub number: String,
    pub at: Micros,
    /// When it was shipped and delivered; the same instant in a shop.
    pub shipped: Micros,
    pub delivered: Micros,
    pub product: usize,
    pub oil: bool,
    pub tracking: u64,
    pub reviewed: bool,
}

/// Writes one person's interactions.
pub(crate) struct Pen<'a> {
    pub demo: &'a Demo,
    pub who: &'a Profile,
    pub dice: Dice,
    /// How many interactions the budget still allows.
    pub left: i32,
    pub orders: Vec<Placed>,
    pub from: i32,
    pub to: i32,
    /// When the person first told the site who they are.
    pub known_since: Micros,
    /// In live mode parcels travel in minutes, and nothing is cut off at now.
    pub live: bool,
    prefix: String,
    written: u32,
    out: Vec<Incoming>,
}

impl<'a> Pen<'a> {
    pub fn new(demo: &'a Demo, who: &'a Profile) -> Self {
        let calendar = demo.calendar();
        let mut dice = Dice::of(demo.seed(), purpose::STORY, u64::from(who.key));
        let from = who.joined.max(calendar.first_day());
        // A third of the new accounts looked around for a while before they signed in.
        let anonymous = who.joined > calendar.first_day() && dice.chance(0.35);
        let known_since = if anonymous {
            calendar.when(Rhythm::Web, from, (from + 25).min(who.last), &mut dice)
        } else {
            Micros(i64::MIN)
        };
        let mut pen = Self {
            demo,
            who,
            dice,
            left: who.budget as i32,
            orders: Vec::new(),
            from,
            to: who.last.max(from),
            known_since,
            live: false,
            prefix: format!("demo-{}-", who.key),
            written: 0,
            out: Vec::with_capacity(who.budget as usize + 4),
        };
        if anonymous && who.has(way::ACCOUNT) {
            pen.sign_in(known_since);
        }
        pen
    }

    /// A pen for one live episode.
    pub fn live(demo: &'a Demo, who: &'a Profile, dice: Dice, prefix: String) -> Self {
        let today = day_of(demo.config().now);
        Self {
            demo,
            who,
            dice,
            left: 12,
            orders: Vec::new(),
            from: today,
            to: today,
            known_since: Micros(i64::MIN),
            live: true,
            prefix,
            written: 0,
            out: Vec::new(),
        }
    }

    /// From here on, episodes lie on or before `day`.
    pub fn until(&mut self, day: i32) {
        self.to = self.to.min(day).max(self.from);
    }

    pub fn calendar(&self) -> &'a Calendar {
        self.demo.calendar()
    }

    pub fn seed(&self) -> u64 {
        self.demo.seed()
    }

    /// An instant in the person's time with the brand.
    pub fn when(&mut self, rhythm: Rhythm) -> Micros {
        if self.live {
            return self.demo.config().now;
        }
        self.demo.calendar().when(rhythm, self.from, self.to, &mut self.dice)
    }

    /// The month of an instant, 1–12.
    pub fn month(&self, at: Micros) -> i8 {
        date_of(day_of(at)).month()
    }

    /// One wording in the person's language.
    pub fn say<'b>(&mut self, zh: &[&'b str], en: &[&'b str]) -> &'b str {
        let bank: &[&'b str] = if self.who.english { en } else { zh };
        self.dice.pick::<&'b str>(bank)
    }

    /// One wording that fits the season: nobody speaks of winter in June, or of a product before its launch.
    pub fn say_at<'b>(&mut self, at: Micros, zh: &[&'b str], en: &[&'b str]) -> &'b str {
        let mut words = self.say(zh, en);
        for _ in 0..12 {
            if self.fits(words, at) {
                break;
            }
            words = self.say(zh, en);
        }
        words
    }

    /// Whether a sentence can be said at that time of the year and of the story.
    pub fn fits(&self, words: &str, at: Micros) -> bool {
        let (month, day, today) = (self.month(at), day_of(at), self.demo.calendar().today);
        let cold = month >= 10 || month <= 3;
        let launched = day >= today - LAUNCH_DAYS;
        let says = |all: &[&str]| all.iter().any(|w| words.contains(w));
        !(says(&["双十一"]) && month != 11
            || says(&["降温", "冬天", "空调房"]) && !cold
            || says(&["秋茶", "今年的白毫银针", "autumn", "秋天"]) && !(9..=12).contains(&month)
            || says(&["新品", "新出", "夜间修护", "Night Repair", "night-serum"]) && !launched
            || says(&["pump-teardown"]) && day < today - 1
            || says(&["泵头"]) && day < today - 12)
    }

    /// Whether the person's whole time lies before what the words speak of.
    pub fn too_early(&self, words: &str) -> bool {
        let at = crate::calendar::start_of(self.from).plus(Micros::DAY / 2);
        !self.fits(words, at)
    }

    /// The same instant, moved into the day if people sleep at it.
    pub fn awake(&mut self, at: Micros) -> Micros {
        let hour = (at.0 / (60 * MINUTE) + 8).rem_euclid(24);
        match hour {
            _ if self.live => at,
            0..=8 => at.plus((9 - hour) * 60 * MINUTE + self.dice.between(0, 240) * MINUTE),
            21..=23 => at.plus(-self.dice.between(4 * 60, 9 * 60) * MINUTE),
            _ => at,
        }
    }

    /// The product's name in the person's language.
    pub fn product(&self, index: usize) -> &'static str {
        let product = &PRODUCTS[index];
        if self.who.english { product.en } else { product.zh }
    }

    /// The batch whose pump leaks: made five weeks ago, so that it is `B26-10` in the November of 2026.
    pub fn batch(&self) -> String {
        let made = date_of(self.demo.calendar().today - 36);
        format!("B{:02}-{:02}", made.year() % 100, made.month())
    }

    /// A blank interaction.
    pub fn blank(&self, at: Micros, kind: Kind, channel: &str, identities: Vec<IdentityValue>) -> Incoming {
        Incoming {
            message_id: String::new(),
            kind,
            direction: Direction::In,
            channel: channel.to_owned(),
            occurred_at: Some(at),
            identities,
            traits: Map::new(),
            title: None,
            text: None,
            object_kind: None,
            object_id: None,
            amount: None,
            currency: None,
            props: Map::new(),
            to: None,
        }
    }

    /// Writes it down, unless it has not happened yet. Either way the budget pays, so that totals hold.
    pub fn write(&mut self, mut item: Incoming) {
        self.left -= 1;
        if !self.live && item.occurred_at.is_none_or(|at| at > self.demo.config().now) {
            return;
        }
        self.written += 1;
        let mut id = String::with_capacity(self.prefix.len() + 6);
        id.push_str(&self.prefix);
        let _ = write!(id, "{}", self.written);
        item.message_id = id;
        self.out.push(item);
    }

    /// A fresh name for a conversation.
    pub fn thread(&self) -> String {
        format!("{}c{}", self.prefix, self.written)
    }

    /// Everything written, in order of time.
    pub fn finish(mut self) -> Vec<Incoming> {
        self.out.sort_by_key(|i| i.occurred_at);
        self.out
    }

    /// How the person is known where they sign with their name: member number, else phone, else mail.
    pub fn at_the_till(&self) -> Vec<IdentityValue> {
        let human = self.who.duplicate_of;
        let phone_key =
            human.filter(|(_, s)| *s == crate::profile::Slip::SamePhone).map_or(self.who.key, |(of, _)| of);
        vec![if self.who.has(way::MEMBER) {
            ways::member_no(self.who.key)
        } else if self.who.has(way::PHONE) {
            ways::phone(phone_key)
        } else {
            self.any()
        }]
    }

    /// The phone, where there is one.
    pub fn by_phone(&self) -> Vec<IdentityValue> {
        let of = self
            .who
            .duplicate_of
            .filter(|(_, s)| *s == crate::profile::Slip::SamePhone)
            .map_or(self.who.key, |(of, _)| of);
        vec![if self.who.has(way::PHONE) { ways::phone(of) } else { self.any() }]
    }

    /// The mail address.
    pub fn by_mail(&self) -> Vec<IdentityValue> {
        vec![if self.who.has(way::EMAIL) { email_of(self.demo, self.who) } else { self.any() }]
    }

    fn any(&self) -> IdentityValue {
        let who = self.who;
        if who.has(way::ACCOUNT) {
            ways::user_id(who.key)
        } else if who.has(way::EMAIL) {
            email_of(self.demo, who)
        } else if who.has(way::WECHAT) {
            ways::wechat_openid(self.seed(), who.key)
        } else {
            ways::phone(who.key)
        }
    }

    /// The browser, and the account once it has signed in.
    pub fn on_the_web(&mut self, at: Micros) -> Vec<IdentityValue> {
        let which =
            u32::from(self.who.key.is_multiple_of(3) && self.dice.chance(0.3) && at > self.known_since);
        let device = ways::device(self.seed(), self.who.key, which);
        if at >= self.known_since { vec![device, ways::user_id(self.who.key)] } else { vec![device] }
    }

    /// The social account that the person uses, and the channel's name.
    pub fn in_public(&mut self) -> (&'static str, IdentityValue) {
        let who = self.who;
        if who.has(way::WEIBO) && (!who.has(way::XHS) || self.dice.chance(0.4)) {
            ("weibo", ways::weibo(who.key))
        } else if who.has(way::XHS) {
            ("xiaohongshu", ways::handle(self.seed(), who.key, "xiaohongshu"))
        } else if who.has(way::BLUESKY) {
            ("bluesky", ways::handle(self.seed(), who.key, "bluesky"))
        } else {
            ("community", ways::user_id(who.key))
        }
    }

    /// Another customer on the same channel: someone near, or someone many listen to.
    pub fn other(&mut self, channel: &str, edge: &str) -> Option<ToPerson> {
        let flag = match channel {
            "weibo" => way::WEIBO,
            "xiaohongshu" => way::XHS,
            "bluesky" => way::BLUESKY,
            _ => way::ACCOUNT,
        };
        let people = self.demo.config().people;
        for _ in 0..6 {
            let key = if self.dice.chance(0.5) {
                let u = self.dice.unit();
                (u * u * u * f64::from(people)) as u32
            } else {
                let near = self.who.key.saturating_sub(25);
                near + self.dice.below(50.min(people - near))
            };
            let key = key.min(people - 1);
            if key == self.who.key {
                continue;
            }
            let other = self.demo.profile(key);
            if other.has(flag) && other.duplicate_of.is_none() {
                let identity = match flag {
                    way::WEIBO => ways::weibo(key),
                    way::ACCOUNT => ways::user_id(key),
                    _ => ways::handle(self.seed(), key, channel),
                };
                return Some(ToPerson { identities: vec![identity], edge: edge.to_owned() });
            }
        }
        None
    }
}

/// Properties from pairs.
pub(crate) fn props<const N: usize>(pairs: [(&str, Value); N]) -> Map<String, Value> {
    let mut map = Map::with_capacity(N);
    for (key, value) in pairs {
        map.insert(key.to_owned(), value);
    }
    map
}
