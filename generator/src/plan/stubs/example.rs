//! An example of each operation for its rustdoc: written from its signature and nothing else, so it compiles.

use rayon::prelude::*;

use crate::model::operation::Body as ModelBody;
use crate::model::{Operation as ModelOperation, WireName};
use crate::plan::ctx::Ctx;
use crate::plan::docs::Fence;
use crate::plan::graph::TypeId;
use crate::plan::{
    Area, DocLevel, Docs, Field, Item, Layout, Record, RustIdent, RustPath, RustType, Scalar, names,
};
use crate::unordered::UnorderedMap;

use super::operations::Planned;
use super::{BodyKind, ExampleCall, Operation, Reply, Sample, bodies};

/// What examples are made of.
struct Examples<'a> {
    ctx: &'a Ctx<'a>,
    crate_name: String,
    /// The records, by where users find them.
    records: UnorderedMap<(&'a [RustIdent], &'a RustIdent), &'a Record>,
    /// The types of open enums, by where users find those.
    bases: UnorderedMap<&'a RustPath, TypeId>,
}

/// What is added to what each operation says; nothing for those that no way leads to.
pub(super) fn examples(
    ctx: &Ctx<'_>,
    areas: &[Area],
    calls: &[ExampleCall],
    operations: &[Planned<'_>],
) -> Vec<Docs> {
    if ctx.config.docs == DocLevel::None {
        return Vec::new();
    }
    let examples = Examples::new(ctx, areas);
    operations
        .par_iter()
        .map(|planned| {
            // The calls are sorted by operation; the first one is shown.
            let id = &planned.operation.id;
            let first = calls.partition_point(|call| call.id < *id);
            let call = calls.get(first).filter(|call| call.id == *id);
            call.map_or_else(Docs::default, |call| {
                examples.example(call, &planned.operation, planned.definition.operation)
            })
        })
        .collect()
}

/// What examples show of records: the bodies of the operations that send one, in the order of the operations.
pub(super) fn sent_records(ctx: &Ctx<'_>, areas: &[Area]) -> Vec<String> {
    if ctx.config.docs == DocLevel::None {
        return Vec::new();
    }
    let examples = Examples::new(ctx, areas);
    let operations = ctx.model.operations.par_iter();
    let sent = operations.filter_map(|(_, definition)| match &definition.body {
        ModelBody::Type { ty, .. } => examples.sent(&bodies::of_type(ctx, ty), definition),
        ModelBody::None
        | ModelBody::Parameters(_)
        | ModelBody::Reference
        | ModelBody::Bytes { .. }
        | ModelBody::Untyped => None,
    });
    sent.collect()
}

impl<'a> Examples<'a> {
    fn new(ctx: &'a Ctx<'a>, areas: &'a [Area]) -> Self {
        let modules = areas.iter().flat_map(|area| &area.modules);
        let records = modules.flat_map(|module| {
            module.items.iter().filter_map(|item| match item {
                Item::Record(record) => Some(((&*module.namespace, &record.ident), record)),
                Item::Enum(_) | Item::Poly(_) | Item::Constants(_) => None,
            })
        });
        let bases = ctx.any.iter().enumerate();
        Self {
            ctx,
            crate_name: names::crate_name(&ctx.config.package.name).written(),
            records: records.collect(),
            bases: bases
                .filter_map(|(id, any)| Some((any.as_ref()?, id)))
                .collect(),
        }
    }

    fn example(
        &self,
        call: &ExampleCall,
        operation: &Operation,
        definition: &ModelOperation,
    ) -> Docs {
        let body = operation
            .body
            .as_ref()
            .and_then(|body| self.body(&body.kind, operation, definition));
        let mut lines = vec![format!(
            "# async fn example(client: {}::Client) -> Result<(), Box<dyn std::error::Error>> {{",
            self.crate_name
        )];
        let text = body.as_ref().map_or("", |body| &body[..]);
        let uses: Vec<&str> = ["models", "operations"]
            .into_iter()
            .filter(|module| {
                let is_called = *module == "operations" && call.template.is_empty();
                is_called || text.contains(&format!("{module}::"))
            })
            .collect();
        match uses.as_slice() {
            [] => {}
            [one] => lines.push(format!("use {}::{one};", self.crate_name)),
            several => lines.push(format!(
                "use {}::{{{}}};",
                self.crate_name,
                several.join(", ")
            )),
        }
        lines.extend(body.iter().flat_map(|body| body.lines()).map(str::to_owned));
        lines.extend(statement(call, operation));
        lines.push("# Ok(())".to_owned());
        lines.push("# }".to_owned());
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let mut docs = Docs::default();
        match self.ctx.config.layout {
            Layout::Crate => docs.code(Fence::NoRun, &lines),
            // Nobody knows where the program around a module has it, so the example cannot be compiled.
            Layout::Module => docs.code(Fence::Text, &lines),
        }
        docs
    }

    /// The statement that makes the body.
    fn body(
        &self,
        kind: &BodyKind,
        operation: &Operation,
        definition: &ModelOperation,
    ) -> Option<String> {
        let value = match kind {
            BodyKind::Value(_) | BodyKind::List(_) => self.sent(kind, definition)?,
            BodyKind::Parameters(ident) => {
                let path = format!("operations::{}", ident.written());
                record(&path, operation.parameters.as_ref(), &[])
            }
            BodyKind::Untyped => self.json(),
            BodyKind::Multipart => format!(
                "{}::runtime::client::Multipart::new().text(\"part\", \"text/plain\", \"…\")",
                self.crate_name
            ),
            BodyKind::Reference | BodyKind::Bytes(_) => return None,
        };
        Some(format!("let body = {value};"))
    }

    /// A value of the API, or several.
    fn sent(&self, kind: &BodyKind, definition: &ModelOperation) -> Option<String> {
        let listed: &[WireName] = match &definition.body {
            ModelBody::Type {
                listed, required, ..
            } => {
                if required.is_empty() {
                    listed
                } else {
                    required
                }
            }
            ModelBody::None
            | ModelBody::Parameters(_)
            | ModelBody::Reference
            | ModelBody::Bytes { .. }
            | ModelBody::Untyped => &[],
        };
        match kind {
            BodyKind::Value(ty) => Some(self.value(ty, listed)),
            BodyKind::List(ty) => Some(format!("[{}]", self.value(ty, &[]))),
            BodyKind::Parameters(_)
            | BodyKind::Untyped
            | BodyKind::Multipart
            | BodyKind::Reference
            | BodyKind::Bytes(_) => None,
        }
    }

    fn json(&self) -> String {
        format!("{}::runtime::serde_json::json!({{}})", self.crate_name)
    }

    fn value(&self, ty: &RustType, listed: &[WireName]) -> String {
        match ty {
            RustType::Record(path) => self.record(path, listed),
            RustType::Poly(path) => {
                let base = self.bases.get(path);
                let base = base.map(|id| self.record(&self.ctx.paths[*id], listed));
                let any = path.written();
                format!("{any}::from({})", base.unwrap_or_default())
            }
            RustType::Enum(path) => format!("{}::from(\"…\")", path.written()),
            RustType::Flags(path) => format!(
                "{}::runtime::Flags::<{}>::default()",
                self.crate_name,
                path.written()
            ),
            RustType::List(item) => format!("vec![{}]", self.value(item, &[])),
            RustType::Json => self.json(),
            RustType::Scalar(Scalar::Text) => "\"text\".to_owned()".to_owned(),
            RustType::Scalar(Scalar::Bool) => "true".to_owned(),
            RustType::Scalar(Scalar::Float) => "1.0".to_owned(),
            RustType::Scalar(Scalar::Int32) => "1_i32".to_owned(),
            RustType::Scalar(Scalar::Int64) => "1_i64".to_owned(),
            RustType::Scalar(
                Scalar::Decimal
                | Scalar::Timestamp(_)
                | Scalar::Date(_)
                | Scalar::Time(_)
                | Scalar::Duration
                | Scalar::Guid
                | Scalar::Bytes,
            ) => self.json(),
        }
    }

    fn record(&self, path: &RustPath, listed: &[WireName]) -> String {
        let found = self.records.get(&(&*path.namespace, &path.ident));
        record(&path.written(), found.copied(), listed)
    }
}

/// A record with some plain fields set; those that the page lists, if it lists any.
fn record(path: &str, record: Option<&Record>, listed: &[WireName]) -> String {
    let fields = record.map_or(&[][..], |record| &record.fields);
    let value = |field: &Field| {
        let is_wanted = listed.is_empty() || listed.contains(&field.wire);
        let is_plain = field.gate.is_none() && !field.secret && field.deprecated.is_none();
        let value = match &field.ty {
            RustType::Scalar(Scalar::Text) if field.wire.0 != "id" => "\"…\".into()",
            RustType::Scalar(Scalar::Bool) => "true.into()",
            RustType::Scalar(Scalar::Int32) => "1.into()",
            _ => return None,
        };
        (is_wanted && is_plain).then(|| format!("    {}: {value},", field.ident.written()))
    };
    let set: Vec<String> = fields.iter().filter_map(value).take(MAX_FIELDS).collect();
    if set.is_empty() {
        return format!("{path}::default()");
    }
    format!(
        "{path} {{\n{}\n    ..Default::default()\n}}",
        set.join("\n")
    )
}

/// More fields than these are not shown.
const MAX_FIELDS: usize = 2;

/// The statement that calls the operation and takes what it gives.
fn statement(call: &ExampleCall, operation: &Operation) -> Vec<String> {
    let (before, after) = match &operation.reply {
        Reply::Json(_) | Reply::Value(_) => ("let value = ", vec![".await?;"]),
        Reply::Maybe(_) => ("let value = ", vec![".await?;"]),
        Reply::Paged(_) => ("let page = ", vec![".await?;"]),
        Reply::Delta(_) => ("let changes = ", vec![".await?;"]),
        Reply::Nothing => ("", vec![".await?;"]),
        Reply::Count => ("let count = ", vec![".await?;"]),
        Reply::Download => ("let bytes = ", vec![".await?", ".bytes()", ".await?;"]),
        Reply::Started => ("let accepted = ", vec![".await?;"]),
    };
    let mut parts: Vec<String> = Vec::new();
    let start = if call.template.is_empty() {
        let arguments: Vec<String> = std::iter::once("client.path(\"/…\")".to_owned())
            .chain(
                call.chain
                    .iter()
                    .flat_map(|call| &call.arguments)
                    .map(sample),
            )
            .collect();
        let name: &RustIdent = &call.ident;
        format!(
            "operations::{}::at({})",
            name.written(),
            arguments.join(", ")
        )
    } else {
        parts.extend(call.chain.iter().map(|call| {
            let arguments: Vec<String> = call.arguments.iter().map(sample).collect();
            format!(".{}({})", call.ident.written(), arguments.join(", "))
        }));
        "client".to_owned()
    };
    parts.extend(after.iter().map(|part| (*part).to_owned()));
    let line = format!("{before}{start}{}", parts.concat());
    if line.len() <= MAX_LINE {
        return vec![line];
    }
    let mut lines = vec![format!("{before}{start}")];
    lines.extend(parts.into_iter().map(|part| format!("    {part}")));
    lines
}

/// Longer lines are broken.
const MAX_LINE: usize = 90;

/// A value as an expression.
fn sample(sample: &Sample) -> String {
    match sample {
        Sample::Text(text) => format!("{text:?}"),
        Sample::Parsed(Scalar::Bool | Scalar::Int32 | Scalar::Int64, text) => text.clone(),
        Sample::Parsed(Scalar::Float, text) => format!("{text}.0"),
        Sample::Parsed(_, text) => format!("{text:?}.parse()?"),
        Sample::Json | Sample::List => "&body".to_owned(),
        Sample::Bytes => "vec![1, 2, 3]".to_owned(),
        Sample::Multipart => "body".to_owned(),
        Sample::Reference(url) => format!("{url:?}"),
    }
}
