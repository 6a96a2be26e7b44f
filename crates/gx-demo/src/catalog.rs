//! What 山茶 Camellia sells.

use rust_decimal::Decimal;

use crate::dice::Dice;

/// The shelf a product stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shelf {
    /// Skincare.
    Skin,
    /// Tea.
    Tea,
    /// Gift boxes.
    Gift,
    /// Devices, the only things that are repaired.
    Device,
}

/// One product.
#[derive(Clone, Copy, Debug)]
pub struct Product {
    /// Stock number.
    pub sku: &'static str,
    /// Name in Chinese.
    pub zh: &'static str,
    /// Name in English.
    pub en: &'static str,
    /// Price in yuan.
    pub yuan: u32,
    /// Its shelf.
    pub shelf: Shelf,
    /// Page on the site.
    pub page: &'static str,
    weight: u32,
    /// Months in which it sells best, as a bit set (bit 1 is January); 0 is always.
    season: u16,
}

type Row = (&'static str, &'static str, &'static str, u32, Shelf, &'static str, u32, u16);

const fn p((sku, zh, en, yuan, shelf, page, weight, season): Row) -> Product {
    Product { sku, zh, en, yuan, shelf, page, weight, season }
}

const WARM: u16 = 0b11_1111_0000; // April to September
const COLD: u16 = 0b1_1100_0000_1110; // October to March
const SPRING: u16 = 0b111_1000; // March to June
const AUTUMN: u16 = 0b1_1110_0000_1110; // September to March

/// Index of the face oil whose new pump leaks.
pub(crate) const OIL: usize = 0;
/// Index of the autumn silver needle.
pub(crate) const NEEDLE: usize = 11;
/// Index of the serum launched [`LAUNCH_DAYS`] ago.
pub(crate) const LAUNCHED: usize = 10;
/// Days since the launch of the night serum.
pub(crate) const LAUNCH_DAYS: i32 = 76;
/// Index of the tea box that companies order in other seasons.
pub(crate) const TEA_BOX: usize = 19;
/// Index of the festival gift box that companies order.
pub(crate) const FESTIVE_BOX: usize = 21;

/// Everything on sale.
pub const PRODUCTS: &[Product] = &[
    p((
        "CM-OIL-30",
        "修护精华油 30 ml",
        "Repair Face Oil 30 ml",
        298,
        Shelf::Skin,
        "/p/repair-oil-30",
        120,
        0,
    )),
    p((
        "CM-OIL-15",
        "修护精华油 15 ml",
        "Repair Face Oil 15 ml",
        168,
        Shelf::Skin,
        "/p/repair-oil-15",
        60,
        0,
    )),
    p(("CM-CLN-120", "山茶洁面 120 g", "Camellia Cleanser 120 g", 128, Shelf::Skin, "/p/cleanser", 90, 0)),
    p((
        "CM-TON-200",
        "山茶花水 200 ml",
        "Camellia Water 200 ml",
        158,
        Shelf::Skin,
        "/p/camellia-water",
        80,
        0,
    )),
    p((
        "CM-CRM-50",
        "山茶籽精华霜 50 g",
        "Camellia Seed Cream 50 g",
        328,
        Shelf::Skin,
        "/p/seed-cream",
        70,
        COLD,
    )),
    p(("CM-MSK-5", "舒缓面膜 5 片", "Calming Mask, 5 sheets", 118, Shelf::Skin, "/p/calming-mask", 75, 0)),
    p(("CM-HND-50", "护手霜 50 g", "Hand Cream 50 g", 68, Shelf::Skin, "/p/hand-cream", 60, COLD)),
    p(("CM-SUN-40", "轻透防晒乳 40 ml", "Light Sunscreen 40 ml", 178, Shelf::Skin, "/p/sunscreen", 70, WARM)),
    p(("CM-LIP-4", "山茶润唇膏 4 g", "Camellia Lip Balm 4 g", 58, Shelf::Skin, "/p/lip-balm", 50, 0)),
    p((
        "CM-BDY-250",
        "山茶身体油 250 ml",
        "Camellia Body Oil 250 ml",
        218,
        Shelf::Skin,
        "/p/body-oil",
        35,
        0,
    )),
    p((
        "CM-NGT-30",
        "夜间修护精华 30 ml",
        "Night Repair Serum 30 ml",
        398,
        Shelf::Skin,
        "/p/night-serum",
        80,
        0,
    )),
    p((
        "TE-BHYZ-50",
        "白毫银针 秋茶 50 g",
        "Silver Needle, autumn, 50 g",
        168,
        Shelf::Tea,
        "/p/silver-needle-50",
        80,
        AUTUMN,
    )),
    p((
        "TE-BHYZ-100",
        "白毫银针 秋茶 100 g",
        "Silver Needle, autumn, 100 g",
        318,
        Shelf::Tea,
        "/p/silver-needle-100",
        30,
        AUTUMN,
    )),
    p(("TE-BMD-100", "白牡丹 100 g", "White Peony 100 g", 198, Shelf::Tea, "/p/white-peony", 55, 0)),
    p((
        "TE-LJ-100",
        "明前龙井 100 g",
        "Pre-Qingming Longjing 100 g",
        368,
        Shelf::Tea,
        "/p/longjing",
        60,
        SPRING,
    )),
    p(("TE-DHP-80", "大红袍 80 g", "Da Hong Pao 80 g", 258, Shelf::Tea, "/p/da-hong-pao", 45, 0)),
    p((
        "TE-GHW-100",
        "桂花乌龙 100 g",
        "Osmanthus Oolong 100 g",
        138,
        Shelf::Tea,
        "/p/osmanthus-oolong",
        55,
        0,
    )),
    p(("TE-CB-15", "冷泡茶包 15 袋", "Cold-brew Bags, 15", 78, Shelf::Tea, "/p/cold-brew", 60, WARM)),
    p((
        "TE-LBC-150",
        "五年老白茶饼 150 g",
        "Five-year White Tea Cake 150 g",
        298,
        Shelf::Tea,
        "/p/white-tea-cake",
        35,
        0,
    )),
    p(("GF-TEA-01", "四季茶礼盒", "Four Seasons Tea Box", 468, Shelf::Gift, "/p/four-seasons-box", 35, 0)),
    p(("GF-DUO-01", "油与茶礼盒", "Oil and Tea Box", 598, Shelf::Gift, "/p/oil-tea-box", 30, 0)),
    p(("GF-YR-01", "年节礼盒", "Festival Gift Box", 390, Shelf::Gift, "/p/festival-box", 30, COLD)),
    p(("DV-CLN-01", "声波洁面仪", "Sonic Cleansing Brush", 459, Shelf::Device, "/p/cleansing-brush", 14, 0)),
    p(("DV-POT-01", "恒温泡茶壶", "Keep-warm Tea Kettle", 529, Shelf::Device, "/p/tea-kettle", 14, 0)),
];

impl Product {
    /// The price.
    pub fn price(&self) -> Decimal {
        Decimal::new(i64::from(self.yuan) * 100, 2)
    }
}

/// A product for a taste (how much tea draws a person, 0–1), a month, and whether the launch is past.
pub(crate) fn choose(dice: &mut Dice, tea: f64, month: i8, launched: bool) -> usize {
    let mut chosen = OIL;
    for _ in 0..6 {
        let shelf_tea = dice.chance(tea);
        chosen = if shelf_tea { 11 + dice.below(10) as usize } else { dice.below(11) as usize };
        if dice.chance(0.06) {
            chosen = 19 + dice.below(5) as usize;
        }
        let product = &PRODUCTS[chosen];
        let in_season = product.season == 0 || product.season & (1 << month) != 0;
        let keep = f64::from(product.weight) / 120.0 * if in_season { 1.0 } else { 0.15 };
        if (chosen != LAUNCHED || launched) && dice.chance(keep) {
            return chosen;
        }
    }
    if chosen == LAUNCHED && !launched { OIL } else { chosen }
}
