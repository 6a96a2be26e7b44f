//! A person's record as a till, a form or a colleague would have written it.

use gx_kernel::Micros;
use gx_kernel::identity::IdentityValue;
use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::bank::places::{ABROAD, CITIES, ESTATES};
use crate::bank::words::{JOBS, SKINS, TAGS};
use crate::calendar::{date_of, start_of};
use crate::cast::{CAST, HERO};
use crate::demo::Demo;
use crate::dice::Dice;
use crate::naming::{Name, email, homophone, mistyped, name_of};
use crate::profile::{Profile, Slip, way};
use crate::staff::{OWNERS, SHEN};
use crate::ways::{self, purpose};

/// A record of a person.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DemoPerson {
    /// Its number in the demo, from 0.
    pub key: u32,
    /// The full name as written.
    pub name: String,
    /// Family name.
    pub family_name: String,
    /// Given name.
    pub given_name: String,
    /// `female` or `male`, if known.
    pub gender: Option<&'static str>,
    /// Birth date, if known.
    pub birth_date: Option<jiff::civil::Date>,
    /// Language they write in: `zh-CN` or `en`.
    pub language: &'static str,
    /// ISO code of the country.
    pub country: &'static str,
    /// Province or state.
    pub region: String,
    /// City.
    pub city: String,
    /// District.
    pub district: String,
    /// Street address.
    pub address: String,
    /// Postcode.
    pub postcode: String,
    /// Job title, if they work at a company we know.
    pub job_title: Option<String>,
    /// Tier of membership, if a member.
    pub tier: Option<&'static str>,
    /// Where they stand: `lead`, `new`, `active`, `loyal` or `quiet`.
    pub lifecycle: &'static str,
    /// Where the household stands in its life, if the shop has learned it: `single` to `retired`.
    pub life_stage: Option<&'static str>,
    /// Everything they are known by, in normal form. Browsers are not here: those are learned when they sign in.
    pub identities: Vec<IdentityValue>,
    /// Custom fields: `x_skin`, `x_shop`, `x_points`, `x_nick`.
    pub traits: Map<String, Value>,
    /// Tags.
    pub tags: Vec<&'static str>,
    /// Index of the owner in [`Demo::staff`].
    pub owner: Option<usize>,
    /// What they agreed to and refused.
    pub consents: Vec<DemoConsent>,
    /// Ties to earlier people.
    pub edges: Vec<DemoEdge>,
    /// Where they work.
    pub works_at: Option<WorksAt>,
    /// The key of the earlier record of the same human; the truth that matching is to find, not to be shown to it.
    pub duplicate_of: Option<u32>,
    /// When the record was made.
    pub created_at: Micros,
    /// Where the record came from: `till`, `store`, `wechat` or `staff`.
    pub source: &'static str,
}

/// A consent given or refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct DemoConsent {
    /// `wechat`, `sms`, `email` or `phone`.
    pub channel: &'static str,
    /// `service` or `marketing`.
    pub purpose: &'static str,
    /// Given, or refused.
    pub granted: bool,
    /// When.
    pub at: Micros,
}

/// A tie to an earlier person, read from this one: "was referred by", "lives with".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct DemoEdge {
    /// `referred_by` or `household`.
    pub kind: &'static str,
    /// The other's key, always below this one's.
    pub to: u32,
    /// Since when.
    pub since: Micros,
}

/// A job.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WorksAt {
    /// The company's key.
    pub company: u32,
    /// The title.
    pub title: String,
    /// Since when.
    pub since: Micros,
}

impl DemoPerson {
    pub(crate) fn of(demo: &Demo, p: &Profile) -> Self {
        let human = p.duplicate_of.map_or(p.key, |(of, _)| of);
        let mut dice = Dice::of(demo.seed(), purpose::PORTRAIT, u64::from(p.key));
        let mut body = Dice::of(demo.seed(), purpose::PORTRAIT, u64::from(human) | 1 << 40);
        let name = name_of(demo, p, human);
        let mut person = Self {
            key: p.key,
            name: String::new(),
            family_name: name.family.clone(),
            given_name: name.given.clone(),
            gender: body.chance(0.82).then_some(if p.female { "female" } else { "male" }),
            birth_date: demo.birth_date_known(human).then(|| {
                let years = 19.0 + 15.0 * (body.unit() + body.unit()) + 14.0 * body.unit() * body.unit();
                date_of(demo.calendar().today - (years * 365.25) as i32)
            }),
            language: if p.english { "en" } else { "zh-CN" },
            country: "CN",
            region: String::new(),
            city: String::new(),
            district: String::new(),
            address: String::new(),
            postcode: String::new(),
            job_title: None,
            tier: None,
            lifecycle: lifecycle(demo, p),
            life_stage: None,
            identities: Vec::new(),
            traits: Map::new(),
            tags: Vec::new(),
            owner: None,
            consents: Vec::new(),
            edges: Vec::new(),
            works_at: None,
            duplicate_of: p.duplicate_of.map(|(of, _)| of),
            created_at: start_of(p.joined)
                .plus(10 * 3600 * Micros::SECOND + i64::from(dice.below(36_000)) * Micros::SECOND),
            source: ["till", "store", "wechat", "staff"][dice.weighted(&[36, 38, 20, 6])],
        };
        person.created_at = person.created_at.min(demo.config().now);
        person.life_stage = life_stage(demo, human, person.birth_date);
        person.write_name(p, &name, &mut dice);
        person.write_home(demo, p);
        person.write_ways(demo, p, &name);
        person.write_portrait(demo, p, &mut body);
        person.write_ties(demo, p, &mut dice);
        if p.key == HERO {
            person.be_the_hero();
        }
        person
    }

    fn write_name(&mut self, p: &Profile, name: &Name, dice: &mut Dice) {
        match p.duplicate_of.map(|(_, slip)| slip) {
            Some(_) if CAST.get(p.key as usize).is_some() => {
                self.given_name = CAST[p.key as usize].given.into()
            }
            Some(Slip::Homophone) => self.given_name = homophone(&name.given),
            Some(Slip::Pinyin) => {
                (self.family_name, self.given_name) = (name.family_latin.clone(), name.given_latin.clone())
            }
            Some(Slip::Swapped) if p.english && dice.chance(0.5) => {
                self.family_name = mistyped(&name.family, dice)
            }
            Some(Slip::Swapped) => {
                (self.family_name, self.given_name) = (name.given.clone(), name.family.clone())
            }
            _ => {}
        }
        if let (Some((_, slip)), Some(date)) = (p.duplicate_of, self.birth_date) {
            if slip == Slip::Moved {
                // What tells them from a namesake stays.
            } else if dice.chance(0.3) {
                self.birth_date = None;
            } else if slip != Slip::SamePhone && dice.chance(0.12) {
                // Month and day exchanged, where that is a date at all.
                self.birth_date =
                    jiff::civil::Date::new(date.year(), date.day(), date.month()).ok().or(Some(date));
            }
        }
        let latin = self.family_name.is_ascii() || self.family_name == "Lü";
        self.name = if latin {
            format!("{} {}", self.given_name, self.family_name)
        } else {
            format!("{}{}", self.family_name, self.given_name)
        };
        if p.duplicate_of.is_some_and(|(_, s)| s == Slip::Swapped) && !latin {
            self.name = format!("{}{}", self.given_name, self.family_name);
        }
    }

    fn write_home(&mut self, demo: &Demo, p: &Profile) {
        let mut dice = Dice::of(demo.seed(), purpose::HOME, u64::from(p.home) | 1 << 43);
        let (number, room) = (1 + dice.below(980), (2 + dice.below(24)) * 100 + 1 + dice.below(6));
        if let Some(place) = p.abroad.map(|a| &ABROAD[usize::from(a)]) {
            (self.country, self.region, self.city) = (place.country, place.region.into(), place.city.into());
            self.address = format!("{} {}", 1 + number / 6, dice.pick(place.streets));
            self.postcode = place.postcode.into();
            return;
        }
        let city = &CITIES[usize::from(p.city)];
        let (district, road, estate) = (dice.pick(city.districts), dice.pick(city.roads), dice.pick(ESTATES));
        let building = 1 + dice.below(28);
        self.region = city.region.into();
        self.postcode = format!("{}", city.postcode.parse::<u32>().unwrap_or(0) + dice.below(90));
        if p.english || p.duplicate_of.is_some_and(|(_, s)| s == Slip::Pinyin) {
            (self.city, self.district) = (city.en.into(), district.1.into());
            self.address = format!("Room {room}, Building {building}, {}, {number} {}", estate.1, road.1);
        } else {
            (self.city, self.district) = (city.zh.into(), district.0.into());
            self.address = match p.duplicate_of {
                Some(_) => format!("{}{number}号{building}-{room}", road.0),
                None => format!("{}{}{number}号{}{building}幢{room}室", district.0, road.0, estate.0),
            };
        }
    }

    fn write_ways(&mut self, demo: &Demo, p: &Profile, name: &Name) {
        let same = p.duplicate_of.map(|(of, slip)| (of, slip == Slip::SamePhone));
        let phone_key = same.filter(|(_, same)| *same).map_or(p.key, |(of, _)| of);
        if p.has(way::PHONE) {
            self.identities.push(ways::phone(phone_key));
        } else if let Some(phone) = p.abroad.and_then(|_| ways::foreign_phone(p.key, self.country)) {
            self.identities.push(phone);
        }
        if p.has(way::EMAIL) {
            self.identities.push(email(p, &name.family_latin, &name.given_latin));
        }
        let seed = demo.seed();
        let makers: [(u16, &dyn Fn() -> Vec<IdentityValue>); 6] = [
            (way::ACCOUNT, &|| vec![ways::user_id(p.key)]),
            (way::MEMBER, &|| vec![ways::member_no(p.key)]),
            (way::WECHAT, &|| vec![ways::wechat_openid(seed, p.key), ways::wechat_unionid(seed, p.key)]),
            (way::WEIBO, &|| vec![ways::weibo(p.key)]),
            (way::XHS, &|| vec![ways::handle(seed, p.key, "xiaohongshu")]),
            (way::BLUESKY, &|| vec![ways::handle(seed, p.key, "bluesky")]),
        ];
        for (flag, make) in makers {
            if p.has(flag) {
                self.identities.extend(make());
            }
        }
        if p.has(way::WEIBO | way::XHS) {
            self.traits.insert("x_nick".into(), json!(ways::nick(seed, p.key)));
        }
    }

    fn write_portrait(&mut self, demo: &Demo, p: &Profile, body: &mut Dice) {
        if p.has(way::MEMBER) {
            self.tier = Some(if p.busy > 3.2 {
                "金山茶"
            } else if p.busy > 1.2 {
                "银山茶"
            } else {
                "山茶会员"
            });
            self.traits.insert("x_points".into(), json!((p.busy * 420.0) as u32 + body.below(300)));
        }
        let first = p.duplicate_of.is_none();
        if first && body.chance(0.55) {
            let skin = body.pick(SKINS);
            self.traits.insert("x_skin".into(), json!(if p.english { skin.1 } else { skin.0 }));
        }
        if first && p.abroad.is_none() && body.chance(0.5) {
            self.traits.insert("x_shop".into(), json!(p.shop()));
        }
        for _ in 0..if first { body.below(4) } else { 0 } {
            let tag = *body.pick(TAGS);
            if tag != "企业采购人" && !self.tags.contains(&tag) {
                self.tags.push(tag);
            }
        }
        if p.advocate {
            self.tags.push("口碑客户");
        }
        if let Some(company) = p.company {
            let job = body.pick(JOBS);
            let title = CAST.get(p.key as usize).map_or(if p.english { job.1 } else { job.0 }, |r| r.job);
            self.job_title = Some(title.into());
            self.tags.push("企业采购人");
            self.owner = Some(demo.company(company).owner);
            self.works_at = Some(WorksAt {
                company,
                title: title.into(),
                since: self.created_at.plus(-Micros::DAY * i64::from(body.below(900))),
            });
        } else if p.busy > 2.5 {
            self.owner = Some(OWNERS[body.below(3) as usize]);
        }
    }

    fn write_ties(&mut self, demo: &Demo, p: &Profile, dice: &mut Dice) {
        if let Some(to) = p.household {
            self.edges.push(DemoEdge { kind: "household", to, since: self.created_at });
        }
        if let Some(to) = p.referred_by {
            self.edges.push(DemoEdge { kind: "referred_by", to, since: self.created_at });
        }
        for (channel, flag) in
            [("wechat", way::WECHAT), ("sms", way::PHONE), ("email", way::EMAIL), ("phone", way::PHONE)]
        {
            if !p.has(flag) {
                continue;
            }
            self.consents.push(DemoConsent {
                channel,
                purpose: "service",
                granted: !dice.chance(0.03),
                at: self.created_at,
            });
            if dice.chance(0.8) {
                let granted = dice.chance(if channel == "phone" { 0.2 } else { 0.6 });
                let days = i64::from(dice.below((demo.calendar().today - p.joined).max(1) as u32));
                self.consents.push(DemoConsent {
                    channel,
                    purpose: "marketing",
                    granted,
                    at: self.created_at.plus(Micros::DAY * days).min(demo.config().now),
                });
            }
        }
    }

    fn be_the_hero(&mut self) {
        self.gender = Some("female");
        let year = self.birth_date.map_or(1992, |d| d.year());
        self.birth_date = jiff::civil::Date::new(year, 6, 12).ok();
        (self.district, self.address, self.postcode) =
            ("静安".into(), "静安延平路98号映月庭6幢1203室".into(), "200042".into());
        self.tier = Some("金山茶");
        self.tags = vec!["茶道", "乐于分享", "送礼", "对包装敏感", "企业采购人"];
        self.owner = Some(SHEN);
        self.life_stage = Some("young_children");
        for (key, value) in [
            ("x_skin", json!("干敏肌")),
            ("x_shop", json!("上海静安店")),
            ("x_points", json!(4286)),
            ("x_nick", json!("晓梅在山里")),
        ] {
            self.traits.insert(key.into(), value);
        }
        for consent in &mut self.consents {
            consent.granted = consent.purpose == "service" || matches!(consent.channel, "wechat" | "email");
        }
        self.source = "till";
    }
}

fn lifecycle(demo: &Demo, p: &Profile) -> &'static str {
    let today = demo.calendar().today;
    match () {
        () if p.key == HERO => "loyal",
        () if p.last < today - 90 => "quiet",
        () if p.joined > today - 45 => "new",
        () if p.busy > 2.5 => "loyal",
        () if p.busy < 0.25 => "lead",
        () => "active",
    }
}

/// What a birth date and a talk in the shop tell: of every second person of known age.
fn life_stage(demo: &Demo, human: u32, born: Option<jiff::civil::Date>) -> Option<&'static str> {
    let mut dice = Dice::of(demo.seed(), purpose::PORTRAIT, u64::from(human) | 1 << 41);
    let years = f64::from(demo.calendar().today - crate::calendar::number_of(born?)) / 365.25;
    if !dice.chance(0.5) {
        return None;
    }
    // Lives differ by some years.
    Some(match years + 8.0 * (dice.unit() - 0.5) {
        y if y < 27.0 => "single",
        y if y < 31.0 => "couple",
        y if y < 33.0 => "expecting",
        y if y < 39.0 => "young_children",
        y if y < 48.0 => "school_children",
        y if y < 56.0 => "adult_children",
        y if y < 62.0 => "empty_nest",
        _ => "retired",
    })
}
