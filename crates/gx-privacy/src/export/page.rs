//! The copy as a page that anybody can open: no script, nothing fetched, every word from outside escaped.

use std::fmt::Write as _;

use gx_kernel::Locale;
use serde_json::Value as Json;

use super::words::say;

const STYLE: &str = "*{box-sizing:border-box}body{margin:0;background:#faf8f4;color:#23211d;font:16px/1.65 system-ui,-apple-system,\"PingFang SC\",\"PingFang TC\",\"Microsoft YaHei\",\"Noto Sans CJK SC\",sans-serif}\
main{max-width:60rem;margin:0 auto;padding:3rem 1.25rem 5rem}h1{font-size:1.9rem;line-height:1.25;margin:0 0 .5rem}h2{font-size:1.2rem;margin:3rem 0 .75rem;padding-bottom:.35rem;border-bottom:2px solid #2f6f62}\
.lead{color:#5c574d;max-width:44rem;margin:.25rem 0}nav{margin:1.5rem 0 0;display:flex;flex-wrap:wrap;gap:.4rem 1rem}a{color:#2f6f62}\
.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;background:#fff;border:1px solid #e6e1d6}th,td{text-align:left;vertical-align:top;padding:.55rem .75rem;border-top:1px solid #efebe2;overflow-wrap:anywhere}\
th{font-weight:600;color:#5c574d;background:#f5f2ea;white-space:nowrap}td.when{white-space:nowrap;color:#5c574d;font-variant-numeric:tabular-nums}td.n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}\
.none{color:#7a7467}footer{margin-top:4rem;color:#7a7467;font-size:.9rem}@media print{body{background:#fff}nav{display:none}main{padding:0}tr{break-inside:avoid}}";

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

/// A value in words.
fn text(value: &Json) -> String {
    match value {
        Json::Null => String::new(),
        Json::String(s) => s.clone(),
        Json::Array(list) => list.iter().map(text).filter(|t| !t.is_empty()).collect::<Vec<_>>().join("、"),
        Json::Object(map) => match map.get("name").and_then(Json::as_str) {
            Some(name) => name.to_owned(),
            None => map.iter().map(|(k, v)| format!("{k}: {}", text(v))).collect::<Vec<_>>().join("; "),
        },
        other => other.to_string(),
    }
}

fn day(value: &Json) -> String {
    let text = value.as_str().unwrap_or_default();
    let (date, time) = text.split_once('T').unwrap_or((text, ""));
    let time: String = time.chars().take(5).collect();
    if time.is_empty() { date.to_owned() } else { format!("{date} {time}") }
}

/// A cell: plain text, a date, or a number.
enum Cell {
    Text(String),
    When(String),
    Number(String),
    Link(String, String),
}

struct Page {
    html: String,
    locale: Locale,
    parts: Vec<&'static str>,
}

impl Page {
    fn table(&mut self, key: &'static str, head: &[&str], rows: Vec<Vec<Cell>>) {
        self.parts.push(key);
        let _ = write!(self.html, "<h2 id=\"{key}\">{}</h2>", say(self.locale, key));
        if rows.is_empty() {
            let _ = write!(self.html, "<p class=\"none\">{}</p>", say(self.locale, "nothing"));
            return;
        }
        self.html.push_str("<div class=\"scroll\"><table><thead><tr>");
        for column in head {
            let _ = write!(self.html, "<th scope=\"col\">{}</th>", say(self.locale, column));
        }
        self.html.push_str("</tr></thead><tbody>");
        for row in rows {
            self.html.push_str("<tr>");
            for cell in row {
                let _ = match cell {
                    Cell::Text(t) => write!(self.html, "<td>{}</td>", escape(&t)),
                    Cell::When(t) => write!(self.html, "<td class=\"when\">{}</td>", escape(&t)),
                    Cell::Number(t) => write!(self.html, "<td class=\"n\">{}</td>", escape(&t)),
                    Cell::Link(to, t) => {
                        write!(self.html, "<td><a href=\"{}\">{}</a></td>", escape(&address(&to)), escape(&t))
                    }
                };
            }
            self.html.push_str("</tr>");
        }
        self.html.push_str("</tbody></table></div>");
    }
}

/// A path within the copy as an address.
fn address(path: &str) -> String {
    let mut out = String::new();
    for b in path.bytes() {
        if b.is_ascii_alphanumeric() || matches!(b, b'/' | b'-' | b'_' | b'.') {
            out.push(char::from(b));
        } else {
            let _ = write!(out, "%{b:02X}");
        }
    }
    out
}

/// The page.
pub(super) fn page(all: &Json, locale: Locale) -> String {
    let s = |key: &str| say(locale, key).to_owned();
    let list = |key: &str| all[key].as_array().cloned().unwrap_or_default();
    let t = |v: &Json| Cell::Text(text(v));
    let when = |v: &Json| Cell::When(day(v));
    let word = |v: &Json| Cell::Text(say(locale, v.as_str().unwrap_or_default()).to_owned());
    let mut p = Page { html: String::new(), locale, parts: Vec::new() };
    let mut values = Vec::new();
    for v in all["person"]["portrait"].as_array().into_iter().flatten() {
        let label =
            v["label"].as_str().map_or_else(|| s(v["key"].as_str().unwrap_or_default()), str::to_owned);
        let source = match v["source"]["name"].as_str().filter(|n| !n.is_empty()) {
            Some(name) if v["source"]["kind"] != "user" => name.to_owned(),
            _ => s(v["source"]["kind"].as_str().unwrap_or_default()),
        };
        let shown = if v["type"] == "user" { "—".to_owned() } else { text(&v["display"]) };
        values.push(vec![Cell::Text(label), Cell::Text(shown), Cell::Text(source), when(&v["at"])]);
    }
    p.table("values", &["field", "value", "source", "date"], values);
    let rows = list("identities");
    let rows =
        rows.iter().map(|i| vec![word(&i["kind"]), t(&i["value"]), when(&i["first_seen_at"])]).collect();
    p.table("identities", &["kind", "value", "date"], rows);
    let rows = list("consents");
    let rows = rows
        .iter()
        .map(|c| vec![word(&c["channel"]), word(&c["purpose"]), word(&c["state"]), when(&c["at"])])
        .collect();
    p.table("consents", &["channel", "purpose", "state", "date"], rows);
    let rows = list("orders");
    let rows = rows
        .iter()
        .map(|o| {
            let amount = format!("{} {}", text(&o["amount"]), text(&o["currency"]));
            vec![
                t(&o["number"]),
                when(&o["placed_at"]),
                t(&o["lines"]),
                Cell::Number(amount),
                t(&o["status"]),
            ]
        })
        .collect();
    p.table("orders", &["number", "date", "lines", "amount", "state"], rows);
    let rows = list("interactions");
    let rows = rows
        .iter()
        .map(|i| {
            let said = [&i["title"], &i["text"]].map(text);
            let said = said.iter().filter(|t| !t.is_empty()).cloned().collect::<Vec<_>>().join(" · ");
            vec![when(&i["occurred_at"]), word(&i["kind"]), t(&i["channel"]), Cell::Text(said)]
        })
        .collect();
    p.table("interactions", &["date", "kind", "channel", "text"], rows);
    let rows = list("relations");
    let rows = rows.iter().map(|r| vec![word(&r["kind"]), when(&r["since"])]).collect();
    p.table("relations", &["kind", "date"], rows);
    let rows = list("files");
    let rows = rows
        .iter()
        .map(|f| {
            let name = text(&f["name"]);
            let cell = match f["path"].as_str() {
                Some(path) => Cell::Link(path.to_owned(), name),
                None => Cell::Text(name),
            };
            vec![cell, when(&f["created_at"])]
        })
        .collect();
    p.table("files", &["name", "date"], rows);
    let rows = list("comments").iter().map(|c| vec![when(&c["at"]), t(&c["text"])]).collect();
    p.table("comments", &["date", "text"], rows);
    let rows = list("changes");
    let rows = rows.iter().map(|c| vec![when(&c["at"]), t(&c["before"]), t(&c["after"])]).collect();
    p.table("changes", &["date", "before", "after"], rows);
    let rows = list("requests");
    let rows = rows.iter().map(|r| vec![when(&r["came_at"]), word(&r["kind"]), word(&r["state"])]).collect();
    p.table("requests", &["date", "kind", "state"], rows);
    let rows = all["about"]["recipients"].as_array().cloned().unwrap_or_default();
    let rows = rows.iter().map(|r| vec![t(&r["name"]), word(&r["kind"])]).collect();
    p.table("recipients", &["name", "kind"], rows);

    let about = &all["about"];
    let (name, made) = (text(&all["person"]["name"]), day(&about["made_at"]));
    let mut nav = String::new();
    for key in &p.parts {
        let _ = write!(nav, "<a href=\"#{key}\">{}</a>", say(locale, key));
    }
    let contact = match text(&about["contact"]) {
        none if none.is_empty() => String::new(),
        contact => format!("<p class=\"lead\">{}: {}</p>", s("contact"), escape(&contact)),
    };
    format!(
        "<!doctype html><html lang=\"{}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src 'self'\">\
         <title>{} · {}</title><style>{STYLE}</style></head><body><main><h1>{}</h1><p class=\"lead\"><strong>{}</strong></p><p class=\"lead\">{}</p>\
         <p class=\"lead\">{}</p>{contact}<nav>{nav}</nav>{}<footer>{} · {} {made}</footer></main></body></html>",
        locale.tag(),
        s("title"),
        escape(&name),
        s("title"),
        escape(&name),
        s("lead"),
        s("rights"),
        p.html,
        escape(&text(&about["workspace"])),
        s("made"),
    )
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_came_from_outside_is_text_and_never_markup() {
        let all = json!({
            "about": {"made_at": "2026-11-30T08:00:00Z", "workspace": "<b>", "contact": "a&b"},
            "person": {"name": "<script>alert(1)</script>", "portrait": [
                {"key": "name", "display": "\"><img src=x>", "source": {"kind": "user", "name": "x"}, "at": "2026-01-01T00:00:00Z"}]},
            "interactions": [{"kind": "note", "text": "<i>'x'</i>", "occurred_at": "2026-01-01T09:30:00Z", "channel": "shop"}],
            "files": [{"name": "a b.pdf", "path": "files/1-a b.pdf", "created_at": "2026-01-01T00:00:00Z"}],
        });
        for locale in [Locale::ZhCn, Locale::ZhTw, Locale::En] {
            let html = page(&all, locale);
            for bad in ["<script>", "<img", "<i>", "<b>"] {
                assert!(!html.contains(bad), "{bad} in {html}");
            }
            assert!(html.contains("href=\"files/1-a%20b.pdf\""));
            assert!(html.contains(locale.tag()) && html.contains("2026-01-01 09:30"));
        }
    }
}
