//! Which part of the API an expression represents, and what declarations say about it: types of fields and parameters, and
//! return types of functions.

use std::collections::{BTreeMap, BTreeSet};

use syn::visit::Visit;
use syn::{GenericArgument, PathArguments, ReturnType, Type};

use super::api::Api;
use super::names::Imports;

/// What an expression represents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    /// A client, by its type's name.
    Client,
    /// A place in the API.
    Place(PlaceValue),
    /// Anything else, or unknown.
    Other,
}

/// A place in the API and the calls that lead to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PlaceValue {
    /// The name of its type.
    pub(super) kind: String,
    /// The calls, as written: `.me().messages()`.
    pub(super) trail: String,
    /// The number of calls.
    pub(super) steps: usize,
    /// Whether the chain begins with a known client or place. Otherwise the receiver may be unrelated to the API.
    pub(super) is_certain: bool,
}

/// The declarations of all files, by name.
#[derive(Default)]
pub(super) struct Declarations {
    /// Fields that contain a client or a place.
    pub(super) fields: BTreeMap<String, Value>,
    /// Functions and methods that return one.
    pub(super) functions: BTreeMap<String, Value>,
    /// Places that are types of parameters: calls on them are found in the function.
    pub(super) parameters: BTreeSet<String>,
}

impl Declarations {
    /// Adds the declarations of a file.
    pub(super) fn add(&mut self, api: &Api<'_>, imports: &Imports, file: &syn::File) {
        let mut collector = Collector {
            declarations: self,
            api,
            imports,
        };
        collector.visit_file(file);
    }
}

struct Collector<'a, 'p> {
    declarations: &'a mut Declarations,
    api: &'a Api<'p>,
    imports: &'a Imports,
}

impl Visit<'_> for Collector<'_, '_> {
    fn visit_field(&mut self, field: &syn::Field) {
        if let Some(name) = &field.ident {
            let value = type_value(self.api, self.imports, &field.ty);
            if value != Value::Other {
                self.declarations.fields.insert(name.to_string(), value);
            }
        }
        syn::visit::visit_field(self, field);
    }

    fn visit_signature(&mut self, signature: &syn::Signature) {
        if let ReturnType::Type(_, ty) = &signature.output {
            let value = type_value(self.api, self.imports, ty);
            if value != Value::Other {
                let name = signature.ident.to_string();
                self.declarations.functions.insert(name, value);
            }
        }
        for argument in &signature.inputs {
            if let syn::FnArg::Typed(argument) = argument
                && let Value::Place(place) = type_value(self.api, self.imports, &argument.ty)
            {
                self.declarations.parameters.insert(place.kind);
            }
        }
    }
}

/// What a value of a type represents.
pub(super) fn type_value(api: &Api<'_>, imports: &Imports, ty: &Type) -> Value {
    match ty {
        Type::Reference(reference) => type_value(api, imports, &reference.elem),
        Type::Paren(paren) => type_value(api, imports, &paren.elem),
        Type::Group(group) => type_value(api, imports, &group.elem),
        Type::Path(path) => path_value(api, imports, &path.path),
        // No other type can be a client or a place.
        _ => Value::Other,
    }
}

fn path_value(api: &Api<'_>, imports: &Imports, path: &syn::Path) -> Value {
    if let Some(kind) = imports.place(api, path) {
        return Value::Place(PlaceValue {
            trail: kind.clone(),
            kind,
            steps: 1,
            is_certain: true,
        });
    }
    let Some(last) = path.segments.last() else {
        return Value::Other;
    };
    match (last.ident.to_string().as_str(), &last.arguments) {
        ("Client", PathArguments::None) => Value::Client,
        (
            "Arc" | "Rc" | "Box" | "Cow" | "Option" | "Result",
            PathArguments::AngleBracketed(arguments),
        ) => {
            let mut types = arguments.args.iter().filter_map(|argument| match argument {
                GenericArgument::Type(ty) => Some(ty),
                // Lifetimes and constants.
                _ => None,
            });
            types
                .next()
                .map_or(Value::Other, |ty| type_value(api, imports, ty))
        }
        _ => Value::Other,
    }
}
