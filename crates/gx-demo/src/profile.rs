//! The plan of a person: small, copied freely, made from the seed and the key alone.

use crate::bank::places::{ABROAD, CITIES, CITY_WEIGHTS};
use crate::calendar::YEAR;
use crate::cast::{CAST, HERO, Role};
use crate::demo::Demo;
use crate::dice::{Dice, fate};
use crate::ways::purpose;

/// Ways to reach a person or to recognise them, as a bit set.
pub(crate) mod way {
    pub const PHONE: u16 = 1;
    pub const EMAIL: u16 = 2;
    pub const WECHAT: u16 = 4;
    pub const WEIBO: u16 = 8;
    pub const XHS: u16 = 16;
    pub const BLUESKY: u16 = 32;
    pub const MEMBER: u16 = 64;
    pub const ACCOUNT: u16 = 128;
}

/// How a second record of the same human differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Slip {
    /// A character of the same sound.
    Homophone,
    /// The name in Latin letters.
    Pinyin,
    /// The same phone, another way to write the name or address.
    SamePhone,
    /// Moved house, with a new phone; the birth date tells who it is.
    Moved,
    /// Family and given name swapped, or a letter mistyped.
    Swapped,
}

/// The plan.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Profile {
    pub key: u32,
    pub english: bool,
    /// Index into [`ABROAD`], if they live there.
    pub abroad: Option<u8>,
    pub female: bool,
    pub ways: u16,
    pub city: u8,
    /// Whose home it is: members of a household share it.
    pub home: u32,
    pub household: Option<u32>,
    pub referred_by: Option<u32>,
    pub duplicate_of: Option<(u32, Slip)>,
    pub company: Option<u32>,
    pub joined: i32,
    pub last: i32,
    /// How much tea draws them, 0–1.
    pub tea: f64,
    /// How busy they are beside the average person.
    pub busy: f64,
    pub budget: u32,
    pub advocate: bool,
}

impl Profile {
    pub fn has(&self, way: u16) -> bool {
        self.ways & way != 0
    }

    /// Index of the shop they go to.
    pub fn shop(&self) -> &'static str {
        CITIES[usize::from(self.city)].shop.unwrap_or("上海静安店")
    }
}

impl Demo {
    fn role(key: u32) -> Option<&'static Role> {
        CAST.get(key as usize)
    }

    /// Whether the key is a second record, and of whom.
    fn second_of(&self, key: u32) -> Option<u32> {
        if let Some(role) = Self::role(key) {
            return role.duplicate_of;
        }
        let second = |k: u32| {
            k as usize >= CAST.len() && fate(self.seed(), purpose::DUPLICATE, u64::from(k)) % 100 < 6
        };
        if !second(key) {
            return None;
        }
        let mut dice = Dice::of(self.seed(), purpose::DUPLICATE, u64::from(key) | 1 << 40);
        for _ in 0..8 {
            let of = key - 1 - dice.below(key.min(3000) - 1);
            if of != HERO && !second(of) && Self::role(of).is_none_or(|r| r.duplicate_of.is_none()) {
                return Some(of);
            }
        }
        None
    }

    /// Whose household a key belongs to: someone earlier who heads their own.
    pub(crate) fn head_of(&self, key: u32) -> Option<u32> {
        if let Some(role) = Self::role(key) {
            return role.household;
        }
        let joins =
            |k: u32| k as usize >= CAST.len() && fate(self.seed(), purpose::HOME, u64::from(k)) % 100 < 11;
        if !joins(key) {
            return None;
        }
        let mut dice = Dice::of(self.seed(), purpose::HOME, u64::from(key) | 1 << 40);
        let head = key - 1 - dice.below(key.min(60) - 1);
        let fine = head as usize >= CAST.len() && !joins(head) && self.second_of(head).is_none();
        fine.then_some(head)
    }

    /// The plan of a key.
    pub(crate) fn profile(&self, key: u32) -> Profile {
        let Some(of) = self.second_of(key) else { return self.first_record(key) };
        let mut p = self.first_record(of);
        let mut dice = Dice::of(self.seed(), purpose::PROFILE, u64::from(key) | 1 << 41);
        let slips = if p.english { [0, 0, 25, 35, 40] } else { [34, 20, 18, 16, 12] };
        let slip = [Slip::Homophone, Slip::Pinyin, Slip::SamePhone, Slip::Moved, Slip::Swapped]
            [dice.weighted(&slips)];
        let slip = if key as usize == CAST.len() - 1 { Slip::Homophone } else { slip };
        // A name alone, without home, phone or birth date, is nobody's: such a record could not be told
        // from a namesake's.
        let slip = if slip == Slip::Moved && !self.birth_date_known(of) { Slip::SamePhone } else { slip };
        p.duplicate_of = Some((of, slip));
        p.key = key;
        p.ways = if dice.chance(0.5) { way::PHONE } else { way::PHONE | way::MEMBER };
        if dice.chance(0.4) {
            p.ways |= way::EMAIL;
        }
        if p.abroad.is_some() {
            p.ways = way::EMAIL | way::ACCOUNT;
        }
        (p.household, p.referred_by, p.company) = (None, None, None);
        p.home = if slip == Slip::Moved { key } else { p.home };
        p.joined = (p.joined + dice.below(500) as i32).min(self.calendar().today - 3);
        p.busy *= 0.15;
        p.budget = self.budget(p.busy, &mut dice).max(1);
        p.advocate = false;
        p
    }

    /// Whether the record of a human has a birth date.
    pub(crate) fn birth_date_known(&self, human: u32) -> bool {
        Dice::of(self.seed(), purpose::BIRTH, u64::from(human)).chance(0.62)
    }

    fn budget(&self, busy: f64, dice: &mut Dice) -> u32 {
        // About six per cent are second records with a seventh of the life, and some parcels arrive after now:
        // the rest make up for it.
        let wanted = self.config().interactions_per_person * 1.075 * busy.min(40.0);
        (wanted + dice.unit()).floor().max(1.0) as u32
    }

    fn first_record(&self, key: u32) -> Profile {
        let mut dice = Dice::of(self.seed(), purpose::PROFILE, u64::from(key));
        let role = Self::role(key);
        let female = dice.chance(0.71);
        let household = self.head_of(key);
        let home = household.unwrap_or(key);
        let mut house = Dice::of(self.seed(), purpose::HOME, u64::from(home) | 1 << 44);
        let english = house.chance(0.15) && role.is_none();
        let abroad = (english && house.chance(0.4)).then(|| house.below(ABROAD.len() as u32) as u8);
        let city =
            Dice::of(self.seed(), purpose::HOME, u64::from(home) | 1 << 42).weighted(&CITY_WEIGHTS) as u8;
        // Log-normal activity with mean one: the busiest fifth does about two thirds of everything.
        let sigma = 1.15;
        let busy = (sigma * dice.normal() - sigma * sigma / 2.0).exp();
        let mut ways = 0;
        for (flag, p) in [
            (way::PHONE, if abroad.is_some() { 0.0 } else { 0.88 }),
            (way::EMAIL, if english { 0.97 } else { 0.45 }),
            (way::WECHAT, if english { 0.15 } else { 0.72 }),
            (way::WEIBO, if english { 0.02 } else { 0.24 }),
            (way::XHS, if english { 0.04 } else { 0.38 }),
            (way::BLUESKY, if english { 0.22 } else { 0.01 }),
            (way::MEMBER, 0.62),
            (way::ACCOUNT, 0.7),
        ] {
            if dice.chance(p) {
                ways |= flag;
            }
        }
        if ways & (way::PHONE | way::EMAIL | way::WECHAT) == 0 {
            ways |= if abroad.is_some() { way::EMAIL } else { way::PHONE };
        }
        let today = self.calendar().today;
        let age = (dice.unit() * dice.unit() * 1500.0) as i32 + 3;
        let joined = today - age;
        let quiet = dice.chance(0.3);
        let earliest = joined.max(today - YEAR);
        let last =
            if quiet { earliest + ((today - earliest) as f64 * dice.unit() * 0.7) as i32 } else { today };
        let referred_by = (key as usize > CAST.len() && dice.chance(0.14)).then(|| {
            let u = dice.unit();
            (u * u * f64::from(key)) as u32
        });
        let referred_by = referred_by.filter(|r| *r != HERO && self.second_of(*r).is_none());
        let company = (dice.chance(0.06) && abroad.is_none()).then(|| dice.below(self.company_count()));
        let tea = (0.38 + 0.22 * dice.normal()).clamp(0.03, 0.95);
        let mut p = Profile {
            key,
            english,
            abroad,
            female,
            ways,
            city,
            home,
            household,
            referred_by,
            duplicate_of: None,
            company,
            joined,
            last,
            tea,
            busy,
            budget: 0,
            advocate: busy > 2.2 && dice.chance(0.4),
        };
        if let Some(role) = role {
            p.cast(role, today);
        }
        p.budget = self.budget(p.busy, &mut dice);
        if key == HERO {
            p.budget = p.budget.max(150);
        }
        p
    }
}

impl Profile {
    fn cast(&mut self, role: &Role, today: i32) {
        self.female = role.female;
        self.city = role.city;
        (self.household, self.referred_by, self.company) = (role.household, role.referred_by, role.company);
        self.home = role.household.unwrap_or(self.key);
        self.ways =
            way::PHONE | way::EMAIL | way::WECHAT | way::WEIBO | way::XHS | way::MEMBER | way::ACCOUNT;
        if self.key == HERO {
            self.ways |= way::BLUESKY;
            self.joined = today - 1347;
        } else {
            self.joined = self.joined.min(today - 200);
        }
        self.last = today;
        self.busy = role.busy;
        self.tea = 0.4;
        self.advocate = role.busy > 2.0;
    }
}
