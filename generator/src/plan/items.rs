//! From one type to its definitions: fields, variants, Rust types, gates, rustdoc. Knows the other types by their paths only.

use std::collections::BTreeSet;
use std::fmt::Write;

use crate::model::{
    Doc, EnumType, Evidence, Model, PagePath, Primitive, Property, Returned, TypeDef, TypeKind,
    TypeRef,
};

use super::docs::{self, Docs, Link, Links};
use super::graph::{Graph, TypeId};
use super::names::{Case, Scope};
use super::{
    Deprecation, DocLevel, Enum, FeatureName, Field, Gate, Item, PlanConfig, Poly, PolyVariant,
    Record, RustPath, RustType, Scalar, Variant,
};

/// What is decided about all types before any one is defined.
pub(super) struct Ctx<'m> {
    pub(super) model: &'m Model,
    pub(super) graph: &'m Graph<'m>,
    pub(super) config: &'m PlanConfig,
    /// By type: where users find it.
    pub(super) paths: Vec<RustPath>,
    /// By type: its open enum, if it has one.
    pub(super) any: Vec<Option<RustPath>>,
    /// By type: what has to be on.
    pub(super) gates: Vec<Gate>,
    /// By type: its path as rustdoc reads it.
    links: Vec<String>,
}

impl<'m> Ctx<'m> {
    pub(super) fn new(
        model: &'m Model,
        graph: &'m Graph<'m>,
        config: &'m PlanConfig,
        paths: Vec<RustPath>,
        any: Vec<Option<RustPath>>,
        gates: Vec<Gate>,
    ) -> Self {
        let links = paths.iter().map(rustdoc_path).collect();
        Self {
            model,
            graph,
            config,
            paths,
            any,
            gates,
            links,
        }
    }

    /// The path of a type, as rustdoc reads it.
    pub(super) fn link(&self, id: TypeId) -> &str {
        &self.links[id]
    }

    /// What a thing needs besides its home's own gate.
    fn extra_gate(&self, home: TypeId, other: TypeId) -> Gate {
        self.gates[other]
            .clone()
            .filter(|gate| self.gates[home].as_ref() != Some(gate))
    }
}

fn rustdoc_path(path: &RustPath) -> String {
    let mut text = "models::".to_owned();
    for module in &path.namespace {
        text.push_str(&module.written());
        text.push_str("::");
    }
    text.push_str(&path.ident.written());
    text
}

/// The definitions of a type: itself, and its open enum if it has one.
pub(super) fn items(ctx: &Ctx<'_>, id: TypeId) -> Vec<Item> {
    match &ctx.graph.defs[id].kind {
        TypeKind::Object(_) => {
            let record = Item::Record(record(ctx, id));
            let poly = ctx.any[id]
                .as_ref()
                .map(|path| Item::Poly(poly(ctx, id, path)));
            std::iter::once(record).chain(poly).collect()
        }
        TypeKind::Enum(e) => vec![Item::Enum(enumeration(ctx, id, e))],
    }
}

fn record(ctx: &Ctx<'_>, id: TypeId) -> Record {
    let def = ctx.graph.defs[id];
    let mut scope = Scope::reserving(&["additional"]);
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut fields = Vec::new();
    for owner in ctx.graph.lineage(id) {
        let properties = ctx
            .graph
            .object(owner)
            .map_or(&[][..], |object| &object.properties);
        for property in properties
            .iter()
            .filter(|property| seen.insert(&property.name.0))
        {
            fields.push(field(ctx, id, property, &mut scope));
        }
    }
    Record {
        ident: ctx.paths[id].ident.clone(),
        api_name: ctx.graph.names[id].clone(),
        writes_tag: ctx.graph.is_told_apart(id),
        docs: type_docs(ctx, id, def),
        deprecated: deprecation(def.deprecated.as_ref()),
        fields,
    }
}

fn field(ctx: &Ctx<'_>, home: TypeId, property: &Property, scope: &mut Scope) -> Field {
    let target = property.ty.named().and_then(|name| ctx.graph.id(name));
    let gate = target.and_then(|target| ctx.extra_gate(home, target));
    let docs = field_docs(ctx, home, property, gate.as_ref());
    Field {
        ident: scope.name(&property.name.0, Case::Snake),
        wire: property.name.clone(),
        ty: rust_type(ctx, &property.ty),
        docs,
        gate,
        deprecated: deprecation(property.deprecated.as_ref()),
        secret: property.secret,
    }
}

fn rust_type(ctx: &Ctx<'_>, ty: &TypeRef) -> RustType {
    match ty {
        TypeRef::Primitive(primitive) => RustType::Scalar(scalar(*primitive)),
        TypeRef::Collection(item) if item.is_collection() => {
            RustType::List(Box::new(RustType::Json))
        }
        TypeRef::Collection(item) => RustType::List(Box::new(rust_type(ctx, item))),
        TypeRef::Untyped | TypeRef::Unknown { .. } => RustType::Json,
        TypeRef::Named(name) => {
            let Some(id) = ctx.graph.id(name) else {
                return RustType::Json;
            };
            let path = ctx.paths[id].clone();
            match (&ctx.graph.defs[id].kind, &ctx.any[id]) {
                (TypeKind::Enum(e), _) if e.is_flags => RustType::Flags(path),
                (TypeKind::Enum(_), _) => RustType::Enum(path),
                (TypeKind::Object(_), Some(any)) => RustType::Poly(any.clone()),
                (TypeKind::Object(_), None) => RustType::Record(path),
            }
        }
    }
}

/// The scalar that holds a primitive.
pub(super) fn scalar(primitive: Primitive) -> Scalar {
    match primitive {
        Primitive::String => Scalar::Text,
        Primitive::Boolean => Scalar::Bool,
        Primitive::Byte | Primitive::SByte | Primitive::Int16 | Primitive::Int32 => Scalar::Int32,
        Primitive::Int64 => Scalar::Int64,
        Primitive::Single | Primitive::Double => Scalar::Float,
        Primitive::Decimal => Scalar::Decimal,
        Primitive::DateTimeOffset => Scalar::Timestamp,
        Primitive::Date => Scalar::Date,
        Primitive::TimeOfDay => Scalar::Time,
        Primitive::Duration => Scalar::Duration,
        Primitive::Guid => Scalar::Guid,
        // A stream that stands in JSON nevertheless is base64url, says OData JSON 4.01, section 9.
        Primitive::Binary | Primitive::Stream => Scalar::Bytes,
    }
}

fn enumeration(ctx: &Ctx<'_>, id: TypeId, e: &EnumType) -> Enum {
    let def = ctx.graph.defs[id];
    let mut scope = Scope::reserving(&["unknown"]);
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let here = Here {
        ctx,
        gates: [ctx.gates[id].as_ref(), None],
    };
    let members = e
        .members
        .iter()
        .filter(|member| !member.is_sentinel && seen.insert(&member.name.0));
    let variants = members
        .map(|member| {
            let mut docs = Docs::default();
            docs.text(&member.doc, ctx.config.docs, &here);
            if ctx.config.docs != DocLevel::None {
                if docs.is_empty() {
                    docs.paragraph(&code(&member.name.0));
                }
                if member.is_opt_in {
                    docs.paragraph("Comes only if the request asks for it: `Prefer: include-unknown-enum-members`.");
                }
            }
            Variant {
                ident: scope.name(&member.name.0, Case::Pascal),
                wire: member.name.clone(),
                docs,
                deprecated: deprecation(member.deprecated.as_ref()),
            }
        })
        .collect();
    Enum {
        ident: ctx.paths[id].ident.clone(),
        api_name: ctx.graph.names[id].clone(),
        docs: type_docs(ctx, id, def),
        deprecated: deprecation(def.deprecated.as_ref()),
        variants,
    }
}

fn poly(ctx: &Ctx<'_>, id: TypeId, path: &RustPath) -> Poly {
    let all: Vec<TypeId> = std::iter::once(id)
        .chain(ctx.graph.descendants(id))
        .collect();
    let mut scope = Scope::default();
    let variants = all
        .iter()
        .map(|variant| PolyVariant {
            ident: scope.name(ctx.paths[*variant].ident.text(), Case::Pascal),
            path: ctx.paths[*variant].clone(),
            api_name: ctx.graph.names[*variant].clone(),
            parent: ctx.graph.base[*variant]
                .filter(|_| *variant != id)
                .and_then(|base| all.iter().position(|other| *other == base)),
            gate: ctx.extra_gate(id, *variant),
            docs: variant_docs(ctx, id, *variant),
        })
        .collect();
    let mut docs = Docs::default();
    if ctx.config.docs != DocLevel::None {
        let base = &ctx.paths[id].ident;
        docs.paragraph(&format!(
            "A [`{}`]({}) or a type that derives from it, as `@odata.type` says.",
            base.text(),
            ctx.links[id]
        ));
        docs.paragraph("A type that this crate does not know is read as the nearest known one that it derives from, and keeps its name.");
    }
    Poly {
        ident: path.ident.clone(),
        api_name: ctx.graph.names[id].clone(),
        docs,
        variants,
    }
}

fn variant_docs(ctx: &Ctx<'_>, base: TypeId, variant: TypeId) -> Docs {
    let mut docs = Docs::default();
    if ctx.config.docs != DocLevel::None {
        let name = code(&ctx.graph.names[variant].0);
        docs.paragraph(&if variant == base {
            format!("{name} itself, or a type derived from it that is not known.")
        } else {
            format!("{name}.")
        });
    }
    docs
}

fn deprecation(doc: Option<&Doc>) -> Option<Deprecation> {
    doc.map(|doc| Deprecation {
        note: docs::plain_line(doc),
    })
}

fn type_docs(ctx: &Ctx<'_>, id: TypeId, def: &TypeDef) -> Docs {
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

fn field_docs(
    ctx: &Ctx<'_>,
    home: TypeId,
    property: &Property,
    gate: Option<&FeatureName>,
) -> Docs {
    let mut docs = Docs::default();
    if ctx.config.docs == DocLevel::None {
        return docs;
    }
    let here = Here {
        ctx,
        gates: [ctx.gates[home].as_ref(), gate],
    };
    docs.text(&property.doc, ctx.config.docs, &here);
    let mut facts = facts(property);
    if docs.is_empty() && facts.is_empty() {
        facts = code(&property.name.0);
    }
    docs.paragraph(&facts);
    docs
}

/// What the pages say about a property besides its text, in so far as the text does not say it too.
fn facts(property: &Property) -> String {
    let text = &property.doc.0;
    let mut facts: Vec<String> = Vec::new();
    let mut say = |holds: bool, told_by: &[&str], fact: &str| {
        if holds
            && !told_by
                .iter()
                .any(|words| contains_ignoring_case(text, words))
        {
            facts.push(fact.to_owned());
        }
    };
    say(
        property.read_only,
        &["read-only", "read only", "readonly"],
        "Read-only.",
    );
    say(
        property.write_only,
        &["write-only", "write only"],
        "Write-only.",
    );
    say(property.required, &["required"], "Required.");
    say(property.nullable == Some(true), &["nullable"], "Nullable.");
    say(
        property.nullable == Some(false),
        &["nullable"],
        "Never null.",
    );
    say(
        property.returned == Some(Returned::ByDefault),
        &["default"],
        "Returned by default.",
    );
    say(
        property.returned == Some(Returned::OnSelect),
        &["$select"],
        "Returned only with `$select`.",
    );
    say(
        property.returned == Some(Returned::OnExpand),
        &["$expand"],
        "Returned only with `$expand`.",
    );
    for capability in &property.capabilities {
        let operators: Vec<String> = capability
            .operators
            .iter()
            .map(|operator| code(operator))
            .collect();
        let list = if operators.is_empty() {
            String::new()
        } else {
            format!(" ({})", operators.join(", "))
        };
        say(
            true,
            &[&capability.option],
            &format!("Supports {}{list}.", code(&capability.option)),
        );
    }
    let told = property
        .values
        .iter()
        .all(|value| contains_ignoring_case(text, value));
    if !property.values.is_empty() && !told {
        let values: Vec<String> = property.values.iter().map(|value| code(value)).collect();
        say(true, &[], &format!("Known values: {}.", values.join(", ")));
    }
    match property.evidence {
        Evidence::Table | Evidence::Json | Evidence::Request => {}
        Evidence::Url => say(text.is_empty(), &[], "Known from the URLs of the API."),
        Evidence::Example => say(true, &[], "Not documented; an example has it."),
    }
    facts.join(" ")
}

fn contains_ignoring_case(text: &str, words: &str) -> bool {
    text.as_bytes()
        .windows(words.len().max(1))
        .any(|window| window.eq_ignore_ascii_case(words.as_bytes()))
}

/// A code span.
fn code(text: &str) -> String {
    format!("`{}`", text.replace('`', "'"))
}

/// The place where a text will stand: what is on there.
struct Here<'a, 'm> {
    ctx: &'a Ctx<'m>,
    gates: [Option<&'a FeatureName>; 2],
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
            format!("[`{name}`]({})", self.ctx.links[id])
        } else {
            format!("`{name}`")
        }
    }

    fn page_url(&self, page: &PagePath, fragment: &str) -> Option<String> {
        let urls = &self.ctx.config.page_urls;
        let (start, url) = urls
            .iter()
            .rev()
            .find(|(start, _)| page.0.starts_with(*start))?;
        let rest = &page.0[start.len()..];
        Some(
            format!(
                "{url}{}{fragment}",
                rest.strip_suffix(".md").unwrap_or(rest)
            )
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
            Some(id) => Link::Item(self.ctx.links[id].clone()),
            None => self
                .page_url(&page, fragment)
                .map_or(Link::Nowhere, Link::Url),
        }
    }
}
