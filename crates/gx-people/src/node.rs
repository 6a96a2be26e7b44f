//! Nodes: the stored records behind a person, and the root that shows them all.
//!
//! A node says what it says itself (its own portrait). The root of a tree of
//! merged nodes shows the survivors of all of them in its columns, and keeps its
//! own words in `own`. A leaf's or lone root's columns are its own words.

use std::collections::HashMap;
use std::sync::LazyLock;

use gx_kernel::{Id, IdKind, Micros};
use gx_store::{Result, Row, Tx, Value};
use gx_text::strokes::sort_key_strokes;
use serde_json::{Map, Value as Json};

use crate::origin;
use crate::portrait::{FIELDS, Portrait};
use crate::territory::Tree;

/// The portrait's text columns: all its built-in fields but `owner` and `tags`, which stand last.
const TEXTS: &[&str] = FIELDS.split_at(FIELDS.len() - 2).0;

/// What every query of nodes selects; the text columns stand last, from [`FIRST_TEXT`] on.
static SELECT: LazyLock<String> = LazyLock::new(|| {
    let texts = TEXTS.join(", ");
    format!(
        "SELECT id, canonical_id, merged_into, merged_count, deleted_at, own, sources, fields, tags, owner, created_at, {texts} FROM person"
    )
});
const FIRST_TEXT: usize = 11;

/// A node as loaded.
#[derive(Clone, Debug)]
pub struct Node {
    /// Its id.
    pub id: Id,
    /// The root of its tree; itself if it is one.
    pub root: Id,
    /// The node it was merged into.
    pub merged_into: Option<Id>,
    /// When it was deleted.
    pub deleted_at: Option<Micros>,
    /// When it was made.
    pub created_at: Micros,
    /// What this node itself says.
    pub own: Portrait,
    /// Whether the columns show more than the node's own words.
    pub shows_tree: bool,
}

fn node(row: &Row) -> Result<Node> {
    let own_text: Option<Portrait> = row.opt_text(5)?.map(|_| row.json(5)).transpose()?;
    let shows_tree = own_text.is_some();
    let own = match own_text {
        Some(own) => own,
        None => shown(row)?,
    };
    Ok(Node {
        id: row.id(0)?,
        root: row.id(1)?,
        merged_into: row.opt_id(2)?,
        deleted_at: row.opt_micros(4)?,
        created_at: row.micros(10)?,
        own,
        shows_tree,
    })
}

/// The portrait that the columns show.
fn shown(row: &Row) -> Result<Portrait> {
    let sources: Map<String, Json> = row.json(6)?;
    let fields: Map<String, Json> = row.json(7)?;
    let created = row.micros(10)?;
    let mut out = Portrait::default();
    let mut put = |key: &str, value: Json| {
        out.0.insert(key.to_owned(), origin::held(&sources, key, &value, created));
    };
    for (i, key) in TEXTS.iter().enumerate() {
        if let Some(text) = row.opt_text(FIRST_TEXT + i)?
            && (*key != "name" || origin::has_name(&sources))
        {
            put(key, text.into());
        }
    }
    if let Some(owner) = row.opt_id(9)? {
        put("owner", owner.show(IdKind::User).into());
    }
    let tags: Json = row.json(8)?;
    if tags.is_array() {
        put("tags", tags);
    }
    for (key, value) in fields {
        put(&key, value);
    }
    Ok(out)
}

/// Loads nodes by id.
pub fn load(tx: &mut Tx<'_>, ids: &[Id]) -> Result<Vec<Node>> {
    let keys: Vec<i64> = ids.iter().map(|i| i.0).collect();
    tx.query_in(&format!("{} WHERE id IN", *SELECT), &keys)?.iter().map(node).collect()
}

/// What the columns of some nodes show: the survivors of the whole tree where others were merged into one.
pub(crate) fn shown_of(tx: &mut Tx<'_>, ids: &[Id]) -> Result<HashMap<Id, Portrait>> {
    let keys: Vec<i64> = ids.iter().map(|i| i.0).collect();
    let rows = tx.query_in(&format!("{} WHERE id IN", *SELECT), &keys)?;
    rows.iter().map(|row| Ok((row.id(0)?, shown(row)?))).collect()
}

/// Loads one node.
pub fn get(tx: &mut Tx<'_>, id: Id) -> Result<Option<Node>> {
    tx.first(&format!("{} WHERE id = $1", *SELECT), &[id.into()])?.map(|r| node(&r)).transpose()
}

/// All nodes of a root's tree, the root first, then by age.
pub fn tree(tx: &mut Tx<'_>, root: Id) -> Result<Vec<Node>> {
    let mut nodes: Vec<Node> = tx
        .query(&format!("{} WHERE canonical_id = $1 ORDER BY id", *SELECT), &[root.into()])?
        .iter()
        .map(node)
        .collect::<Result<_>>()?;
    nodes.sort_by_key(|n| (n.id != root, n.id));
    Ok(nodes)
}

/// The ids of all nodes of a root's tree, the root first.
pub fn members(tx: &mut Tx<'_>, root: Id) -> Result<Vec<Id>> {
    let mut ids: Vec<Id> = tx
        .query("SELECT id FROM person WHERE canonical_id = $1", &[root.into()])?
        .iter()
        .map(|r| r.id(0))
        .collect::<Result<_>>()?;
    ids.sort_by_key(|id| (*id != root, *id));
    Ok(ids)
}

/// What a person is called when no name is known: the best address, or a number.
fn fallback_name(tx: &mut Tx<'_>, nodes: &[Id]) -> Result<String> {
    let keys: Vec<i64> = nodes.iter().map(|n| n.0).collect();
    let mut best: Option<(u8, String)> = None;
    for row in
        tx.query_in("SELECT kind, value FROM identity WHERE deleted_at IS NULL AND person_id IN", &keys)?
    {
        let weight = match row.text(0)? {
            "email" => 6,
            "handle" => 5,
            "phone" => 4,
            "weibo" => 3,
            "user_id" => 2,
            kind if kind.starts_with("external:") => 2,
            // A number that was given on joining must not change what somebody is called; it is better than none.
            "member_no" => 1,
            _ => continue,
        };
        if best.as_ref().is_none_or(|(w, _)| weight > *w) {
            best = Some((weight, row.string(1)?));
        }
    }
    let number = nodes.first().map_or(String::new(), |id| {
        let text = id.show(IdKind::Person);
        format!("#{}", text.get(text.len().saturating_sub(6)..).unwrap_or(&text))
    });
    Ok(best.map_or(number, |(_, v)| v))
}

/// The values of all portrait columns, in the order of [`SET`].
fn column_values(p: &Portrait, name: &str, tree: &Tree) -> Vec<Value> {
    let custom =
        p.0.iter().filter(|(key, held)| !held.claim.value.is_null() && !FIELDS.contains(&key.as_str()));
    let fields: Map<String, Json> =
        custom.map(|(key, held)| (key.clone(), held.claim.value.clone())).collect();
    let mut out: Vec<Value> =
        vec![name.into(), gx_text::sort_key_zh(name).into(), sort_key_strokes(name).into()];
    out.extend(TEXTS.iter().filter(|k| **k != "name").map(|k| Value::from(p.text(k))));
    out.push(p.owner().into());
    out.push(p.value("tags").filter(|t| t.is_array()).cloned().into());
    out.push((!fields.is_empty()).then(|| Json::Object(fields).to_string()).into());
    out.push(origin::written(p).into());
    out.push(tree.column(p).into());
    out
}

/// Portrait columns in the order of `column_values`.
pub(crate) static SET: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let (name, rest) = TEXTS.split_at(1);
    [name, &["name_key", "name_strokes"], rest, &["owner", "tags", "fields", "sources", "territory"]].concat()
});

/// A new node's row: the portrait columns of [`SET`], for bulk inserts.
pub(crate) fn new_row(id: Id, p: &Portrait, fallback: &str, tree: &Tree) -> Vec<Value> {
    let name = p
        .shown_name()
        .unwrap_or_else(|| if fallback.is_empty() { id.show(IdKind::Person) } else { fallback.to_owned() });
    column_values(p, &name, tree)
}

/// Writes a node's own words, and what its root therefore shows.
pub fn save(tx: &mut Tx<'_>, node: &Node, now: Micros) -> Result<()> {
    write(tx, node, now, None)
}

/// Like [`save`], where only these fields changed: columns that a statement does not name keep their indexes as
/// they are.
pub fn save_fields<'a>(
    tx: &mut Tx<'_>,
    node: &Node,
    keys: impl IntoIterator<Item = &'a String>,
    now: Micros,
) -> Result<()> {
    let mut columns = vec!["sources"];
    for key in keys {
        match key.as_str() {
            "name" | "given_name" | "family_name" => {
                columns.extend(["name", "name_key", "name_strokes", key])
            }
            key if FIELDS.contains(&key) => columns.push(key),
            _ => columns.push("fields"),
        }
    }
    write(tx, node, now, Some(&columns))
}

fn write(tx: &mut Tx<'_>, node: &Node, now: Micros, columns: Option<&[&str]>) -> Result<()> {
    if node.shows_tree {
        tx.execute(
            "UPDATE person SET own = $1, updated_at = $2 WHERE id = $3",
            &[json_text(&node.own).into(), now.into(), node.id.into()],
        )?;
    } else {
        show(tx, node.id, &node.own, &[node.id], now, columns)?;
    }
    if node.merged_into.is_some() || node.shows_tree {
        refresh(tx, node.root, now)?;
    }
    Ok(())
}

fn json_text(p: &Portrait) -> String {
    serde_json::to_string(p).unwrap_or_else(|_| "{}".into())
}

/// Writes portrait columns: those named, or all.
fn show(
    tx: &mut Tx<'_>,
    id: Id,
    p: &Portrait,
    nodes: &[Id],
    now: Micros,
    columns: Option<&[&str]>,
) -> Result<()> {
    let tree = Tree::of(tx)?;
    // Any value may be one that a territory asks for; without territories their column is left alone.
    let wanted = |column: &str| {
        columns.is_none_or(|c| c.contains(&column) || (column == "territory" && !tree.is_empty()))
    };
    let name = match p.shown_name() {
        Some(name) => name,
        None if wanted("name") => fallback_name(tx, nodes)?,
        None => String::new(),
    };
    let chosen = SET.iter().zip(column_values(p, &name, &tree)).filter(|(column, _)| wanted(column));
    let (names, mut params): (Vec<&str>, Vec<Value>) = chosen.unzip();
    let set: Vec<String> = names.iter().enumerate().map(|(i, c)| format!("{c} = ${}", i + 1)).collect();
    let n = params.len();
    params.push(now.into());
    params.push(id.into());
    tx.execute(
        &format!("UPDATE person SET {}, updated_at = ${} WHERE id = ${}", set.join(", "), n + 1, n + 2),
        &params,
    )?;
    Ok(())
}

/// Makes a root show the survivors of its tree: values, addresses, number of merged nodes.
///
/// A lone root shows its own words again and drops `own`.
pub fn refresh(tx: &mut Tx<'_>, root: Id, now: Micros) -> Result<()> {
    let nodes = tree(tx, root)?;
    let ids: Vec<Id> = nodes.iter().map(|n| n.id).collect();
    let Some(first) = nodes.first() else { return Ok(()) };
    let living: Vec<&Portrait> = nodes.iter().map(|n| &n.own).collect();
    let survivors = if nodes.len() == 1 { first.own.clone() } else { Portrait::survivors(&living) };
    show(tx, root, &survivors, &ids, now, None)?;
    let own = (nodes.len() > 1).then(|| json_text(&first.own));
    tx.execute(
        "UPDATE person SET own = $1, merged_count = $2 WHERE id = $3",
        &[own.into(), (nodes.len() as i64 - 1).into(), root.into()],
    )?;
    refresh_addresses(tx, root, &ids)
}

/// Makes a root show its first e-mail address, phone and member number.
pub fn refresh_addresses(tx: &mut Tx<'_>, root: Id, members: &[Id]) -> Result<()> {
    let keys: Vec<i64> = members.iter().map(|n| n.0).collect();
    let mut first: [Option<(i64, String)>; 3] = [None, None, None];
    for row in tx.query_in(
        "SELECT kind, value, id, shared FROM identity WHERE deleted_at IS NULL AND person_id IN",
        &keys,
    )? {
        let slot = match row.text(0)? {
            "email" => 0,
            "phone" => 1,
            "member_no" => 2,
            _ => continue,
        };
        let id = row.int(2)?;
        if let Some(best) = first.get_mut(slot)
            && best.as_ref().is_none_or(|(b, _)| id < *b)
        {
            *best = Some((id, row.string(1)?));
        }
    }
    let [email, phone, member] = first.map(|v| Value::from(v.map(|(_, t)| t)));
    tx.execute(
        "UPDATE person SET email = $1, phone = $2, member_no = $3 WHERE id = $4",
        &[email, phone, member, root.into()],
    )?;
    Ok(())
}
