//! The companies that buy from Camellia or employ its customers.

use serde::Serialize;

use crate::bank::places::{CITIES, CITY_WEIGHTS, ESTATES};
use crate::bank::words::{FIRM_HEAD, FIRM_TAIL};
use crate::demo::Demo;
use crate::dice::Dice;
use crate::staff::{OWNERS, SHEN};
use crate::ways::purpose;

/// A company.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DemoCompany {
    /// Its number in the demo, from 0.
    pub key: u32,
    /// Name.
    pub name: String,
    /// Web domain.
    pub domain: String,
    /// Industry.
    pub industry: &'static str,
    /// ISO code of the country.
    pub country: &'static str,
    /// Province.
    pub region: &'static str,
    /// City.
    pub city: &'static str,
    /// Street address.
    pub address: String,
    /// Postcode.
    pub postcode: &'static str,
    /// Switchboard, in E.164.
    pub phone: String,
    /// Number of employees.
    pub size: u32,
    /// Index of the owner in [`Demo::staff`].
    pub owner: usize,
}

impl Demo {
    /// How many companies there are.
    pub fn company_count(&self) -> u32 {
        12 + self.config().people / 120
    }

    /// A company by its key.
    pub fn company(&self, key: u32) -> DemoCompany {
        let mut dice = Dice::of(self.seed(), purpose::COMPANY, u64::from(key));
        let city = &CITIES[dice.weighted(&CITY_WEIGHTS)];
        let head = dice.pick(FIRM_HEAD);
        let tail = dice.pick(FIRM_TAIL);
        let road = dice.pick(city.roads);
        let district = dice.pick(city.districts);
        let (size, number) = (tail.3 / 2 + dice.below(tail.3), 1 + dice.below(900));
        let mut company = DemoCompany {
            key,
            name: format!("{}{}{}", city.zh, head.0, tail.0),
            domain: format!("{}-{}{}.example", head.1, tail.1, key),
            industry: tail.2,
            country: "CN",
            region: city.region,
            city: city.zh,
            address: format!(
                "{}{}{number}号{}大厦{}层",
                district.0,
                road.0,
                dice.pick(ESTATES).0.chars().take(2).collect::<String>(),
                2 + dice.below(28)
            ),
            postcode: city.postcode,
            phone: format!("+86{}{}", city.area_code, format_args!("5550{:04}", u64::from(key) % 10_000)),
            size,
            owner: OWNERS[dice.below(2) as usize],
        };
        if key < 2 {
            let (name, domain, industry, city, address, size) = [
                ("木禾设计", "muhe.example", "设计", &CITIES[0], "静安愚园路168号3层", 46),
                (
                    "云上酒店集团",
                    "yunshang-hotels.example",
                    "酒店",
                    &CITIES[1],
                    "西湖曙光路85号云上大厦12层",
                    1280,
                ),
            ][key as usize];
            company = DemoCompany {
                name: name.into(),
                domain: domain.into(),
                industry,
                region: city.region,
                city: city.zh,
                postcode: city.postcode,
                address: address.into(),
                size,
                owner: SHEN,
                phone: format!("+86{}5550000{key}", city.area_code),
                ..company
            };
        }
        company
    }

    /// Every company.
    pub fn companies(&self) -> impl Iterator<Item = DemoCompany> + '_ {
        (0..self.company_count()).map(|key| self.company(key))
    }
}
