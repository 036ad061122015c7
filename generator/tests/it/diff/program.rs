//! From a plan to a program that uses every public item of its crate in the ways that the crate promises to keep: records are
//! made with `..Default::default()`, fields are read with their types, enums are matched with a last arm for everything,
//! operations are made, set and awaited, and reached by every call that leads to them. `api` is the crate, `rt` the runtime.

use std::collections::BTreeMap;
use std::fmt::Write;

use docwright::plan::stubs::{
    Argument, Body, BodyKind, Condition, ExampleCall, Operation, PlaceMethod, QueryOption, Reply,
    Stubs, Target,
};
use docwright::plan::{
    Area, Constants, Enum, FeatureName, Item, Plan, Poly, Record, RustPath, RustType, Scalar,
};

/// What the programs may use: everything, or what is there when only this feature is on.
#[derive(Clone, Copy)]
pub(super) enum Reach<'f> {
    All,
    Feature(&'f str),
}

impl Reach<'_> {
    fn has(self, gates: &[Option<&str>]) -> bool {
        match self {
            Self::All => true,
            Self::Feature(on) => gates.iter().flatten().all(|gate| *gate == on),
        }
    }

    fn has_condition(self, condition: &Condition) -> bool {
        match (self, condition) {
            (Self::All, _) | (Self::Feature(_), Condition::Always) => true,
            (Self::Feature(on), Condition::All(list)) => list.iter().all(|it| it.as_str() == on),
            (Self::Feature(on), Condition::Any(list)) => list.iter().any(|it| it.as_str() == on),
        }
    }
}

/// The text of the functions. Each uses one item.
pub(super) fn text(plan: &Plan, reach: Reach<'_>) -> String {
    let mut out = String::new();
    let properties = plan.properties.iter().flat_map(|it| &it.areas);
    for area in plan.areas.iter().chain(properties) {
        if reach.has(&[gate(area)]) {
            items(area, reach, &mut out);
        }
    }
    if let Some(stubs) = &plan.stubs {
        operations(stubs, reach, &mut out);
        chains(stubs, reach, &mut out);
        out.push_str(
            "pub fn client() { let _ = api::Client::builder(\"https://api.example\"); }\n",
        );
    }
    out
}

fn gate(area: &Area) -> Option<&str> {
    area.gate.as_ref().map(FeatureName::as_str)
}

fn items(area: &Area, reach: Reach<'_>, out: &mut String) {
    for module in &area.modules {
        for item in &module.items {
            let path = |ident| {
                path_of(&RustPath {
                    namespace: module.namespace.clone(),
                    ident,
                })
            };
            match item {
                Item::Record(it) => record(it, &path(it.ident.clone()), reach, out),
                Item::Enum(it) => enumeration(it, &path(it.ident.clone()), out),
                Item::Poly(it) => poly(it, &path(it.ident.clone()), reach, out),
                Item::Constants(it) => constants(it, reach, out),
            }
        }
    }
}

/// A name that no other function has.
fn start(out: &mut String, takes: &str) {
    let number = out.len();
    write!(out, "pub fn use_{number}({takes}) {{ ").unwrap();
}

fn end(out: &mut String) {
    out.push_str("}\n");
}

fn record(record: &Record, path: &str, reach: Reach<'_>, out: &mut String) {
    start(out, &format!("it: {path}"));
    writeln!(out, "let _ = {path}::default();").unwrap();
    for field in &record.fields {
        let gate = field.gate.as_ref().map(FeatureName::as_str);
        if !reach.has(&[gate]) {
            continue;
        }
        let (name, ty) = (field.ident.written(), held(&field.ty));
        writeln!(out, "let _: &rt::Field<{ty}> = &it.{name};").unwrap();
        writeln!(
            out,
            "let _ = {path} {{ {name}: rt::Field::<{ty}>::Absent, ..Default::default() }};"
        )
        .unwrap();
        writeln!(out, "let {path} {{ {name}: _, .. }} = &it;").unwrap();
    }
    end(out);
}

fn enumeration(e: &Enum, path: &str, out: &mut String) {
    start(out, &format!("it: {path}"));
    out.push_str("match it {\n");
    for variant in &e.variants {
        writeln!(out, "{path}::{} => {{}}", variant.ident.written()).unwrap();
    }
    writeln!(out, "_ => {{}}\n}}").unwrap();
    for variant in &e.variants {
        writeln!(out, "let _: {path} = {path}::{};", variant.ident.written()).unwrap();
    }
    writeln!(out, "let _ = {path}::from(\"text\").as_str().len();").unwrap();
    end(out);
}

fn poly(poly: &Poly, path: &str, reach: Reach<'_>, out: &mut String) {
    start(out, &format!("it: {path}"));
    out.push_str("match it {\n");
    let there = poly.variants.iter().filter(|variant| {
        let gate = variant.gate.as_ref().map(FeatureName::as_str);
        reach.has(&[gate])
    });
    for variant in there.clone() {
        let (name, record) = (variant.ident.written(), path_of(&variant.path));
        writeln!(
            out,
            "{path}::{name}(it) => {{ let _: Box<{record}> = it; }}"
        )
        .unwrap();
    }
    writeln!(out, "_ => {{}}\n}}").unwrap();
    for variant in there {
        let record = path_of(&variant.path);
        writeln!(out, "let _ = {path}::from({record}::default());").unwrap();
    }
    end(out);
}

fn constants(constants: &Constants, reach: Reach<'_>, out: &mut String) {
    let record = path_of(&constants.record);
    start(out, "");
    for constant in &constants.items {
        let gate = constant.gate.as_ref().map(FeatureName::as_str);
        if reach.has(&[gate]) {
            let (name, ty) = (constant.ident.written(), plain(&constant.ty));
            let path = &constants.path;
            writeln!(
                out,
                "let _: rt::odata::Property<{record}, {ty}> = api::{path}::{name};"
            )
            .unwrap();
        }
    }
    end(out);
}

fn operations(stubs: &Stubs, reach: Reach<'_>, out: &mut String) {
    for area in &stubs.areas {
        let gate = area.gate.as_ref().map(FeatureName::as_str);
        for operation in area.modules.iter().flat_map(|module| &module.operations) {
            if reach.has(&[gate]) && reach.has_condition(&operation.condition) {
                one_operation(operation, out);
                if let Some(parameters) = &operation.parameters {
                    let path = format!("api::operations::{}", parameters.ident.written());
                    record(parameters, &path, reach, out);
                }
            }
        }
    }
}

fn one_operation(operation: &Operation, out: &mut String) {
    let path = format!("api::operations::{}", operation.ident.written());
    let mut takes = vec!["place: rt::client::Path".to_owned()];
    let mut passed = vec!["place".to_owned()];
    for (at, argument) in operation.arguments.iter().enumerate() {
        takes.push(format!("a{at}: {}", argument_type(argument)));
        passed.push(format!("a{at}"));
    }
    if let Some(body) = &operation.body {
        takes.push(format!("body: {}", body_type(body)));
        passed.push("body".to_owned());
    }
    let mut sets = String::new();
    for (at, setter) in operation.setters.iter().enumerate() {
        takes.push(format!("s{at}: {}", argument_type(&setter.argument)));
        let name = setter.argument.ident.written();
        write!(sets, ".{name}(s{at})").unwrap();
    }
    let subject = operation
        .subject
        .as_ref()
        .map_or("rt::serde_json::Value".to_owned(), path_of);
    for (at, option) in operation.options.iter().enumerate() {
        let (name, ty) = query_option(*option, &subject);
        match ty {
            Some(ty) => {
                takes.push(format!("o{at}: {ty}"));
                write!(sets, ".{name}(o{at})").unwrap();
            }
            None => write!(sets, ".{name}()").unwrap(),
        }
    }
    start(out, &takes.join(", "));
    writeln!(
        out,
        "let _: {path} = {path}::at({}){sets};",
        passed.join(", ")
    )
    .unwrap();
    let reply = reply(&operation.reply);
    writeln!(
        out,
        "fn replies<T: rt::client::Operation<Reply = rt::client::reply::{reply}>>() {{}}"
    )
    .unwrap();
    writeln!(out, "replies::<{path}>();").unwrap();
    end(out);
}

fn query_option(option: QueryOption, subject: &str) -> (&'static str, Option<String>) {
    let of = |what: &str| Some(format!("impl rt::odata::{what}<{subject}>"));
    let text = || Some("String".to_owned());
    match option {
        QueryOption::Select => ("select", of("Select")),
        QueryOption::Expand => ("expand", of("Expand")),
        QueryOption::Filter => ("filter", Some(format!("rt::odata::Filter<{subject}>"))),
        QueryOption::OrderBy => ("order_by", of("OrderBy")),
        QueryOption::Search => ("search", text()),
        QueryOption::Top => ("top", Some("u32".to_owned())),
        QueryOption::Skip => ("skip", Some("u32".to_owned())),
        QueryOption::Count => ("count", None),
        QueryOption::Format => ("format", text()),
        QueryOption::SkipToken => ("skip_token", text()),
        QueryOption::DeltaToken => ("delta_token", text()),
    }
}

fn chains(stubs: &Stubs, reach: Reach<'_>, out: &mut String) {
    let kinds = stubs.places.iter().flat_map(|file| &file.kinds);
    let kinds: BTreeMap<&str, &[PlaceMethod]> = kinds
        .map(|kind| (kind.ident.text(), kind.methods.as_slice()))
        .collect();
    for example in stubs
        .example_calls
        .iter()
        .filter(|it| !it.template.is_empty() && reach.has_condition(&it.condition))
    {
        chain(&stubs.methods, &kinds, example, out);
    }
}

fn chain(
    first: &[PlaceMethod],
    kinds: &BTreeMap<&str, &[PlaceMethod]>,
    example: &ExampleCall,
    out: &mut String,
) {
    let mut takes = vec!["client: &api::Client".to_owned()];
    let mut calls = String::new();
    let mut methods = first;
    let mut gives = String::new();
    for call in &example.chain {
        let method = methods.iter().find(|it| it.ident == call.ident).unwrap();
        let mut types: Vec<String> = method.arguments.iter().map(argument_type).collect();
        match &method.target {
            Target::Place(kind) => methods = kinds[kind.text()],
            Target::Operation {
                ident,
                arguments,
                body,
            } => {
                types.extend(arguments.iter().map(argument_type));
                types.extend(body.iter().map(body_type));
                gives = ident.written();
            }
        }
        let mut passed = Vec::new();
        for ty in types {
            passed.push(format!("a{}", takes.len()));
            takes.push(format!("a{}: {ty}", takes.len()));
        }
        write!(calls, ".{}({})", method.ident.written(), passed.join(", ")).unwrap();
    }
    start(out, &takes.join(", "));
    writeln!(out, "let _: api::operations::{gives} = client{calls};").unwrap();
    end(out);
}

fn path_of(path: &RustPath) -> String {
    let namespace = path.namespace.iter().map(|it| it.written() + "::");
    let namespace: String = namespace.collect();
    format!("api::models::{namespace}{}", path.ident.written())
}

fn held(ty: &RustType) -> String {
    match ty {
        RustType::Record(path) => format!("Box<{}>", path_of(path)),
        other => plain(other),
    }
}

fn plain(ty: &RustType) -> String {
    match ty {
        RustType::Scalar(it) => scalar(*it).to_owned(),
        RustType::Json => "rt::serde_json::Value".to_owned(),
        RustType::Record(path) | RustType::Enum(path) | RustType::Poly(path) => path_of(path),
        RustType::Flags(path) => format!("rt::Flags<{}>", path_of(path)),
        RustType::List(item) => format!("Vec<{}>", plain(item)),
    }
}

fn scalar(scalar: Scalar) -> &'static str {
    match scalar {
        Scalar::Text => "String",
        Scalar::Bool => "bool",
        Scalar::Int32 => "i32",
        Scalar::Int64 => "i64",
        Scalar::Float => "f64",
        Scalar::Decimal => "rt::Decimal",
        Scalar::Timestamp(_) => "rt::jiff::Timestamp",
        Scalar::Date(_) => "rt::jiff::civil::Date",
        Scalar::Time(_) => "rt::jiff::civil::Time",
        Scalar::Duration => "rt::jiff::Span",
        Scalar::Guid => "rt::Guid",
        Scalar::Bytes => "rt::Bytes",
    }
}

/// A type whose values are an argument like this. Where anything that can be written will do, it is text.
fn argument_type(argument: &Argument) -> String {
    match argument.scalar {
        Scalar::Text | Scalar::Bytes => "String".to_owned(),
        other => scalar(other).to_owned(),
    }
}

fn body_type(body: &Body) -> String {
    match &body.kind {
        BodyKind::Value(ty) => format!("&{}", plain(ty)),
        BodyKind::List(ty) => format!("&[{}]", plain(ty)),
        BodyKind::Parameters(ident) => format!("&api::operations::{}", ident.written()),
        BodyKind::Reference => "&str".to_owned(),
        BodyKind::Bytes(_) => "Vec<u8>".to_owned(),
        BodyKind::Multipart => "rt::client::Multipart".to_owned(),
        BodyKind::Untyped => "&rt::serde_json::Value".to_owned(),
    }
}

fn reply(reply: &Reply) -> String {
    match reply {
        Reply::Json(ty) => format!("Json<{}>", plain(ty)),
        Reply::Value(ty) => format!("Value<{}>", held(ty)),
        Reply::Maybe(ty) => format!("Maybe<{}>", plain(ty)),
        Reply::Paged(ty) => format!("Paged<{}>", plain(ty)),
        Reply::Delta(ty) => format!("Delta<{}>", plain(ty)),
        Reply::Nothing => "Nothing".to_owned(),
        Reply::Count => "Count".to_owned(),
        Reply::Download => "Download".to_owned(),
        Reply::Started => "Started".to_owned(),
    }
}
