//! E-mail addresses.

use unicode_normalization::UnicodeNormalization;

use super::{NormaliseError, shown};

/// Trimmed, half width, lower case; a domain in another script in its ASCII form (`xn--`), so
/// that both spellings are one address. `Lin <lin@example.com>` and `mailto:` give the address inside.
///
/// Dots and `+tags` in the local part stay: only the owner of the domain knows whether they matter.
pub(super) fn normalise(raw: &str) -> Result<String, NormaliseError> {
    let wrong = |why: &str| {
        NormaliseError::new(
            "not_an_email",
            format!("expected an e-mail address such as name@example.com, got {}: {why}", shown(raw)),
        )
    };
    if raw.len() > 1000 {
        return Err(NormaliseError::new(
            "too_long",
            format!("expected an e-mail address of at most 254 characters, got {} bytes", raw.len()),
        ));
    }
    let folded: String = raw.nfkc().collect::<String>().to_lowercase().nfkc().collect();
    let inner = match (folded.find('<'), folded.ends_with('>')) {
        (Some(at), true) => &folded[at + 1..folded.len() - 1],
        _ => &folded,
    };
    let inner = inner.trim().trim_end_matches([';', ',', '。']);
    let address = inner.strip_prefix("mailto:").unwrap_or(inner);
    let (local, domain) = address.rsplit_once('@').ok_or_else(|| wrong("there is no @"))?;

    check_local(local).map_err(wrong)?;
    let domain = ascii_domain(domain).map_err(wrong)?;
    let address = format!("{local}@{domain}");
    if local.len() > 64 || address.len() > 254 {
        return Err(NormaliseError::new(
            "too_long",
            format!(
                "expected at most 64 bytes before the @ and 254 in all, got {} and {}",
                local.len(),
                address.len()
            ),
        ));
    }
    Ok(address)
}

fn check_local(local: &str) -> Result<(), &'static str> {
    if local.is_empty() {
        return Err("there is nothing before the @");
    }
    if local.contains('@') {
        return Err("there is more than one @");
    }
    if local.starts_with('.') || local.ends_with('.') || local.contains("..") {
        return Err("a dot stands at an end or beside another");
    }
    // RFC 5322 atext, and letters of other scripts by RFC 6531.
    let fine = |c: char| {
        c.is_ascii_alphanumeric()
            || "!#$%&'*+/=?^_`{|}~-.".contains(c)
            || (!c.is_ascii() && c.is_alphanumeric())
    };
    if local.chars().all(fine) { Ok(()) } else { Err("a character before the @ is not allowed there") }
}

fn ascii_domain(domain: &str) -> Result<String, &'static str> {
    let domain = domain.trim_end_matches('.').replace('。', ".");
    let labels: Vec<String> = domain.split('.').map(ascii_label).collect::<Result<_, _>>()?;
    if labels.len() < 2 {
        return Err("the domain has no dot");
    }
    match labels.last() {
        Some(top) if top.len() >= 2 && !top.bytes().all(|b| b.is_ascii_digit()) => Ok(labels.join(".")),
        _ => Err("the domain has no top-level name"),
    }
}

fn ascii_label(label: &str) -> Result<String, &'static str> {
    if label.is_empty() {
        return Err("a part of the domain is empty");
    }
    let ascii = if label.is_ascii() {
        label.to_owned()
    } else {
        if !label.chars().all(|c| c.is_alphanumeric() || c == '-' || is_mark(c)) {
            return Err("a character in the domain is not allowed there");
        }
        format!("xn--{}", punycode(label).ok_or("the domain is too long")?)
    };
    if ascii.len() > 63 || ascii.starts_with('-') || ascii.ends_with('-') {
        return Err("a part of the domain is too long, or begins or ends with a hyphen");
    }
    if !ascii.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
        return Err("a character in the domain is not allowed there");
    }
    Ok(ascii)
}

fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

/// Punycode of a label (RFC 3492, section 6.3, with the parameters of section 5).
fn punycode(label: &str) -> Option<String> {
    const BASE: u32 = 36;
    const T_MIN: u32 = 1;
    const T_MAX: u32 = 26;
    let mut out: String = label.chars().filter(char::is_ascii).collect();
    let basic = u32::try_from(out.len()).ok()?;
    let mut done = basic;
    if basic > 0 {
        out.push('-');
    }
    let (mut code, mut delta, mut bias) = (128u32, 0u32, 72u32);
    let total = u32::try_from(label.chars().count()).ok()?;
    while done < total {
        let next = label.chars().map(u32::from).filter(|c| *c >= code).min()?;
        delta = delta.checked_add((next - code).checked_mul(done + 1)?)?;
        code = next;
        for c in label.chars().map(u32::from) {
            if c < code {
                delta = delta.checked_add(1)?;
            }
            if c != code {
                continue;
            }
            let (mut rest, mut k) = (delta, BASE);
            loop {
                let threshold = k.saturating_sub(bias).clamp(T_MIN, T_MAX);
                if rest < threshold {
                    break;
                }
                out.push(digit(threshold + (rest - threshold) % (BASE - threshold))?);
                rest = (rest - threshold) / (BASE - threshold);
                k += BASE;
            }
            out.push(digit(rest)?);
            bias = adapt(delta, done + 1, done == basic);
            delta = 0;
            done += 1;
        }
        delta += 1;
        code += 1;
    }
    Some(out)
}

fn digit(value: u32) -> Option<char> {
    "abcdefghijklmnopqrstuvwxyz0123456789".chars().nth(usize::try_from(value).ok()?)
}

fn adapt(delta: u32, points: u32, first: bool) -> u32 {
    let mut delta = if first { delta / 700 } else { delta / 2 };
    delta += delta / points;
    let mut k = 0;
    while delta > 455 {
        delta /= 35;
        k += 36;
    }
    k + 36 * delta / (delta + 38)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn punycode_of_known_labels() {
        // RFC 3492 section 7.1 (B) and labels registered in the root zone.
        assert_eq!(punycode("他们为什么不说中文").as_deref(), Some("ihqwcrb4cv8a8dqg056pqjye"));
        assert_eq!(punycode("中国").as_deref(), Some("fiqs8s"));
        assert_eq!(punycode("公司").as_deref(), Some("55qx5d"));
        assert_eq!(punycode("bücher").as_deref(), Some("bcher-kva"));
    }
}
