//! The claims of a page as compact text: a line for each claim, with its line in the page and the rule that read it.

use std::fmt::Write;

use docwright::diag::Diagnostics;
use docwright::facts::annotation::Annotation;
use docwright::facts::enumeration::EnumFacts;
use docwright::facts::json_shape::Shape;
use docwright::facts::notes::Notes;
use docwright::facts::property::PropertyFact;
use docwright::facts::resource::{MethodFact, ResourceFacts};
use docwright::facts::values::ValueList;
use docwright::facts::{Fact, Origin, PageFacts, Subject, TypeExpr};
use docwright::model::Doc;
use docwright::source::Span;

/// The claims of a page other than an api page, then the diagnostics.
pub(crate) fn page(facts: &PageFacts, text: &str, diagnostics: &Diagnostics) -> String {
    let mut dump = Dump {
        text,
        out: String::new(),
    };
    dump.page(facts);
    for diagnostic in &diagnostics.0 {
        let line = dump.line(diagnostic.primary.span);
        let (code, message) = (diagnostic.code.name(), &diagnostic.message);
        writeln!(dump.out, "! {line}: {code}: {message}").unwrap();
    }
    dump.out
}

struct Dump<'t> {
    text: &'t str,
    out: String,
}

impl Dump<'_> {
    fn put(&mut self, text: &str) {
        self.out.push_str(text.trim_end());
        self.out.push('\n');
    }

    fn line(&self, span: Span) -> usize {
        self.text[..span.start as usize].matches('\n').count() + 1
    }

    /// Where a claim is, and which rule read it.
    fn at(&self, origin: Origin) -> String {
        format!("@{} {:?}", self.line(origin.span), origin.rule)
    }

    fn page(&mut self, facts: &PageFacts) {
        let kind = match &facts.subject {
            Subject::Resource(_) => "resource",
            Subject::Enum(..) => "enum",
            Subject::Operation(_) => "operation",
            Subject::Permissions(_) => "permissions",
            Subject::Prose => "prose",
        };
        self.put(&format!("{kind} page"));
        let deprecated = flag(facts.deprecated, " deprecated");
        let title = format!(
            "title {:?}{deprecated} {}",
            facts.title.value,
            self.at(facts.title.origin)
        );
        self.put(&title);
        if let Some(namespace) = &facts.namespace {
            let line = format!(
                "namespace {} {}",
                namespace.value,
                self.at(namespace.origin)
            );
            self.put(&line);
        }
        if let Some(area) = &facts.area {
            self.put(&format!("area {area}"));
        }
        match &facts.subject {
            Subject::Resource(resource) => self.resource(resource),
            Subject::Enum(members, doc) => {
                self.doc("", doc);
                self.members(members);
            }
            Subject::Operation(_) | Subject::Permissions(_) | Subject::Prose => {}
        }
        for found in &facts.enums {
            self.members(found);
        }
        for found in &facts.methods {
            self.method(found);
        }
    }

    fn resource(&mut self, facts: &ResourceFacts) {
        self.doc("", &facts.doc);
        if facts.says_abstract {
            self.put("says abstract");
        }
        for (word, claims) in [("base", &facts.bases), ("derived", &facts.derived)] {
            for claim in claims {
                self.put_type(word, claim);
            }
        }
        for block in &facts.shapes {
            let line = format!(
                "shape @{} {}",
                self.line(block.span),
                annotation(&block.annotation)
            );
            self.put(&line);
            for member in &block.members {
                let line = format!(
                    "  {}: {} {}",
                    member.name.value,
                    shape(&member.shape),
                    self.at(member.name.origin)
                );
                self.put(&line);
            }
        }
        for (word, rows) in [
            ("property", &facts.properties),
            ("relationship", &facts.relationships),
        ] {
            for row in rows {
                self.row(word, row);
            }
        }
    }

    fn put_type(&mut self, word: &str, claim: &Fact<TypeExpr>) {
        let line = format!("{word} {} {}", expr(&claim.value), self.at(claim.origin));
        self.put(&line);
    }

    fn row(&mut self, word: &str, row: &PropertyFact) {
        let line = format!(
            "{word} {}: {} {}",
            row.name.value,
            expr(&row.ty.value),
            self.at(row.name.origin)
        );
        self.put(&line);
        if !row.alternatives.is_empty() {
            let all: Vec<String> = row.alternatives.iter().map(expr).collect();
            self.put(&format!("  either {}", all.join(", ")));
        }
        self.doc("  ", &row.doc);
        let notes = notes(&row.notes, row.required_column);
        if !notes.is_empty() {
            self.put(&format!("  {notes}"));
        }
        if let Some(list) = &row.values {
            self.put(&format!("  {}", values(list)));
        }
    }

    fn members(&mut self, facts: &EnumFacts) {
        let multi = flag(facts.multi_valued, " multi-valued");
        let line = format!(
            "enum {}{multi} {}",
            facts.name.value,
            self.at(facts.name.origin)
        );
        self.put(&line);
        self.doc("  ", &facts.doc);
        for member in &facts.members {
            let number = member
                .number
                .map_or_else(String::new, |number| format!(" = {number}"));
            let deprecated = flag(member.deprecated, " deprecated");
            let line = format!(
                "  {:?}{number}{deprecated} {}",
                member.name.value,
                self.at(member.name.origin)
            );
            self.put(&line);
            self.doc("    ", &member.doc);
        }
    }

    fn method(&mut self, method: &MethodFact) {
        let target = method.target.as_deref().unwrap_or("nowhere");
        let returns = method
            .returns
            .as_ref()
            .map_or_else(|| "nothing".to_owned(), expr);
        let line = format!(
            "method {:?} to {target} returns {returns} @{}",
            method.text,
            self.line(method.span)
        );
        self.put(&line);
    }

    fn doc(&mut self, indent: &str, doc: &Doc) {
        if !doc.is_empty() {
            self.put(&format!("{indent}doc {:?}", doc.markdown()));
        }
    }
}

fn flag(is_set: bool, word: &str) -> &str {
    if is_set { word } else { "" }
}

/// A type expression as text.
pub(crate) fn expr(expr: &TypeExpr) -> String {
    match expr {
        TypeExpr::Primitive(primitive) => format!("{primitive:?}"),
        TypeExpr::Untyped => "any JSON".to_owned(),
        TypeExpr::Enumeration => "Enumeration".to_owned(),
        TypeExpr::Named { name, target: None } => name.clone(),
        TypeExpr::Named {
            name,
            target: Some(target),
        } => format!("[{name}]({target})"),
        TypeExpr::Collection(element) => format!("Collection({})", self::expr(element)),
        TypeExpr::Unreadable { text } => format!("unreadable {text:?}"),
    }
}

fn shape(found: &Shape) -> String {
    match found {
        Shape::Type(ty) => expr(ty),
        Shape::Text => "text".to_owned(),
        Shape::Integer => "integer".to_owned(),
        Shape::Union(values) => values.join(" | "),
        Shape::Unknown => "unknown".to_owned(),
        Shape::Collection(element) => format!("Collection({})", shape(element)),
    }
}

fn annotation(note: &Annotation) -> String {
    let text =
        |word: &str, value: &Option<String>| value.as_ref().map(|value| format!("{word} {value}"));
    let list = |word: &str, values: &[String]| {
        (!values.is_empty()).then(|| format!("{word} {}", values.join(", ")))
    };
    let word = |is_set: bool, word: &str| is_set.then(|| word.to_owned());
    let parts = [
        note.ty.clone(),
        text("name", &note.name),
        text("base", &note.base),
        text("key", &note.key),
        word(note.is_collection, "collection"),
        word(note.is_open, "open"),
        word(note.is_abstract, "abstract"),
        word(note.is_media, "media"),
        word(note.is_truncated, "truncated"),
        list("optional", &note.optional_properties),
        list("nullable", &note.nullable_properties),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join("; ")
}

fn notes(notes: &Notes, required_column: Option<bool>) -> String {
    let mut parts: Vec<String> = [
        (notes.read_only, "read-only"),
        (notes.write_only, "write-only"),
        (notes.required, "required"),
        (notes.optional, "optional"),
        (notes.key, "key"),
        (notes.deprecated, "deprecated"),
        (notes.multi_valued, "multi-valued"),
        (notes.secret, "secret"),
    ]
    .into_iter()
    .filter(|(is_set, _)| *is_set)
    .map(|(_, word)| word.to_owned())
    .collect();
    parts.extend(notes.nullable.map(|is| format!("nullable {is}")));
    parts.extend(required_column.map(|is| format!("required column {is}")));
    parts.extend(
        notes
            .returned
            .map(|returned| format!("returned {returned:?}")),
    );
    parts.extend(notes.capabilities.iter().map(|capability| {
        format!("{} {}", capability.option, capability.operators.join(" "))
            .trim_end()
            .to_owned()
    }));
    parts.extend(notes.inherited.iter().map(|(name, target)| {
        format!(
            "inherited from {name} ({})",
            target.as_deref().unwrap_or("no link")
        )
    }));
    parts.join("; ")
}

fn values(list: &ValueList) -> String {
    let opt_in = if list.opt_in.is_empty() {
        String::new()
    } else {
        format!("; opt-in {}", list.opt_in.join(", "))
    };
    format!(
        "values {}{opt_in}{}",
        list.values.join(", "),
        flag(list.nullable, "; or null")
    )
}
