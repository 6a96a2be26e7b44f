//! The addresses under which a person is known, as a pure function of their key.

use std::fmt::Write as _;

use gx_kernel::identity::{IdentityKind, IdentityValue};

use crate::bank::names::{NICK_HEAD, NICK_TAIL};
use crate::cast::{CAST, HERO};
use crate::dice::{Dice, fate};

/// Purposes keep streams of chance apart.
pub(crate) mod purpose {
    pub const PROFILE: u64 = 1;
    pub const DUPLICATE: u64 = 2;
    pub const NAME: u64 = 3;
    pub const HOME: u64 = 4;
    pub const PORTRAIT: u64 = 5;
    pub const STORY: u64 = 6;
    pub const WECHAT: u64 = 7;
    pub const DEVICE: u64 = 8;
    pub const NICK: u64 = 9;
    pub const COMPANY: u64 = 10;
    pub const LIVE: u64 = 11;
    pub const BIRTH: u64 = 12;
    pub const DEALS: u64 = 13;
    pub const LEADS: u64 = 14;
}

/// Prefixes of mainland mobile numbers.
const MOBILE: [u16; 40] = [
    130, 131, 132, 133, 134, 135, 136, 137, 138, 139, 150, 151, 152, 153, 155, 156, 157, 158, 159, 166, 177,
    180, 181, 182, 183, 184, 185, 186, 187, 188, 189, 190, 191, 192, 193, 195, 196, 197, 198, 199,
];
const HERO_PHONE: u64 = 138_0000_2716;

/// American area codes; 555-01xx is kept for fiction in each.
const AREAS: [u16; 40] = [
    201, 202, 203, 206, 212, 213, 214, 215, 216, 301, 303, 305, 310, 312, 313, 314, 316, 317, 401, 404, 405,
    408, 410, 412, 415, 416, 503, 504, 505, 510, 512, 513, 602, 604, 612, 614, 617, 619, 702, 704,
];

pub(crate) fn identity(kind: IdentityKind, value: String) -> IdentityValue {
    IdentityValue { kind, value }
}

fn mobile_of(key: u32) -> u64 {
    // 7919 is prime to four million, so that no two keys below that share a number.
    let n = (u64::from(key) * 7919 + 1_234_567) % 4_000_000;
    u64::from(MOBILE[(n % 40) as usize]) * 100_000_000 + n / 40
}

/// A mainland mobile number in E.164; unique for keys below four million.
pub(crate) fn phone(key: u32) -> IdentityValue {
    let own = mobile_of(key);
    let number = if key == HERO {
        HERO_PHONE
    } else if own == HERO_PHONE {
        mobile_of(HERO)
    } else {
        own
    };
    identity(IdentityKind::Phone, format!("+86{number}"))
}

/// A number abroad, from a range kept for fiction; there are few, so late keys have none.
pub(crate) fn foreign_phone(key: u32, country: &str) -> Option<IdentityValue> {
    let text = match country {
        "GB" if key < 1000 => format!("+447700900{key:03}"),
        "US" if key < 4000 => format!("+1{}55501{:02}", AREAS[(key / 100) as usize], key % 100),
        _ => return None,
    };
    Some(identity(IdentityKind::Phone, text))
}

/// The account id of the store.
pub(crate) fn user_id(key: u32) -> IdentityValue {
    identity(IdentityKind::UserId, format!("u{:07}", 1_000_000 + u64::from(key)))
}

/// The membership number.
pub(crate) fn member_no(key: u32) -> IdentityValue {
    let n = if key == HERO { 203_118 } else { 210_000 + u64::from(key) * 3 };
    identity(IdentityKind::MemberNo, format!("CM-{n}"))
}

fn letters(mut bits: u64, count: usize, out: &mut String) {
    const SET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    for _ in 0..count {
        out.push(char::from(SET[(bits & 63) as usize]));
        bits >>= 6;
    }
}

fn wechat(seed: u64, key: u32, kind: IdentityKind, salt: u64, prefix: &str) -> IdentityValue {
    let mut text = String::with_capacity(28);
    text.push_str(prefix);
    letters(fate(seed, purpose::WECHAT + salt, u64::from(key)), 10, &mut text);
    letters(fate(seed, purpose::WECHAT + salt + 1, u64::from(key)), 28 - text.len(), &mut text);
    identity(kind, text)
}

/// The open id at the brand's WeChat account.
pub(crate) fn wechat_openid(seed: u64, key: u32) -> IdentityValue {
    wechat(seed, key, IdentityKind::WechatOpenid, 100, "oCmL0s4T")
}

/// The WeChat union id.
pub(crate) fn wechat_unionid(seed: u64, key: u32) -> IdentityValue {
    wechat(seed, key, IdentityKind::WechatUnionid, 102, "oU9nX7sH")
}

/// The Weibo uid.
pub(crate) fn weibo(key: u32) -> IdentityValue {
    identity(IdentityKind::Weibo, (1_700_000_000 + u64::from(key) * 37).to_string())
}

/// A handle on a network.
pub(crate) fn handle(seed: u64, key: u32, network: &str) -> IdentityValue {
    let mut text = String::with_capacity(32);
    text.push_str(network);
    text.push(':');
    if network == "bluesky" {
        if key == HERO {
            text.push_str("xiaomei.example");
        } else {
            let _ = write!(text, "tea{key}.bsky.example");
        }
    } else {
        text.push_str(&nick(seed, key));
    }
    identity(IdentityKind::Handle, text)
}

/// What a person calls themselves in public; unique.
pub(crate) fn nick(seed: u64, key: u32) -> String {
    if let Some(role) = CAST.get(key as usize).filter(|r| !r.nick.is_empty()) {
        return role.nick.to_owned();
    }
    let mut dice = Dice::of(seed, purpose::NICK, u64::from(key));
    let mut text = format!("{}{}", dice.pick(NICK_HEAD), dice.pick(NICK_TAIL));
    let _ = write!(text, "{key}");
    text
}

/// One of a person's browsers.
pub(crate) fn device(seed: u64, key: u32, which: u32) -> IdentityValue {
    let a = fate(seed, purpose::DEVICE + u64::from(which) * 1000, u64::from(key));
    let b = fate(seed, purpose::DEVICE + u64::from(which) * 1000 + 1, u64::from(key));
    let text = format!(
        "{:08x}-{:04x}-4{:03x}-a{:03x}-{:012x}",
        a >> 32,
        (a >> 16) & 0xffff,
        a & 0xfff,
        b >> 52,
        b & 0xffff_ffff_ffff
    );
    identity(IdentityKind::Device, text)
}
