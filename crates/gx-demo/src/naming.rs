//! How people are called, and how their names go wrong on a second record.

use gx_kernel::identity::{IdentityKind, IdentityValue};

use crate::bank::names::{FAMILY, HER, HIM, MEN, SURNAMES, WOMEN};
use crate::cast::{CAST, HERO};
use crate::demo::Demo;
use crate::dice::Dice;
use crate::profile::Profile;
use crate::ways::purpose;

/// A name in both scripts.
pub(crate) struct Name {
    pub family: String,
    pub given: String,
    pub family_latin: String,
    pub given_latin: String,
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}

pub(crate) fn name_of(demo: &Demo, p: &Profile, of: u32) -> Name {
    if let Some(role) = CAST.get(of as usize) {
        let (family_latin, given_latin) = role.latin.split_once(' ').unwrap_or(("", role.latin));
        return Name {
            family: role.family.into(),
            given: role.given.into(),
            family_latin: family_latin.into(),
            given_latin: given_latin.into(),
        };
    }
    let mut dice = Dice::of(demo.seed(), purpose::NAME, u64::from(of));
    // Half of those who share a home share the family name; a second record of one of them does too,
    // although it is not tied to the household and may be of a new home.
    let family_key = if of.is_multiple_of(2) { demo.head_of(of).unwrap_or(of) } else { of };
    let mut family = Dice::of(demo.seed(), purpose::NAME, u64::from(family_key) | 1 << 40);
    if p.english {
        let surname = *family.pick_early(SURNAMES);
        let given = *dice.pick(if p.female { WOMEN } else { MEN });
        return Name {
            family: surname.into(),
            given: given.into(),
            family_latin: surname.into(),
            given_latin: given.into(),
        };
    }
    let (hanzi, latin) = family.pick_early(FAMILY);
    let bank = if p.female { HER } else { HIM };
    let first = dice.pick(bank);
    let (mut given, mut given_latin) = (first.0.to_owned(), capital(first.1));
    if dice.chance(0.72) {
        let second = dice.pick(bank);
        given.push_str(second.0);
        given_latin.push_str(second.1);
    }
    Name { family: (*hanzi).into(), given, family_latin: (*latin).into(), given_latin }
}

/// The given name with one character written as another of the same sound, if there is one.
pub(crate) fn homophone(given: &str) -> String {
    let mut out = String::new();
    let mut slipped = false;
    for c in given.chars() {
        let text = c.to_string();
        let bank = if HER.iter().any(|(h, _)| *h == text) { HER } else { HIM };
        let sound = bank.iter().find(|(h, _)| *h == text).map(|(_, s)| *s);
        let other = bank.iter().find(|(h, s)| Some(*s) == sound && *h != text);
        match other {
            Some((h, _)) if !slipped => {
                out.push_str(h);
                slipped = true;
            }
            _ => out.push(c),
        }
    }
    out
}

/// Two neighbouring letters exchanged, as fingers do.
pub(crate) fn mistyped(name: &str, dice: &mut Dice) -> String {
    let mut letters: Vec<char> = name.chars().collect();
    if letters.len() > 3 {
        let at = 1 + dice.below(letters.len() as u32 - 2) as usize;
        letters.swap(at, at + 1);
    }
    letters.into_iter().collect()
}

pub(crate) fn email(p: &Profile, family: &str, given: &str) -> IdentityValue {
    let value = if p.key == HERO {
        "xm.lin@muhe.example".to_owned()
    } else {
        let plain = |t: &str| t.to_lowercase().replace(' ', "").replace('ü', "v");
        let domain = ["example.com", "example.org", "mail.example", "example.net"][(p.key % 4) as usize];
        let (family, given) = (plain(family), plain(given));
        match p.key % 3 {
            0 => format!("{given}.{family}{}@{domain}", p.key),
            1 => format!("{family}{given}{}@{domain}", p.key),
            _ => format!("{}{family}{}@{domain}", given.chars().take(1).collect::<String>(), p.key),
        }
    };
    IdentityValue { kind: IdentityKind::Email, value }
}

/// The address under which the story's mails reach a person.
pub(crate) fn email_of(demo: &Demo, p: &Profile) -> IdentityValue {
    let human = p.duplicate_of.map_or(p.key, |(of, _)| of);
    let name = name_of(demo, p, human);
    email(p, &name.family_latin, &name.given_latin)
}
