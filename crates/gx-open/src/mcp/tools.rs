//! The tools: which endpoint each is, what it takes, and who is shown it.

use std::sync::Arc;

use gx_http::Signed;
use gx_kernel::interaction::Kind;
use gx_store::access::Verb;
use rmcp::model::{self, ToolAnnotations};
use serde_json::{Map, Value as Json, json};

/// What a tool does to the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Does {
    Reads,
    Adds,
    Changes,
    Deletes,
}

/// An endpoint as an assistant sees it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tool {
    pub(super) name: &'static str,
    title: &'static str,
    text: &'static str,
    does: Does,
    method: &'static str,
    /// With arguments of the same name in braces; the others go into the query or the body.
    path: &'static str,
    takes: fn() -> Json,
    needs: &'static [&'static str],
    /// What the body is, when it is not the arguments as they are.
    body: Option<fn(&Map<String, Json>) -> Json>,
}

/// A request of the staff API.
#[derive(Debug)]
pub(super) struct Wish {
    pub(super) method: &'static str,
    pub(super) path: String,
    pub(super) body: Option<Json>,
}

fn text(what: &str) -> Json {
    json!({"type": "string", "description": what})
}

fn paged(mut more: Json) -> Json {
    if let Some(map) = more.as_object_mut() {
        map.insert("limit".into(), json!({"type": "integer", "minimum": 1, "maximum": 100, "default": 20}));
        map.insert("cursor".into(), text("`next` of the page before"));
    }
    more
}

fn list() -> Json {
    paged(json!({
        "filter": text("A filter, such as: city = \"上海\" and last_seen_at < now - 90d"),
        "q": text("Words, names, pinyin, parts of phones"),
        "sort": text("A field, with - before it for the largest first"),
    }))
}

fn one(what: &str) -> Json {
    json!({"id": text(what)})
}

fn values() -> Json {
    json!({"type": "object", "description": "Values by field key; null clears one. See describe_fields."})
}

const READ: Tool = Tool {
    name: "",
    title: "",
    text: "",
    does: Does::Reads,
    method: "GET",
    path: "",
    takes: || json!({}),
    needs: &[],
    body: None,
};

/// Every tool, reading ones first.
pub(super) const TOOLS: &[Tool] = &[
    Tool {
        name: "search",
        title: "Search",
        text: "Finds people, companies and interactions by words, names (also in pinyin), phones, mail, order or member numbers. Typing errors are forgiven.",
        path: "/api/search",
        takes: || json!({"q": text("What to look for")}),
        needs: &["q"],
        ..READ
    },
    Tool {
        name: "describe_fields",
        title: "Fields",
        text: "The objects with their fields, types and choices: what filters, sorts and values may name.",
        path: "/api/objects",
        ..READ
    },
    Tool {
        name: "list_people",
        title: "List people",
        text: "People that a filter and words select, a page at a time, with how many there are.",
        path: "/api/people",
        takes: list,
        ..READ
    },
    Tool {
        name: "count_people",
        title: "Count people by a field",
        text: "How many people there are for each value of a field, within a filter.",
        path: "/api/people/groups",
        takes: || json!({"by": text("A choice field, such as tier, city, owner, lifecycle"), "filter": text("A filter")}),
        needs: &["by"],
        ..READ
    },
    Tool {
        name: "get_person",
        title: "One person",
        text: "Everything known of a person: values with their sources, addresses, consents, companies, relations, orders in sum.",
        path: "/api/people/{id}",
        takes: || one("per_…"),
        needs: &["id"],
        ..READ
    },
    Tool {
        name: "get_discussion",
        title: "What colleagues say",
        text: "What colleagues have said to each other about a person, a company or an order, in threads; customers never see it.",
        path: "/api/threads",
        takes: || {
            json!({
                "record": text("per_…, com_… or ord_…"),
                "cursor": text("`next` of the page before"),
            })
        },
        needs: &["record"],
        ..READ
    },
    Tool {
        name: "get_timeline",
        title: "A person's timeline",
        text: "What happened with a person on all channels, newest first: orders, messages, calls, visits, posts, changes of values.",
        path: "/api/people/{id}/timeline",
        takes: || {
            json!({
                "id": text("per_…"),
                "group": {"type": "string", "enum": ["all", "talk", "order", "mention", "community", "shop", "web", "note", "change"]},
                "q": text("Words to look for within"),
                "limit": {"type": "integer", "minimum": 1, "maximum": 100, "default": 30},
                "before": text("`next` of the page before"),
            })
        },
        needs: &["id"],
        ..READ
    },
    Tool {
        name: "list_companies",
        title: "List companies",
        text: "Companies that a filter and words select.",
        path: "/api/companies",
        takes: list,
        ..READ
    },
    Tool {
        name: "get_company",
        title: "One company",
        text: "A company's values and its people.",
        path: "/api/companies/{id}",
        takes: || one("com_…"),
        needs: &["id"],
        ..READ
    },
    Tool {
        name: "list_orders",
        title: "List orders",
        text: "Orders that a filter selects, newest first; `q` is an order number.",
        path: "/api/orders",
        takes: list,
        ..READ
    },
    Tool {
        name: "data_quality",
        title: "Quality of the data",
        text: "What is filled, fresh, reachable and double among people, by field.",
        path: "/api/quality",
        ..READ
    },
    Tool {
        name: "create_person",
        title: "Make a person",
        text: "Makes a person. An address that somebody has already is refused, with who it is.",
        does: Does::Adds,
        method: "POST",
        path: "/api/people",
        takes: || {
            json!({
                "identities": {
                    "type": "array",
                    "items": {"type": "object", "properties": {"kind": text("phone, email, wechat_openid, member_no …"), "value": text("The address")}, "required": ["kind", "value"]},
                },
                "set": values(),
            })
        },
        body: Some(|args| {
            let mut body = args.get("set").and_then(Json::as_object).cloned().unwrap_or_default();
            body.insert("identities".into(), args.get("identities").cloned().unwrap_or_else(|| json!([])));
            Json::Object(body)
        }),
        ..READ
    },
    Tool {
        name: "update_person",
        title: "Change a person",
        text: "Changes values of a person.",
        does: Does::Changes,
        method: "PATCH",
        path: "/api/people/{id}",
        takes: || json!({"id": text("per_…"), "set": values()}),
        needs: &["id", "set"],
        ..READ
    },
    Tool {
        name: "tag_people",
        title: "Tag people",
        text: "Adds and removes tags of up to 100 people at once.",
        does: Does::Changes,
        method: "POST",
        path: "/api/people/bulk",
        takes: || {
            let words = json!({"type": "array", "items": {"type": "string"}});
            json!({"ids": {"type": "array", "items": {"type": "string"}, "maxItems": 100}, "add": words, "remove": words})
        },
        needs: &["ids"],
        body: Some(|args| {
            let list = |key: &str| args.get(key).cloned().unwrap_or_else(|| json!([]));
            json!({"who": {"ids": list("ids")}, "what": {"add_tags": list("add"), "remove_tags": list("remove")}})
        }),
    },
    Tool {
        name: "write_note",
        title: "Write on the timeline",
        text: "Writes a note, a call, a visit or a repair on a person's timeline. Such entries are never changed.",
        does: Does::Adds,
        method: "POST",
        path: "/api/people/{id}/interactions",
        takes: || {
            json!({
                "id": text("per_…"),
                "kind": {"type": "string", "enum": Kind::BY_HAND},
                "text": text("What was said or done"),
            })
        },
        needs: &["id", "kind", "text"],
        ..READ
    },
    Tool {
        name: "delete_person",
        title: "Delete a person",
        text: "Takes a person away; `undo` brings them back.",
        does: Does::Deletes,
        method: "DELETE",
        path: "/api/people/{id}",
        takes: || one("per_…"),
        needs: &["id"],
        ..READ
    },
    Tool {
        name: "undo",
        title: "Undo",
        text: "Takes back what one call did; what somebody changed since is not overwritten but told.",
        does: Does::Changes,
        method: "POST",
        path: "/api/undo/{batch}",
        takes: || json!({"batch": text("bat_…, from the answer to the change")}),
        needs: &["batch"],
        ..READ
    },
];

impl Tool {
    /// Whether the caller's role and key let them do this to anything at all.
    pub(super) fn open_to(&self, signed: &Signed) -> bool {
        let verb = match self.does {
            Does::Reads => Verb::See,
            Does::Adds if self.name == "create_person" => Verb::Create,
            Does::Adds | Does::Changes => Verb::Edit,
            Does::Deletes => Verb::Delete,
        };
        signed.access.can(verb)
    }

    /// The tool as the protocol tells it.
    pub(super) fn shown(&self) -> model::Tool {
        let schema = json!({"type": "object", "properties": (self.takes)(), "required": self.needs, "additionalProperties": false});
        let schema = schema.as_object().cloned().unwrap_or_default();
        let mut tool = model::Tool::new(self.name, self.text, Arc::new(schema));
        tool.title = Some(self.title.into());
        tool.annotations = Some(
            ToolAnnotations::with_title(self.title)
                .read_only(self.does == Does::Reads)
                .destructive(self.does == Does::Deletes)
                .idempotent(self.does != Does::Adds)
                .open_world(false),
        );
        tool
    }

    /// The request that a call makes.
    ///
    /// # Errors
    ///
    /// Which argument is missing or unknown.
    pub(super) fn request(&self, given: &Map<String, Json>) -> Result<Wish, String> {
        let known = (self.takes)();
        if let Some(unknown) = given.keys().find(|key| known.get(key.as_str()).is_none()) {
            return Err(format!("{} takes no argument {unknown:?}", self.name));
        }
        let given: Map<String, Json> =
            given.iter().filter(|(_, v)| !v.is_null()).map(|(k, v)| (k.clone(), v.clone())).collect();
        if let Some(missing) = self.needs.iter().find(|key| !given.contains_key(**key)) {
            return Err(format!("{} needs the argument {missing:?}", self.name));
        }
        let mut path = self.path.to_owned();
        let mut rest = Map::new();
        for (key, value) in &given {
            let slot = format!("{{{key}}}");
            if path.contains(&slot) {
                path = path.replace(&slot, &escaped(&plain(value)));
            } else {
                rest.insert(key.clone(), value.clone());
            }
        }
        if self.method == "GET" {
            let most = |key: &str| (key == "limit").then_some(100);
            let query: Vec<String> = rest
                .iter()
                .map(|(k, v)| {
                    let v = match (most(k), v.as_u64()) {
                        (Some(most), Some(n)) => n.min(most).to_string(),
                        _ => plain(v),
                    };
                    format!("{k}={}", escaped(&v))
                })
                .chain(
                    known
                        .get("limit")
                        .is_some_and(|_| !rest.contains_key("limit"))
                        .then(|| "limit=20".to_owned()),
                )
                .collect();
            if !query.is_empty() {
                path = format!("{path}?{}", query.join("&"));
            }
            return Ok(Wish { method: self.method, path, body: None });
        }
        let body = self.body.map_or_else(|| Json::Object(rest.clone()), |make| make(&rest));
        Ok(Wish { method: self.method, path, body: Some(body) })
    }
}

/// A value as it stands in an address.
fn plain(value: &Json) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Percent-encoded whole, so that no argument can leave its place in the address.
fn escaped(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tool(name: &str) -> &'static Tool {
        TOOLS.iter().find(|t| t.name == name).unwrap()
    }

    fn args(value: &Json) -> Map<String, Json> {
        value.as_object().unwrap().clone()
    }

    #[test]
    fn an_argument_stays_in_its_place() {
        let wish = tool("get_person").request(&args(&json!({"id": "../../keys?x=1"}))).unwrap();
        assert_eq!(wish.path, "/api/people/%2E%2E%2F%2E%2E%2Fkeys%3Fx%3D1");
        let wish =
            tool("list_people").request(&args(&json!({"filter": "a = 1&limit=9", "limit": 5000}))).unwrap();
        assert_eq!(wish.path, "/api/people?filter=a%20%3D%201%26limit%3D9&limit=100");
        assert_eq!(tool("list_people").request(&Map::new()).unwrap().path, "/api/people?limit=20");
        let body =
            tool("tag_people").request(&args(&json!({"ids": ["per_1"], "add": ["熟客"]}))).unwrap().body;
        assert_eq!(body.unwrap()["what"]["add_tags"], json!(["熟客"]));
        let note =
            tool("write_note").request(&args(&json!({"id": "per_1", "kind": "note", "text": "t"}))).unwrap();
        assert_eq!(
            (note.path.as_str(), note.body),
            ("/api/people/per%5F1/interactions", Some(json!({"kind": "note", "text": "t"})))
        );
    }

    #[test]
    fn what_is_missing_or_unknown_is_said() {
        assert!(tool("get_person").request(&Map::new()).unwrap_err().contains("id"));
        assert!(tool("get_person").request(&args(&json!({"id": null}))).unwrap_err().contains("id"));
        assert!(tool("search").request(&args(&json!({"q": "x", "as": "admin"}))).unwrap_err().contains("as"));
    }

    #[test]
    fn every_slot_of_a_path_is_a_needed_argument_and_names_are_unique() {
        for (at, tool) in TOOLS.iter().enumerate() {
            for slot in tool.path.split('{').skip(1) {
                let name = slot.split('}').next().unwrap();
                assert!(tool.needs.contains(&name), "{} {name}", tool.name);
            }
            let takes = (tool.takes)();
            assert!(tool.needs.iter().all(|n| takes.get(n).is_some()), "{}", tool.name);
            assert!(TOOLS.iter().skip(at + 1).all(|other| other.name != tool.name));
        }
    }
}
