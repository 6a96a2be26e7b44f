//! A person written as a card.

use gx_files::lines::{Line, Property, escape, fold};
use serde_json::Value as Json;

use super::values::{self, Read};
use super::{Shown, Version};

/// The card of a person.
pub(crate) fn write(person: &Shown, version: Version) -> String {
    let mut card =
        Card { kept: person.lines.iter().cloned().map(Some).collect(), out: Vec::new(), dropped: Vec::new() };
    let text = |key: &str| person.text(key).unwrap_or_default().to_owned();
    card.one("FN", values::full, &[("name", person.called.clone())], |v| escape(part(v, 0)));
    let (family, given) = names(person);
    card.one("N", values::parts, &[("family_name", family), ("given_name", given)], |v| {
        format!("{};{};;;", escape(part(v, 0)), escape(part(v, 1)))
    });
    card.addresses(
        "TEL",
        &person.phones,
        |p| values::phone(p, &person.country),
        |value| {
            // Chinese mobile numbers are known by their second digit; the rest may be anything that rings.
            let mobile =
                value.strip_prefix("+861").and_then(|rest| rest.chars().next()).is_some_and(|c| c >= '3');
            if mobile { ";TYPE=CELL" } else { ";TYPE=VOICE" }
        },
    );
    card.addresses("EMAIL", &person.emails, values::email, |_| match version {
        Version::Three => ";TYPE=INTERNET",
        Version::Four => "",
    });
    let place = ["address", "city", "region", "postcode", "country"].map(|key| (key, text(key)));
    card.one("ADR", values::place, &place, |v| {
        let parts: Vec<String> = v.iter().map(|(_, text)| escape(text)).collect();
        format!(";;{}", parts.join(";"))
    });
    card.one("TITLE", values::title, &[("job_title", text("job_title"))], |v| escape(part(v, 0)));
    card.one("BDAY", values::born, &[("birth_date", text("birth_date"))], |v| match version {
        Version::Three => part(v, 0).to_owned(),
        Version::Four => part(v, 0).replace('-', ""),
    });
    card.tags(person);
    if let Some(company) = &person.company
        && !card.kept.iter().flatten().any(|p| p.name == "ORG")
    {
        card.out.push(format!("ORG:{}", escape(company)));
    }
    card.rest();
    let mut out = String::with_capacity(512);
    out.push_str("BEGIN:VCARD\r\n");
    fold(&mut out, &format!("VERSION:{}", version.as_text()));
    fold(&mut out, "PRODID:-//Guanxi//Contacts//EN");
    fold(&mut out, &format!("UID:{}", escape(&person.uid)));
    for line in &card.out {
        fold(&mut out, line);
    }
    out.push_str("END:VCARD\r\n");
    out
}

/// The parts of a name: those stated, or those that the whole name has.
fn names(person: &Shown) -> (String, String) {
    let stated = |key: &str| person.text(key).unwrap_or_default().to_owned();
    let (family, given) = (stated("family_name"), stated("given_name"));
    if family.is_empty() && given.is_empty() && person.text("name").is_some() {
        let parts = gx_text::split_name(&person.called);
        return (parts.family, parts.given);
    }
    (family, given)
}

/// A card in the making.
struct Card {
    /// Lines of the client that are not yet written or dropped.
    kept: Vec<Option<Line>>,
    out: Vec<String>,
    /// Groups of which a line was dropped.
    dropped: Vec<String>,
}

type Pair = (&'static str, String);

fn part(pairs: &[Pair], at: usize) -> &str {
    pairs.get(at).map_or("", |(_, text)| text.as_str())
}

impl Card {
    fn drop_line(&mut self, at: usize) -> Option<Line> {
        let line = self.kept.get_mut(at).and_then(Option::take)?;
        self.dropped.extend(line.group.clone());
        Some(line)
    }

    /// What there is one of: the client's line where it says the same, ours where it does not.
    fn one(&mut self, name: &'static str, read: Read, now: &[Pair], print: impl Fn(&[Pair]) -> String) {
        let found =
            self.kept.iter().position(|p| p.as_ref().is_some_and(|p| p.name == name && read(p).is_some()));
        if now.iter().all(|(_, text)| text.is_empty()) {
            if let Some(at) = found {
                self.drop_line(at);
            }
            return;
        }
        let Some(at) = found else {
            // A line that we do not understand makes room for what is known.
            if name == "BDAY" {
                for at in 0..self.kept.len() {
                    if self.kept.get(at).and_then(Option::as_ref).is_some_and(|p| p.name == name) {
                        self.drop_line(at);
                    }
                }
            }
            self.out.push(format!("{name}:{}", print(now)));
            return;
        };
        let Some(p) = self.kept.get_mut(at).and_then(Option::take) else { return };
        if read(&p).as_deref() == Some(now) {
            self.out.push(p.raw);
        } else {
            let group = p.group.as_ref().map(|g| format!("{g}.")).unwrap_or_default();
            self.out.push(format!("{group}{name}{}:{}", types(&p.parameters), print(now)));
        }
    }

    /// What there may be many of: the client's lines for addresses that are still there, ours for the others.
    fn addresses(
        &mut self,
        name: &'static str,
        now: &[super::Address],
        read: impl Fn(&Property) -> Option<String>,
        parameters: impl Fn(&str) -> &'static str,
    ) {
        let mut written: Vec<String> = Vec::new();
        for at in 0..self.kept.len() {
            let Some(p) = self.kept.get(at).and_then(Option::as_ref).filter(|p| p.name == name) else {
                continue;
            };
            let Some(address) = read(p) else { continue };
            if !now.iter().any(|a| a.value == address) {
                self.drop_line(at);
                continue;
            }
            if let Some(p) = self.kept.get_mut(at).and_then(Option::take) {
                self.out.push(p.raw);
            }
            written.push(address);
        }
        for address in now.iter().filter(|a| !written.contains(&a.value)) {
            self.out.push(format!("{name}{}:{}", parameters(&address.value), escape(&address.value)));
        }
    }

    fn tags(&mut self, person: &Shown) {
        let mut now: Vec<String> = match person.fields.get("tags") {
            Some(Json::Array(list)) => list.iter().filter_map(|t| t.as_str().map(str::to_owned)).collect(),
            _ => Vec::new(),
        };
        now.sort();
        now.dedup();
        let found = self.kept.iter().position(|p| p.as_ref().is_some_and(|p| p.name == "CATEGORIES"));
        let same = found
            .and_then(|at| self.kept.get(at)?.as_ref())
            .and_then(|p| values::tags(p))
            .is_some_and(|t| t == now);
        let taken = found.and_then(|at| self.kept.get_mut(at)?.take());
        match taken {
            Some(p) if same => self.out.push(p.raw),
            _ if now.is_empty() => {}
            _ => {
                let words: Vec<String> = now.iter().map(|w| escape(w)).collect();
                self.out.push(format!("CATEGORIES:{}", words.join(",")));
            }
        }
    }

    /// What has no field here, but for what belonged to a line that is gone (the label of a number).
    fn rest(&mut self) {
        let kept = std::mem::take(&mut self.kept);
        for p in kept.into_iter().flatten() {
            let orphan = p.group.as_ref().is_some_and(|g| {
                self.dropped.contains(g) && !self.out.iter().any(|l| l.starts_with(&format!("{g}.")))
            });
            if !(orphan && p.name.starts_with("X-AB")) {
                self.out.push(p.raw);
            }
        }
    }
}

/// The kinds among some parameters: the others speak of a value that is not there any more.
fn types(parameters: &str) -> String {
    let is_type = |p: &&str| p.to_ascii_uppercase().starts_with("TYPE=");
    parameters.split(';').filter(is_type).map(|p| format!(";{p}")).collect()
}

/// Only some properties of a card, as `address-data` may ask.
pub(crate) fn cut(card: &str, wanted: &[String]) -> String {
    let mut out = String::new();
    let mut keep = true;
    for text in card.split_inclusive("\r\n") {
        if !text.starts_with(' ') {
            let head = text.split([':', ';']).next().unwrap_or_default();
            let name = head.rsplit('.').next().unwrap_or_default();
            let frame = ["BEGIN", "END", "VERSION"].contains(&name);
            keep = frame || wanted.iter().any(|w| w.eq_ignore_ascii_case(name));
        }
        if keep {
            out.push_str(text);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use gx_kernel::Id;
    use serde_json::json;

    use super::super::{Address, read, said};
    use super::*;

    fn lin() -> Shown {
        let address = |value: &str| Address { rows: vec![Id(1)], value: value.into() };
        Shown {
            id: Id(7),
            called: "林晓梅".into(),
            fields: [
                ("name", json!("林晓梅")),
                ("job_title", json!("采购, 经理")),
                ("birth_date", json!("1990-06-12")),
                ("address", json!("龙井路 1 号; 二楼")),
                ("city", json!("杭州")),
                ("region", json!("浙江")),
                ("tags", json!(["茶", "VIP"])),
            ]
            .into(),
            emails: vec![address("lin@example.com")],
            phones: vec![address("+8613800131234"), address("+862188886666")],
            company: Some("云岭茶业".into()),
            name: "per_7.vcf".into(),
            uid: "per_7".into(),
            lines: Vec::new(),
            country: "CN".into(),
        }
    }

    #[test]
    fn a_person_is_written_and_read_back_the_same_in_both_versions() {
        let person = lin();
        for version in [Version::Three, Version::Four] {
            let card = write(&person, version);
            assert!(card.starts_with(&format!("BEGIN:VCARD\r\nVERSION:{}\r\n", version.as_text())), "{card}");
            assert!(
                card.contains("N:林;晓梅;;;\r\n") && card.contains("TEL;TYPE=CELL:+8613800131234"),
                "{card}"
            );
            assert!(card.contains("ORG:云岭茶业") && card.contains("TITLE:采购\\, 经理"), "{card}");
            let sent = read(card.as_bytes()).unwrap();
            let said = said(&sent.lines, "CN");
            assert_eq!(said.fields["birth_date"], "1990-06-12");
            assert_eq!(said.fields["address"], "龙井路 1 号; 二楼");
            assert_eq!(said.fields["tags"], json!(["VIP", "茶"]));
            assert_eq!(said.phones, ["+8613800131234", "+862188886666"]);
            // Reading what we wrote and writing it again changes nothing.
            let again = Shown { lines: sent.lines, company: None, ..person.clone() };
            assert_eq!(
                super::super::said(&read(write(&again, version).as_bytes()).unwrap().lines, "CN"),
                said
            );
        }
    }

    #[test]
    fn what_a_client_wrote_stays_as_it_was_and_follows_what_changes() {
        let card = "BEGIN:VCARD\nVERSION:3.0\nFN:林晓梅\nN:林;晓梅;;女士;\nitem1.TEL;TYPE=WORK:138 0013 1234\nitem1.X-ABLabel:微信同号\nTEL;TYPE=EXT:8012\n\
                    EMAIL;TYPE=HOME:Lin@Example.com\nNOTE:爱喝龙井\\, 不加糖\nX-ABRELATEDNAMES;TYPE=pref:妈妈\nPHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQ\nEND:VCARD";
        let mut person = Shown { lines: read(card.as_bytes()).unwrap().lines, ..lin() };
        let out = write(&person, Version::Three);
        for line in [
            "N:林;晓梅;;女士;",
            "item1.TEL;TYPE=WORK:138 0013 1234",
            "item1.X-ABLabel:微信同号",
            "TEL;TYPE=EXT:8012",
            "EMAIL;TYPE=HOME:Lin@Example.com",
            "NOTE:爱喝龙井\\, 不加糖",
            "PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQ",
        ] {
            assert!(out.contains(&format!("{line}\r\n")), "{line} is not in {out}");
        }
        let before = person.etag();
        assert_eq!(before, person.etag());
        // The number is taken away here: its line and its label go, and nothing else.
        person.phones.remove(0);
        let out = write(&person, Version::Three);
        assert!(!out.contains("138 0013 1234") && !out.contains("微信同号"), "{out}");
        assert!(out.contains("TEL;TYPE=EXT:8012") && out.contains("NOTE:"), "{out}");
        assert_ne!(before, person.etag());
        // A new name is written in the place of the old one.
        person.called = "林梅".into();
        person.fields.insert("name", json!("林梅"));
        let out = write(&person, Version::Three);
        assert!(out.contains("FN:林梅\r\n") && out.contains("N:林;梅;;;\r\n"), "{out}");
    }

    #[test]
    fn what_the_reader_may_not_see_is_not_told_by_what_a_client_wrote() {
        let card = "BEGIN:VCARD\nFN:林晓梅\nBDAY:1990-06-12\nTEL:13800131234\nEND:VCARD";
        let mut person = Shown { lines: read(card.as_bytes()).unwrap().lines, ..lin() };
        person.fields.remove("birth_date");
        person.phones.clear();
        let out = write(&person, Version::Three);
        assert!(!out.contains("BDAY") && !out.contains("TEL"), "{out}");
    }

    #[test]
    fn a_birthday_without_a_year_is_kept_until_a_date_is_known() {
        let card = "BEGIN:VCARD\nVERSION:4.0\nFN:x\nBDAY:--0612\nEND:VCARD";
        let lines = read(card.as_bytes()).unwrap().lines;
        assert_eq!(said(&lines, "CN").fields.get("birth_date"), None);
        let mut person = Shown { lines, ..lin() };
        assert!(write(&person, Version::Four).contains("BDAY:19900612\r\n"));
        assert!(!write(&person, Version::Four).contains("--0612"));
        person.fields.remove("birth_date");
        assert!(write(&person, Version::Four).contains("BDAY:--0612\r\n"));
    }

    #[test]
    fn some_properties_only() {
        let card = write(&lin(), Version::Three);
        let out = cut(&card, &["FN".into(), "email".into()]);
        let lines: Vec<&str> = out.lines().collect();
        assert_eq!(
            lines,
            ["BEGIN:VCARD", "VERSION:3.0", "FN:林晓梅", "EMAIL;TYPE=INTERNET:lin@example.com", "END:VCARD"]
        );
    }
}
