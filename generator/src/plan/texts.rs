//! What rustdoc says of each definition: the page's text, what else the model knows, and where the page is.

use std::collections::BTreeSet;
use std::fmt::Write;

use crate::api::page_stem;
use crate::facts::notes;
use crate::model::{Capability, EnumMember, Evidence, PagePath, Property, Returned, TypeDef};

use super::ctx::Ctx;
use super::docs::{Docs, Link, Links};
use super::graph::TypeId;
use super::{DocLevel, FeatureName};

/// What a type says: its text, and where it stands in the API.
pub(super) fn type_docs(ctx: &Ctx<'_>, id: TypeId, def: &TypeDef) -> Docs {
    let mut docs = Docs::default();
    if ctx.config.docs == DocLevel::None {
        return docs;
    }
    let here = Here {
        ctx,
        gates: [ctx.gates[id].as_ref(), None],
    };
    docs.text(&def.doc, ctx.config.docs, &here);
    let mut tail = format!("{} of the API", code(&ctx.graph.names[id].0));
    if let Some(base) = ctx.graph.base[id] {
        tail.push_str(", derived from ");
        tail.push_str(&here.item(base));
    }
    // Writing into a string cannot fail.
    let _ = match def
        .pages
        .first()
        .map(|page| (page, here.page_url(page, "")))
    {
        None => Ok(()),
        Some((_, Some(url))) => write!(tail, ", [documented here](<{url}>)"),
        Some((page, None)) => write!(tail, ", documented in {}", code(&page.0)),
    };
    tail.push('.');
    if let Some(gate) = &ctx.gates[id] {
        let _ = write!(tail, " Needs the cargo feature `{}`.", gate.as_str());
    }
    docs.paragraph(&tail);
    docs
}

/// What a field says: its text, and what else is known.
pub(super) fn field_docs(
    ctx: &Ctx<'_>,
    home: TypeId,
    property: &Property,
    gate: Option<&FeatureName>,
) -> Docs {
    let here = Here {
        ctx,
        gates: [ctx.gates[home].as_ref(), gate],
    };
    property_docs(&here, property)
}

/// What a property says, wherever its field is.
pub(super) fn property_docs(here: &Here<'_, '_>, property: &Property) -> Docs {
    let mut docs = Docs::default();
    let level = here.ctx.config.docs;
    if level == DocLevel::None {
        return docs;
    }
    docs.text(&property.doc, level, here);
    let mut facts = facts(property);
    if docs.is_empty() && facts.is_empty() {
        facts = code(&property.name.0);
    }
    docs.paragraph(&facts);
    docs
}

/// What the pages say about a property besides its text, in so far as the text does not say it too.
fn facts(property: &Property) -> String {
    let text = &property.doc.plain();
    // What the text states itself is not said again.
    let stated = notes::from_text(text);
    let mut facts: Vec<String> = Vec::new();
    let mut say = |holds: bool, fact: &str| {
        if holds {
            facts.push(fact.to_owned());
        }
    };
    say(property.read_only && !stated.read_only, "Read-only.");
    say(property.write_only && !stated.write_only, "Write-only.");
    say(property.required && !stated.required, "Required.");
    if property.nullable != stated.nullable {
        say(property.nullable == Some(true), "Nullable.");
        say(property.nullable == Some(false), "Never null.");
    }
    if property.returned != stated.returned {
        let fact = property.returned.map(returned);
        say(fact.is_some(), fact.unwrap_or_default());
    }
    for capability in &property.capabilities {
        let is_named = contains_ignoring_case(text, &capability.option);
        say(!is_named, &format!("Supports {}.", supported(capability)));
    }
    if !names_all(text, &property.values) {
        let values: Vec<String> = property.values.iter().map(|value| code(value)).collect();
        say(true, &format!("Known values: {}.", values.join(", ")));
    }
    match property.evidence {
        Evidence::Table | Evidence::Json | Evidence::Request => {}
        Evidence::Url => say(text.is_empty(), "Derived from the URLs of the API."),
        Evidence::Example => say(true, "Not documented; found in an example."),
    }
    facts.join(" ")
}

/// Which answers hold a property.
fn returned(returned: Returned) -> &'static str {
    match returned {
        Returned::ByDefault => "Returned by default.",
        Returned::OnSelect => "Returned only with `$select`.",
        Returned::OnExpand => "Returned only with `$expand`.",
    }
}

/// An option and its operators: "`$filter` (`eq`, `ne`)".
fn supported(capability: &Capability) -> String {
    let operators = capability.operators.iter().map(|operator| code(operator));
    let operators: Vec<String> = operators.collect();
    let list = if operators.is_empty() {
        String::new()
    } else {
        format!(" ({})", operators.join(", "))
    };
    format!("{}{list}", code(&capability.option))
}

/// What the constant for a property says besides its name: what queries can do with it. The field says the rest.
pub(super) fn constant_docs(level: DocLevel, property: &Property) -> Docs {
    let mut docs = Docs::default();
    if level == DocLevel::None {
        return docs;
    }
    let mut facts = Vec::new();
    if property.is_navigation {
        facts.push("A relationship.".to_owned());
    }
    facts.extend(property.returned.map(returned).map(str::to_owned));
    let supported: Vec<String> = property.capabilities.iter().map(supported).collect();
    if !supported.is_empty() {
        facts.push(format!("Supports {}.", supported.join(", ")));
    }
    docs.paragraph(&facts.join(" "));
    docs
}

/// Whether a text names all of these values.
fn names_all(text: &str, values: &[String]) -> bool {
    // Pages list thousands of values: what stands alone in the text is looked up, not searched.
    let is_between = |c: char| c == '`' || c == ',' || c.is_whitespace();
    let alone: BTreeSet<String> = text
        .split(is_between)
        .filter(|word| !values.is_empty() && !word.is_empty())
        .map(str::to_ascii_lowercase)
        .collect();
    values.iter().all(|value| {
        alone.contains(&value.to_ascii_lowercase()) || contains_ignoring_case(text, value)
    })
}

fn contains_ignoring_case(text: &str, words: &str) -> bool {
    text.as_bytes()
        .windows(words.len().max(1))
        .any(|window| window.eq_ignore_ascii_case(words.as_bytes()))
}

/// A code span.
pub(super) fn code(text: &str) -> String {
    format!("`{}`", text.replace('`', "'"))
}

/// The place where a text will stand: what is on there.
pub(super) struct Here<'a, 'm> {
    pub(super) ctx: &'a Ctx<'m>,
    pub(super) gates: [Option<&'a FeatureName>; 2],
}

impl Here<'_, '_> {
    /// Whether a type is there whenever this text is.
    fn sees(&self, id: TypeId) -> bool {
        self.ctx.gates[id]
            .as_ref()
            .is_none_or(|gate| self.gates.contains(&Some(gate)))
    }

    /// A type by its name, with a link where possible.
    fn item(&self, id: TypeId) -> String {
        let name = self.ctx.paths[id].ident.text();
        if self.sees(id) {
            format!("[`{name}`]({})", self.ctx.link(id))
        } else {
            format!("`{name}`")
        }
    }

    /// Where the page is on the web.
    pub(super) fn page_url(&self, page: &PagePath, fragment: &str) -> Option<String> {
        let urls = &self.ctx.config.page_urls;
        let (start, url) = urls
            .iter()
            .rev()
            .find(|(start, _)| page.0.starts_with(*start))?;
        let rest = &page.0[start.len()..];
        Some(
            format!("{url}{}{fragment}", page_stem(rest).unwrap_or(rest))
                .replace(['<', '>', ' '], "%20"),
        )
    }
}

impl Links for Here<'_, '_> {
    fn resolve(&self, target: &str) -> Link {
        if target.starts_with("https://") || target.starts_with("http://") {
            return Link::Url(target.to_owned());
        }
        let (page, fragment) = target
            .find('#')
            .map_or((target, ""), |at| target.split_at(at));
        let page = PagePath(page.to_owned());
        let Some(info) = self.ctx.model.pages.get(&page) else {
            return Link::Nowhere;
        };
        let item = info
            .types
            .first()
            .and_then(|name| self.ctx.graph.id(name))
            .filter(|id| self.sees(*id));
        match item {
            Some(id) => Link::Item(self.ctx.link(id).to_owned()),
            None => self
                .page_url(&page, fragment)
                .map_or(Link::Nowhere, Link::Url),
        }
    }
}

/// What a variant of a polymorphic enum says.
pub(super) fn variant_docs(ctx: &Ctx<'_>, base: TypeId, variant: TypeId) -> Docs {
    let mut docs = Docs::default();
    if ctx.config.docs != DocLevel::None {
        let name = code(&ctx.graph.names[variant].0);
        docs.paragraph(&if variant == base {
            format!("{name} itself, or an unknown type derived from it.")
        } else {
            format!("{name}.")
        });
    }
    docs
}

/// What a polymorphic enum says.
pub(super) fn poly_docs(ctx: &Ctx<'_>, id: TypeId) -> Docs {
    let mut docs = Docs::default();
    if ctx.config.docs != DocLevel::None {
        let base = &ctx.paths[id].ident;
        docs.paragraph(&format!(
            "A [`{}`]({}) or a type derived from it, chosen by `@odata.type`.",
            base.text(),
            ctx.link(id)
        ));
        docs.paragraph("A type that this crate does not know is read as its nearest known base type, and keeps its own `@odata.type`.");
    }
    docs
}

/// What a member of an enum says.
pub(super) fn member_docs(here: &Here<'_, '_>, member: &EnumMember) -> Docs {
    let mut docs = Docs::default();
    let level = here.ctx.config.docs;
    docs.text(&member.doc, level, here);
    if level == DocLevel::None {
        return docs;
    }
    if docs.is_empty() {
        docs.paragraph(&code(&member.name.0));
    }
    if member.is_opt_in {
        docs.paragraph(
            "Returned only to requests with the header `Prefer: include-unknown-enum-members`.",
        );
    }
    docs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stated(doc: &str, known: &str) -> String {
        let json = format!(
            r#"{{"name": "a", "type": {{"primitive": "string"}}, "doc": "{doc}", "evidence": "table", {known}}}"#
        );
        facts(&serde_json::from_str(&json).unwrap())
    }

    #[test]
    fn what_the_text_states_is_not_said_again() {
        for (doc, known, expected) in [
            (
                "The default is 5.",
                r#""returned": "byDefault""#,
                "Returned by default.",
            ),
            ("Returned by default.", r#""returned": "byDefault""#, ""),
            (
                "Use `$select` here.",
                r#""returned": "onSelect""#,
                "Returned only with `$select`.",
            ),
            (
                "Returned only on `$select`.",
                r#""returned": "onSelect""#,
                "",
            ),
            (
                "What is required for it.",
                r#""required": true"#,
                "Required.",
            ),
            ("Required.", r#""required": true"#, ""),
            ("A text. Read-only.", r#""readOnly": true"#, ""),
            ("A text.", r#""readOnly": true"#, "Read-only."),
            ("Cannot be null.", r#""nullable": false"#, ""),
            ("Nullable.", r#""nullable": false"#, "Never null."),
        ] {
            assert_eq!(stated(doc, known), expected, "{doc} {known}");
        }
    }
}
